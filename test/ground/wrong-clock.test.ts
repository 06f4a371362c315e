import { expect, test, vi } from 'vitest';
import { type Clock, scaledClock } from '../../src/clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openShop, type Shop } from './shop.ts';

/** Somebody, or a battery, sets the till's clock; the gateway's goes right. */

vi.setConfig({ testTimeout: 90_000 });

const HOUR_MS = 3_600_000;
const settings: [string, number, string][] = [
  ['set back an hour', -HOUR_MS, 'it is 60 minutes slow'],
  ['set forward an hour', HOUR_MS, 'it is 60 minutes fast'],
  ['a day slow', -24 * HOUR_MS, 'it is 1440 minutes slow'],
  ['a day fast', 24 * HOUR_MS, 'it is 1440 minutes fast'],
];

/** A wall clock that can be set. Timers and spans do not notice, as on a real machine. */
interface SetClock extends Clock {
  offMs: number;
}

function setClock(speed = 40): SetClock {
  const right = scaledClock(speed);
  const clock: SetClock = { ...right, offMs: 0, now: () => right.now() + clock.offMs };
  return clock;
}

async function shopWith(clock: SetClock, folder = temporaryFolder(), gatewayOf?: Shop): Promise<Shop> {
  return openShop({
    folder,
    clock,
    lanes: ['1', '2'],
    sandbox: { customerDelayMs: () => 12_000, clock: { ...clock, now: () => clock.now() - clock.offMs } },
    ...(gatewayOf && { gatewayOf }),
  });
}

async function expectStopped(shop: Shop, words: string, lane = '2'): Promise<void> {
  const screen = await shop.screenWhen(({ message }) => message === "This till's clock is wrong", lane);
  expect(screen).toMatchObject({ mode: 'blocked', actions: [] });
  expect(screen.hint).toBe(
    `Take another payment. For the technician: ${words}. Set it, and switch automatic time on.`,
  );
  expect(await shop.payments.charge(lane, { amountMinor: 1230 })).toEqual({ ok: false, why: 'blocked' });
}

test.each(settings)(
  'a clock %s at the start sells nothing until it is right, and says so',
  async (_, offMs, words) => {
    const clock = setClock();
    clock.offMs = offMs;
    const shop = await shopWith(clock);
    await expectStopped(shop, words);
    clock.offMs = 0;
    await shop.sellsAgain();
    expect(await shop.expectTrueBooks()).toHaveLength(1);
  },
);

test.each(settings)('a clock %s between two sales is found out before the next', async (_, offMs, words) => {
  const clock = setClock();
  const shop = await shopWith(clock);
  await shop.sellsAgain();
  clock.offMs = offMs;
  await expectStopped(shop, words);
  clock.offMs = 0;
  await shop.sellsAgain();
  expect(await shop.expectTrueBooks()).toHaveLength(2);
});

test.each(settings)(
  'a clock %s in the middle of a payment: it is paid in its own time all the same',
  async (_, offMs, words) => {
    const clock = setClock();
    const shop = await shopWith(clock);
    const { orderNo } = await shop.sell('1', 'password');
    await shop.screenWhen(({ message }) => message === 'The customer confirms on the phone');
    clock.offMs = offMs;
    await expectStopped(shop, words);
    expect(await shop.screenWhen(({ mode }) => mode !== 'paying')).toMatchObject({
      mode: 'paid',
      message: 'Paid',
    });
    const order = await shop.payments.order(orderNo);
    expect((order?.finalAt ?? 0) - (order?.sentAt ?? 0)).toBeLessThan(40_000);
    clock.offMs = 0;
    await shop.sellsAgain('2');
    expect(await shop.expectTrueBooks()).toHaveLength(2);
  },
);

test.each(settings)(
  'a clock %s in the middle of a payment that nobody confirms: it is cancelled in its own time',
  async (_, offMs) => {
    const clock = setClock();
    const shop = await shopWith(clock);
    const { orderNo } = await shop.sell('1', 'never');
    await shop.screenWhen(({ message }) => message === 'The customer confirms on the phone');
    const since = clock.monotonic();
    clock.offMs = offMs;
    expect(await shop.screenWhen(({ mode }) => mode === 'cancelled')).toMatchObject({ order: { orderNo } });
    expect(clock.monotonic() - since).toBeGreaterThan(35_000);
    expect(clock.monotonic() - since).toBeLessThan(80_000);
    clock.offMs = 0;
    await shop.sellsAgain();
    expect((await shop.expectTrueBooks()).map(({ state }) => state)).toEqual(['paid', 'cancelled']);
  },
);

test.each(settings)(
  'a clock %s while the till was off: the payment of before is found, once, as the money is',
  async (_, offMs) => {
    const clock = setClock();
    const folder = temporaryFolder();
    const first = await shopWith(clock, folder);
    const { orderNo } = await first.sell('1', 'password');
    await first.screenWhen(({ message }) => message === 'The customer confirms on the phone');
    await first.stop();
    clock.offMs = offMs;
    const again = await shopWith(clock, folder, first);
    const screen = await again.screenWhen(({ mode }) => mode === 'paid' || mode === 'cancelled');
    expect(screen).toMatchObject({ order: { orderNo } });
    clock.offMs = 0;
    await again.sellsAgain('2');
    expect(again.payments.dismiss('1', screen.saleId ?? '')).toEqual({ ok: true });
    const found = (await again.payments.orders({ limit: 9 })).orders.map((order) => order.orderNo);
    expect(found.filter((each) => each === orderNo)).toHaveLength(1);
    expect(await again.expectTrueBooks()).toHaveLength(2);
  },
);
