import { dayOfOrderNumber } from '../../src/payment/order-number.ts';
import { makeCode, type OutcomeId } from '../../src/sandbox/index.ts';
import type { Screen } from '../../src/ui/messages.ts';
import type { SeededRandom } from '../../test/simulation/seeded-random.ts';
import type { Now, Rest } from './rest.ts';
import { openTablet, type Tablet, tellScreen } from './tablet.ts';
import { isFinalState, type Told } from './told.ts';

export interface Shop {
  rest: Rest;
  told: Told;
  now(): Now | undefined;
  isOpen(): boolean;
  outcomes: readonly [OutcomeId, ...OutcomeId[]];
  /** What was to be charged, decimal text, by sale. */
  amounts: Map<string, string>;
  /** Sales that each idempotency key made. */
  keys: Map<string, Set<string>>;
  /** Codes shown so far, on all lanes. */
  codes: string[];
  /** Paid orders anyone was told of, to be refunded. */
  paid: string[];
  /** What the shop's refunds were answered with. */
  refunds: Map<string, RefundWish>;
}

/** A refund as it was asked for: the same key must never make two. */
export interface RefundWish {
  orderNo: string;
  amount: string;
  refundNos: Set<string>;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One person at one lane: does something every few moments on what the lane shows, over REST and the tablet's socket. */
export async function workAt(lane: string, shop: Shop, random: SeededRandom): Promise<void> {
  const { rest, told } = shop;
  const path = `/api/v1/lanes/${lane}`;
  let tablet: { of: Now; socket: Tablet } | undefined;
  let lastKey: { key: string; amount: string } | undefined;

  const charge = async () => {
    const isAgain = lastKey !== undefined && random.chance(0.3);
    const amount = isAgain && lastKey ? lastKey.amount : (random.between(100, 9_999) / 100).toFixed(2);
    const key =
      isAgain && lastKey
        ? lastKey.key
        : random.chance(0.5)
          ? `key-${lane}-${random.between(0, 1e9)}`
          : undefined;
    lastKey = key === undefined ? undefined : { key, amount };
    const answer = await rest.post(`${path}/charge`, { amount }, key);
    const saleId = answer?.status === 201 ? answer.body.sale?.saleId : undefined;
    if (saleId === undefined) return;
    const known = shop.amounts.get(saleId);
    if (known !== undefined && known !== amount) told.broken(`sale ${saleId} was charged with two amounts`);
    shop.amounts.set(saleId, amount);
    if (key !== undefined) shop.keys.set(key, (shop.keys.get(key) ?? new Set()).add(saleId));
  };

  const scan = async () => {
    const isUsed = shop.codes.length > 0 && random.chance(0.05);
    const text = isUsed
      ? (shop.codes[random.between(0, shop.codes.length - 1)] ?? '')
      : random.chance(0.05)
        ? makeCode({ wallet: 'ean13' }, random)
        : makeCode(
            { wallet: random.pick(['alipay', 'wechat', 'emv']), outcome: random.pick(shop.outcomes) },
            random,
          );
    shop.codes.push(text);
    await rest.post(`${path}/scan`, { text });
  };

  const atOrder = async (screen: Screen, saleId: string, socket: Tablet) => {
    const { actions } = screen;
    if (actions.includes('nextCustomer') && random.chance(0.7)) {
      socket.tap(random.pick(['nextCustomer', 'nextCustomer', 'paidAnotherWay', 'keepWaiting']), saleId);
    } else if (actions.includes('cancel') && random.chance(0.1)) {
      await rest.post(`${path}/cancel`, { saleId });
    } else if (actions.includes('retry') && random.chance(0.3)) socket.tap('retry', saleId);
    else if (actions.includes('dismiss') && random.chance(0.4)) socket.tap('dismiss', saleId);
    else if (actions.includes('charge')) await charge();
    else await followSale(saleId, rest, told);
  };

  for (; shop.isOpen(); await sleep(random.between(5, 60))) {
    const current = shop.now();
    if (current === undefined) continue;
    if (tablet?.of !== current) {
      tablet?.socket.close();
      tablet = { of: current, socket: openTablet(current.url, lane, told) };
    }
    if (random.chance(0.05)) await readOrders(shop);
    if (random.chance(0.08)) await refund(shop, random);
    if (random.chance(0.05)) await settle(shop, random);
    if (random.chance(0.01)) await closeDay(shop);
    const answer = await rest.get(path);
    const screen = answer?.body.screen;
    if (screen === undefined) continue;
    tellScreen(screen, told);
    for (const { id } of screen.notices) if (random.chance(0.3)) tablet.socket.dismissNotice(id);
    if (screen.mode === 'ready')
      await (random.chance(0.05) ? rest.post(`${path}/cancel`, { saleId: screen.saleId ?? '' }) : scan());
    else if (screen.saleId !== undefined) await atOrder(screen, screen.saleId, tablet.socket);
    else if (screen.actions.includes('charge')) await charge();
  }
  tablet?.socket.close();
}

async function followSale(saleId: string, rest: Rest, told: Told): Promise<void> {
  const answer = await rest.get(`/api/v1/sales/${saleId}?waitSeconds=2`);
  const sale = answer?.body.sale;
  const orderNo = sale?.orderNos.at(-1);
  if (answer && sale && orderNo !== undefined && isFinalState(sale.state)) {
    told.result(orderNo, sale.state, { by: 'GET /sales', askedAt: answer.askedAt });
  }
}

/** Open and today's orders, as a cash register would list them. */
async function readOrders({ rest, told, paid }: Shop): Promise<void> {
  const answer = await rest.get('/api/v1/orders?limit=200');
  for (const order of answer?.body.orders ?? []) {
    told.order(order, 'GET /orders', answer?.askedAt ?? 0);
    if (order.state === 'paid') paid.push(order.orderNo);
  }
}

/** A manager decides about held money: it is the customer's, or it stays. */
async function settle({ rest, told }: Shop, random: SeededRandom): Promise<void> {
  const answer = await rest.get('/api/v1/orders?state=held');
  const held = (answer?.body.orders ?? []).filter(({ settlement }) => settlement === undefined);
  const order = held[random.between(0, held.length - 1)];
  if (!order) return;
  const decision = { as: random.pick(['paid', 'notPaid']), by: 'manager', reason: 'asked the customer' };
  const settled = await rest.post(`/api/v1/orders/${order.orderNo}/resolve`, decision);
  if (settled?.status === 200) told.settled(order.orderNo, decision.as);
}

/** The day of the newest sale is closed, early as it may be: it goes on in a further period. */
async function closeDay({ rest, told }: Shop): Promise<void> {
  const [newest] = [...told.orderNos].sort().reverse();
  const day = newest === undefined ? undefined : dayOfOrderNumber(newest);
  const answer =
    day === undefined ? undefined : await rest.post(`/api/v1/days/${day}/close`, { by: 'manager' });
  const { period, status, totals } = answer?.body ?? {};
  if (answer?.status === 200 && period !== undefined && status !== undefined && totals !== undefined) {
    told.closed({ period, status, totals }, 'the close');
  }
}

/** Of any paid order, in part or whole; sometimes the same wish again, as after a lost answer. */
async function refund(shop: Shop, random: SeededRandom): Promise<void> {
  const wishes = [...shop.refunds];
  const again = random.chance(0.4) ? wishes[random.between(0, wishes.length - 1)] : undefined;
  const orderNo = shop.paid[random.between(0, shop.paid.length - 1)];
  if (!again && orderNo === undefined) return;
  const key = again?.[0] ?? `refund-${random.between(0, 1e9)}`;
  const wish = again?.[1] ?? {
    orderNo: orderNo ?? '',
    amount: (random.between(1, 2_000) / 100).toFixed(2),
    refundNos: new Set<string>(),
  };
  shop.refunds.set(key, wish);
  const { amount } = wish;
  const answer = await shop.rest.post(
    `/api/v1/orders/${wish.orderNo}/refunds`,
    { amount, reason: 'returned' },
    key,
  );
  const refundNo = answer?.status === 201 ? answer.body.refund?.refundNo : undefined;
  if (refundNo !== undefined) wish.refundNos.add(refundNo);
}
