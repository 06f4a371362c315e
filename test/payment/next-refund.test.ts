import { expect, test } from 'vitest';
import { nextOfRefunds, reversalAmount, soonest, wantsReversal } from '../../src/payment/next-refund.ts';
import type { Order } from '../../src/payment/order.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { newRefund, REFUND_AT, refundOf } from '../support/refunds.ts';

const MINUTE = 60_000;
const NO = refundOf().refundNo;
const next = (refunds: Refund[], now: number, changes: Partial<Order> = {}) =>
  nextOfRefunds(orderOf({ state: 'paid', refunds, ...changes }), now);

test('an order without a refund under way has nothing to do for any', () => {
  expect(nextOfRefunds(orderOf(), REFUND_AT)).toBeUndefined();
  expect(next([], REFUND_AT)).toBeUndefined();
  const over = [refundOf({ state: 'done' }), refundOf({ state: 'failed' })];
  expect(next(over, REFUND_AT + 1e9)).toBeUndefined();
});

test('each step of a refund names it', () => {
  expect(next([newRefund()], REFUND_AT)).toEqual({ do: 'submitRefund', refundNo: NO });
  expect(next([refundOf()], REFUND_AT)).toEqual({ do: 'wait', until: REFUND_AT + 1000 });
  expect(next([refundOf()], REFUND_AT + 1000)).toEqual({ do: 'queryRefund', refundNo: NO });
  const late = refundOf({ lastQueryAt: REFUND_AT + 15 * MINUTE, queries: 9 });
  expect(next([late], REFUND_AT + 15 * MINUTE)).toEqual({
    do: 'declareRefundStuck',
    refundNo: NO,
    why: 'not settled in a quarter of an hour',
  });
});

test('of several refunds the one that is due comes first, else the one that is due soonest', () => {
  const waiting = refundOf({ refundNo: 'A', sentAt: REFUND_AT + 9, lastSentAt: REFUND_AT + 9 });
  const sooner = refundOf({ refundNo: 'B' });
  expect(next([waiting, sooner], REFUND_AT + 9)).toEqual({ do: 'wait', until: REFUND_AT + 1000 });
  expect(next([waiting, newRefund()], REFUND_AT + 9)).toEqual({ do: 'submitRefund', refundNo: NO });
  expect(next([refundOf({ state: 'done' }), sooner], REFUND_AT + 1000)).toEqual({
    do: 'queryRefund',
    refundNo: 'B',
  });
});

test('what is due now goes before any wait, and nothing at all is rest', () => {
  const waits = [5, 3, 4].map((until) => ({ do: 'wait', until }) as const);
  expect(soonest(waits)).toEqual({ do: 'wait', until: 3 });
  expect(soonest([...waits, { do: 'query' }])).toEqual({ do: 'query' });
  expect(soonest([{ do: 'query' }, ...waits])).toEqual({ do: 'query' });
  expect(soonest([])).toEqual({ do: 'rest' });
});

const LATE = SENT_AT + 120_000;
const back = (changes: Partial<Order>, now = LATE) =>
  wantsReversal(
    orderOf({
      state: 'reversing',
      firstCancelAt: SENT_AT,
      cancels: 2,
      paidBehindLineAt: SENT_AT,
      paidBehindLineLooks: 3,
      ...changes,
    }),
    now,
  );

test('unwanted money is asked back by a refund when the cancel had its two minutes and three looks', () => {
  expect(back({})).toBe(true);
  expect(back({}, LATE - 1)).toBe(false);
  expect(back({ paidBehindLineLooks: 2 })).toBe(false);
});

test('a wallet that takes no cancel needs no patience', () => {
  expect(back({ cancels: 0 }, SENT_AT)).toBe(true);
  expect(back({ cancels: 1 }, SENT_AT)).toBe(false);
});

test('money that never came is not asked back, nor any a second time', () => {
  const { paidBehindLineAt: _, ...never } = orderOf({ state: 'cancelling', firstCancelAt: SENT_AT });
  expect(wantsReversal(never, LATE)).toBe(false);
  expect(back({ refunds: [refundOf({ purpose: 'reversal', state: 'failed' })] })).toBe(false);
  expect(back({ refunds: [refundOf({ purpose: 'customer' })] })).toBe(true);
  expect(back({ cancels: 0, refunds: [refundOf({ purpose: 'reversal' })] })).toBe(false);
});

test("a cancel's own number is believed until it has twice shown no money going back", () => {
  expect(back({ cancelTransNo: 'T9' })).toBe(false);
  expect(back({ cancelTransNo: 'T9', reversalMissing: 1 })).toBe(false);
  expect(back({ cancelTransNo: 'T9', reversalMissing: 2 })).toBe(true);
  expect(back({ cancelTransNo: 'T9', transNo: 'T9' })).toBe(true);
  expect(back({ transNo: 'T1' })).toBe(true);
});

test('what was charged is asked back, and nothing where that was in another currency', () => {
  expect(reversalAmount(orderOf())).toBe(1230);
  expect(reversalAmount(orderOf({ chargedText: '1.23 USD', chargedMinor: 123 }))).toBe(123);
  expect(reversalAmount(orderOf({ chargedText: '12.30 EUR' }))).toBeUndefined();
});
