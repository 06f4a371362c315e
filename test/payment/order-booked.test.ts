import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import type { Order } from '../../src/payment/order.ts';
import { isWorthSaving, latestTime, saveOrder } from '../../src/payment/order-saving.ts';
import type { OrderStore } from '../../src/payment/order-store.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);
const OWN_DAY = '2026-11-20';

/** Saves a change while a period is open, and tells what was written, in its order. */
async function saved(before: Order, next: Order, { period = OWN_DAY, failing = false } = {}) {
  const written: [string, Order | string, ...string[][]][] = [];
  const write = async (name: string, order: Order, elsewhere?: readonly string[]) => {
    written.push(elsewhere === undefined ? [name, order] : [name, order, [...elsewhere]]);
    if (failing) throw new Error('no space');
  };
  const store = {
    saveOpen: (order: Order) => write('saveOpen', order),
    finish: (order: Order, elsewhere: readonly string[]) => write('finish', order, elsewhere),
  } as unknown as OrderStore;
  const books = {
    enter: async () => {
      written.push(['enter', '']);
      return { period, leave: () => void written.push(['leave', '']) };
    },
  };
  const result = await saveOrder({ before, next, now: SENT_AT + 100 }, { store, books, policy }).catch(
    (error: unknown) => error,
  );
  return { written, result };
}

const PAID = orderOf({ state: 'paid', finalAt: SENT_AT + 100, paidAmountMinor: 1200 });
const BOOKED = {
  id: 'paid',
  kind: 'paid',
  at: SENT_AT + 100,
  amountMinor: 1230,
  discountMinor: 30,
  period: OWN_DAY,
};

test('money that moved is booked in the period that is open, by the very write that says that it moved', async () => {
  const { written, result } = await saved(orderOf({ state: 'pending' }), PAID);
  const whole = { ...PAID, rev: 2, bookings: [BOOKED] };
  expect(written).toEqual([
    ['enter', ''],
    ['finish', whole, []],
    ['leave', ''],
  ]);
  expect(result).toEqual(whole);
});

test('a change that moves no money asks for no period, and raises the revision', async () => {
  const next = orderOf({ state: 'pending' });
  const { written, result } = await saved(orderOf(), next);
  expect(written).toEqual([['saveOpen', { ...next, rev: 2 }]]);
  expect(result).toEqual({ ...next, rev: 2 });
});

test('what is booked already is never booked again, nor moved to another period', async () => {
  const before = { ...PAID, bookings: [{ ...BOOKED, kind: 'paid' as const }] };
  const refund = refundOf({ state: 'done', finalAt: SENT_AT + 200 });
  const { result } = await saved(before, { ...before, refunds: [refund] }, { period: '2026-11-22' });
  expect((result as Order).bookings).toEqual([
    BOOKED,
    {
      id: `refund:${refund.refundNo}`,
      kind: 'refunded',
      at: SENT_AT + 200,
      amountMinor: 500,
      period: '2026-11-22',
    },
  ]);
});

test("money that moves on a later day is told in the order's own document first, then in both days' files", async () => {
  const { written } = await saved(orderOf({ state: 'pending' }), PAID, { period: '2026-11-22.2' });
  expect(written.map(([name]) => name)).toEqual(['enter', 'saveOpen', 'finish', 'leave']);
  expect(written[2]?.[2]).toEqual(['2026-11-22']);
});

test('a booking whose save failed lets the close go on all the same', async () => {
  const { written, result } = await saved(orderOf({ state: 'pending' }), PAID, { failing: true });
  expect(written.map(([name]) => name)).toEqual(['enter', 'finish', 'leave']);
  expect(result).toEqual(new Error('no space'));
});

test('an order with something left to do keeps its live document alone, until it ends or rests', async () => {
  const names = async (before: Order, next: Order) =>
    (await saved(before, next)).written.map(([name]) => name);
  const cancelled = orderOf({ state: 'cancelled', finalAt: SENT_AT + 50, looksDue: [SENT_AT + 60_000] });
  // Its end is told to the day's file, though a look is still due.
  expect(await names(orderOf({ state: 'cancelling' }), cancelled)).toEqual(['finish']);
  expect(await names(cancelled, { ...cancelled, seenAt: 1 })).toEqual(['saveOpen']);
  const { looksDue: _, ...rested } = cancelled;
  expect(await names(cancelled, rested)).toEqual(['finish']);
});

test.each([
  ['state', { state: 'pending' }],
  ['transNo', { transNo: 'T1' }],
  ['cancelTransNo', { cancelTransNo: 'T9' }],
  ['moneyBackAt', { moneyBackAt: 1 }],
  ['looksDue', { looksDue: [1] }],
  ['cases', { cases: [] }],
  ['settlement', { settlement: { as: 'paid', by: 'Ada', at: 1, reason: 'asked' } }],
  ['seenAt', { seenAt: 1 }],
  ['cancels', { cancels: 1 }],
  ['history', { history: [{ at: 1, event: 'pending' }] }],
  ['denials', { denials: [1] }],
  ['refunds', { refunds: [refundOf()] }],
] as [string, Partial<Order>][])('a change of %s is worth a write', (_, changes) => {
  expect(isWorthSaving(orderOf(), orderOf(changes))).toBe(true);
});

test('the looks at an order are worth a write only where they are slow', () => {
  const looked = { queries: 3, lastQueryAt: 5, heardAt: 6, traceId: 'T', paidBehindLineLooks: 2 };
  expect(isWorthSaving(orderOf(), orderOf())).toBe(false);
  for (const state of ['pending', 'cancelling', 'reversing'] as const) {
    expect(isWorthSaving(orderOf({ state }), orderOf({ state, ...looked })), state).toBe(false);
  }
  for (const state of ['stuck', 'held', 'cancelled', 'paid'] as const) {
    expect(isWorthSaving(orderOf({ state }), orderOf({ state, ...looked })), state).toBe(true);
    const { queries: _, ...heard } = looked;
    expect(isWorthSaving(orderOf({ state }), orderOf({ state, ...heard })), state).toBe(false);
  }
});

test.each([
  ['createdAt', { createdAt: 90 }],
  ['sentAt', { sentAt: 90 }],
  ['heardAt', { heardAt: 90 }],
  ['lastQueryAt', { lastQueryAt: 90 }],
  ['lastCancelAt', { lastCancelAt: 90 }],
  ['history', { history: [{ at: 90, event: 'created' }] }],
  ['a refund sent', { refunds: [{ ...refundOf(), lastSentAt: 90 }] }],
  ['a refund looked at', { refunds: [{ ...refundOf({ lastSentAt: 3 }), lastQueryAt: 90 }] }],
  ['a refund denied', { refunds: [{ ...refundOf({ lastSentAt: 3 }), deniedSince: 90 }] }],
] as [string, Partial<Order>][])('the time of an order never runs back behind %s', (_, changes) => {
  expect(latestTime({ ...orderOf({ createdAt: 1, sentAt: 2 }), ...changes })).toBe(90);
});
