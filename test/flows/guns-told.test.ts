import { expect, test } from 'vitest';
import { type Clock, scaledClock, systemClock } from '../../src/clock.ts';
import { connectTablet } from '../support/running-ui.ts';
import { openTechnicianShop, paidCode, type TechnicianShop } from '../support/technician-shop.ts';
import { ordersOf, screenOf } from '../support/till-api.ts';
import { until } from '../support/until.ts';

/** Gun A on lane 1. */
async function openBoundGun(clock: Clock = systemClock): Promise<TechnicianShop> {
  const shop = await openTechnicianShop({ clock });
  const { id } = await shop.shown('A', ({ state }) => state === 'up');
  await shop.ask('POST', `/scanners/${id}/bind`, { lane: '1' });
  return shop;
}

test("a product's barcode sounds refused at the gun and leaves the sale waiting, a payment code sounds good", async () => {
  const shop = await openBoundGun();
  await until(async () => (await shop.ask('POST', '/lanes/1/charge', { amount: '12.30' })).status === 201, {
    what: 'lane 1 can sell',
  });
  shop.gun('A').scan('4006381333931');
  expect(shop.gun('A').sounds()).toEqual(['refused']);
  const refused = await shop.shown('A', ({ counters }) => counters.refused === 1);
  expect(refused.lastScan).toMatchObject({ outcome: 'refused' });
  expect(await ordersOf(shop.url)).toEqual([]);

  shop.gun('A').scan(paidCode());
  expect(shop.gun('A').sounds()).toEqual(['refused', 'good']);
  await until(async () => (await screenOf(shop.url)).mode === 'paid', { what: 'it is paid' });
  expect(await ordersOf(shop.url)).toHaveLength(1);
});

test('a tablet is told at once that the gun of its lane has gone, and that it is there again', async () => {
  const shop = await openBoundGun();
  const { screenWhen } = await connectTablet(shop.url, { lane: '1' });
  await screenWhen(({ scanners }) => scanners.some(({ up }) => up));
  shop.gun('A').unplug();
  await screenWhen(({ scanners }) => scanners.some(({ up }) => !up));
  shop.gun('A').plugIn();
  await screenWhen(({ scanners }) => scanners.every(({ up }) => up));
});

test("who waits at the technician's page is answered as soon as a gun scans", async () => {
  const shop = await openBoundGun(scaledClock(10));
  const { bootId, rev } = await shop.view();
  const waiting = shop.ask('GET', `/scanners?bootId=${bootId}&rev=${rev}&waitSeconds=60`);
  // Longer than the page is kept from asking too often: from then on it is woken, or not at all.
  for (let i = 0; i < 60; i++) await shop.ask('GET', '/log');
  const startedAt = performance.now();
  shop.gun('A').scan(paidCode());
  const { body } = await waiting;
  expect(performance.now() - startedAt).toBeLessThan(3000);
  expect(body.rev).not.toBe(rev);
});
