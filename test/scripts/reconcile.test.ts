import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { businessDayAt } from '../../src/payment/business-day.ts';
import { isFinal } from '../../src/payment/order.ts';
import { runUi } from '../support/running-ui.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const HEADER = 'merchant_order_no,trans_no,trans_type,trans_status,order_amount,price_currency';

async function reconcile(...args: string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/reconcile', ...args], { cwd: root });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [said, complained] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complained += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, said, complained };
}

async function soldTill() {
  const till = await runUi({ engine: { clock: scaledClock(40) } });
  const orderNos: string[] = [];
  for (const outcome of ['paid', 'declined', 'paid'] as const) {
    const { orderNo } = await till.engine.sell('1', outcome);
    await till.engine.orderWhen(orderNo, isFinal);
    orderNos.push(orderNo);
  }
  const day = businessDayAt(till.engine.clock.now(), { timeZone: 'America/New_York', startsAt: '04:00' });
  return { ...till, orderNos, day };
}

test('a day on which till and gateway agree ends with 0, and says what was not checked', async () => {
  const { url, day } = await soldTill();
  const { code, said } = await reconcile('--day', day, '--url', url);
  expect(said).toBe(
    `Day ${day}: 3 of 3 orders asked about.\nDifferences: none\nTheirs only: not checked (give --statement FILE, an export of the gateway's portal)\n`,
  );
  expect(code).toBe(0);
});

test('a statement with a payment that the till does not know ends with 1, and names it', async () => {
  const { url, day, orderNos } = await soldTill();
  const [first = '', , third = ''] = orderNos;
  const unknown = `${first.slice(0, -4)}ZZZZ`;
  const file = join(temporaryFolder(), 'statement.csv');
  const lines = [first, third, unknown].map((orderNo) => `${orderNo},T,1,2,12.30,USD`);
  writeFileSync(file, [HEADER, ...lines, 'OTHER,T,1,2,9.99,USD'].join('\r\n'));
  const { code, said } = await reconcile('--day', day, '--url', url, '--statement', file, '--json');
  expect(JSON.parse(said)).toMatchObject({
    asked: 3,
    total: 3,
    theirsOnly: 1,
    foreignLines: 1,
    differences: [{ kind: 'theirsOnly', orderNo: unknown, theirs: 'paid 12.30 USD' }],
  });
  expect(code).toBe(1);
});

test.each([
  [['--day', '2026-11-21', '--url', 'http://127.0.0.1:9'], 1, 'No till answers at http://127.0.0.1:9'],
  [['--day', 'today'], 2, 'Expected YYYY-MM-DD'],
  [['--day', '2026-11-21', '--statement', 'no-such-file.csv'], 2, 'there is no such file'],
  [['--help'], 0, ''],
])('%j ends with %i', async (args, wanted, sentence) => {
  const { code, complained } = await reconcile(...args);
  expect(code).toBe(wanted);
  expect(complained).toContain(sentence);
});
