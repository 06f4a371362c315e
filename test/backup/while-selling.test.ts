import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyBackup } from '../../src/backup/index.ts';
import { dayOfPeriod } from '../../src/payment/booking.ts';
import type { Order } from '../../src/payment/order.ts';
import { seededRandom } from '../simulation/seeded-random.ts';
import { backUp, restore } from '../support/backups.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const LANES = ['1', '2', '3'] as const;
const OUTCOMES = ['paid', 'paid', 'declined', 'discount', 'password', 'wrong-amount', 'lost'] as const;

/** A shop in which something happens whenever it is asked for, and is acknowledged when that resolves. */
function busyShop(engine: Engine, seed: number) {
  const random = seededRandom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random.fraction() * of.length)] as T;
  const { payments } = engine;
  let number = 0;
  const all = async () => (await payments.orders({ limit: 500 })).orders;

  async function sell(): Promise<void> {
    const lane = pick(LANES);
    const phase = payments.view(lane)?.phase;
    if (phase?.kind === 'order' && payments.view(lane)?.isBusy) return;
    if (phase?.kind === 'order') payments.dismiss(lane, phase.sale.saleId);
    const { orderNo } = await engine.sell(lane, pick(OUTCOMES), 100 + Math.floor(random.fraction() * 900));
    if (random.fraction() < 0.7) await engine.orderWhen(orderNo, ({ state }) => state !== 'created');
  }
  async function giveBack(): Promise<void> {
    const paid = (await all()).filter(({ state }) => state === 'paid');
    if (paid.length === 0) return;
    number += 1;
    await payments.refund(pick(paid).orderNo, {
      amountMinor: 10,
      reason: 'r',
      key: `k${number}`,
      outside: random.fraction() < 0.5,
    });
  }
  async function settle(): Promise<void> {
    const held = (await all()).filter(({ state, settlement }) => state === 'held' && !settlement);
    if (held.length > 0) await payments.resolve(pick(held).orderNo, { as: 'paid', by: 'Ada', reason: 'r' });
  }
  const close = () => payments.books.days.close(payments.books.days.today(), { by: 'Ada' });
  return {
    all,
    random,
    act: () => pick([sell, sell, sell, giveBack, settle, close])().then(() => {}),
  };
}

test.each([1, 2, 3, 4, 5])(
  'a backup begun at any moment of a busy shop holds all that was acknowledged before, and nothing torn (%i)',
  { timeout: 120_000 },
  async (seed) => {
    const folder = temporaryFolder();
    const engine = await startEngine({ folder, lanes: LANES });
    const shop = busyShop(engine, seed);
    for (let acts = 0; acts < 15; acts += 1) await shop.act();
    for (let round = 0; round < 3; round += 1) {
      const acknowledged = await shop.all();
      const closes = await closesOf(engine);
      let isSelling = true;
      const others = (async () => {
        while (isSelling) await shop.act();
      })();
      const between = async () => {
        if (shop.random.fraction() < 0.4) await shop.act();
      };
      const { file } = await backUp(folder, { to: join(folder, `b${round}.tar.gz`), between });
      isSelling = false;
      await others;

      const { damage, contents } = await verifyBackup(file);
      expect(damage).toEqual([]);
      expect(contents.unreadable).toEqual([]);
      expect(contents.periods.filter(({ close }) => close === 'differs')).toEqual([]);
      const target = join(folder, `restored-${round}`);
      await restore(file, join(target, 'data'));
      await expectAll(target, acknowledged, closes);
    }
    await engine.stop();
  },
);

test('a sale and a close after each file that is copied: no close of the backup counts what the backup does not hold', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder();
  const engine = await startEngine({ folder, lanes: LANES });
  const sellAndClose = async () => {
    const { orderNo } = await engine.sell('1', 'paid');
    const { saleId } = await engine.orderWhen(orderNo, ({ state }) => state === 'paid');
    engine.payments.dismiss('1', saleId);
    await engine.payments.books.days.close(engine.payments.books.days.today());
  };
  await sellAndClose();
  const { file, contents } = await backUp(folder, { between: sellAndClose });
  expect(contents.periods.map(({ close }) => close)).not.toContain('differs');
  expect(contents.periods.filter(({ close }) => close === 'agrees').length).toBeGreaterThan(0);
  await engine.stop();
  await restore(file, join(folder, 'restored', 'data'));
  await expectAll(join(folder, 'restored'), [], []);
});

async function closesOf({ payments }: Engine): Promise<string[]> {
  const view = await payments.books.days.view(payments.books.days.today());
  return (view?.periods ?? []).filter(({ z }) => z !== undefined).map(({ period, z }) => `${z} ${period}`);
}

/** The restored till knows each acknowledged order as it was or later, each close, and counts each booking once. */
async function expectAll(folder: string, acknowledged: readonly Order[], closes: string[]): Promise<void> {
  const engine = await startEngine({ folder, lanes: LANES });
  const { payments } = engine;
  expect(payments.health().damaged).toEqual([]);
  for (const order of acknowledged) {
    const found = await payments.order(order.orderNo);
    expect(found?.rev ?? 0, order.orderNo).toBeGreaterThanOrEqual(order.rev);
    const ids = (found?.bookings ?? []).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining((order.bookings ?? []).map(({ id }) => id)));
  }
  expect(await closesOf(engine)).toEqual(expect.arrayContaining(closes));
  const today = payments.books.days.today();
  await payments.books.days.close(today);
  const view = await payments.books.days.view(today);
  const { orders } = await payments.orders({ day: today, limit: 500 });
  const booked = orders
    .flatMap(({ bookings = [] }) => bookings)
    .filter(({ period }) => dayOfPeriod(period) === today);
  const counted = (view?.periods ?? []).flatMap(({ totals }) => totals.map(({ events }) => events));
  expect(counted.reduce((sum, events) => sum + events, 0)).toBe(booked.length);
  await engine.stop();
}
