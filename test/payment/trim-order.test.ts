import { expect, test } from 'vitest';
import type { Order } from '../../src/payment/order.ts';
import { parseOrder } from '../../src/payment/store/order-schema.ts';
import { isAtRest, trimmedOrder } from '../../src/payment/trim-order.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

const LATER = SENT_AT + 1_000_000;
const PAID = orderOf({ state: 'paid', finalAt: SENT_AT + 3000, seenAt: SENT_AT + 4000 });
const openCase = { kind: 'paidAfterEnd', said: 'success', openedAt: SENT_AT } as never;

test('an order to which nothing has happened for long is at rest', () => {
  expect(isAtRest(PAID, LATER)).toBe(true);
});

const RESTLESS: [what: string, order: Order][] = [
  ['is open', orderOf({ state: 'pending' })],
  ['has an open case', { ...PAID, cases: [openCase] }],
  ['has a refund under way', { ...PAID, refunds: [refundOf({ state: 'submitting' })] }],
  ['is to be asked about', { ...PAID, looksDue: [{ at: SENT_AT, why: 'later' }] as never }],
  ['was seen lately', { ...PAID, seenAt: LATER }],
  ['was refunded lately', { ...PAID, refunds: [refundOf({ state: 'done', finalAt: LATER })] }],
  ['was booked lately', { ...PAID, bookings: [{ at: LATER }] as never }],
  ['has a late line', { ...PAID, history: [{ at: LATER, event: 'paid' }] }],
];

test.each(RESTLESS)('one that %s is not', (_, order) => {
  expect(isAtRest(order, LATER)).toBe(false);
});

test('a trimmed order is an order of ours, and trimming it again changes nothing', () => {
  const order: Order = {
    ...PAID,
    reference: 'Mrs Marlowe',
    settlement: { as: 'paid', by: 'Ada', at: SENT_AT, reason: 'Mrs Marlowe' },
    takenOver: { till: 'NEWT', by: 'Ada', at: SENT_AT, reason: 'Mrs Marlowe' },
    refunds: [refundOf({ state: 'done', reason: 'Mrs Marlowe' })],
    history: [{ at: SENT_AT, event: 'paid', detail: 'Mrs Marlowe' }],
  };
  const trimmed = trimmedOrder(order);
  expect(JSON.stringify(trimmed)).not.toContain('Mrs Marlowe');
  expect(parseOrder(JSON.parse(JSON.stringify(trimmed)))).toMatchObject({
    orderNo: order.orderNo,
    state: 'paid',
  });
  expect(trimmedOrder(trimmed)).toEqual(trimmed);
});
