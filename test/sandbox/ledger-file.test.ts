import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { LedgerEvent } from '../../src/sandbox/ledger.ts';
import { openLedgerFile } from '../../src/sandbox/ledger-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const event = (nth: number): LedgerEvent => ({
  event: 'cancelAsked',
  orderNo: `Bär-${nth}`,
  transNo: `50${nth}`,
  at: nth,
});
const path = () => join(temporaryFolder(), 'ledger.jsonl');

test('what was appended is there again, in order, for its owner alone to read', async () => {
  const file = path();
  const first = await openLedgerFile(file, silentLog);
  expect(first.events).toEqual([]);
  const many = Array.from({ length: 50 }, (_, nth) => event(nth));
  await Promise.all(many.map((one) => first.append(one)));
  await first.append(event(50));
  await first.close();
  const again = await openLedgerFile(file, silentLog);
  expect(again.events).toEqual([...many, event(50)]);
  await again.close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a last line torn at any byte is cut off, and the ledger goes on behind it', async () => {
  const whole = `${JSON.stringify(event(1))}\n`;
  const torn = JSON.stringify(event(2));
  for (let length = 1; length <= Buffer.byteLength(torn); length += 1) {
    const file = path();
    writeFileSync(file, Buffer.concat([Buffer.from(whole), Buffer.from(torn).subarray(0, length)]));
    const ledger = await openLedgerFile(file, silentLog);
    expect(ledger.events).toEqual([event(1)]);
    await ledger.append(event(3));
    await ledger.close();
    expect(readFileSync(file, 'utf8')).toBe(`${whole}${JSON.stringify(event(3))}\n`);
  }
});

test('a line in the middle that cannot be read is said, with its place, and nothing is changed', async () => {
  const file = path();
  writeFileSync(file, `${JSON.stringify(event(1))}\n`);
  appendFileSync(file, `{"event":"subm\n${JSON.stringify(event(2))}\n`);
  const before = readFileSync(file, 'utf8');
  await expect(openLedgerFile(file, silentLog)).rejects.toMatchObject({
    code: 'DATA_FOLDER_UNUSABLE',
    message: expect.stringContaining('ledger.jsonl:2'),
  });
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('an append after the file is closed is refused, not lost in silence', async () => {
  const ledger = await openLedgerFile(path(), silentLog);
  await ledger.close();
  await expect(ledger.append(event(1))).rejects.toThrow();
  await expect(ledger.append(event(2))).rejects.toThrow();
});
