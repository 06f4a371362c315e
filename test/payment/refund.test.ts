import { expect, test } from 'vitest';
import { applyEvent, type NewRefund } from '../../src/payment/order-machine.ts';
import {
  isOpenRefund,
  newRefundNumber,
  orderOfRefundNumber,
  type Refund,
  refundableMinor,
  refundedMinor,
  reversalNumber,
  withDenialsForgotten,
} from '../../src/payment/refund.ts';
import { systemRandom } from '../../src/random.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

const AT = SENT_AT + 60_000;
const ORDER_NO = 'P261120TEST0123456789ABC';
const wish = (changes: Partial<NewRefund> = {}): NewRefund => ({
  refundNo: `${ORDER_NO}R0000001`,
  purpose: 'customer',
  amountMinor: 500,
  reason: 'returned',
  key: 'K1',
  ...changes,
});
const paid = (...refunds: Refund[]) => orderOf({ state: 'paid', refunds });
/** What becomes of a paid sale of 12.30 when somebody wants money of it back. */
const ask = (order: ReturnType<typeof paid>, changes: Partial<NewRefund> = {}, most = 10) =>
  applyEvent(order, { type: 'refundAsked', at: AT, refund: wish(changes), most });

test('the order of a refund is found by its number, of the customer and of a reversal, practice or real', () => {
  const ofCustomer = newRefundNumber(ORDER_NO, systemRandom);
  expect(ofCustomer).toMatch(new RegExp(`^${ORDER_NO}R[0-9A-Z]{7}$`));
  expect(ofCustomer.length).toBeLessThanOrEqual(32);
  expect(orderOfRefundNumber(ofCustomer)).toBe(ORDER_NO);
  expect(orderOfRefundNumber(reversalNumber(ORDER_NO))).toBe(ORDER_NO);
  expect(orderOfRefundNumber(`${ORDER_NO.slice(1)}R`)).toBe(ORDER_NO.slice(1));
});

test.each([
  ORDER_NO,
  '',
  'R',
  `x${ORDER_NO}R`,
  `${ORDER_NO}R1`,
  `${ORDER_NO}R0000001x`,
  `${ORDER_NO}r0000001`,
])('the text "%s" is no refund number of ours', (text) => {
  expect(orderOfRefundNumber(text)).toBeUndefined();
});

test('what has gone back is what is done; what may be going is no longer there to give', () => {
  const order = paid(
    refundOf({ state: 'done', amountMinor: 100 }),
    refundOf({ state: 'refunding', amountMinor: 200 }),
    refundOf({ state: 'stuck', amountMinor: 50 }),
    refundOf({ state: 'failed', amountMinor: 400 }),
  );
  expect(refundedMinor(order)).toBe(100);
  expect(refundableMinor(order)).toBe(1230 - 350);
  expect([refundedMinor(orderOf()), refundableMinor(orderOf())]).toEqual([0, 1230]);
});

test.each([
  ['created', true],
  ['submitting', true],
  ['refunding', true],
  ['stuck', true],
  ['done', false],
  ['failed', false],
] as const)('of a refund that is %s, something new may come: %s', (state, isOpen) => {
  expect(isOpenRefund(refundOf({ state }))).toBe(isOpen);
});

test('a refund is written whole, not sent, and tells of itself in the story of its order', () => {
  const asked = ask(paid(), { by: 'Ada' });
  expect(asked.refunds).toEqual([
    { ...wish({ by: 'Ada' }), state: 'created', createdAt: AT, sends: 0, queries: 0 },
  ]);
  expect(asked.history.at(-1)).toEqual({
    at: AT,
    event: 'refundAsked',
    detail: `${ORDER_NO}R0000001 5.00 USD: returned`,
  });
  expect(asked.seenAt).toBe(AT);
  expect(ask({ ...paid(), seenAt: 7 }).seenAt).toBe(7);
});

test('money given back by other means is done at once, and never sent', () => {
  expect(ask(paid(), { outside: true }).refunds).toEqual([
    { ...wish({ outside: true }), state: 'done', createdAt: AT, finalAt: AT, sends: 0, queries: 0 },
  ]);
});

test('no more is asked back than is left, to the cent, whatever is still under way', () => {
  const order = paid(refundOf({ state: 'refunding', amountMinor: 1000 }));
  expect(ask(order, { amountMinor: 230 }).refunds).toHaveLength(2);
  expect(ask(order, { amountMinor: 231 })).toBe(order);
  const failed = paid(refundOf({ state: 'failed', amountMinor: 1000 }));
  expect(ask(failed, { amountMinor: 1230 }).refunds).toHaveLength(2);
  expect(ask(failed, { amountMinor: 1231 })).toBe(failed);
});

test.each([0, -1])('%d is no amount to give back', (amountMinor) => {
  const order = paid();
  expect(ask(order, { amountMinor })).toBe(order);
});

test('no more refunds are made than may be, failed ones aside', () => {
  const order = paid(
    refundOf({ state: 'done', amountMinor: 1 }),
    refundOf({ state: 'failed', amountMinor: 1 }),
  );
  expect(ask(order, {}, 2).refunds).toHaveLength(3);
  expect(ask(order, {}, 1)).toBe(order);
});

test('neither one key nor one number makes a second refund, though none has a key', () => {
  const known = paid(refundOf({ key: 'K1', amountMinor: 1 }));
  expect(ask(known)).toBe(known);
  expect(ask(known, { key: 'K2' }).refunds).toHaveLength(2);
  const sameNumber = paid(refundOf({ refundNo: wish().refundNo, amountMinor: 1 }));
  expect(ask(sameNumber, { key: 'K9' })).toBe(sameNumber);
  const { key: _, ...keyless } = wish();
  const both = applyEvent(paid(refundOf()), { type: 'refundAsked', at: AT, refund: keyless, most: 10 });
  expect(both.refunds).toHaveLength(2);
});

test('behind the line only the one reversal is asked for, once', () => {
  const order = orderOf({ state: 'reversing', firstCancelAt: SENT_AT });
  const reversal = { purpose: 'reversal', refundNo: reversalNumber(ORDER_NO) } as const;
  const asked = ask(order as ReturnType<typeof paid>, reversal);
  expect(asked.refunds).toHaveLength(1);
  expect(ask(asked as ReturnType<typeof paid>, { ...reversal, key: 'K2' })).toBe(asked);
  expect(ask(order as ReturnType<typeof paid>)).toBe(order);
});

test('what the gateway denied before a restart is counted anew: the clock may have been set meanwhile', () => {
  const refund = {
    refundNo: 'R1',
    purpose: 'customer',
    amountMinor: 500,
    reason: 'r',
    state: 'submitting',
    createdAt: 1,
    sends: 1,
    queries: 2,
  } as const;
  const order = orderOf({ state: 'paid', refunds: [{ ...refund, deniedSince: 5, lastDeniedAt: 9 }] });
  expect(withDenialsForgotten(order).refunds).toEqual([refund]);
  const clear = orderOf({ state: 'paid', refunds: [refund] });
  expect(withDenialsForgotten(clear)).toBe(clear);
});
