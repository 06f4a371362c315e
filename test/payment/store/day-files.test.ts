import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DayFiles } from '../../../src/payment/store/day-files.ts';
import { type Disk, nodeDisk } from '../../../src/payment/store/disk.ts';
import { orderOf } from '../../support/orders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DAY = '2026-11-20';
const numbered = (i: number) =>
  orderOf({
    orderNo: `P261120TEST${String(i).padStart(13, '0')}`,
    state: 'paid',
    finalAt: 1,
    reference: `€ ${i}`,
  });

async function filesIn(folder: string, openFile: Disk['open'] = open): Promise<DayFiles> {
  const openAny: Disk['open'] = (file, flags, mode) =>
    (file.endsWith('.jsonl') ? openFile : nodeDisk.open)(file, flags, mode);
  const files = new DayFiles(folder, { ...nodeDisk, open: openAny });
  await files.prepare([DAY]);
  onTestFinished(() => files.close());
  return files;
}
const fileOf = (folder: string) => join(folder, 'days', `${DAY}.jsonl`);

/** Opens files like the system, counting syncs; `fault` may spoil a write or what would mend it. */
function faultyOpen(fault: { write?: 'half'; truncate?: true } = {}) {
  const counts = { syncs: 0, opens: 0 };
  const openFile = async (...args: Parameters<typeof open>): Promise<FileHandle> => {
    const handle = await open(...args);
    counts.opens += 1;
    const faults: Partial<FileHandle> = {
      appendFile: async (text) => {
        if (fault.write !== 'half') return handle.appendFile(text);
        await handle.appendFile(String(text).slice(0, 40));
        throw new Error('disk full');
      },
      truncate: (size) => (fault.truncate ? Promise.reject(new Error('broken')) : handle.truncate(size)),
      datasync: () => {
        counts.syncs += 1;
        return handle.datasync();
      },
    };
    return new Proxy(handle, {
      get: (target, name) => {
        const value = Reflect.get(name in faults ? faults : target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };
  return { openFile, counts, fault };
}

test('two hundred orders that finish at once are all there, in a few syncs', async () => {
  const folder = temporaryFolder();
  const { openFile, counts } = faultyOpen();
  const files = await filesIn(folder, openFile);
  const orders = Array.from({ length: 200 }, (_, i) => numbered(i));
  await Promise.all(orders.map((order) => files.append(DAY, order)));
  expect(await files.orders(DAY)).toEqual(orders);
  expect(counts.opens).toBe(1);
  expect(counts.syncs).toBeLessThan(10);
});

test('only the lines that mention something are read, where that is asked for', async () => {
  const files = await filesIn(temporaryFolder());
  for (let i = 0; i < 5; i += 1) await files.append(DAY, numbered(i));
  expect(await files.orders(DAY, `"orderNo":"${numbered(3).orderNo}"`)).toEqual([numbered(3)]);
  expect(await files.orders(DAY, `"orderNo":"${numbered(9).orderNo}"`)).toEqual([]);
  expect(await files.orders('2026-11-19')).toEqual([]);
});

test('the highest revision of an order is the truth, wherever it stands', async () => {
  const files = await filesIn(temporaryFolder());
  const order = { ...numbered(1), rev: 5 };
  await files.append(DAY, { ...order, psn: 'old' });
  await files.append(DAY, { ...order, rev: 7, psn: 'new' });
  await files.append(DAY, { ...order, rev: 6, psn: 'late' });
  expect(await files.orders(DAY)).toMatchObject([{ rev: 7, psn: 'new' }]);
});

test('a torn last line is cut, kept aside and reported, and the whole ones stay', async () => {
  const folder = temporaryFolder();
  const first = await filesIn(folder);
  await first.append(DAY, numbered(1));
  const torn = JSON.stringify(numbered(2)).slice(0, 99);
  appendFileSync(fileOf(folder), torn);
  const files = await filesIn(folder);
  expect(files.damaged).toMatchObject([{ file: fileOf(folder) }]);
  expect(readFileSync(files.damaged[0]?.keptAs ?? '', 'utf8')).toBe(torn);
  await files.append(DAY, numbered(3));
  expect(await files.orders(DAY)).toEqual([numbered(1), numbered(3)]);
  expect((await filesIn(folder)).damaged).toEqual([]);
});

test('a line that is no order is passed over and counted, and costs no other', async () => {
  const folder = temporaryFolder();
  const files = await filesIn(folder);
  await files.append(DAY, numbered(1));
  appendFileSync(fileOf(folder), 'rubbish\n\n{"schema":1}\n');
  await files.append(DAY, numbered(2));
  expect(await files.orders(DAY)).toEqual([numbered(1), numbered(2)]);
  expect(await files.outline(DAY)).toMatchObject({
    unreadable: 2,
    lines: [{ state: 'paid' }, { state: 'paid' }],
  });
});

test('an outline tells the same of an order as reading the whole of it, whatever the cashier typed', async () => {
  const files = await filesIn(temporaryFolder());
  const reference = '"state":"declined","codeHash":"x","createdAt":1}';
  const order = { ...numbered(1), reference, saleKey: 'K"1' };
  await files.append(DAY, order);
  const { rev, orderNo, saleId, lane, state, amountMinor, codeHash, createdAt, saleKey } = order;
  expect(await files.outline(DAY)).toEqual({
    lines: [{ rev, orderNo, saleId, lane, state, amountMinor, codeHash, createdAt, saleKey, reference }],
    whole: [],
    unreadable: 0,
  });
});

test('of the orders that are asked for by name an outline holds the whole, in its highest revision', async () => {
  const files = await filesIn(temporaryFolder());
  const newer = { ...numbered(1), rev: 9 };
  for (const order of [numbered(1), numbered(2), newer, numbered(1)]) await files.append(DAY, order);
  const { whole } = await files.outline(DAY, new Set([newer.orderNo, 'P261120NOTTHERE0001']));
  expect(whole).toEqual([newer]);
});

test.each([
  ['the half line is cut at once', {}],
  ['the half line cannot be cut at once', { truncate: true }],
] as const)('a failed write rejects each order in it and leaves no half line where %s', async (_, more) => {
  const folder = temporaryFolder();
  const { openFile, fault } = faultyOpen();
  const files = await filesIn(folder, openFile);
  await files.append(DAY, numbered(0));
  Object.assign(fault, { write: 'half', ...more });
  const results = await Promise.allSettled([1, 2, 3].map((i) => files.append(DAY, numbered(i))));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  Object.assign(fault, { write: undefined, truncate: undefined });
  await files.append(DAY, numbered(4));
  expect(readFileSync(fileOf(folder), 'utf8')).toBe(
    [0, 4].map((i) => `${JSON.stringify(numbered(i))}\n`).join(''),
  );
});

test('a day whose file cannot be opened rejects, and takes orders once it can', async () => {
  const folder = temporaryFolder();
  let isBroken = true;
  const files = await filesIn(folder, (...args) =>
    isBroken ? Promise.reject(new Error('I/O error')) : open(...args),
  );
  await expect(files.append(DAY, numbered(1))).rejects.toThrow('I/O error');
  isBroken = false;
  await files.append(DAY, numbered(1));
  expect(await files.orders(DAY)).toEqual([numbered(1)]);
});

test('a file that ends in a torn line is mended before its first order of the day, not beside it', async () => {
  const folder = temporaryFolder();
  const files = await filesIn(folder);
  writeFileSync(fileOf(folder), `${JSON.stringify(numbered(1))}\n{"schema":1,`);
  await Promise.all(Array.from({ length: 50 }, (_, i) => files.append(DAY, numbered(i + 2))));
  expect((await files.orders(DAY)).map(({ orderNo }) => orderNo)).toEqual(
    Array.from({ length: 51 }, (_, i) => numbered(i + 1).orderNo),
  );
  expect(readdirSync(join(folder, 'days'))).toEqual([`${DAY}.jsonl`]);
});

test('lines of many days at once are all kept, though few files stay open', async () => {
  const files = await filesIn(temporaryFolder());
  const days = Array.from({ length: 9 }, (_, i) => `2026-11-0${i + 1}`);
  const rounds = Array.from({ length: 20 }, (_, round) =>
    days.map((day) => ({ day, order: numbered(round) })),
  );
  await Promise.all(rounds.flat().map(({ day, order }) => files.append(day, order)));
  for (const day of days) expect(await files.orders(day)).toHaveLength(20);
  expect(files.damaged).toEqual([]);
});
