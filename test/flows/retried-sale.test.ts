import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { businessDayAt, type Order } from '../../src/payment/index.ts';
import { startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a result whose sale was tried again and paid since does not come back, though that it was seen was never written', async () => {
  const folder = temporaryFolder();
  const engine = await startEngine({ folder });
  const saleId = await engine.charge('1');
  const first = engine.scan('1', 'declined');
  const declined = await engine.orderWhen(first.orderNo, ({ state }) => state === 'declined');
  expect(engine.payments.retry('1', saleId).ok).toBe(true);
  const second = engine.scan('1', 'paid');
  await engine.orderWhen(second.orderNo, ({ state }) => state === 'paid');
  expect(engine.payments.dismiss('1', saleId).ok).toBe(true);
  await engine.stop();
  expect(declined.seenAt).toBeUndefined();
  writeFileSync(documentOf(folder, declined), JSON.stringify(firstLineOf(folder, declined)));

  const again = await startEngine({ folder });
  expect(again.payments.view('1')?.phase).toMatchObject({ kind: 'idle' });
  expect(again.payments.retry('1', saleId)).toEqual({ ok: false, why: 'saleOver' });
  await again.stop();
});

function documentOf(folder: string, { orderNo }: Order): string {
  return join(folder, 'data', 'open', `${orderNo}.json`);
}

/** The order as it ended, before anybody had seen it. */
function firstLineOf(folder: string, { orderNo, createdAt }: Order): unknown {
  const day = businessDayAt(createdAt, { timeZone: 'America/New_York', startsAt: '04:00' });
  const lines = readFileSync(join(folder, 'data', 'days', `${day}.jsonl`), 'utf8').split('\n');
  return JSON.parse(lines.find((line) => line.includes(orderNo)) ?? '');
}
