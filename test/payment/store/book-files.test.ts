import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Z } from '../../../src/payment/book-store.ts';
import type { BooksState } from '../../../src/payment/periods.ts';
import { BookFiles } from '../../../src/payment/store/book-files.ts';
import { nodeDisk } from '../../../src/payment/store/disk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NOW = { day: '2026-11-21', at: 9 };
const zOf = (z: number, period: string): Z => ({
  schema: 1,
  z,
  period,
  openedAt: 1,
  closedAt: 2,
  totals: [],
  carried: [],
});
const stateOf = (periods: string[], lastZ: number): BooksState => ({
  schema: 1,
  firstDay: '2026-11-18',
  periods: periods.map((period) => ({ period, openedAt: 5 })),
  lastZ,
});
const fileOf = (folder: string, z: number) =>
  join(folder, 'books', 'z', `${String(z).padStart(6, '0')}.json`);

async function booksIn(folder: string, zs: Z[], state?: BooksState) {
  const files = new BookFiles(folder);
  await files.load(NOW);
  for (const z of zs) await files.writeZ(z);
  if (state) await files.save(state);
}

test('new books hold nothing, and what is saved is found', async () => {
  const folder = temporaryFolder();
  expect(await new BookFiles(folder).load(NOW)).toBeUndefined();
  const state = stateOf(['2026-11-21'], 0);
  await booksIn(folder, [], state);
  expect(await new BookFiles(folder).load(NOW)).toEqual(state);
});

test('a Z is written once: the same close again answers with what is there, another one is refused', async () => {
  const folder = temporaryFolder();
  await booksIn(folder, [zOf(1, '2026-11-20')]);
  const before = readFileSync(fileOf(folder, 1), 'utf8');
  const files = new BookFiles(folder);
  expect(await files.writeZ({ ...zOf(1, '2026-11-20'), closedAt: 99 })).toEqual(zOf(1, '2026-11-20'));
  await expect(files.writeZ(zOf(1, '2026-11-21'))).rejects.toThrow('2026-11-20');
  expect(readFileSync(fileOf(folder, 1), 'utf8')).toBe(before);
});

test('a Z whose noting was cut off is as closed as any', async () => {
  const folder = temporaryFolder();
  await booksIn(folder, [zOf(1, '2026-11-20')], stateOf(['2026-11-20', '2026-11-21'], 0));
  expect(await new BookFiles(folder).load(NOW)).toMatchObject({
    lastZ: 1,
    periods: [{ period: '2026-11-21' }],
  });
});

test.each(['', '{"schema":1,"z":2,', '\0\0\0\0', '{"schema":1,"z":3}'])(
  'a Z torn in its writing (%j) is set aside and reported, and its number is free',
  async (text) => {
    const folder = temporaryFolder();
    await booksIn(folder, [zOf(1, '2026-11-20')], stateOf(['2026-11-21'], 1));
    writeFileSync(fileOf(folder, 2), text);
    const files = new BookFiles(folder);
    expect(await files.load(NOW)).toMatchObject({ lastZ: 1 });
    expect(files.damaged).toMatchObject([{ file: fileOf(folder, 2) }]);
    expect(readFileSync(join(folder, 'quarantine', 'books-000002.json'), 'utf8')).toBe(text);
    expect(await files.writeZ(zOf(2, '2026-11-21'))).toMatchObject({ z: 2 });
  },
);

test('a Z that is missing or was spoilt afterwards is reported, and the others are still told', async () => {
  const folder = temporaryFolder();
  await booksIn(
    folder,
    [zOf(1, '2026-11-18'), zOf(2, '2026-11-19'), zOf(3, '2026-11-20')],
    stateOf(['2026-11-21'], 3),
  );
  rmSync(fileOf(folder, 2));
  rmSync(fileOf(folder, 1));
  writeFileSync(fileOf(folder, 1), 'spoilt');
  const files = new BookFiles(folder);
  expect(await files.load(NOW)).toEqual(stateOf(['2026-11-21'], 3));
  expect([...(await files.closedPeriods())]).toEqual([['2026-11-20', 3]]);
  expect(files.damaged.map(({ file }) => file)).toEqual([fileOf(folder, 2), fileOf(folder, 1)]);
});

test.each(['nothing', 'an empty file', 'half a file', 'something else'])(
  'books whose own file is %s are made anew from the Zs and from what the orders say',
  async (kind) => {
    const folder = temporaryFolder();
    await booksIn(folder, [zOf(1, '2026-11-18')], stateOf(['2026-11-21'], 1));
    mkdirSync(join(folder, 'days'));
    mkdirSync(join(folder, 'open'));
    const booked = (...periods: string[]) =>
      JSON.stringify({ bookings: periods.map((period) => ({ period })) });
    writeFileSync(join(folder, 'days', '2026-11-18.jsonl'), `${booked('2026-11-18', '2026-11-20')}\n`);
    writeFileSync(join(folder, 'open', 'P1.json'), booked('2026-11-19.2'));
    const file = join(folder, 'books', 'state.json');
    const texts = {
      nothing: undefined,
      'an empty file': '',
      'half a file': '{"schema":1,',
      'something else': '{}',
    };
    const text = texts[kind as keyof typeof texts];
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    const files = new BookFiles(folder);
    const state = await files.load(NOW);
    expect(state?.periods.map(({ period }) => period)).toEqual(['2026-11-19.2', '2026-11-20', '2026-11-21']);
    expect(state).toMatchObject({ lastZ: 1, firstDay: '2026-11-18' });
    expect(files.damaged).toHaveLength(text === undefined ? 0 : 1);
    expect(await new BookFiles(folder).load(NOW)).toEqual(state);
  },
);

test('books that the disk will not read are not taken for lost ones', async () => {
  const folder = temporaryFolder();
  await booksIn(folder, [], stateOf(['2026-11-21'], 0));
  const readFile = () => Promise.reject(Object.assign(new Error('EIO: i/o error'), { code: 'EIO' }));
  await expect(new BookFiles(folder, { ...nodeDisk, readFile }).load(NOW)).rejects.toThrow('EIO');
  expect(existsSync(join(folder, 'books', 'state.json'))).toBe(true);
  expect(readdirSync(folder)).toEqual(['books']);
});
