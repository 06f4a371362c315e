import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFinal } from '../../src/payment/order.ts';
import { DiskStore } from '../../src/payment/store/disk-store.ts';
import { handClock } from '../support/hand-clock.ts';
import { type ScriptedTill, scriptedTill } from '../support/scripted-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** A day that is closed after a fault of the disk, while the gateway is silent: each event is in one Z all the same. */

const CODE = '281234567890123456';
const DAY = '2027-01-15';

/** A till whose disk failed over "paid", and kept it; then the disk works, and the gateway says nothing. */
async function afterLyingDisk(folder: string): Promise<{ till: ScriptedTill; orderNo: string }> {
  const till = await scriptedTill({ folder });
  const { script, clock, view, seen } = till;
  const { orderNo } = await till.sell(CODE);
  await seen('it is pending', () => till.calls.length > 0);
  Object.assign(script, { query: 'success', isDiskBroken: true, isDiskLying: true });
  await clock.advance(1000);
  await seen('the fault is shown', () => view().block !== undefined);
  Object.assign(script, { query: 'unknown', isDiskBroken: false });
  await clock.advance(5000);
  await seen('the fault is over', () => view().block === undefined);
  for (let second = 0; second < 12; second += 1) await clock.advance(1000);
  return { till, orderNo };
}
/** What the day's Z counts, once the books may be closed. */
async function closed({ payments }: ScriptedTill): Promise<number | undefined> {
  const close = async () => {
    const result = await payments.books.days.close(DAY);
    return result.ok && result.z;
  };
  return (await until(close, { what: 'it is closed' })).totals[0]?.events;
}
async function eventsOf({ payments }: ScriptedTill): Promise<number[]> {
  const { periods = [] } = (await payments.books.days.view(DAY)) ?? {};
  return periods.map(({ totals }) => totals.reduce((sum, { events }) => sum + events, 0));
}

test('what a failed save may have left is not counted before it is known, and once only then', async () => {
  const { till, orderNo } = await afterLyingDisk(temporaryFolder());
  expect(await closed(till)).toBe(0);
  till.script.query = 'success';
  await till.clock.advance(5000);
  await until(async () => isFinal((await till.payments.order(orderNo)) ?? { state: 'created' }), {
    what: 'it is paid',
  });
  expect(await eventsOf(till)).toEqual([0, 1]);
});

test('what a failed save may have left is in no closed day after a restart', async () => {
  const folder = temporaryFolder();
  const { till, orderNo } = await afterLyingDisk(folder);
  expect(await closed(till)).toBe(0);
  await till.payments.stop();
  const dayRule = { timeZone: 'UTC', startsAt: '04:00' };
  const store = new DiskStore({ folder: join(folder, 'data'), clock: handClock(), dayRule });
  const { open } = await store.load();
  expect(open).toMatchObject([{ orderNo, state: 'pending' }]);
  expect(open[0]).not.toHaveProperty('bookings');
});
