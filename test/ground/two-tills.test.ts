import { expect, onTestFinished, test } from 'vitest';
import { endedTill } from '../support/ended-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, scanOn, screenOf } from '../support/till-api.ts';
import { startTill } from '../support/till-process.ts';
import { until } from '../support/until.ts';

test('a second till on one folder in the middle of a payment ends at once with a sentence, and the payment is paid', async () => {
  const dataDir = temporaryFolder();
  const first = await startTill({ dataDir });
  onTestFinished(() => first.kill());
  await until(async () => (await chargeOn(first.url, '12.30')) === 201, { what: 'the lane can sell' });
  await scanOn(first.url, { wallet: 'alipay', outcome: 'password' });
  const { code, output } = await endedTill(['--port', '0', '--data-dir', dataDir]);
  expect(code).toBe(1);
  expect(output).toContain(`is in use by the till with process id ${first.pid}`);
  expect(output).toContain('Stop that till first, or give this one a folder of its own with --data-dir.');
  const screen = await until(
    async () => {
      const shown = await screenOf(first.url);
      return shown.mode === 'paid' && shown;
    },
    { what: 'it is paid' },
  );
  expect(screen.message).toBe('Paid');
  expect(await ordersOf(first.url)).toMatchObject([{ state: 'paid', amount: '12.30' }]);
  expect(await first.stop()).toBe(0);
  const next = await startTill({ dataDir });
  expect(await ordersOf(next.url)).toMatchObject([{ state: 'paid', amount: '12.30' }]);
  expect(await next.stop()).toBe(0);
});
