import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Order } from '../../../src/payment/order.ts';
import { DayFiles } from '../../../src/payment/store/day-files.ts';
import { type Disk, nodeDisk } from '../../../src/payment/store/disk.ts';
import { orderOf } from '../../support/orders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DAY = '2026-11-20';
const go = async () => {};
const numbered = (i: number) =>
  orderOf({ orderNo: `P261120TEST${String(i).padStart(13, '0')}`, state: 'paid', reference: `Mrs ${i}` });
const nameless = ({ reference: _, ...order }: Order): Order => order;

async function filesIn(folder: string, disk: Partial<Disk> = {}): Promise<DayFiles> {
  const files = new DayFiles(folder, { ...nodeDisk, ...disk });
  await files.prepare([]);
  onTestFinished(() => files.close());
  return files;
}
const fileOf = (folder: string) => join(folder, 'days', `${DAY}.jsonl`);
const textOf = (folder: string) => readFileSync(fileOf(folder), 'utf8');

test('orders are written anew in their places, and what stays stays to the letter', async () => {
  const folder = temporaryFolder();
  const files = await filesIn(folder);
  for (let i = 1; i <= 3; i += 1) await files.append(DAY, numbered(i));
  appendFileSync(fileOf(folder), 'no order at all\n');
  const before = textOf(folder).split('\n');
  const changed = await files.rewrite(DAY, go, (order) =>
    order.reference === 'Mrs 2' ? nameless(order) : undefined,
  );
  expect(changed).toBe(1);
  const after = textOf(folder).split('\n');
  expect([after[0], after[2], after[3], after[4]]).toEqual([before[0], before[2], before[3], '']);
  expect(after[1]).toBe(before[1]?.replace(',"reference":"Mrs 2"', ''));
  const outline = await files.outline(DAY);
  expect(outline.lines.map(({ orderNo }) => orderNo)).toEqual([1, 2, 3].map((i) => numbered(i).orderNo));
});

test('what is appended while it is being written anew is neither lost nor changed', async () => {
  const folder = temporaryFolder();
  const files = await filesIn(folder);
  for (let i = 0; i < 200; i += 1) await files.append(DAY, numbered(i));
  let late = 200;
  const appended: Promise<void>[] = [];
  const pause = async () => {
    appended.push(files.append(DAY, numbered(late)));
    late += 1;
    // The last come as it takes the other's place.
    if (late % 2 === 0) await appended.at(-1);
  };
  expect(await files.rewrite(DAY, pause, nameless)).toBe(200);
  await Promise.all([...appended, files.append(DAY, numbered(late))]);
  const orders = await files.orders(DAY);
  expect(orders).toHaveLength(late + 1);
  expect(orders.filter(({ reference }) => reference !== undefined)).toHaveLength(late + 1 - 200);
});

test.each(['open', 'rename', 'write', 'sync'] as const)(
  'where %s fails the file is as it was, nothing is left beside it, and selling goes on',
  async (operation) => {
    const folder = temporaryFolder();
    let isBroken = false;
    const fail = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    const files = await filesIn(folder, {
      open: async (file, flags, mode) => {
        const isNew = isBroken && file.endsWith('.tmp');
        if (isNew && operation === 'open') return fail();
        const handle = await open(file, flags, mode);
        if (!isNew) return handle;
        if (operation === 'write') handle.writeFile = fail;
        if (operation === 'sync') handle.sync = fail;
        return handle;
      },
      ...(operation === 'rename' && {
        rename: (from, to) => (isBroken ? fail() : nodeDisk.rename(from, to)),
      }),
    });
    await files.append(DAY, numbered(1));
    const before = textOf(folder);
    isBroken = true;
    await expect(files.rewrite(DAY, go, nameless)).rejects.toThrow('no space');
    expect(textOf(folder)).toBe(before);
    expect(readdirSync(join(folder, 'days'))).toEqual([`${DAY}.jsonl`]);
    await files.append(DAY, numbered(2));
    expect(await files.orders(DAY)).toHaveLength(2);
    isBroken = false;
    expect(await files.rewrite(DAY, go, nameless)).toBe(2);
  },
);

test('where it is broken off, or somebody else has written there, nothing is changed', async () => {
  const folder = temporaryFolder();
  const files = await filesIn(folder);
  for (let i = 0; i < 60; i += 1) await files.append(DAY, numbered(i));
  const before = textOf(folder);
  const stopped = () => Promise.reject(new Error('the till is stopping'));
  await expect(files.rewrite(DAY, stopped, nameless)).rejects.toThrow('stopping');
  expect(textOf(folder)).toBe(before);
  const other = async () => writeFileSync(fileOf(folder), before.replace('Mrs 1"', 'Mr 1"'));
  await expect(files.rewrite(DAY, other, nameless)).rejects.toThrow('somebody else');
  expect(textOf(folder)).toContain('Mr 1"');
});

test('the days that there are, and their sizes', async () => {
  const folder = temporaryFolder();
  const files = await filesIn(folder);
  expect(await files.days()).toEqual([]);
  await files.append(DAY, numbered(1));
  expect(await files.days()).toEqual([{ day: DAY, bytes: Buffer.byteLength(textOf(folder)) }]);
});
