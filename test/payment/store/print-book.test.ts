import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Disk, nodeDisk } from '../../../src/payment/store/disk.ts';
import { openPrintBook } from '../../../src/payment/store/print-book.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NUMBER = 'P261120TEST0000000000000';
const FILE = join('receipts', '2026-11-20.jsonl');
const entry = (number = NUMBER) => ({ number, at: 1, to: 'printer' as const });

test('papers are counted by number, and the next start knows them', async () => {
  const folder = temporaryFolder();
  const book = openPrintBook(folder);
  expect(await book.count(NUMBER)).toBe(0);
  await book.add(entry());
  await book.add(entry());
  await book.add(entry(`${NUMBER}RAAAAAAA`));
  for (const each of [book, openPrintBook(folder)]) {
    expect([await each.count(NUMBER), await each.count(`${NUMBER}RAAAAAAA`)]).toEqual([2, 1]);
  }
  expect(statSync(join(folder, FILE)).mode & 0o777).toBe(0o600);
});

test('a line that a power cut tore is cut off and kept beside, and what came before is known', async () => {
  const folder = temporaryFolder();
  await openPrintBook(folder).add(entry());
  appendFileSync(join(folder, FILE), '{"number":"P26');
  const book = openPrintBook(folder);
  expect(await book.count(NUMBER)).toBe(1);
  await book.add(entry());
  expect(readFileSync(join(folder, FILE), 'utf8').trimEnd().split('\n')).toHaveLength(2);
  expect(readdirSync(join(folder, 'quarantine'))).toEqual(['receipts-2026-11-20.torn']);
});

test('where a line of a day cannot be read, each paper of that day is a copy', async () => {
  const folder = temporaryFolder();
  await openPrintBook(folder).add(entry());
  appendFileSync(join(folder, FILE), 'rubbish\n');
  expect(await openPrintBook(folder).count('P261120TEST0000000000009')).toBe(1);
});

test('what the disk did not take was not printed, and is taken the next time', async () => {
  const folder = temporaryFolder();
  let isFull = true;
  const disk: Disk = {
    ...nodeDisk,
    open: async (file, flags, mode) => {
      const handle = await nodeDisk.open(file, flags, mode);
      return Object.assign(Object.create(handle), {
        appendFile: async (text: string) => {
          if (isFull) throw Object.assign(new Error('ENOSPC: as planned'), { code: 'ENOSPC' });
          await handle.appendFile(text);
        },
        stat: () => handle.stat(),
        datasync: () => handle.datasync(),
        truncate: (size: number) => handle.truncate(size),
        sync: () => handle.sync(),
        close: () => handle.close(),
      });
    },
  };
  const book = openPrintBook(folder, disk);
  await expect(book.add(entry())).rejects.toThrow('ENOSPC');
  expect(await book.count(NUMBER)).toBe(0);
  isFull = false;
  await book.add(entry());
  expect([await book.count(NUMBER), await openPrintBook(folder).count(NUMBER)]).toEqual([1, 1]);
});

test('days that were not asked for lately are read again when somebody does', async () => {
  const book = openPrintBook(temporaryFolder());
  const numbers = Array.from({ length: 12 }, (_, day) => `P2611${String(day + 10)}TEST0000000000000`);
  for (const number of numbers) await book.add(entry(number));
  for (const number of numbers) expect(await book.count(number), number).toBe(1);
});
