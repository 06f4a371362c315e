import { expect, test, vi } from 'vitest';
import { until } from '../support/until.ts';
import { type BadLine, type Delivery, shopOnBadLine, whole } from './bad-line.ts';
import type { Shop } from './shop.ts';

/** Each answer that decides about money is broken off after each of its bytes. */

vi.setConfig({ testTimeout: 90_000 });

const LANES = Array.from({ length: 30 }, (_, i) => String(i + 1));

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

/** Sells on all lanes at once until every byte of an answer has been its last one. */
async function sellWithEachCut(
  length: number,
  sellOne: (lane: string, cut: number) => Promise<void>,
): Promise<void> {
  // Answers differ by a few bytes from sale to sale.
  const bytes = Array.from({ length: length - 8 }, (_, cut) => cut);
  const sellOn = async (lane: string): Promise<void> => {
    for (let cut = bytes.pop(); cut !== undefined; cut = bytes.pop()) await sellOne(lane, cut);
  };
  await Promise.all(LANES.map(sellOn));
  expect(bytes).toEqual([]);
}

test('a connection reset at each byte of the answers to a payment and to the first question about it: it is paid, once', async () => {
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
  expect(cuts.size).toBeGreaterThan(500);
  const orders = await shop.expectTrueBooks();
  expect(orders.map(({ state }) => state)).toEqual(orders.map(() => 'paid'));
  expect(orders).toHaveLength(cuts.size + 1);
});

test("a connection reset at each byte of a cancel's answer: the sale is cancelled, and nothing is kept", async () => {
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
  expect(cuts.size).toBeGreaterThan(400);
  expect(await shop.expectTrueBooks()).toHaveLength(cuts.size + 1);
});
