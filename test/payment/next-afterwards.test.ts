import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { nextAfterwards, nextOfSettled } from '../../src/payment/afterwards.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import { isLookDue, look } from '../../src/payment/next-look.ts';
import type { Case, Order } from '../../src/payment/order.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { newRefund, refundOf } from '../support/refunds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = SENT_AT + 24 * HOUR;
const policyOf = (payment: object = {}) =>
  createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' }, payment }).payment);
const policy = policyOf();
const found: Case = { kind: 'paidAfterAll', openedAt: SENT_AT, said: '12.30 USD' };
const ended = (changes: Partial<Order> = {}) =>
  orderOf({ state: 'cancelled', finalAt: SENT_AT, lastQueryAt: NOW, ...changes });
const inCase = (changes: Partial<Order> = {}) =>
  ended({ cases: [found], firstCancelAt: SENT_AT, cancels: 1, paidBehindLineAt: NOW, ...changes });

test('an order with nothing left rests', () => {
  expect(nextAfterwards(ended(), NOW)).toEqual({ do: 'rest' });
  expect(nextAfterwards(ended({ cases: [{ ...found, closedAt: NOW }] }), NOW)).toEqual({ do: 'rest' });
  expect(nextOfSettled(ended(), NOW)).toEqual({ do: 'rest' });
});

test('money found after the end is looked at a minute apart, then asked back', () => {
  expect(nextAfterwards(inCase(), NOW)).toEqual({ do: 'wait', until: NOW + MINUTE });
  const twoMinutes = inCase({ paidBehindLineAt: NOW - 2 * MINUTE, paidBehindLineLooks: 3 });
  expect(nextAfterwards(twoMinutes, NOW)).toEqual({ do: 'askBack', amountMinor: 1230 });
  const other = { chargedText: '1.23 USD', chargedMinor: 123, paidBehindLineAt: NOW - 2 * MINUTE };
  expect(nextAfterwards(inCase({ ...other, paidBehindLineLooks: 3 }), NOW)).toEqual({
    do: 'askBack',
    amountMinor: 123,
  });
});

test.each([
  ['money that is missing', { cases: [{ ...found, kind: 'notPaidAfterAll' }] }],
  ['a paid order', { state: 'paid' }],
  ['a reversal that was tried', { refunds: [refundOf({ purpose: 'reversal', state: 'failed' })] }],
  ['money in another currency', { chargedText: '12.30 EUR' }],
] as [string, Partial<Order>][])(
  'a case that waits for a person is looked at once an hour: %s',
  (_, changes) => {
    const waits = inCase({ paidBehindLineAt: SENT_AT, paidBehindLineLooks: 9, ...changes });
    expect(nextAfterwards(waits, NOW)).toEqual({ do: 'wait', until: NOW + HOUR });
    expect(nextAfterwards({ ...waits, lastQueryAt: NOW - HOUR }, NOW)).toEqual({ do: 'query' });
  },
);

test('a case whose refund is under way waits for that', () => {
  const refunds = [newRefund({ purpose: 'reversal' })];
  expect(nextAfterwards(inCase({ refunds }), NOW)).toEqual({
    do: 'submitRefund',
    refundNo: refundOf().refundNo,
  });
});

test('a look that is due is taken, and again a quarter of an hour later until it is answered', () => {
  const due = (lastQueryAt: number) => nextAfterwards(ended({ looksDue: [NOW + 5, NOW], lastQueryAt }), NOW);
  expect(due(NOW - 1)).toEqual({ do: 'wait', until: NOW + 999 });
  expect(due(NOW - 1000)).toEqual({ do: 'query' });
  expect(due(NOW)).toEqual({ do: 'wait', until: NOW + 15 * MINUTE });
  const unasked = ended({ looksDue: [NOW] });
  delete unasked.lastQueryAt;
  expect(nextAfterwards(unasked, NOW - 1)).toEqual({ do: 'wait', until: NOW });
  const asked = ended({ lookAt: NOW, lastQueryAt: NOW - 1000 });
  expect(nextAfterwards(asked, NOW)).toEqual({ do: 'query' });
});

const settledAt = (changes: Partial<Order> = {}, settlement = {}) =>
  orderOf({
    state: 'held',
    settlement: { as: 'paid', by: 'Ada', at: SENT_AT, reason: 'asked', ...settlement },
    ...changes,
  });

test('what a person has settled is asked about once a day, thirty times, unless the gateway agrees', () => {
  expect(nextOfSettled(settledAt(), NOW - 1)).toEqual({ do: 'wait', until: NOW });
  expect(nextOfSettled(settledAt(), NOW)).toEqual({ do: 'query' });
  const late = (days: number) =>
    nextOfSettled(settledAt({ lastQueryAt: SENT_AT + days * 24 * HOUR }), NOW * 2);
  expect([late(29), late(30)]).toEqual([{ do: 'query' }, { do: 'rest' }]);
  expect(nextOfSettled(settledAt({}, { agreedAt: SENT_AT }), NOW)).toEqual({ do: 'rest' });
});

test('held money is asked back once a person says that it is not to stay, and only where its amount is known', () => {
  const notPaid = { as: 'notPaid' };
  expect(nextOfSettled(settledAt({}, notPaid), NOW)).toEqual({ do: 'askBack', amountMinor: 1230 });
  const foreign = settledAt({ chargedText: '1.23 EUR' }, notPaid);
  expect(nextOfSettled(foreign, SENT_AT)).toEqual({ do: 'wait', until: NOW });
  const stuck = settledAt({ state: 'stuck' }, notPaid);
  expect(nextOfSettled(stuck, SENT_AT)).toEqual({ do: 'wait', until: NOW });
  const asked = settledAt({ refunds: [refundOf({ purpose: 'reversal', state: 'done' })] }, notPaid);
  expect(nextOfSettled(asked, SENT_AT)).toEqual({ do: 'wait', until: NOW });
});

const noCancel = policyOf({ reversal: [{ wallet: 'alipay', cancelWithinSeconds: 0 }] });

test('money of an unwanted order goes back by a cancel, or behind a line where the wallet takes none', () => {
  const unwanted = orderOf({ state: 'reversing', paidBehindLineAt: SENT_AT });
  expect(nextAction(unwanted, SENT_AT + 1, policy)).toEqual({ do: 'cancel' });
  expect(nextAction(unwanted, SENT_AT + 1, noCancel)).toEqual({ do: 'drawLine' });
});

test.each(['reversing', 'stuck'] as const)(
  'a refund under way is followed while the order is %s',
  (state) => {
    const order = orderOf({
      state,
      firstCancelAt: SENT_AT,
      cancels: 1,
      lastCancelAt: NOW,
      lastQueryAt: NOW,
      paidBehindLineAt: NOW - HOUR,
      refunds: [newRefund({ purpose: 'reversal' })],
    });
    expect(nextAction(order, NOW, policy)).toEqual({ do: 'submitRefund', refundNo: refundOf().refundNo });
  },
);

test('charged in another currency, the money waits for a person, who is told what was charged', () => {
  const order = orderOf({
    state: 'reversing',
    firstCancelAt: SENT_AT,
    cancels: 2,
    lastQueryAt: SENT_AT + 3 * MINUTE,
    paidBehindLineAt: SENT_AT,
    paidBehindLineLooks: 3,
    chargedText: '12.30 EUR',
  });
  expect(nextAction(order, SENT_AT + 3 * MINUTE, policy)).toEqual({
    do: 'declareStuck',
    why: 'charged 12.30 EUR, which is not the currency of the order',
  });
});

test('the last cancel leaves before its time, counted from the send', () => {
  const cancelling = (now: number) =>
    nextAction(
      orderOf({
        state: 'cancelling',
        createdAt: SENT_AT - HOUR,
        firstCancelAt: SENT_AT,
        lastCancelAt: SENT_AT + 104_999,
        lastQueryAt: now,
        queries: 1,
      }),
      now,
      policy,
    );
  expect(cancelling(SENT_AT + 109_999)).toEqual({ do: 'cancel' });
  expect(cancelling(SENT_AT + 110_000)).not.toEqual({ do: 'cancel' });
  expect(cancelling(SENT_AT + 180_000)).toEqual({ do: 'declareStuck', why: 'not settled past its end' });
});

test("a cancel's own number is asked in turn with the sale's, where it is another", () => {
  const turn = (changes: Partial<Order>) =>
    look(orderOf({ lastQueryAt: SENT_AT, queries: 1, cancelTransNo: 'T9', ...changes }), NOW, NOW);
  expect(turn({})).toEqual({ do: 'queryReversal', transNo: 'T9' });
  expect(turn({ queries: 2 })).toEqual({ do: 'query' });
  expect(turn({ transNo: 'T9' })).toEqual({ do: 'query' });
  expect(turn({ lastQueryAt: NOW })).toEqual({ do: 'wait', until: NOW + 1000 });
});

test('a look is due from when it was asked for until one left after that', () => {
  const due = (lookAt?: number, lastQueryAt?: number) =>
    isLookDue(
      orderOf({
        ...(lookAt === undefined ? {} : { lookAt }),
        ...(lastQueryAt === undefined ? {} : { lastQueryAt }),
      }),
    );
  expect([due(), due(undefined, 5), due(5), due(5, 4), due(5, 5), due(5, 6)]).toEqual([
    false,
    false,
    true,
    true,
    true,
    false,
  ]);
});
