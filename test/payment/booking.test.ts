import { expect, test } from 'vitest';
import { type Booking, dayOfPeriod, otherDaysOf, owedBookings } from '../../src/payment/booking.ts';
import type { Order } from '../../src/payment/order.ts';
import { FINAL_STATES, OPEN_STATES } from '../../src/payment/order.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

const AT = SENT_AT + 5_000;
const owed = (changes: Partial<Order>) => owedBookings(orderOf({ finalAt: AT, ...changes }));
const PAID = { id: 'paid', kind: 'paid', at: AT, amountMinor: 1230 };
const REVERSED = { id: 'reversed', kind: 'reversed', at: AT, amountMinor: 1230 };
const held = (id: string, period = '2026-11-20'): Booking => ({
  id,
  kind: 'paid',
  at: AT,
  period,
  amountMinor: 1,
});

test('a period belongs to the day it begins with, also after an early close', () => {
  expect(dayOfPeriod('2026-11-21')).toBe('2026-11-21');
  expect(dayOfPeriod('2026-11-21.2')).toBe('2026-11-21');
});

test("only days beside the order's own have to hold a copy, each once", () => {
  const bookings = ['2026-11-20', '2026-11-20.2', '2026-11-22', '2026-11-22.2', '2026-11-23'].map((period) =>
    held(period, period),
  );
  expect(otherDaysOf(orderOf({ bookings }))).toEqual(['2026-11-22', '2026-11-23']);
  expect(otherDaysOf(orderOf({ bookings }), bookings.slice(0, 3))).toEqual(['2026-11-22']);
  expect(otherDaysOf(orderOf())).toEqual([]);
});

test('an order without money owes nothing', () => {
  for (const state of [...OPEN_STATES, ...FINAL_STATES]) {
    if (state !== 'paid') expect(owed({ state }), state).toEqual([]);
  }
});

test('a paid order is booked with its amount, beside it what the wallet gave or took', () => {
  expect(owed({ state: 'paid' })).toEqual([PAID]);
  expect(owed({ state: 'paid', paidAmountMinor: 1230 })).toEqual([PAID]);
  expect(owed({ state: 'paid', paidAmountMinor: 1200 })).toEqual([{ ...PAID, discountMinor: 30 }]);
  expect(owed({ state: 'paid', paidAmountMinor: 1300 })).toEqual([{ ...PAID, feeMinor: 70 }]);
});

test('what is booked is owed no more', () => {
  expect(owed({ state: 'paid', bookings: [held('paid')] })).toEqual([]);
  expect(owed({ state: 'paid', bookings: [held('other')] })).toEqual([PAID]);
});

test.each(['cancelled', 'declined', 'notSent'] as const)(
  'money that came and that the gateway took back is booked as reversed: %s',
  (state) => {
    expect(owed({ state, paidBehindLineAt: 1 })).toEqual([REVERSED]);
    expect(owed({ state, moneyBackAt: 1 })).toEqual([REVERSED]);
    expect(owed({ state, moneyBackAt: 1, chargedMinor: 123 })).toEqual([{ ...REVERSED, amountMinor: 123 }]);
  },
);

test('money that is not back yet is not booked as reversed', () => {
  for (const state of ['reversing', 'stuck', 'held', 'cancelling'] as const) {
    expect(owed({ state, paidBehindLineAt: 1, moneyBackAt: 2 }), state).toEqual([]);
  }
  const open = { kind: 'paidAfterAll', openedAt: 1, said: 'paid' } as const;
  expect(owed({ state: 'cancelled', paidBehindLineAt: 1, cases: [open] })).toEqual([]);
  const closed = { ...open, closedAt: 2 };
  const byPerson = { ...closed, closedBy: 'person' as const };
  const byGateway = { ...closed, closedBy: 'gateway' as const };
  expect(owed({ state: 'cancelled', paidBehindLineAt: 1, cases: [byPerson] })).toEqual([]);
  expect(owed({ state: 'cancelled', paidBehindLineAt: 1, cases: [byGateway] })).toEqual([REVERSED]);
  // The last word counts.
  expect(owed({ state: 'cancelled', paidBehindLineAt: 1, cases: [byPerson, byGateway] })).toEqual([REVERSED]);
  expect(owed({ state: 'paid', paidBehindLineAt: 1 })).toEqual([PAID]);
});

test('what a refund brought back is booked as that refund alone', () => {
  const reversal = refundOf({ purpose: 'reversal', state: 'done', finalAt: 9, amountMinor: 1230 });
  const booking = { id: `refund:${reversal.refundNo}`, kind: 'reversed', at: 9, amountMinor: 1230 };
  expect(owed({ state: 'cancelled', paidBehindLineAt: 1, refunds: [reversal] })).toEqual([booking]);
  const failed = { ...reversal, state: 'failed' as const };
  expect(owed({ state: 'cancelled', paidBehindLineAt: 1, refunds: [failed] })).toEqual([REVERSED]);
  expect(owed({ state: 'cancelled', paidBehindLineAt: 1, refunds: [failed, reversal] })).toEqual([booking]);
});

test('a refund is booked when it is done, by who gave it and how', () => {
  const refund = refundOf({ state: 'done', finalAt: 9 });
  const booking = { id: `refund:${refund.refundNo}`, kind: 'refunded', at: 9, amountMinor: 500 };
  const ofRefund = (changes: object) =>
    owed({ state: 'paid', refunds: [{ ...refund, ...changes }] }).slice(1);
  expect(ofRefund({})).toEqual([booking]);
  expect(ofRefund({ by: 'Ada' })).toEqual([{ ...booking, by: 'Ada' }]);
  expect(ofRefund({ outside: true })).toEqual([{ ...booking, kind: 'refundedOutside' }]);
  expect(ofRefund({ settledBy: 'Ada' })).toEqual([{ ...booking, kind: 'refundedOutside' }]);
  for (const state of ['created', 'submitting', 'refunding', 'stuck', 'failed']) {
    expect(ofRefund({ state }), state).toEqual([]);
  }
});

test("a person's decision is booked under their name, with what was really charged", () => {
  const settlement = { as: 'paid', by: 'Ada', at: 7, reason: 'goods are out' } as const;
  const booking = { id: 'settled', kind: 'settledPaid', at: 7, amountMinor: 1230, by: 'Ada' };
  expect(owed({ state: 'stuck', settlement })).toEqual([booking]);
  expect(owed({ state: 'held', settlement, chargedMinor: 123 })).toEqual([{ ...booking, amountMinor: 123 }]);
  const notPaid = { ...settlement, as: 'notPaid' as const };
  expect(owed({ state: 'stuck', settlement: notPaid })).toEqual([{ ...booking, kind: 'settledNotPaid' }]);
});
