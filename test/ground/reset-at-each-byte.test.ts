import { expect, test, vi } from 'vitest';
import type { Fields } from '../../src/payment/codepay/envelope.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import { gatewayAt, signedAnswer, submitRequest } from '../support/codepay.ts';
import { httpText, rawServer } from '../support/raw-server.ts';
import { until } from '../support/until.ts';
import { type BadLine, type Delivery, shopOnBadLine, whole } from './bad-line.ts';
import type { Shop } from './shop.ts';

/** Answers that decide about money are broken off after each of their bytes. */

vi.setConfig({ testTimeout: 90_000 });

const LANES = Array.from({ length: 10 }, (_, i) => String(i + 1));
/** Through the whole till every so manyth byte is tried, through its client each. */
const EVERY = 12;

const options = { timeoutMs: 60_000 };
const calls: [string, Fields, (gateway: Gateway) => Promise<{ kind: string }>][] = [
  [
    'payment',
    { trans_status: 2, trans_no: '501', trans_type: 1, order_amount: '12.30', price_currency: 'USD' },
    (gateway) => gateway.submit(submitRequest('281234567890123456'), options),
  ],
  [
    'question about a payment',
    { trans_status: 2, trans_no: '501', trans_type: 1, order_amount: '12.30', price_currency: 'USD' },
    (gateway) => gateway.query('A', options),
  ],
  ['cancel', { trans_no: '502' }, (gateway) => gateway.cancel('A', options)],
  [
    'refund',
    { trans_status: 2, trans_no: '503', trans_type: 3, order_amount: '1.00', price_currency: 'USD' },
    (gateway) =>
      gateway.refund(
        { refundNo: 'AR', orderNo: 'A', amount: '1.00', currency: 'USD', description: 'A return' },
        options,
      ),
  ],
  [
    'question about a refund',
    { trans_status: 2, trans_no: '503', trans_type: 3, order_amount: '1.00', price_currency: 'USD' },
    (gateway) => gateway.queryRefund({ refundNo: 'AR' }, options),
  ],
];

test.each(calls)(
  'a connection reset after each byte of the answer to a %s: nothing is believed of it',
  async (_, data, call) => {
    const answer = httpText(await signedAnswer(data));
    let cut = 0;
    const server = await rawServer((socket) => {
      const part = answer.slice(0, cut);
      cut += 1;
      if (part === '') socket.resetAndDestroy();
      else socket.write(part, () => socket.resetAndDestroy());
    });
    const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
    const kinds = new Set<string>();
    while (cut < answer.length) kinds.add((await call(gateway)).kind);
    expect([...kinds]).toEqual(['unknown']);
    expect(server.requests).toHaveLength(answer.length);
    await gateway.close();
  },
);

/** Resets the connection after that many bytes of the first answer of each of these methods. */
function cutAt(cuts: ReadonlyMap<string, number>, methods: readonly string[]): Delivery {
  return (passing, socket) => {
    const cut = cuts.get(passing.orderNo);
    if (cut === undefined || passing.nth > 1 || !methods.includes(passing.method))
      return whole(passing, socket);
    expect(cut).toBeLessThanOrEqual(passing.answer.length);
    socket.write(passing.answer.subarray(0, cut), () => socket.resetAndDestroy());
  };
}

/** Length of the longest answer to that method while all is well; each byte of it will be the last. */
async function lengthOfAnswer(
  shop: Shop,
  line: BadLine,
  method: string,
  sell: () => Promise<unknown>,
): Promise<number> {
  let length = 0;
  line.deliver = (passing, socket) => {
    if (passing.method === method) length = Math.max(length, passing.answer.length);
    whole(passing, socket);
  };
  await sell();
  await until(() => length > 0, { what: `the gateway has answered to ${method}` });
  await shop.screenWhen(({ mode }) => mode === 'paid' || mode === 'cancelled');
  return length;
}

/** From the last byte but eight backwards. */
const cutsOf = (length: number) =>
  Array.from({ length: Math.floor(length / EVERY) }, (_, i) => (i + 1) * EVERY - 8);

/** Sells on all lanes at once until each of the bytes tried has been the last one. */
async function sellWithEachCut(
  length: number,
  sellOne: (lane: string, cut: number) => Promise<void>,
): Promise<void> {
  const bytes = cutsOf(length);
  const sellOn = async (lane: string): Promise<void> => {
    for (let cut = bytes.pop(); cut !== undefined; cut = bytes.pop()) await sellOne(lane, cut);
  };
  await Promise.all(LANES.map(sellOn));
  expect(bytes).toEqual([]);
}

test('a connection reset in the answers to a payment and to the first question about it: it is paid, once', async () => {
  const { shop, line } = await shopOnBadLine(LANES);
  const length = await lengthOfAnswer(shop, line, 'bscanc.pay.submit', () => shop.sell('1', 'paid'));
  const cuts = new Map<string, number>();
  line.deliver = cutAt(cuts, ['bscanc.pay.submit', 'order.query']);
  await sellWithEachCut(length, async (lane, cut) => {
    const { orderNo } = await shop.sell(lane, 'paid');
    cuts.set(orderNo, cut);
    const screen = await shop.screenWhen(({ mode }) => mode !== 'paying', lane);
    expect(screen, `cut after byte ${cut}`).toMatchObject({ mode: 'paid', message: 'Paid' });
    expect(screen.order).toMatchObject({ orderNo });
  });
  expect(cuts.size).toBeGreaterThan(40);
  const orders = await shop.expectTrueBooks();
  expect(orders.map(({ state }) => state)).toEqual(orders.map(() => 'paid'));
  expect(orders).toHaveLength(cuts.size + 1);
});

test("a connection reset in a cancel's answer: the sale is cancelled, and nothing is kept", async () => {
  const { shop, line } = await shopOnBadLine(LANES);
  const sellAndCancel = async (lane: string) => {
    const saleId = await shop.charge(lane);
    const order = shop.scan(lane, 'never');
    shop.payments.cancel(lane, saleId);
    return order;
  };
  const length = await lengthOfAnswer(shop, line, 'order.revoker', () => sellAndCancel('1'));
  const cuts = new Map<string, number>();
  line.deliver = cutAt(cuts, ['order.revoker']);
  await sellWithEachCut(length, async (lane, cut) => {
    const { orderNo } = await sellAndCancel(lane);
    cuts.set(orderNo, cut);
    const screen = await shop.screenWhen(({ mode }) => mode !== 'paying' && mode !== 'cancelling', lane);
    expect(screen, `cut after byte ${cut}`).toMatchObject({ mode: 'cancelled', message: 'Cancelled' });
  });
  expect(cuts.size).toBeGreaterThan(30);
  expect(await shop.expectTrueBooks()).toHaveLength(cuts.size + 1);
});

test("a connection reset in a refund's answer and in the first question about it: it is made once", async () => {
  const { shop, line } = await shopOnBadLine(LANES);
  const paid = async (lane: string) => {
    const { orderNo } = await shop.sell(lane, 'paid');
    await shop.screenWhen(({ mode }) => mode === 'paid', lane);
    return orderNo;
  };
  const refund = async (orderNo: string, key: string) => {
    const asked = await shop.payments.refund(orderNo, { amountMinor: 10, reason: 'returned', key });
    if (!asked.ok) throw new Error(`refund refused: ${asked.why}`);
    const { refundNo } = asked.refund;
    await shop.orderWhen(orderNo, ({ refunds }) =>
      (refunds ?? []).some((each) => each.refundNo === refundNo && each.state === 'done'),
    );
  };
  let length = 0;
  line.deliver = (passing, socket) => {
    if (passing.method === 'order.refund.submit') length = passing.answer.length;
    whole(passing, socket);
  };
  await refund(await paid('1'), 'first');

  const bytes = cutsOf(length);
  const cuts = new Map<string, number>();
  line.deliver = (passing, socket) => {
    const { method, orderNo, nth, answer } = passing;
    if (method === 'order.refund.submit')
      cuts.set(orderNo, cuts.get(orderNo) ?? bytes.pop() ?? answer.length);
    const cut = cuts.get(orderNo);
    if (cut === undefined || nth > 1) return whole(passing, socket);
    socket.write(answer.subarray(0, cut), () => socket.resetAndDestroy());
  };
  const refunded = new Map<string, number>();
  const refundOn = async (lane: string): Promise<void> => {
    while (bytes.length > 0) {
      const orderNo = await paid(lane);
      for (let nth = 1; nth <= 10 && bytes.length > 0; nth += 1) {
        await refund(orderNo, `K${nth}`);
        refunded.set(orderNo, nth * 10);
      }
    }
  };
  await Promise.all(LANES.map(refundOn));
  expect(cuts.size).toBeGreaterThan(30);
  for (const [orderNo, refundedMinor] of refunded) {
    expect(shop.sandbox.truthOf(orderNo)).toMatchObject({ refundedMinor, keptMinor: 1230 - refundedMinor });
  }
});
