import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import type { Booking, BookingKind } from '../../src/payment/booking.ts';
import { carriedOf, eventsOf, type KindSums, totalsOf } from '../../src/payment/day-totals.ts';
import type { Order } from '../../src/payment/order.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { orderOf } from '../support/orders.ts';
import { numberOn } from '../support/shop-books.ts';

const USD = { code: 'USD', digits: 2, timeZone: 'America/New_York' };
const PERIOD = '2026-11-21';
const bookingOf = (changes: Partial<Booking> = {}): Booking => ({
  id: 'paid',
  kind: 'paid',
  at: 1,
  period: PERIOD,
  amountMinor: 1230,
  ...changes,
});
const bookedOrder = (bookings: Partial<Booking>[], changes: Partial<Order> = {}) =>
  orderOf({ orderNo: numberOn(PERIOD, 1), bookings: bookings.map(bookingOf), ...changes });

test('nothing booked comes to nothing, in the currency of the shop', () => {
  expect(totalsOf([orderOf()], PERIOD, USD)).toEqual([
    expect.objectContaining({ currency: 'USD', digits: 2, events: 0, kinds: {}, netMinor: 0, late: [] }),
  ]);
});

test('discounts and fees tell what customers paid, and change nothing of what the shop has', () => {
  const [totals] = totalsOf(
    [bookedOrder([{ discountMinor: 230 }]), bookedOrder([{ feeMinor: 15 }])],
    PERIOD,
    USD,
  );
  expect(totals).toMatchObject({
    kinds: { paid: { count: 2, amountMinor: 2460 } },
    discountMinor: 230,
    feeMinor: 15,
    customersPaidMinor: 2460 - 230 + 15,
    netMinor: 2460,
  });
});

test('each kind has a line of its own: refunds lower what the shop has, reversals and settlements do not', () => {
  const [totals] = totalsOf(
    [
      bookedOrder([
        { amountMinor: 1000 },
        { kind: 'refunded', amountMinor: 300 },
        { kind: 'refundedOutside', amountMinor: 200 },
      ]),
      bookedOrder([{ kind: 'reversed', amountMinor: 70 }]),
      bookedOrder([{ kind: 'settledPaid', amountMinor: 5 }]),
      bookedOrder([{ kind: 'settledNotPaid', amountMinor: 6 }]),
    ],
    PERIOD,
    USD,
  );
  expect(totals?.kinds).toEqual({
    paid: { count: 1, amountMinor: 1000 },
    refunded: { count: 1, amountMinor: 300 },
    refundedOutside: { count: 1, amountMinor: 200 },
    reversed: { count: 1, amountMinor: 70 },
    settledPaid: { count: 1, amountMinor: 5 },
    settledNotPaid: { count: 1, amountMinor: 6 },
  });
  expect(totals).toMatchObject({ events: 6, netMinor: 500, customersPaidMinor: 1000 });
});

test('sums are kept by the hour of the shop, also where its clocks change', () => {
  const at = (time: string) => bookedOrder([{ at: Date.parse(time), amountMinor: 100 }]);
  const [totals] = totalsOf(
    [
      at('2026-11-21T17:00:00Z'),
      at('2026-11-21T17:59:59Z'),
      at('2026-11-22T05:00:00Z'),
      // One o'clock comes twice in that night.
      at('2026-11-01T05:30:00Z'),
      at('2026-11-01T06:30:00Z'),
    ],
    PERIOD,
    USD,
  );
  const paid = (count: number) => ({ paid: { count, amountMinor: 100 * count } });
  expect(totals?.byHour).toEqual({ '12': paid(2), '00': paid(1), '01': paid(2) });
});

test('sums are kept by wallet, by lane and by who decided', () => {
  const [totals] = totalsOf(
    [
      bookedOrder([{ amountMinor: 100 }], { wallet: 'alipay', lane: '1' }),
      bookedOrder([{ amountMinor: 20 }], { wallet: 'wechat', lane: '2' }),
      bookedOrder([{ kind: 'refunded', amountMinor: 3, by: 'Ann' }], { wallet: 'alipay', lane: '2' }),
    ],
    PERIOD,
    USD,
  );
  const one = (amountMinor: number) => ({ count: 1, amountMinor });
  expect(totals?.byWallet).toEqual({
    alipay: { paid: one(100), refunded: one(3) },
    wechat: { paid: one(20) },
  });
  expect(totals?.byLane).toEqual({ 1: { paid: one(100) }, 2: { paid: one(20), refunded: one(3) } });
  expect(totals?.byCashier).toEqual({
    unknown: { paid: { count: 2, amountMinor: 120 } },
    Ann: { refunded: one(3) },
  });
});

test.each(['__proto__', 'constructor', 'toString'])('somebody called %s is counted like anyone', (by) => {
  const [totals] = totalsOf([bookedOrder([{ by }, { by }])], PERIOD, USD);
  expect(Object.entries(totals?.byCashier ?? {})).toEqual([[by, { paid: { count: 2, amountMinor: 2460 } }]]);
});

test('what is booked in another period is not counted, and what was born on another day is named with it', () => {
  const old = bookedOrder([{ period: '2026-11-02' }, { kind: 'refunded', amountMinor: 30 }], {
    orderNo: numberOn('2026-11-02', 7),
  });
  const [totals] = totalsOf([old, bookedOrder([{ period: `${PERIOD}.2` }])], PERIOD, USD);
  expect(totals).toMatchObject({ events: 1, netMinor: -30 });
  expect(totals?.late).toEqual([
    { orderNo: old.orderNo, bornOn: '2026-11-02', kind: 'refunded', amountMinor: 30 },
  ]);
});

test('currencies are never added up with each other', () => {
  const totals = totalsOf(
    [bookedOrder([{}]), bookedOrder([{ amountMinor: 500 }], { currency: 'JPY', digits: 0 })],
    PERIOD,
    USD,
  );
  expect(totals.map(({ currency, netMinor }) => [currency, netMinor])).toEqual([
    ['USD', 1230],
    ['JPY', 500],
  ]);
});

const KINDS: BookingKind[] = [
  'paid',
  'refunded',
  'refundedOutside',
  'reversed',
  'settledPaid',
  'settledNotPaid',
];

test('for any events the groups add up to the whole, and the periods to all events', async () => {
  const events = array(
    record({
      kind: constantFrom(...KINDS),
      amountMinor: integer({ min: 1, max: 99_999_999 }),
      period: constantFrom(PERIOD, `${PERIOD}.2`, '2026-11-22'),
      wallet: constantFrom('alipay', 'wechat'),
      lane: constantFrom('1', '2', '3'),
      by: constantFrom('Ann', undefined),
    }),
  );
  const holds = property(events, (list) => {
    const orders = list.map(({ wallet, lane, by, ...booking }) =>
      bookedOrder([by === undefined ? booking : { ...booking, by }], { wallet, lane }),
    );
    const periods = [PERIOD, `${PERIOD}.2`, '2026-11-22'];
    const all = periods.flatMap((period) => totalsOf(orders, period, USD));
    expect(all.reduce((sum, { events }) => sum + events, 0)).toBe(list.length);
    for (const totals of all) {
      for (const groups of [totals.byWallet, totals.byLane, totals.byCashier]) {
        for (const kind of KINDS)
          expect(summed(Object.values(groups), kind)).toEqual(summed([totals.kinds], kind));
      }
    }
  });
  await assert(holds);
});

function summed(groups: KindSums[], kind: BookingKind) {
  return groups.reduce(
    (sum, { [kind]: each }) => ({
      count: sum.count + (each?.count ?? 0),
      amountMinor: sum.amountMinor + (each?.amountMinor ?? 0),
    }),
    { count: 0, amountMinor: 0 },
  );
}

test('events come in the order they happened', () => {
  const orders = [3, 1, 2].map((at) => bookedOrder([{ at }], { orderNo: numberOn(PERIOD, at) }));
  expect(eventsOf(orders, () => true).map(({ booking }) => booking.at)).toEqual([1, 2, 3]);
});

const refundOf = (state: Refund['state']): Refund => ({
  refundNo: 'R',
  purpose: 'customer',
  amountMinor: 1,
  reason: '',
  state,
  createdAt: 1,
  sends: 1,
  queries: 0,
});
const openCase = { kind: 'paidAfterAll' as const, openedAt: 1, said: '' };
const settlement = { as: 'paid' as const, by: 'Ann', at: 1, reason: '' };

test.each<[string, Partial<Order>, string | undefined]>([
  ['waits for its outcome', { state: 'pending' }, 'open'],
  ['is stuck', { state: 'stuck' }, 'stuck'],
  ['is held', { state: 'held' }, 'held'],
  ['was paid, with a refund under way', { state: 'paid', refunds: [refundOf('refunding')] }, 'refund'],
  ['was paid, with a stuck refund', { state: 'paid', refunds: [refundOf('stuck')] }, 'refund'],
  [
    'was paid, with all refunds at their end',
    { state: 'paid', refunds: [refundOf('done'), refundOf('failed')] },
    undefined,
  ],
  ['ended, and the gateway says otherwise', { state: 'cancelled', cases: [openCase] }, 'case'],
  [
    'ended, with a case that was closed',
    { state: 'cancelled', cases: [{ ...openCase, closedAt: 2 }] },
    undefined,
  ],
  ['was settled by a person alone', { state: 'stuck', settlement }, 'settled'],
  [
    'was settled, and the gateway agreed',
    { state: 'stuck', settlement: { ...settlement, agreedAt: 2 } },
    undefined,
  ],
  ['ended, with a look due', { state: 'cancelled', looksDue: [5] }, undefined],
])('a close carries an order as it is: %s', (_, changes, why) => {
  expect(carriedOf([orderOf(changes)]).map((carried) => carried.why)).toEqual(why === undefined ? [] : [why]);
});

test('events come oldest first, those of one instant by the number of their order', () => {
  const at = (n: number, when: number) => bookedOrder([{ at: when }], { orderNo: numberOn(PERIOD, n) });
  const orders = [at(2, 5), at(3, 5), at(1, 5), at(9, 4), orderOf()];
  const numbers = eventsOf(orders, () => true).map(({ order }) => order.orderNo);
  expect(numbers).toEqual([9, 1, 2, 3].map((n) => numberOn(PERIOD, n)));
});

test('what is carried comes oldest first', () => {
  const open = [7, 5, 6].map((createdAt) =>
    orderOf({ orderNo: `N${createdAt}`, createdAt, state: 'pending' }),
  );
  expect(carriedOf(open).map(({ orderNo }) => orderNo)).toEqual(['N5', 'N6', 'N7']);
});

test('only events of orders that were born on another day are listed as late', () => {
  const [totals] = totalsOf([bookedOrder([{}])], PERIOD, USD);
  expect(totals?.late).toEqual([]);
  const early = bookedOrder([{}], { orderNo: numberOn('2026-11-20', 1) });
  expect(totalsOf([early], PERIOD, USD)[0]?.late).toEqual([
    { orderNo: early.orderNo, bornOn: '2026-11-20', kind: 'paid', amountMinor: 1230 },
  ]);
});
