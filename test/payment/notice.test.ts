import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNumberOf, isWorthALook, type Notice, noticeKey } from '../../src/payment/notice.ts';
import {
  type Case,
  FINAL_STATES,
  OPEN_STATES,
  type Order,
  type TransactionFacts,
} from '../../src/payment/order.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';

const orderNo = orderOf().orderNo;
const refundNo = `${orderNo}RAAAAAAA`;

const notice = (status: Notice['status'], facts: Partial<TransactionFacts> = {}): Notice => ({
  at: SENT_AT,
  status,
  facts: { ...PAID_FACTS, orderNo, ...facts },
});
const bare: Notice = { at: SENT_AT, status: 'success', facts: { orderNo } };
const ended = (state: Order['state'], changes: Partial<Order> = {}) =>
  orderOf({ state, finalAt: SENT_AT, transNo: 'T1', ...changes });
const refund = (state: Refund['state'], changes: Partial<Refund> = {}): Refund => ({
  refundNo,
  purpose: 'customer',
  amountMinor: 500,
  reason: 'a return',
  state,
  createdAt: SENT_AT,
  sends: 1,
  queries: 1,
  transNo: 'T2',
  ...changes,
});
const refunded = (state: Refund['state'], changes: Partial<Refund> = {}) =>
  ended('paid', { refunds: [refund(state, changes)] });
const ofRefund = (status: Notice['status'], facts: Partial<TransactionFacts> = {}) =>
  notice(status, { orderNo: refundNo, transType: 3, transNo: 'T2', orderAmount: '5.00', ...facts });
const STATUSES: Notice['status'][] = ['success', 'declined', 'pending', 'cancelled', 'unknown'];
const caseOf = (kind: Case['kind']): Case => ({ kind, openedAt: SENT_AT, said: 'paid', closedAt: SENT_AT });

test.each(OPEN_STATES)('whatever is told of an order that is %s, it is looked at', (state) => {
  for (const status of STATUSES) expect(isWorthALook(orderOf({ state }), notice(status))).toBe(true);
});

test.each<[string, Order, Notice, boolean]>([
  ['paid, and told paid', ended('paid'), notice('success'), false],
  ['paid, and told paid without an amount', ended('paid'), bare, false],
  ['paid, and told paid in other digits', ended('paid'), notice('success', { orderAmount: '12.3' }), false],
  ['paid, and told another amount', ended('paid'), notice('success', { orderAmount: '1.23' }), true],
  ['paid, and told no amount at all', ended('paid'), notice('success', { orderAmount: 'x' }), true],
  ['paid, and told another currency', ended('paid'), notice('success', { currency: 'EUR' }), true],
  ['paid, and told of a second payment', ended('paid'), notice('success', { transNo: 'T9' }), true],
  ['paid, and told closed', ended('paid'), notice('declined'), true],
  ['paid, and told cancelled', ended('paid'), notice('cancelled'), true],
  ['paid, and told that it is being paid', ended('paid'), notice('pending'), false],
  ['paid, and told a status nobody knows', ended('paid'), notice('unknown'), false],
  [
    'paid, known to be closed after all',
    ended('paid', { cases: [caseOf('notPaidAfterAll')] }),
    notice('declined'),
    false,
  ],
  ['declined, and told paid', ended('declined'), notice('success'), true],
  ['declined, and told closed', ended('declined'), notice('declined'), false],
  ['not sent, and told paid', ended('notSent'), notice('success'), true],
  ['cancelled, and told paid', ended('cancelled'), notice('success'), true],
  ['cancelled, and told closed', ended('cancelled'), notice('declined'), false],
  [
    'cancelled when it was paid, and told paid',
    ended('cancelled', { paidBehindLineAt: SENT_AT }),
    notice('success'),
    false,
  ],
  [
    'cancelled, its money back, and told paid',
    ended('cancelled', { moneyBackAt: SENT_AT }),
    notice('success'),
    false,
  ],
  [
    'declined, found paid and mended',
    ended('declined', { cases: [caseOf('paidAfterAll')] }),
    notice('success'),
    false,
  ],
  ['paid, and told that it was voided', ended('paid'), notice('success', { transType: 2 }), true],
  [
    'paid, and told of a refund nobody asked for',
    ended('paid'),
    notice('success', { transType: 3, transNo: 'T8' }),
    true,
  ],
  ['paid, and told of a refund that failed', ended('paid'), notice('declined', { transType: 3 }), false],
  ['cancelled, and told that it was voided', ended('cancelled'), notice('success', { transType: 2 }), false],
  [
    'paid, and told of a kind of payment it is not',
    ended('paid'),
    notice('success', { transType: 11 }),
    true,
  ],
])('an order that is %s: worth a look or not', (_, order, told, isLook) => {
  expect(isWorthALook(order, told)).toBe(isLook);
});

test.each<[string, Order, Notice, boolean]>([
  ['under way, and told done', refunded('refunding'), ofRefund('success'), true],
  [
    'under way, and told of under the number of the sale',
    refunded('stuck'),
    notice('success', { transType: 3 }),
    true,
  ],
  ['done, and told done', refunded('done'), ofRefund('success'), false],
  [
    'done, and told done under the number of the sale',
    refunded('done'),
    notice('success', { transType: 3, transNo: 'T2' }),
    false,
  ],
  ['done, and told another amount', refunded('done'), ofRefund('success', { orderAmount: '50.00' }), true],
  ['done, and told failed', refunded('done'), ofRefund('declined'), true],
  ['done, and told under way', refunded('done'), ofRefund('pending'), false],
  ['failed, and told done', refunded('failed'), ofRefund('success'), true],
  ['failed, and told failed', refunded('failed'), ofRefund('declined'), false],
  ['unknown to the till', ended('paid'), ofRefund('success'), true],
])('a refund that is %s: worth a look or not', (_, order, told, isLook) => {
  expect(isWorthALook(order, told)).toBe(isLook);
});

test('no end of an order is contradicted by word that it goes on', () => {
  for (const state of FINAL_STATES) expect(isWorthALook(ended(state), notice('pending'))).toBe(false);
});

test('two notices have one key exactly if they say the same of the same', () => {
  const told = fc.record({
    status: fc.constantFrom(...STATUSES),
    orderNo: fc.constantFrom('A', 'A","B', 'B'),
    transType: fc.constantFrom(1, 3, undefined),
    transNo: fc.constantFrom('T1', 'T2', undefined),
    orderAmount: fc.constantFrom('1', '2', undefined),
    currency: fc.constantFrom('USD', undefined),
  });
  type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;
  const noticeOf = ({ status, ...facts }: Told) => ({ at: 0, status, facts }) as Notice;
  fc.assert(
    fc.property(told, told, (a, b) => {
      const isSame = JSON.stringify(a) === JSON.stringify(b);
      const [one, other] = [noticeOf(a), { ...noticeOf(b), at: 1 }];
      expect(noticeKey(one) === noticeKey(other)).toBe(isSame);
    }),
    { numRuns: 1000 },
  );
});

test("a number is an order's where it is its own or one of its refunds'", () => {
  const refunds = ['R1', 'R2'].map((each) => refund('done', { refundNo: each }));
  const of = (number: string) => isNumberOf(orderOf({ refunds }), number);
  expect(['R1', 'R2', orderOf().orderNo, 'R3'].map(of)).toEqual([true, true, true, false]);
  expect(isNumberOf(orderOf(), 'R1')).toBe(false);
});

test('money of a paid sale that went back is no news where a refund that is done has that very number', () => {
  const back = (transNo: string) => notice('success', { transType: 2, transNo });
  expect(isWorthALook(refunded('done'), back('T2'))).toBe(false);
  expect(isWorthALook(refunded('done'), back('T9'))).toBe(true);
  expect(isWorthALook(refunded('failed'), back('T2'))).toBe(true);
  expect(isWorthALook(refunded('refunding'), notice('declined', { transType: 2 }))).toBe(true);
  expect(isWorthALook(refunded('done'), notice('declined', { transType: 2 }))).toBe(false);
});

test('a kind of transaction that nobody knows is always worth a look', () => {
  expect(isWorthALook(ended('paid'), notice('declined', { transType: 7 }))).toBe(true);
});

test('that a paid order is not paid is no news only where that very case is there', () => {
  const inCase = (kind: Case['kind']) => ended('paid', { cases: [caseOf(kind)] });
  expect(isWorthALook(inCase('notPaidAfterAll'), notice('cancelled'))).toBe(false);
  expect(isWorthALook(inCase('paidAfterAll'), notice('cancelled'))).toBe(true);
});

test('of several refunds the one that is named is looked at', () => {
  const order = ended('paid', { refunds: [refund('refunding', { refundNo: 'OTHER' }), refund('done')] });
  expect(isWorthALook(order, ofRefund('success'))).toBe(false);
  expect(isWorthALook(order, ofRefund('cancelled'))).toBe(true);
  expect(isWorthALook(order, ofRefund('unknown'))).toBe(false);
});

test('a number of the gateway that the till does not know yet is no other one', () => {
  const { transNo: _, ...unnumbered } = ended('paid');
  expect(isWorthALook(unnumbered, notice('success', { transNo: 'T5' }))).toBe(false);
});
