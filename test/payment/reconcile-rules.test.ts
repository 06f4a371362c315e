import { expect, test } from 'vitest';
import type { Answer, RefundAnswer } from '../../src/payment/gateway.ts';
import { FINAL_STATES, OPEN_STATES, type Order, type OrderState } from '../../src/payment/order.ts';
import { findingOfOrder, findingOfRefund, isWorthALook } from '../../src/payment/reconcile-rules.ts';
import type { Refund, RefundState } from '../../src/payment/refund.ts';
import { answerOf, orderOf, PAID_FACTS } from '../support/orders.ts';

const told = (finding: ReturnType<typeof findingOfOrder>) =>
  'difference' in finding ? finding.difference.kind : 'unclear' in finding ? 'unclear' : 'agrees';
const kindOf = (order: Partial<Order>, answer: Answer) => told(findingOfOrder(orderOf(order), answer));
const settlement = (as: 'paid' | 'notPaid') => ({ as, by: 'Ann', at: 1, reason: 'asked the wallet' });
const refundOf = (state: RefundState, more: Partial<Refund> = {}): Refund => ({
  refundNo: 'R',
  purpose: 'customer',
  amountMinor: 300,
  reason: '',
  state,
  createdAt: 1,
  sentAt: 2,
  sends: 1,
  queries: 0,
  ...more,
});

/** What each state means to each answer: success, declined, cancelled, pending, no record. */
const TABLE: Record<OrderState, [string, string, string, string, string]> = {
  created: ['state', 'state', 'state', 'agrees', 'agrees'],
  submitting: ['state', 'state', 'state', 'agrees', 'agrees'],
  pending: ['state', 'state', 'state', 'agrees', 'agrees'],
  cancelling: ['state', 'state', 'state', 'agrees', 'agrees'],
  reversing: ['state', 'state', 'state', 'agrees', 'agrees'],
  stuck: ['state', 'state', 'state', 'agrees', 'agrees'],
  held: ['state', 'state', 'state', 'agrees', 'agrees'],
  paid: ['agrees', 'state', 'state', 'state', 'oursOnly'],
  declined: ['state', 'agrees', 'agrees', 'state', 'agrees'],
  cancelled: ['state', 'agrees', 'agrees', 'state', 'agrees'],
  notSent: ['state', 'agrees', 'agrees', 'state', 'agrees'],
};

test.each([...OPEN_STATES, ...FINAL_STATES])('%s is held against each answer', (state) => {
  const answers = ['success', 'declined', 'cancelled', 'pending', 'noRecord'] as const;
  expect(answers.map((kind) => kindOf({ state }, answerOf(kind)))).toEqual(TABLE[state]);
});

test.each([...OPEN_STATES, ...FINAL_STATES])(
  'no answer, and one about another order, say nothing of what is %s',
  (state) => {
    expect(kindOf({ state }, answerOf('unknown'))).toBe('unclear');
    for (const kind of ['success', 'declined', 'cancelled', 'pending'] as const) {
      expect(kindOf({ state }, answerOf(kind, { ...PAID_FACTS, orderNo: 'ANOTHER' }))).toBe('unclear');
    }
  },
);

test.each<[string, Partial<Order>, Answer, string]>([
  [
    'another amount',
    { state: 'paid' },
    answerOf('success', { ...PAID_FACTS, orderAmount: '1.23' }),
    'amount',
  ],
  ['another currency', { state: 'paid' }, answerOf('success', { ...PAID_FACTS, currency: 'EUR' }), 'amount'],
  [
    'another amount, known and held',
    { state: 'held' },
    answerOf('success', { ...PAID_FACTS, orderAmount: '1.23' }),
    'amount',
  ],
  ['a discount', { state: 'paid' }, answerOf('success', { ...PAID_FACTS, paidAmount: '11.00' }), 'agrees'],
  [
    'no currency',
    { state: 'paid' },
    answerOf('success', { transNo: 'T1', orderNo: 'P261120TEST0000000000000' }),
    'unclear',
  ],
  [
    'paid for ever, though it went back',
    { state: 'cancelled', moneyBackAt: 5 },
    answerOf('success'),
    'agrees',
  ],
  [
    'cancelled, where all of it was refunded',
    { state: 'paid', refunds: [refundOf('done', { amountMinor: 1230 })] },
    answerOf('cancelled'),
    'agrees',
  ],
  [
    'cancelled, where a part was refunded',
    { state: 'paid', refunds: [refundOf('done')] },
    answerOf('cancelled'),
    'state',
  ],
  ['refunding', { state: 'paid', refunds: [refundOf('refunding')] }, answerOf('pending'), 'agrees'],
  [
    'paid, and settled as paid',
    { state: 'stuck', settlement: settlement('paid') },
    answerOf('success'),
    'agrees',
  ],
  [
    'no record, and settled as paid',
    { state: 'stuck', settlement: settlement('paid') },
    answerOf('noRecord'),
    'oursOnly',
  ],
  [
    'not paid, and settled as paid',
    { state: 'stuck', settlement: settlement('paid') },
    answerOf('cancelled'),
    'state',
  ],
  [
    'paid, and settled as not paid',
    { state: 'stuck', settlement: settlement('notPaid') },
    answerOf('success'),
    'state',
  ],
  [
    'not paid, and settled as not paid',
    { state: 'stuck', settlement: settlement('notPaid') },
    answerOf('cancelled'),
    'agrees',
  ],
])('the gateway says %s', (_, order, answer, kind) => {
  expect(kindOf(order, answer)).toBe(kind);
});

const exchange = { code: '0', traceId: 'TRACE' };
const refundAnswer = (kind: 'done' | 'refunding' | 'failed', facts = {}): RefundAnswer => ({
  ...exchange,
  kind,
  facts,
});

test.each<[RefundState, RefundAnswer, string]>([
  ['done', refundAnswer('done', { transAmount: '3.00' }), 'agrees'],
  ['done', refundAnswer('done'), 'agrees'],
  ['done', refundAnswer('done', { transAmount: '3.01' }), 'amount'],
  ['done', refundAnswer('done', { transAmount: '3.0', orderAmount: '12.30' }), 'agrees'],
  ['done', refundAnswer('done', { orderAmount: '12.30' }), 'agrees'],
  ['done', refundAnswer('done', { transAmount: '1.00', orderAmount: '1.00' }), 'amount'],
  ['done', refundAnswer('refunding'), 'state'],
  ['done', refundAnswer('failed'), 'state'],
  ['done', { ...exchange, kind: 'noRecord' }, 'oursOnly'],
  ['failed', refundAnswer('done'), 'state'],
  ['failed', refundAnswer('failed'), 'agrees'],
  ['failed', refundAnswer('refunding'), 'state'],
  ['failed', { ...exchange, kind: 'noRecord' }, 'agrees'],
  ['stuck', refundAnswer('done'), 'state'],
  ['refunding', refundAnswer('refunding'), 'agrees'],
  ['submitting', { ...exchange, kind: 'noRecord' }, 'agrees'],
  ['done', { ...exchange, kind: 'unknown', reason: 'timeout', detail: 'no answer' }, 'unclear'],
])('a refund that is %s is held against the answer %j', (state, answer, kind) => {
  const refund = refundOf(state);
  expect(told(findingOfRefund(orderOf({ state: 'paid', refunds: [refund] }), refund, answer))).toBe(kind);
});

test('a difference says in words what each side says', () => {
  const finding = findingOfOrder(orderOf({ state: 'cancelled' }), answerOf('success'));
  expect(finding).toEqual({
    agrees: false,
    difference: {
      kind: 'state',
      orderNo: orderOf().orderNo,
      ours: 'cancelled 12.30 USD',
      theirs: 'paid 12.30 USD',
    },
  });
  const settled = findingOfOrder(
    orderOf({ state: 'stuck', settlement: settlement('paid') }),
    answerOf('noRecord'),
  );
  expect(settled).toMatchObject({
    difference: { ours: 'stuck 12.30 USD, settled as paid by Ann', theirs: 'no record of it' },
  });
});

test('only what has ended, and is stated otherwise, is woken', () => {
  const difference = { kind: 'state' as const, orderNo: '', ours: '', theirs: '' };
  expect(isWorthALook(orderOf({ state: 'paid' }), difference)).toBe(true);
  expect(isWorthALook(orderOf({ state: 'pending' }), difference)).toBe(false);
  expect(isWorthALook(orderOf({ state: 'paid' }), { ...difference, kind: 'oursOnly' })).toBe(false);
});
