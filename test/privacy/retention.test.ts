import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Clock, scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { businessDayAt, shiftDay } from '../../src/payment/business-day.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import { createRetention, type PrivacyNotes } from '../../src/privacy/index.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { runSandbox } from '../support/sandbox.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const DAY_RULE = { timeZone: 'America/New_York', startsAt: '04:00' };
const DAY = 86_400_000;
const REFERENCE = 'Table of Mrs Marlowe';
const REASON = 'Mr Quimby changed his mind';

/** A clock whose wall can be moved on by whole days; everything that runs goes on as it was. */
function jumpingClock(): Clock & { jump(ms: number): void } {
  const clock = scaledClock(40);
  let ahead = 0;
  return {
    ...clock,
    now: () => clock.now() + ahead,
    jump: (ms) => {
      ahead += ms;
    },
  };
}

async function shop() {
  const folder = temporaryFolder();
  const clock = jumpingClock();
  const { sandbox } = await runSandbox({ clock, dir: join(folder, 'sandbox') });
  const engine = await startEngine({ folder, clock, sandbox });
  onTestFinished(() => engine.stop());
  const today = () => businessDayAt(clock.now(), DAY_RULE);
  return { data: join(folder, 'data'), folder, clock, sandbox, engine, today };
}

/** Sells with a reference on it; resolves with the order once it is over. */
async function sold(engine: Engine, outcome: 'paid' | 'declined' | 'race'): Promise<Order> {
  const { payments } = engine;
  await until(async () => (await payments.charge('1', { amountMinor: 1230, reference: REFERENCE })).ok, {
    what: 'the lane can sell',
  });
  const { orderNo } = engine.scan('1', outcome);
  const order = await engine.orderWhen(orderNo, isFinal, 30_000);
  payments.dismiss('1', order.saleId);
  return order;
}

function retentionOf({
  engine,
  clock,
  ...more
}: {
  engine: Engine;
  clock: Clock;
  isBusy?: () => boolean;
  skewMs?: number;
}) {
  const { payments } = engine;
  const { old } = payments;
  if (!old) throw new Error('the store keeps no old papers');
  let notes: PrivacyNotes | undefined;
  const said: string[] = [];
  const retention = createRetention({
    old,
    keepDays: 400,
    keepAuditDays: 0,
    notes: {
      read: async () => notes,
      write: async (value) => {
        notes = structuredClone(value);
      },
    },
    audit: { trim: async () => 0, note: async (what) => void said.push(what) },
    dayBefore: (days) => shiftDay(businessDayAt(clock.now(), DAY_RULE), -days),
    clockSkewMs: () => ('skewMs' in more ? more.skewMs : 0),
    isBusy: more.isBusy ?? (() => false),
    clock,
    log: silentLog,
  });
  onTestFinished(() => retention.stop());
  return { retention, said, notes: () => notes };
}

/** Every byte below a folder, as text. */
function bytesOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

async function booksOf({ payments }: Engine, days: readonly string[]) {
  const csv = await Promise.all(days.map((day) => payments.books.days.csv(day)));
  const views = await Promise.all(days.map((day) => payments.books.days.view(day)));
  // Of a period that is not closed it may change whether its day is over.
  const totals = views.map((view) => view?.periods.map(({ status, ...period }) => period));
  return { csv: csv.map((text) => text?.replaceAll(REFERENCE, '')), totals };
}

test('what may tell of a person goes after its time; totals, closes, exports, search and refunds stay to the penny', async () => {
  const { data, folder, clock, sandbox, engine: young, today } = await shop();
  const first = today();
  const sale = await sold(young, 'paid');
  await sold(young, 'declined');
  const race = await sold(young, 'race');
  await young.payments.books.days.close(first);
  clock.jump(DAY);
  const second = today();
  await young.payments.refund(sale.orderNo, { amountMinor: 230, reason: REASON, key: 'k1' });
  await young.orderWhen(sale.orderNo, ({ refunds }) => refunds?.[0]?.state === 'done', 30_000);
  await young.payments.books.days.close(second);
  const before = await booksOf(young, [first, second]);
  expect(bytesOf(data)).toContain(REFERENCE);
  expect(bytesOf(data)).toContain(REASON);

  await young.stop();
  clock.jump(401 * DAY);
  const engine = await startEngine({ folder, clock, sandbox });
  onTestFinished(() => engine.stop());
  const { payments } = engine;
  await until(() => !payments.old?.isLive(race.orderNo), { what: 'the last look was answered' });
  clock.jump(402 * DAY);
  const { retention, said } = retentionOf({ engine, clock });
  expect(await retention.run()).toMatch(/^3 orders of 2 days/);
  expect(said).toHaveLength(1);
  const kept = bytesOf(data);
  for (const trace of [REFERENCE, REASON, sale.codeMask, sale.codeHash]) expect(kept).not.toContain(trace);
  expect(await booksOf(engine, [first, second])).toEqual(before);
  const found = await payments.orders({
    q: sale.transNo ?? (await payments.order(sale.orderNo))?.transNo ?? '',
    limit: 9,
  });
  expect(found.orders.map(({ orderNo }) => orderNo)).toEqual([sale.orderNo]);
  expect(await retention.run(), 'once is enough').toBeUndefined();

  const rest = await payments.refund(sale.orderNo, { amountMinor: 1000, reason: REASON, key: 'k2' });
  expect(rest).toMatchObject({ ok: true });
  await engine.orderWhen(sale.orderNo, ({ refunds }) => refunds?.[1]?.state === 'done', 30_000);
  expect(bytesOf(data), 'what came lately is kept').toContain(REASON);
  expect(await retention.run()).toBeUndefined();
  expect(bytesOf(data)).toContain(REASON);
  clock.jump(402 * DAY);
  expect(await retention.run()).toMatch(/^1 orders/);
  expect(bytesOf(data)).not.toContain(REASON);
});

test('a till that starts on a trimmed folder has the same books, and knows its old orders', async () => {
  const { data, folder, clock, sandbox, engine, today } = await shop();
  const day = today();
  const sale = await sold(engine, 'paid');
  await engine.payments.books.days.close(day);
  clock.jump(402 * DAY);
  const before = await booksOf(engine, [day]);
  await retentionOf({ engine, clock }).retention.run();
  await engine.stop();
  const again = await startEngine({ folder, clock, sandbox });
  onTestFinished(() => again.stop());
  expect(await booksOf(again, [day])).toEqual(before);
  expect(await again.payments.order(sale.orderNo)).toMatchObject({ state: 'paid', codeMask: '****' });
  expect(again.payments.health().damaged).toEqual([]);
  expect(bytesOf(data)).not.toContain(REFERENCE);
});

test('what is young, open or unseen stays as it is', async () => {
  const { data, clock, engine } = await shop();
  await sold(engine, 'paid');
  await engine.payments.charge('1', { amountMinor: 500, reference: 'nobody has seen this end' });
  const { orderNo } = await until(() => tryScan(engine), { what: 'the lane is ready' });
  await engine.orderWhen(orderNo, isFinal, 30_000);
  const { retention } = retentionOf({ engine, clock });
  clock.jump(399 * DAY);
  expect(await retention.run()).toBeUndefined();
  clock.jump(3 * DAY);
  expect(await retention.run()).toMatch(/^1 orders/);
  expect(bytesOf(data)).toContain('nobody has seen this end');
});

function tryScan(engine: Engine): Order | undefined {
  try {
    return engine.scan('1', 'paid');
  } catch {
    return undefined;
  }
}

test('nothing is trimmed by a clock that is not proven, nor while somebody sells', async () => {
  const { data, clock, engine } = await shop();
  await sold(engine, 'paid');
  clock.jump(500 * DAY);
  for (const skewMs of [undefined, 11 * 60_000, -11 * 60_000]) {
    const { retention } = retentionOf({
      engine,
      clock,
      ...(skewMs === undefined ? { skewMs: undefined as never } : { skewMs }),
    });
    expect(await retention.run()).toBeUndefined();
  }
  let isBusy = true;
  const { retention } = retentionOf({ engine, clock, isBusy: () => isBusy });
  const running = retention.run();
  await clock.sleep(60_000);
  expect(bytesOf(data)).toContain(REFERENCE);
  isBusy = false;
  expect(await running).toMatch(/^1 orders/);
});
