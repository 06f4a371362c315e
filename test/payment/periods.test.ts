import { expect, test } from 'vitest';
import {
  adopted,
  type BooksState,
  comparePeriods,
  opened,
  openedAgain,
  rebuiltBooks,
} from '../../src/payment/periods.ts';

const state = (periods: string[], lastZ = 3): BooksState => ({
  schema: 1,
  firstDay: '2026-11-01',
  periods: periods.map((period) => ({ period, openedAt: 5 })),
  lastZ,
});
const names = ({ periods }: BooksState) => periods.map(({ period }) => period);

test('a day that has not begun is opened, and one that is over never again', () => {
  const books = state(['2026-11-21.2']);
  expect(names(opened(books, '2026-11-22', 9))).toEqual(['2026-11-21.2', '2026-11-22']);
  expect(opened(books, '2026-11-21', 9)).toBe(books);
  expect(opened(books, '2026-11-20', 9)).toBe(books);
});

test('the further periods of a day are counted, also beyond nine', () => {
  expect(names(openedAgain(state(['2026-11-21']), 9)).at(-1)).toBe('2026-11-21.2');
  expect(names(openedAgain(state(['2026-11-21.9']), 9)).at(-1)).toBe('2026-11-21.10');
  const sorted = ['2026-11-21', '2026-11-21.2', '2026-11-21.10', '2026-11-22'];
  expect([...sorted].reverse().sort(comparePeriods)).toEqual(sorted);
});

test('a Z that the books do not know of closes its period, and the open one is later than it', () => {
  const two = state(['2026-11-21', '2026-11-22']);
  expect(adopted(two, { period: '2026-11-21', z: 4 })).toMatchObject({
    lastZ: 4,
    periods: [{ period: '2026-11-22' }],
  });
  const old = state(['2026-11-21']);
  expect(names(adopted(old, { period: '2026-11-21', z: 4 }))).toEqual(['2026-11-21.2']);
  expect(names(adopted(old, { period: '2026-11-25.3', z: 4 }))).toEqual(['2026-11-21', '2026-11-25.4']);
});

test.each([
  [
    'nothing was booked today',
    { booked: ['2026-11-19', '2026-11-20'], closed: ['2026-11-19'] },
    ['2026-11-20', '2026-11-21'],
  ],
  ['today was booked', { booked: ['2026-11-21'], closed: [] }, ['2026-11-21']],
  ['today was booked and closed', { booked: ['2026-11-21'], closed: ['2026-11-21'] }, ['2026-11-21.2']],
  [
    'a later day was booked',
    { booked: ['2026-11-20', '2026-11-23.2'], closed: [] },
    ['2026-11-20', '2026-11-23.2'],
  ],
  [
    'a day of nothing was closed',
    { booked: ['2026-11-18'], closed: ['2026-11-18', '2026-11-21'] },
    ['2026-11-21.2'],
  ],
])('books made anew hold every period that has no Z, where %s', (_, found, periods) => {
  const books = rebuiltBooks({ ...found, lastZ: 7, day: '2026-11-21', at: 9 });
  expect(names(books)).toEqual(periods);
  expect(books.lastZ).toBe(7);
});
