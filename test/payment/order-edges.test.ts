import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { owedBookings } from '../../src/payment/booking.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import type { Case, Order } from '../../src/payment/order.ts';
import { applyEvent, type OrderEvent } from '../../src/payment/order-machine.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';
import { refundAnswerOf, refundOf } from '../support/refunds.ts';

const AT = SENT_AT + 20_000;
const SECOND = 1000;
const MINUTE = 60_000;
type Happening = OrderEvent extends infer E ? (E extends OrderEvent ? Omit<E, 'at'> : never) : never;
const after = (order: Order, event: Happening, at = AT) => applyEvent(order, { ...event, at } as OrderEvent);
const answered = (order: Order, answer: ReturnType<typeof answerOf>, to: 'submit' | 'query' = 'query') =>
  after(order, { type: 'answered', to, answer });
const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);
const next = (order: Order, afterMs: number) => nextAction(order, SENT_AT + afterMs, policy);
const UNNAMED = answerOf('success', { transType: 1, currency: 'USD', orderAmount: '12.30' });
const open: Case = { kind: 'paidAfterAll', openedAt: SENT_AT, said: '12.30 USD' };

test('only a submit that stayed silent leaves a doubt', () => {
  expect(answered(orderOf(), answerOf('unknown'), 'submit').wasInDoubt).toBe(true);
  expect(answered(orderOf(), answerOf('unknown'), 'query').wasInDoubt).toBeUndefined();
  expect(answered(orderOf(), answerOf('pending'), 'submit').wasInDoubt).toBeUndefined();
});

test('a decline is looked at again where there was a doubt, a restart or a cancel, and every cancelled order', () => {
  const looks = (changes: Partial<Order>, kind: 'declined' | 'cancelled' = 'declined') =>
    answered(orderOf({ state: 'pending', ...changes }), answerOf(kind)).looksDue?.length ?? 0;
  expect(looks({})).toBe(0);
  expect(looks({ wasInDoubt: true })).toBe(2);
  expect(looks({ resumedAt: SENT_AT })).toBe(2);
  expect(looks({ firstCancelAt: SENT_AT })).toBe(2);
  expect(looks({}, 'cancelled')).toBe(2);
  expect(looks({ denials: [SENT_AT] }, 'cancelled')).toBe(3);
});

test("the wallet's own numbers of a payment are kept, and none that it did not say", () => {
  const numbers = { payChannelTransNo: 'CH1', payPlatformTransNo: 'PL2' };
  const before = orderOf({ state: 'pending' });
  expect(answered(before, answerOf('success', { ...PAID_FACTS, ...numbers }))).toMatchObject(numbers);
  const bare = answered(before, { kind: 'success', facts: { ...PAID_FACTS }, traceId: 'TRACE' });
  const unsaid = ['payChannelTransNo', 'payPlatformTransNo', 'gatewayCode', 'gatewayMessage', 'psn'];
  expect(Object.keys(bare).filter((key) => unsaid.includes(key))).toEqual([]);
  const { paidAmount: _, ...unpriced } = PAID_FACTS;
  expect(Object.keys(answered(before, answerOf('success', unpriced)))).not.toContain('paidAmountMinor');
});

test('a story line without a detail has none', () => {
  const line = answered(orderOf(), answerOf('pending')).history.at(-1) ?? {};
  expect(Object.keys(line)).toEqual(['at', 'event']);
});

test('an answer to the submit that is older than a "paid" does not say that the money went back', () => {
  const seen = orderOf({ state: 'reversing', firstCancelAt: SENT_AT, paidBehindLineAt: SENT_AT });
  for (const kind of ['declined', 'cancelled'] as const) {
    expect(answered(seen, answerOf(kind), 'submit').state, kind).toBe('reversing');
    expect(answered(seen, answerOf(kind), 'query').state, kind).toBe('cancelled');
    const { paidBehindLineAt: _, ...never } = seen;
    expect(answered(never, answerOf(kind), 'submit').state, kind).toBe('cancelled');
  }
});

test('a success that names nothing of the order moves nothing', () => {
  const pending = orderOf({ state: 'pending' });
  expect(answered(pending, UNNAMED)).toMatchObject({ state: 'pending', heardAt: AT });
  const settlement = { as: 'paid', by: 'Ada', at: SENT_AT, reason: 'asked' } as const;
  const held = orderOf({ state: 'held', settlement });
  expect(answered(held, UNNAMED)).toMatchObject({ state: 'held', settlement, heardAt: AT });
  expect(answered(held, answerOf('success')).settlement?.agreedAt).toBe(AT);
});

test('a cancel that says no number of its own leaves none', () => {
  const behind = orderOf({ state: 'cancelling', cancels: 1, firstCancelAt: SENT_AT });
  const told = after(behind, { type: 'cancelAnswered', answer: { kind: 'accepted', traceId: 'T' } });
  expect(Object.keys(told)).not.toContain('cancelTransNo');
  const closed = after(orderOf({ state: 'stuck' }), { type: 'closedUnrecorded' });
  expect(closed.history.at(-1)?.detail).toBe('the gateway never had it');
});

test('a reversal that fails on a stuck order opens a case; one that is stuck says nothing new', () => {
  const reversal = refundOf({ purpose: 'reversal' });
  const stuck = orderOf({ state: 'stuck', paidBehindLineAt: SENT_AT, refunds: [reversal] });
  const step = (order: Order, happening: object) =>
    after(order, { type: 'refundStepped', refundNo: reversal.refundNo, step: happening } as Happening);
  const failed = step(stuck, { type: 'answered', to: 'query', answer: refundAnswerOf('failed') });
  expect(failed.state).toBe('stuck');
  expect(failed.cases).toEqual([
    { kind: 'paidAfterAll', openedAt: AT, said: 'the refund failed: their words' },
  ]);
  const declared = step(stuck, { type: 'stuckDeclared', why: 'too long' });
  expect([declared.state, declared.cases]).toEqual(['stuck', undefined]);
});

test('an ended order that a person has counted as paid may say paid', () => {
  const settlement = { as: 'paid', by: 'Ada', at: SENT_AT, reason: 'asked' } as const;
  const order = orderOf({ state: 'cancelled', settlement, cases: [{ ...open, closedAt: 1 }] });
  expect(answered(order, answerOf('success')).cases).toEqual(order.cases);
  const proof = { kind: 'done', traceId: 'T', facts: { transNo: 'T9', transType: 2 } } as const;
  const back = { ...order, cancelTransNo: 'T9', moneyBackAt: SENT_AT };
  expect(after(back, { type: 'reversalAnswered', answer: proof }).cases).toEqual(order.cases);
});

test("a customer's stuck refund asks for no decision about its sale", () => {
  const decision = { type: 'settled', as: 'notPaid', by: 'Ada', reason: 'asked' } as const;
  const order = orderOf({ state: 'paid', refunds: [refundOf({ state: 'stuck' })] });
  expect(after(order, decision)).toBe(order);
  const reversal = {
    ...order,
    state: 'cancelled' as const,
    refunds: [refundOf({ purpose: 'reversal', state: 'stuck' })],
  };
  expect(after(reversal, decision).settlement?.by).toBe('Ada');
});

test('closing a case leaves the earlier ones as they are', () => {
  const earlier: Case = { ...open, closedAt: 5, closedBy: 'person' };
  const order = orderOf({ state: 'cancelled', cases: [earlier, open] });
  expect(answered(order, answerOf('cancelled')).cases).toEqual([
    earlier,
    { ...open, closedAt: AT, closedBy: 'gateway' },
  ]);
});

const owed = (changes: Partial<Order>) => owedBookings(orderOf({ finalAt: 9, ...changes }));

test("a customer's refund explains no reversal, and is booked beside one", () => {
  const refund = refundOf({ state: 'done', finalAt: 9 });
  const kinds = (changes: Partial<Order>) =>
    owed({ state: 'cancelled', moneyBackAt: 1, ...changes }).map(({ kind }) => kind);
  expect(kinds({ refunds: [refund] })).toEqual(['reversed', 'refunded']);
  const reversed = { id: 'reversed', kind: 'reversed', at: 9, period: '2026-11-20', amountMinor: 1 } as const;
  expect(kinds({ refunds: [refund], bookings: [reversed] })).toEqual(['refunded']);
  expect(Object.keys(owed({ state: 'paid', refunds: [refund] })[1] ?? {})).not.toContain('by');
});

test('a decision is booked where it changes what the books say, under a name of its own', () => {
  const told = (kind: 'settledPaid' | 'settledNotPaid') => [
    { id: 'settled', kind, at: 1, period: '2026-11-20', amountMinor: 1230 },
  ];
  const decided = (as: 'paid' | 'notPaid', kind: 'settledPaid' | 'settledNotPaid') =>
    owed({
      state: 'stuck',
      settlement: { as, by: 'Ada', at: 7, reason: 'asked' },
      bookings: told(kind),
    }).map((booking) => [booking.id, booking.kind]);
  expect(decided('notPaid', 'settledNotPaid')).toEqual([]);
  expect(decided('paid', 'settledPaid')).toEqual([]);
  expect(decided('paid', 'settledNotPaid')).toEqual([['settled:7', 'settledPaid']]);
  expect(decided('notPaid', 'settledPaid')).toEqual([['settled:7', 'settledNotPaid']]);
});

test('who asks again and again holds up the cancel for two looks, a restart until one was taken', () => {
  const asked = (changes: Partial<Order>) =>
    orderOf({
      state: 'pending',
      queries: 9,
      lookAt: SENT_AT + 100 * SECOND,
      lastQueryAt: SENT_AT + 58 * SECOND,
      ...changes,
    });
  expect(next(asked({}), 59_999)).toEqual({ do: 'query' });
  expect(next(asked({}), 60_000)).toEqual({ do: 'cancel' });
  expect(next(asked({ resumedAt: SENT_AT + 59 * SECOND }), 61_000)).toEqual({ do: 'query' });
  expect(next(asked({ resumedAt: SENT_AT + 58 * SECOND }), 61_000)).toEqual({ do: 'cancel' });
});

test('money that does not come back within a quarter of an hour calls for a person', () => {
  const reversing = (changes: Partial<Order> = {}) =>
    orderOf({
      state: 'reversing',
      createdAt: SENT_AT - 60 * MINUTE,
      firstCancelAt: SENT_AT,
      cancels: 3,
      lastCancelAt: SENT_AT,
      cancelTransNo: 'T9',
      paidBehindLineAt: SENT_AT,
      lastQueryAt: SENT_AT + 15 * MINUTE - 1,
      ...changes,
    });
  expect(next(reversing(), 15 * MINUTE)).toEqual({ do: 'declareStuck', why: 'the money has not come back' });
  expect(next(reversing(), 15 * MINUTE - 1).do).not.toBe('declareStuck');
  expect(next(reversing({ reversalMissing: 0 }), 15 * MINUTE).do).not.toBe('declareStuck');
});
