import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { connectTablet } from '../support/running-ui.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, scanOn } from '../support/till-api.ts';
import { startTill, type TillProcess } from '../support/till-process.ts';
import { until } from '../support/until.ts';

async function openTill(dataDir: string): Promise<TillProcess> {
  const till = await startTill({ dataDir });
  onTestFinished(async () => void (await till.stop()));
  return till;
}

/** From the scan to the signal, ms: before anything is saved, on its way, and while the gateway is silent. */
const MOMENTS = [0, 4, 15, 60, 400, 1500];

test('a till that is asked to end at any moment of a sale ends with 0, and the sale goes on at the next start, once', async () => {
  const ends = MOMENTS.map(async (ms) => {
    const folder = temporaryFolder();
    const till = await openTill(folder);
    expect(await chargeOn(till.url, '12.30')).toBe(201);
    await scanOn(till.url, { wallet: 'alipay', outcome: 'slow' });
    await systemClock.sleep(ms);
    expect(await till.stop()).toBe(0);
    const again = await openTill(folder);
    const order = await until(
      async () => (await ordersOf(again.url)).find(({ state }) => ['paid', 'notSent'].includes(state)),
      { what: `the sale that was ended after ${ms} ms is known`, timeoutMs: 15_000 },
    );
    expect(await ordersOf(again.url)).toHaveLength(1);
    return order.state;
  });
  // What had not left is surely not charged; what had left is paid. Never anything else.
  const states = await Promise.all(ends);
  expect(states.slice(2)).toEqual(MOMENTS.slice(2).map(() => 'paid'));
});

test('tablets are told that the till restarts before it goes', async () => {
  const till = await openTill(temporaryFolder());
  expect(await chargeOn(till.url, '12.30')).toBe(201);
  const tablet = await connectTablet(till.url);
  await scanOn(till.url, { wallet: 'alipay', outcome: 'slow' });
  await tablet.screenWhen((screen) => screen.mode === 'paying');
  const stopped = till.stop();
  expect(await tablet.screenWhen((screen) => screen.restarting === true)).toMatchObject({
    mode: 'paying',
    warnings: ['The till is restarting'],
  });
  expect((await fetch(`${till.url}/readyz`)).status).toBe(503);
  expect(await stopped).toBe(0);
});
