import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Candidates } from '../../../src/payment/book-store.ts';
import { nodeDisk } from '../../../src/payment/store/disk.ts';
import { ReceiptIndex } from '../../../src/payment/store/receipt-index.ts';
import { orderOf } from '../../support/orders.ts';
import { numberOn } from '../../support/shop-books.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DAYS = ['2026-11-18', '2026-11-19', '2026-11-20'] as const;
const TODAY = '2026-11-20';
const PER_DAY = 300;
const transNoOf = (day: string, i: number) => `5017${day.replaceAll('-', '')}${String(i).padStart(6, '0')}`;
const orderAt = (day: string, i: number) =>
  orderOf({
    orderNo: numberOn(day, i),
    reference: '€ ü',
    transNo: transNoOf(day, i),
    payChannelTransNo: `C${transNoOf(day, i)}`,
    payPlatformTransNo: `P${transNoOf(day, i)}`,
  });
const fileOf = (folder: string, day: string) => join(folder, 'days', `${day}.jsonl`);
const noPause = async () => {};

/** A folder with a few days of orders. */
function shopFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'days'));
  for (const day of DAYS) {
    const lines = Array.from({ length: PER_DAY }, (_, i) => `${JSON.stringify(orderAt(day, i))}\n`);
    writeFileSync(fileOf(folder, day), lines.join(''));
  }
  return folder;
}
async function filled(folder: string): Promise<ReceiptIndex> {
  const index = new ReceiptIndex(folder);
  await index.fill(TODAY, noPause);
  return index;
}
const textsOf = (folder: string) =>
  readdirSync(join(folder, 'index')).map((name) => readFileSync(join(folder, 'index', name), 'utf8'));

test('each number of days that are over leads to its order, and today is left to be searched', async () => {
  const index = await filled(shopFolder());
  for (const day of DAYS.slice(0, 2)) {
    for (let i = 0; i < PER_DAY; i += 1) {
      for (const number of [transNoOf(day, i), `C${transNoOf(day, i)}`, `P${transNoOf(day, i)}`]) {
        expect(await index.candidates(number)).toEqual({ orderNos: [numberOn(day, i)], otherDays: [TODAY] });
      }
    }
  }
  expect(await index.candidates(transNoOf(TODAY, 1))).toEqual({ orderNos: [], otherDays: [TODAY] });
});

test('the numbers of refunds and of a cancel lead to their order too', async () => {
  const folder = shopFolder();
  const refund = { refundNo: 'R', transNo: 'REFUND-1' };
  const order = { ...orderAt(DAYS[0], 999), cancelTransNo: 'CANCEL-1', refunds: [refund] };
  appendFileSync(fileOf(folder, DAYS[0]), `${JSON.stringify(order)}\n`);
  const index = await filled(folder);
  for (const number of ['REFUND-1', 'CANCEL-1']) {
    expect((await index.candidates(number)).orderNos).toEqual([order.orderNo]);
  }
});

test('a day is taken in once, also over a restart', async () => {
  const folder = shopFolder();
  await filled(folder);
  const before = textsOf(folder);
  const reads: string[] = [];
  const readFile = (file: string, encoding: 'utf8') => {
    reads.push(file);
    return nodeDisk.readFile(file, encoding);
  };
  await new ReceiptIndex(folder, { ...nodeDisk, readFile }).fill(TODAY, noPause);
  expect(textsOf(folder)).toEqual(before);
  expect(reads.filter((file) => file.endsWith('.jsonl'))).toEqual([]);
});

test('a line that an old day gets is searched in its file, and taken in the next time', async () => {
  const folder = shopFolder();
  const index = await filled(folder);
  const late = orderAt(DAYS[0], 999);
  appendFileSync(fileOf(folder, DAYS[0]), `${JSON.stringify(late)}\n`);
  index.changed(DAYS[0]);
  expect((await index.candidates(transNoOf(DAYS[0], 999))).otherDays).toEqual([DAYS[0], TODAY]);
  await index.fill(TODAY, noPause);
  expect(await index.candidates(transNoOf(DAYS[0], 999))).toEqual({
    orderNos: [late.orderNo],
    otherDays: [TODAY],
  });
  expect((await index.candidates(transNoOf(DAYS[0], 5))).orderNos).toEqual([numberOn(DAYS[0], 5)]);
});

test('a line that came just before a restart is taken in after it', async () => {
  const folder = shopFolder();
  await filled(folder);
  appendFileSync(fileOf(folder, DAYS[1]), `${JSON.stringify(orderAt(DAYS[1], 999))}\n`);
  const index = await filled(folder);
  expect((await index.candidates(transNoOf(DAYS[1], 999))).orderNos).toEqual([numberOn(DAYS[1], 999)]);
});

test('a line that came just before a restart is looked for in its file until it is taken in', async () => {
  const folder = shopFolder();
  await filled(folder);
  appendFileSync(fileOf(folder, DAYS[1]), `${JSON.stringify(orderAt(DAYS[1], 999))}\n`);
  const { otherDays } = await new ReceiptIndex(folder).candidates(transNoOf(DAYS[1], 999));
  expect(otherDays).toEqual([DAYS[1], TODAY]);
});

test('a day that is being taken in is looked for in its file', async () => {
  const folder = shopFolder();
  const asked: Promise<Candidates>[] = [];
  const isDay = (file: string) => file === fileOf(folder, DAYS[1]);
  const index: ReceiptIndex = new ReceiptIndex(folder, {
    ...nodeDisk,
    readFile: async (file, encoding) => {
      if (isDay(file)) {
        asked.push(index.candidates(transNoOf(DAYS[1], 999)));
        await asked.at(-1);
      }
      return nodeDisk.readFile(file, encoding);
    },
  });
  await index.fill(TODAY, noPause);
  appendFileSync(fileOf(folder, DAYS[1]), `${JSON.stringify(orderAt(DAYS[1], 999))}\n`);
  index.changed(DAYS[1]);
  await index.fill(TODAY, noPause);
  expect(asked).toHaveLength(2);
  expect((await asked[1])?.otherDays).toEqual([DAYS[1], TODAY]);
});

test('half a line counts for nothing until it is whole', async () => {
  const folder = shopFolder();
  const line = `${JSON.stringify(orderAt(DAYS[0], 999))}\n`;
  appendFileSync(fileOf(folder, DAYS[0]), line.slice(0, 400));
  await filled(folder);
  appendFileSync(fileOf(folder, DAYS[0]), line.slice(400));
  const index = await filled(folder);
  expect((await index.candidates(transNoOf(DAYS[0], 999))).orderNos).toEqual([numberOn(DAYS[0], 999)]);
});

const SPOILS: [string, (folder: string) => void][] = [
  ['deleted', (index) => rmSync(index, { recursive: true })],
  ['without its state', (index) => rmSync(join(index, 'state.json'))],
  ['with half a state', (index) => truncateSync(join(index, 'state.json'), 50)],
  [
    'with another state',
    (index) => writeFileSync(join(index, 'state.json'), '{"schema":1,"days":{},"buckets":[]}'),
  ],
  ['without its numbers', (index) => eachBucket(index, (file) => rmSync(file))],
  ['with buckets cut short', (index) => eachBucket(index, (file) => truncateSync(file, 10))],
  ['with buckets of nothing but zeros', (index) => eachBucket(index, zero)],
];
function eachBucket(index: string, spoil: (file: string) => void): void {
  for (const name of readdirSync(index)) if (name.endsWith('.txt')) spoil(join(index, name));
}
function zero(file: string): void {
  writeFileSync(file, '\0'.repeat(readFileSync(file, 'utf8').length));
}

test.each(SPOILS)('an index %s hides nothing, and is made anew', async (_, spoil) => {
  const folder = shopFolder();
  const whole = await filled(folder);
  const wanted = await whole.candidates(transNoOf(DAYS[0], 7));
  spoil(join(folder, 'index'));
  const index = new ReceiptIndex(folder);
  const found = await index.candidates(transNoOf(DAYS[0], 7));
  expect([...found.orderNos, ...found.otherDays]).toContain(
    found.orderNos.length > 0 ? numberOn(DAYS[0], 7) : DAYS[0],
  );
  await index.fill(TODAY, noPause);
  expect(await index.candidates(transNoOf(DAYS[0], 7))).toEqual(wanted);
});

test('what a cut left in a bucket beyond its state counts for nothing, and goes', async () => {
  const folder = shopFolder();
  const states: string[] = [];
  let isCut = false;
  const disk = {
    ...nodeDisk,
    rename: async (from: string, to: string) => {
      if (isCut && to.endsWith('state.json')) throw new Error('cut');
      states.push(to);
      return nodeDisk.rename(from, to);
    },
  };
  const index = new ReceiptIndex(folder, disk);
  isCut = true;
  await expect(index.fill(TODAY, noPause)).rejects.toThrow('cut');
  isCut = false;
  expect((await index.candidates(transNoOf(DAYS[0], 1))).otherDays).toEqual([...DAYS]);
  const again = new ReceiptIndex(folder);
  await again.fill(TODAY, noPause);
  for (let i = 0; i < PER_DAY; i += 1) {
    expect((await again.candidates(transNoOf(DAYS[0], i))).orderNos).toEqual([numberOn(DAYS[0], i)]);
  }
  const lines =
    textsOf(folder)
      .join('')
      .match(/^\S+ P\w+$/gm) ?? [];
  expect(lines).toHaveLength(2 * 3 * PER_DAY);
});

test('filling stops between two days where it is told to, and goes on from there', async () => {
  const folder = shopFolder();
  const index = new ReceiptIndex(folder);
  await expect(index.fill(TODAY, () => Promise.reject(new Error('stopping')))).rejects.toThrow('stopping');
  expect((await index.candidates('1234')).otherDays).toEqual(DAYS.slice(1));
  await index.fill(TODAY, noPause);
  expect((await index.candidates('1234')).otherDays).toEqual([TODAY]);
});
