import { dayOfPeriod } from '../../src/payment/booking.ts';
import { isClosed, type Order, openCase } from '../../src/payment/order.ts';
import { dayOfOrderNumber } from '../../src/payment/order-number.ts';
import { isOpenRefund } from '../../src/payment/refund.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { Shop } from './cashier.ts';
import { waitsForPerson } from './judge.ts';
import type { KillableTill } from './killable-till.ts';
import { newestOf, readStoredOrders, type StoredOrders } from './stored-orders.ts';
import type { ToldOrder, ToldPeriod } from './told.ts';

export interface RestParts {
  start(): Promise<KillableTill>;
  shop: Pick<Shop, 'rest' | 'told' | 'paid'>;
  sandbox: Sandbox;
  dataDir: string;
  speed: number;
  /** The first business day that counts; left out: all of them. */
  from?: string;
}

/** Within this of the till's time everything is settled, or waits for a person. */
const REST_WITHIN_MS = 90 * 60_000;

/**
 * Starts the till once more, waits until nothing is left to do, stops it as a shop does at night, and starts it again:
 * the books must say the same.
 */
export async function booksAtRest(
  parts: RestParts,
): Promise<{ listed: readonly ToldOrder[]; stored: StoredOrders; periods: readonly ToldPeriod[] }> {
  const { start, shop, dataDir, speed, from = '' } = parts;
  const first = await start();
  const giveUpAt = performance.now() + REST_WITHIN_MS / speed;
  for (let busy = restless(parts); busy.length > 0 && performance.now() < giveUpAt; busy = restless(parts)) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const before = await listAll(parts);
  const code = await first.stop();
  if (code !== 0)
    shop.told.broken(`the till did not end in peace: exit code ${code}\n${first.output().slice(-2000)}`);
  const second = await start();
  const listed = await listAll(parts);
  const states = (orders: readonly ToldOrder[]) =>
    JSON.stringify(orders.map(({ orderNo, state }) => [orderNo, state]));
  if (states(before) !== states(listed))
    shop.told.broken('after a peaceful stop the books list something else');
  const periods = await listPeriods(parts);
  await second.stop();
  return { listed, stored: readStoredOrders(dataDir, { from }), periods };
}

/** Orders that still have something to do by themselves. */
function restless({ dataDir, sandbox, from = '' }: RestParts): Order[] {
  const orders = [...readStoredOrders(dataDir, { from }).values()].flatMap(
    (revisions) => newestOf(revisions) ?? [],
  );
  return orders.filter(
    (order) =>
      (!isClosed(order) && !waitsForPerson(order, sandbox.truthOf(order.orderNo))) ||
      (order.refunds ?? []).some(isOpenRefund) ||
      openCase(order) !== undefined,
  );
}

/** The books of each day that has orders or bookings. A closed period must be as it was told when it was closed. */
async function listPeriods({ shop, dataDir, from = '' }: RestParts): Promise<ToldPeriod[]> {
  const orders = [...readStoredOrders(dataDir, { from }).values()].flatMap(
    (revisions) => newestOf(revisions) ?? [],
  );
  const days = orders.flatMap(({ orderNo, bookings = [] }) => [
    dayOfOrderNumber(orderNo),
    ...bookings.map(({ period }) => dayOfPeriod(period)),
  ]);
  const periods: ToldPeriod[] = [];
  for (const day of new Set(days.filter((each) => each !== undefined))) {
    const answer = await shop.rest.get(`/api/v1/days/${day}`);
    if (answer?.status !== 200) shop.told.broken(`the books of ${day} were answered with ${answer?.status}`);
    for (const { period, status, totals } of answer?.body.periods ?? []) {
      periods.push({ period, status, totals });
      if (status === 'closed') shop.told.closed({ period, status, totals }, `GET /days/${day}`);
    }
  }
  return periods;
}

/** Every order by the REST interface: the open ones and today's, and those of each day that has a file. */
async function listAll({ shop, dataDir, from = '' }: RestParts): Promise<ToldOrder[]> {
  const days = new Set(
    [...readStoredOrders(dataDir, { from }).keys()].flatMap((orderNo) => dayOfOrderNumber(orderNo) ?? []),
  );
  const orders: ToldOrder[] = [];
  for (const day of [...days].sort()) {
    let cursor: string | undefined;
    do {
      const page: string = cursor === undefined ? '' : `&cursor=${cursor}`;
      const answer = await shop.rest.get(`/api/v1/orders?day=${day}&limit=500${page}`);
      if (answer?.status !== 200) {
        shop.told.broken(`the orders of ${day} were answered with ${answer?.status}`);
        break;
      }
      for (const order of answer.body.orders ?? []) {
        shop.told.order(order, `GET /orders?day=${day}`, answer.askedAt);
        orders.push(order);
      }
      cursor = answer.body.cursor;
    } while (cursor !== undefined);
  }
  return orders;
}
