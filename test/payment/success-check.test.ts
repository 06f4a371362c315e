import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import type { Order, TransactionFacts } from '../../src/payment/order.ts';
import { applyEvent } from '../../src/payment/order-machine.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { chargedOf, chargedText, checkSuccess } from '../../src/payment/success-check.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

const order = orderOf();
const facts = (changes: Partial<TransactionFacts>) => ({ ...PAID_FACTS, ...changes });
const without = (...names: (keyof TransactionFacts)[]): TransactionFacts =>
  Object.fromEntries(Object.entries(PAID_FACTS).filter(([name]) => !(names as string[]).includes(name)));

test('a success that names the order, the amount and the currency is ours', () => {
  expect(checkSuccess(order, PAID_FACTS, 'query')).toBe('ours');
  expect(checkSuccess(order, PAID_FACTS, 'submit')).toBe('ours');
});

test.each([
  ['another order', { orderNo: 'P261120OTHER000000000000' }],
  ['a refund', { transType: 3 }],
  ["another order's nonce", { attach: 'OTHER' }],
])('a success of %s is not ours, whoever answers', (_, change) => {
  expect(checkSuccess(order, facts(change), 'query')).toBe('notOurs');
  expect(checkSuccess(order, facts(change), 'submit')).toBe('notOurs');
});

test("a success under another transaction than the submit's is not ours", () => {
  expect(checkSuccess(orderOf({ transNo: 'T9' }), PAID_FACTS, 'query')).toBe('notOurs');
});

test("a query must name the order or the submit's transaction; the submit's own answer need not", () => {
  const unnamed = without('orderNo');
  expect(checkSuccess(order, unnamed, 'query')).toBe('notOurs');
  expect(checkSuccess(order, unnamed, 'submit')).toBe('ours');
  expect(checkSuccess(orderOf({ transNo: 'T1' }), unnamed, 'query')).toBe('ours');
});

test.each(['12.3', '12.30', '12.300'])('%s is the amount of the order', (orderAmount) => {
  expect(checkSuccess(order, facts({ orderAmount }), 'query')).toBe('ours');
});

test.each([
  { orderAmount: '1.23' },
  { orderAmount: '12.301' },
  { currency: 'EUR' },
  { orderAmount: '1,230' },
])('other money (%o) is wrong in a query, and a reason to ask in a submit', (change) => {
  expect(checkSuccess(order, facts(change), 'query')).toBe('wrongAmount');
  expect(checkSuccess(order, facts(change), 'submit')).toBe('notComparable');
});

test('what the customer paid in the end is never compared: discounts lower it and fees raise it', () => {
  expect(checkSuccess(order, facts({ paidAmount: '10.00' }), 'query')).toBe('ours');
});

test('a success that says too little is no proof', () => {
  expect(checkSuccess(order, without('orderAmount'), 'query')).toBe('notComparable');
  expect(checkSuccess(order, without('currency'), 'query')).toBe('notComparable');
  expect(checkSuccess(order, { ...without('orderAmount'), transAmount: '12.30' }, 'query')).toBe('ours');
});

test('what was charged is told in the words of the gateway', () => {
  expect(chargedText(facts({ orderAmount: '1.23' }))).toBe('1.23 USD');
  expect(chargedText({})).toBe('?');
});

const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);
const answered = (before: Order, at: number, to: 'submit' | 'query') =>
  applyEvent(before, { type: 'answered', at, to, answer: answerOf('success', without('orderAmount')) });

test('a submit that says too little is settled by a look a second later', () => {
  const told = answered(order, SENT_AT + 1000, 'submit');
  expect(told).toMatchObject({ state: 'pending', transNo: 'T1' });
  expect(nextAction(told, SENT_AT + 1000, policy)).toEqual({ do: 'query' });
});

test('a gateway whose every look says too little is cancelled when the wait is over, not asked for ever', () => {
  const endsAt = SENT_AT + policy.waitMs;
  const asked = applyEvent(orderOf({ state: 'pending' }), { type: 'queryStarted', at: endsAt });
  const told = answered(asked, endsAt + 100, 'query');
  expect(nextAction(told, endsAt + 2000, policy)).toEqual({ do: 'cancel' });
});

test('a query that names neither the order nor a transaction names nothing, though both sides leave it out', () => {
  const unnamed = without('orderNo', 'transNo');
  expect(checkSuccess(order, unnamed, 'query')).toBe('notOurs');
  expect(checkSuccess(orderOf({ transNo: 'T1' }), unnamed, 'query')).toBe('notOurs');
});

test('what was charged is kept in minor units only where it is in our currency, and not changed once it was asked back', () => {
  const kept = (changes: Partial<TransactionFacts>, of: Order = order) => chargedOf(of, facts(changes));
  expect(kept({ orderAmount: '1.23' })).toEqual({ chargedText: '1.23 USD', chargedMinor: 123 });
  expect(kept({ orderAmount: '1.23', currency: 'EUR' })).toEqual({ chargedText: '1.23 EUR' });
  expect(Object.keys(kept({ orderAmount: '1.234' }))).toEqual(['chargedText']);
  expect(chargedOf(order, { orderAmount: '1.23' })).toEqual({ chargedText: '1.23', chargedMinor: 123 });
  const asked = orderOf({ refunds: [refundOf({ purpose: 'reversal' })] });
  expect(kept({ orderAmount: '1.23' }, asked)).toEqual({});
});
