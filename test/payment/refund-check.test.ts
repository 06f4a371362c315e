import { expect, test } from 'vitest';
import type { Order, TransactionFacts } from '../../src/payment/order.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { fitsRequest, isOfRefund } from '../../src/payment/refund-check.ts';
import { orderOf } from '../support/orders.ts';
import { newRefund, REFUND_FACTS, refundOf } from '../support/refunds.ts';

const paid = orderOf({ state: 'paid', transNo: 'T1' });
const { orderNo } = paid;
const sibling = refundOf({ refundNo: `${orderNo}RBBBBBBB` });
/** By the sale's number, as some of the gateway's samples have it. */
const BY_SALE: TransactionFacts = { ...REFUND_FACTS, orderNo };
const { orderNo: _, ...UNNUMBERED } = REFUND_FACTS;

const counts = (facts: TransactionFacts, refund: Refund = refundOf(), order: Order = paid) =>
  isOfRefund(refund, facts, { ...order, refunds: [refund, ...(order.refunds ?? [])] });

test('An answer with our own number of the refund counts, whichever amount it repeats', () => {
  expect(counts(REFUND_FACTS)).toBe(true);
  expect(counts({ orderNo: refundOf().refundNo })).toBe(true);
  expect(counts({ ...REFUND_FACTS, orderAmount: '12.30' })).toBe(true);
});

test('An answer with the number of the sale, or with none, counts for a refund of exactly that amount', () => {
  for (const facts of [BY_SALE, UNNUMBERED]) {
    expect(counts(facts)).toBe(true);
    expect(counts({ ...facts, orderAmount: '12.30' })).toBe(true);
    expect(counts({ ...facts, transAmount: '5.0', orderAmount: '12.30' })).toBe(true);
  }
});

test.each([
  ['another number', { ...REFUND_FACTS, orderNo: `${orderNo}RCCCCCCC` }],
  ['a sale', { ...REFUND_FACTS, transType: 1 }],
  ['a cancel', { ...BY_SALE, transType: 2 }],
  ['no kind', { orderNo, orderAmount: '5.00', transAmount: '5.00', currency: 'USD' }],
  ['another amount', { ...BY_SALE, orderAmount: '5.01', transAmount: '5.01' }],
  ['a finer amount', { ...BY_SALE, orderAmount: '5.001', transAmount: '5.001' }],
  ['no amount', { orderNo, transType: 3 }],
  ['another currency', { ...REFUND_FACTS, currency: 'EUR' }],
] as [string, TransactionFacts][])('An answer that states %s says nothing of the refund', (_what, facts) => {
  expect(counts(facts)).toBe(false);
});

test('An answer that states another number of theirs than the one known says nothing of the refund', () => {
  const known = refundOf({ transNo: 'T2' });
  expect(counts({ ...REFUND_FACTS, transNo: 'T3' }, known)).toBe(false);
  expect(counts({ ...BY_SALE, transNo: 'T3' }, known)).toBe(false);
  expect(counts({ ...BY_SALE, transNo: 'T2' }, known)).toBe(true);
});

test("The sale's own number at the gateway goes with the sale's number and contradicts no refund", () => {
  expect(counts({ ...BY_SALE, transNo: 'T1' }, refundOf({ transNo: 'T2' }))).toBe(true);
});

test('The number of the cancel, or of another refund of the order, is never this refund', () => {
  expect(counts({ ...BY_SALE, transNo: 'T8' }, refundOf(), { ...paid, cancelTransNo: 'T8' })).toBe(false);
  const order = { ...paid, refunds: [{ ...sibling, amountMinor: 1, transNo: 'T9' }] };
  expect(counts({ ...BY_SALE, transNo: 'T9' }, refundOf(), order)).toBe(false);
  expect(counts({ ...REFUND_FACTS, transNo: 'T9' }, refundOf(), order)).toBe(false);
});

test("Of two refunds of one amount an answer by the sale's number tells nothing, unless theirs is known", () => {
  const two = { ...paid, refunds: [sibling] };
  expect(counts(BY_SALE, refundOf(), two)).toBe(false);
  expect(counts({ ...BY_SALE, transNo: 'T1' }, refundOf(), two)).toBe(false);
  expect(counts(REFUND_FACTS, refundOf(), two)).toBe(true);
  expect(counts(BY_SALE, refundOf({ transNo: 'T2' }), two)).toBe(true);
});

test('A refund that failed, or is done, still makes an answer of its amount doubtful; one that was never sent does not', () => {
  for (const state of ['failed', 'done'] as const) {
    expect(counts(BY_SALE, refundOf(), { ...paid, refunds: [{ ...sibling, state }] })).toBe(false);
  }
  const { refundNo } = sibling;
  expect(counts(BY_SALE, refundOf(), { ...paid, refunds: [newRefund({ refundNo })] })).toBe(true);
});

test('Of two amounts stated, one that fits another refund of the order makes the answer doubtful', () => {
  const order = { ...paid, refunds: [{ ...sibling, amountMinor: 730 }] };
  expect(counts({ ...BY_SALE, orderAmount: '7.30' }, refundOf(), order)).toBe(false);
});

test('The answer to its own request may leave out whose and how much it is, and may not say otherwise', () => {
  const fits = (facts: TransactionFacts) => fitsRequest(refundOf(), facts, paid);
  expect(fits({})).toBe(true);
  expect(fits({ transNo: 'T2' })).toBe(true);
  expect(fits({ transNo: 'T2', transAmount: '5.00' })).toBe(true);
  expect(fits({ transNo: 'T2', transAmount: '5.01' })).toBe(false);
  expect(fits({ transNo: 'T2', transType: 1 })).toBe(false);
  expect(fits({ transNo: 'T2', orderNo })).toBe(false);
});

test('A sibling of the same amount whose own number is known, and is another, leaves no doubt who is meant', () => {
  const known = { ...sibling, transNo: 'T8' };
  const facts = { ...BY_SALE, transNo: 'T9' };
  const order = (other: Refund) => ({ ...paid, refunds: [other] });
  expect(counts(facts, refundOf(), order(known))).toBe(true);
  expect(counts(facts, refundOf(), order(sibling))).toBe(false);
  expect(counts({ ...BY_SALE, transNo: 'T8' }, refundOf(), order(known))).toBe(false);
});
