import { expect, test, vi } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';
import { type BadLine, badLine, type Delivery, type Passing, whole } from './bad-line.ts';
import { openShop, type Shop } from './shop.ts';

/** Answers of the gateway that break, swell or dribble: what the till asked for was done, and it has to find out. */

vi.setConfig({ testTimeout: 90_000 });
/** 90 s, and half a second of a busy machine, which counts sixtyfold here. */
const LATEST_MS = 120_000;

const LANES = Array.from({ length: 30 }, (_, i) => String(i + 1));

async function shopOnBadLine(
  lanes: readonly string[] = ['1'],
  speed = 10,
): Promise<{ shop: Shop; line: BadLine }> {
  let line: BadLine | undefined;
  const shop = await openShop({
    folder: temporaryFolder(),
    lanes,
    speed,
    payment: { cancelNotBeforeSeconds: 1 },
    reachedAt: async (url) => {
      line = await badLine(url);
      return line.url;
    },
  });
  if (!line) throw new Error('no line');
  return { shop, line };
}

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

/** The answer as it should be, but ten megabytes long. */
function swollen({ answer }: Passing): Buffer {
  const [head = ''] = answer.toString('latin1').split('\r\n\r\n');
  const body = Buffer.concat([answer.subarray(head.length + 4), Buffer.alloc(10_000_000, ' ')]);
  return Buffer.concat([
    Buffer.from(head.replace(/content-length: \d+/, `content-length: ${body.length}`)),
    Buffer.from('\r\n\r\n'),
    body,
  ]);
}

const spoilt: [string, (clock: Clock) => Delivery, string][] = [
  [
    'of ten megabytes',
    () => (passing, socket) => void socket.write(swollen(passing)),
    'answered with more than 262144 bytes',
  ],
  [
    'of ten megabytes of headers',
    () => (_, socket) => void socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(10_000_000)}`),
    'connection lost before the answer was whole',
  ],
  [
    'of one byte a second',
    (clock) =>
      ({ answer }, socket) => {
        const dribble = (at: number) => {
          if (socket.destroyed || at >= answer.length) return;
          socket.write(answer.subarray(at, at + 1));
          clock.after(1000, () => dribble(at + 1));
        };
        dribble(0);
      },
    'no answer in 5 s',
  ],
  [
    'cut short by a reset',
    () =>
      ({ answer }, socket) =>
        void socket.write(answer.subarray(0, 99), () => socket.resetAndDestroy()),
    'connection lost before the answer was whole',
  ],
];

test.each(spoilt)('an answer %s to a payment: the question beside it finds it paid', async (_, spoil) => {
  const { shop, line } = await shopOnBadLine(['1'], 20);
  line.deliver = (passing, socket) => {
    const isPayment = passing.method === 'bscanc.pay.submit';
    (isPayment ? spoil(shop.clock) : whole)(passing, socket);
  };
  await shop.sell('1', 'paid');
  expect(await shop.screenWhen(({ mode }) => mode !== 'paying')).toMatchObject({
    mode: 'paid',
    message: 'Paid',
  });
  await shop.sellsAgain();
  expect(await shop.expectTrueBooks()).toHaveLength(2);
});

test.each(spoilt)(
  'answers %s from the start on: nothing can be sold, the screen says why, and it sells once they are well',
  async (_, spoil, words) => {
    const { shop, line } = await shopOnBadLine(['1'], 40);
    await shop.stop();
    line.deliver = spoil(shop.clock);
    const again = await openShop({
      folder: temporaryFolder(),
      gatewayOf: shop,
      reachedAt: async () => line.url,
    });
    const screen = await again.screenWhen(({ message }) => message.startsWith('Wallets unreachable since'));
    expect(screen).toMatchObject({ mode: 'blocked', actions: [] });
    expect(screen.hint).toMatch(/^Take another payment\. For the technician: /);
    expect(screen.hint).toContain(words);
    expect(await again.payments.charge('1', { amountMinor: 1230 })).toEqual({ ok: false, why: 'blocked' });
    line.deliver = whole;
    await again.sellsAgain();
    expect(await again.expectTrueBooks()).toHaveLength(1);
  },
);

test.each(spoilt)(
  'nothing but answers %s from a payment on: it is not confirmed in time, and the money goes back',
  async (_, spoil) => {
    const { shop, line } = await shopOnBadLine(['1', '2'], 60);
    await shop.charge('1');
    line.deliver = spoil(shop.clock);
    const since = shop.clock.monotonic();
    const { orderNo } = shop.scan('1', 'paid');
    const screen = await shop.screenWhen(({ mode }) => mode === 'unknown');
    expect(shop.clock.monotonic() - since).toBeLessThan(LATEST_MS);
    expect(screen).toMatchObject({
      message: 'Not confirmed',
      actions: ['keepWaiting', 'nextCustomer', 'paidAnotherWay'],
    });
    expect(screen.hint).toMatch(/^Do not hand over the goods, do not charge this sale again\./);
    expect(shop.screen('2').message).toMatch(/^Wallets unreachable since/);
    expect(shop.sandbox.truthOf(orderNo)).toMatchObject({ paidMinor: 1230 });
    line.deliver = whole;
    expect(await shop.screenWhen(({ mode }) => mode === 'cancelled')).toMatchObject({
      hint: 'The customer keeps the money, or has it back. Do not hand over the goods.',
    });
    await shop.sellsAgain('2');
    expect(await shop.expectTrueBooks()).toHaveLength(2);
  },
);
