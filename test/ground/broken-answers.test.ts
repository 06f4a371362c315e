import { expect, test, vi } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Delivery, type Passing, shopOnBadLine, whole } from './bad-line.ts';
import { openShop } from './shop.ts';

/** Answers of the gateway that break, swell or dribble: what the till asked for was done, and it has to find out. */

vi.setConfig({ testTimeout: 90_000 });
/** 90 s, and half a second of a busy machine, which counts sixtyfold here. */
const LATEST_MS = 120_000;

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
    const { shop, line } = await shopOnBadLine(['1', '2'], 40);
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
      hint: expect.stringMatching(/has (it|the money) back\. Do not hand over the goods\./),
    });
    await shop.sellsAgain('2');
    expect(await shop.expectTrueBooks()).toHaveLength(2);
  },
);
