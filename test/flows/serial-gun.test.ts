import { writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { parseScanOptions } from '../../scripts/scanner-simulator/options.ts';
import { simulate } from '../../scripts/scanner-simulator/simulate.ts';
import { connectTill } from '../../scripts/scanner-simulator/till.ts';
import { systemClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, screenOf } from '../support/till-api.ts';
import { startTill } from '../support/till-process.ts';
import { until } from '../support/until.ts';

test('two sales through a serial gun that is unplugged and plugged in again between them', async () => {
  const folder = temporaryFolder();
  const scanners = [{ transport: 'serial', path: `${folder}/gun` }];
  const config = { gateway: { kind: 'sandbox' }, lanes: [{ id: '1', scanners }] };
  writeFileSync(`${folder}/till.json`, JSON.stringify(config));
  const till = await startTill({ dataDir: `${folder}/data`, args: ['--config', `${folder}/till.json`] });
  onTestFinished(() => till.kill());

  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const line = `--transport pty --link ${folder}/gun --count 2 --every 100 --unplug-after 1`;
  const scanning = simulate(parseScanOptions(line.split(' '), {}), {
    till: connectTill({ host: '127.0.0.1', port: till.port }),
    clock: systemClock,
    random: systemRandom,
    say: () => {},
    signal: stopping.signal,
  });
  for (const amount of ['12.30', '4.56']) {
    await until(async () => (await chargeOn(till.url, amount)) === 201, { what: `${amount} is charged` });
    await until(async () => (await screenOf(till.url)).mode === 'paid', { what: `${amount} is paid` });
  }
  await scanning;

  const orders = await ordersOf(till.url);
  expect(orders.map(({ amount, state }) => `${amount} ${state}`)).toEqual(['4.56 paid', '12.30 paid']);
  expect(till.output()).not.toMatch(/\b28\d{16}\b/);
});
