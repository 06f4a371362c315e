import { expect, test } from 'vitest';
import type { DayPeriod, DaySums, DayTotals } from '../../../../../src/ui/day-messages.ts';
import { figuresOf } from '../../../../../src/ui/tablet/desk/day/figures.ts';

const paid = (count: number, amount: string): DaySums => ({ paid: { count, amount } });

const totalsOf = (changes: Partial<DayTotals> = {}): DayTotals => ({
  currency: 'USD',
  digits: 2,
  events: 1,
  discounts: '0.00',
  fees: '0.00',
  customersPaid: '0.00',
  net: '0.00',
  byWallet: {},
  byLane: {},
  byCashier: {},
  byHour: {},
  late: [],
  ...changes,
});

const periodOf = (...totals: DayTotals[]): DayPeriod => ({
  period: '2026-11-21',
  status: 'open',
  openedAt: '2026-11-21T09:00:00Z',
  totals,
  carried: [],
});

const figures = (...totals: DayTotals[]) => figuresOf({ periods: totals.map((each) => periodOf(each)) });

test('a day that was closed early is told whole: its parts are added up', () => {
  const [day] = figures(
    totalsOf({
      ...paid(2, '20.00'),
      net: '17.50',
      refunded: { count: 1, amount: '2.50' },
      byWallet: { alipay: paid(2, '20.00') },
    }),
    totalsOf({
      ...paid(1, '10.01'),
      net: '9.01',
      refundedOutside: { count: 1, amount: '1.00' },
      byWallet: { wechat: paid(1, '10.01') },
    }),
  );
  expect(day).toMatchObject({ netMinor: 2651, sales: 3, averageMinor: 1000, backMinor: 350, backs: 2 });
  expect(day?.byWallet).toEqual([
    { id: 'alipay', count: 2, minor: 2000 },
    { id: 'wechat', count: 1, minor: 1001 },
  ]);
});

test('a day with more given back than taken is below nothing', () => {
  const [day] = figures(totalsOf({ net: '-5.00', refunded: { count: 1, amount: '5.00' } }));
  expect(day).toMatchObject({ netMinor: -500, sales: 0, averageMinor: undefined });
});

test('each currency is told apart, and a part of the day without money is not a currency of its own', () => {
  const yen = totalsOf({ currency: 'JPY', digits: 0, ...paid(1, '1200'), net: '1200' });
  expect(figures(yen, totalsOf()).map(({ currency, netMinor }) => [currency, netMinor])).toEqual([
    ['JPY', 1200],
  ]);
  expect(figures(yen, totalsOf(paid(1, '1.00'))).map(({ currency }) => currency)).toEqual(['JPY', 'USD']);
  expect(figures(totalsOf(), totalsOf()).map(({ currency, sales }) => [currency, sales])).toEqual([
    ['USD', 0],
  ]);
});

const hoursOf = (...hours: string[]) =>
  figures(
    totalsOf({ byHour: Object.fromEntries(hours.map((hour) => [hour, paid(1, '1.00')])) }),
  )[0]?.byHour?.map(({ id, count }) => (count > 0 ? id : '..'));

test('the hours go from the first sale to the last, with the quiet ones between them', () => {
  expect(hoursOf('09', '11')).toEqual(['09', '..', '11']);
  expect(hoursOf('09')).toEqual(['09']);
  expect(hoursOf()).toEqual([]);
});

test('the hours of a shop that sells past midnight are in the order they came', () => {
  expect(hoursOf('00', '01', '21', '23')).toEqual(['21', '..', '23', '00', '01']);
});

test('where a close knows no hours, none are shown for the day', () => {
  const { byHour: _, ...old } = totalsOf();
  expect(figures(old, totalsOf())[0]?.byHour).toBeUndefined();
});

test('a wallet that only gave back is no part of what was paid', () => {
  const [day] = figures(
    totalsOf({
      refunded: { count: 1, amount: '1.00' },
      byWallet: { alipay: { refunded: { count: 1, amount: '1.00' } } },
    }),
  );
  expect(day?.byWallet).toEqual([]);
  expect(day?.kinds.map(({ id }) => id)).toEqual(['refunded']);
});
