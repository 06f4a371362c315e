import { expect, test } from 'vitest';
import type { Refund } from '../../src/payment/refund.ts';
import { nextRefundAction } from '../../src/payment/refund-action.ts';
import { applyRefundEvent } from '../../src/payment/refund-machine.ts';
import { orderOf } from '../support/orders.ts';
import { newRefund, REFUND_AT, REFUND_FACTS, refundAnswerOf, refundOf } from '../support/refunds.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const order = orderOf({ state: 'paid', transNo: 'T1' });
const next = (refund: Refund, afterMs: number) => nextRefundAction(refund, REFUND_AT + afterMs);
const pauseAfter = (changes: Partial<Refund>, lookMs: number) => {
  const refund = refundOf({ queries: 1, ...changes, lastQueryAt: REFUND_AT + lookMs });
  const action = next(refund, lookMs);
  return action.do === 'wait' ? (action.until - REFUND_AT - lookMs) / SECOND : action;
};
const answered = (
  refund: Refund,
  kind: Parameters<typeof refundAnswerOf>[0],
  to: 'submit' | 'query' = 'query',
) =>
  applyRefundEvent(
    refund,
    { type: 'answered', at: REFUND_AT + HOUR, to, answer: refundAnswerOf(kind) },
    { ...order, refunds: [refund] },
  );

test.each([
  [1, 2],
  [1.999, 2],
  [2, 3],
  [4.999, 3],
  [5, 5],
  [59.999, 5],
  [60, 15],
  [299.999, 15],
  [300, 60],
  [600, 60],
])('a look at a refund %f seconds after its send is followed by the next %f seconds later', (age, pause) => {
  expect(pauseAfter({}, age * SECOND)).toBe(pause);
});

test.each([
  [0, 60],
  [9.999, 60],
  [10, 300],
  [69.999, 300],
  [70, 900],
  [9999, 900],
])('a refund that has been stuck for %f minutes is looked at every %f seconds', (minutes, pause) => {
  expect(pauseAfter({ state: 'stuck' }, 15 * MINUTE + minutes * MINUTE)).toBe(pause);
});

test('each refund is looked at by its last send, and no sooner than a second after any look', () => {
  const again = { sentAt: REFUND_AT, lastSentAt: REFUND_AT + HOUR, sends: 2 };
  const action = nextRefundAction(refundOf({ state: 'stuck', ...again, lastQueryAt: REFUND_AT + HOUR }), 0);
  expect(action).toEqual({ do: 'wait', until: REFUND_AT + HOUR + SECOND });
});

test('each way of being stuck has its words', () => {
  const unsent = { ...newRefund(), sends: 3, lastSentAt: REFUND_AT };
  expect(next(unsent, 15 * MINUTE)).toEqual({ do: 'declareStuck', why: 'it could not be sent' });
  expect(next(refundOf(), 15 * MINUTE)).toEqual({
    do: 'declareStuck',
    why: 'not settled in a quarter of an hour',
  });
  const underWay = refundOf({ state: 'refunding', underWayAt: REFUND_AT });
  expect(next(underWay, 24 * HOUR)).toEqual({ do: 'declareStuck', why: 'on its way for a day' });
  expect(next(underWay, 24 * HOUR - 1).do).toBe('query');
});

test('a refund the gateway has is never sent again, however long it is denied', () => {
  const denied = { deniedSince: REFUND_AT, lastDeniedAt: REFUND_AT + HOUR };
  expect(next(refundOf({ ...denied, state: 'stuck' }), HOUR)).toEqual({ do: 'submit' });
  const underWay = refundOf({
    ...denied,
    state: 'stuck',
    underWayAt: REFUND_AT,
    lastQueryAt: REFUND_AT + HOUR,
  });
  expect(next(underWay, HOUR).do).toBe('wait');
  for (const half of [{ deniedSince: REFUND_AT }, { lastDeniedAt: REFUND_AT + HOUR }]) {
    const refund = refundOf({ ...half, state: 'stuck', lastQueryAt: REFUND_AT + HOUR });
    expect(next(refund, HOUR).do, JSON.stringify(half)).toBe('wait');
  }
});

test('a denial counts only for what was sent, was asked for afterwards, and was never said to be there', () => {
  const asked = { lastQueryAt: REFUND_AT + 1 };
  expect(answered(refundOf(asked), 'noRecord').deniedSince).toBe(REFUND_AT + HOUR);
  expect(answered(refundOf({ lastQueryAt: REFUND_AT }), 'noRecord').deniedSince).toBeUndefined();
  expect(answered(refundOf({ ...asked, underWayAt: 1 }), 'noRecord').deniedSince).toBeUndefined();
  expect(answered({ ...newRefund(), ...asked }, 'noRecord').deniedSince).toBeUndefined();
  expect(answered(refundOf(asked), 'noRecord', 'submit').deniedSince).toBeUndefined();
  const first = refundOf({ ...asked, deniedSince: 7 });
  expect(answered(first, 'noRecord')).toMatchObject({ deniedSince: 7, lastDeniedAt: REFUND_AT + HOUR });
});

test('a second send that was refused has failed once a later look finds nothing', () => {
  const refused = (refusedAt: number) =>
    refundOf({ sends: 2, lastSentAt: REFUND_AT + 10, lastQueryAt: REFUND_AT + 20, refusedAt });
  expect(answered(refused(REFUND_AT + 19), 'noRecord').state).toBe('failed');
  expect(answered(refused(REFUND_AT + 20), 'noRecord').state).toBe('submitting');
  const { refusedAt: _, ...never } = refused(0);
  expect(answered(never, 'noRecord').state).toBe('submitting');
});

test('a query must name the refund; its own answer may leave that out, and is then followed by a look', () => {
  const unnamed = { transType: 3, currency: 'USD' };
  const say = (to: 'submit' | 'query', kind: 'done' | 'refunding' | 'failed', facts: object = unnamed) =>
    applyRefundEvent(
      refundOf(),
      { type: 'answered', at: REFUND_AT + 5, to, answer: { ...refundAnswerOf(kind), facts } as never },
      { ...order, refunds: [refundOf()] },
    );
  expect(say('query', 'done').state).toBe('submitting');
  expect(say('submit', 'done')).toMatchObject({ state: 'refunding', underWayAt: REFUND_AT + 5 });
  expect(say('submit', 'refunding').state).toBe('refunding');
  expect(say('submit', 'failed')).toMatchObject({ state: 'failed', finalAt: REFUND_AT + 5 });
  expect(say('submit', 'done', { ...unnamed, orderAmount: '4.99' }).state).toBe('submitting');
  expect(say('query', 'done', REFUND_FACTS)).toMatchObject({ state: 'done', transNo: 'T2' });
  // The sale's own number is not the refund's.
  expect(Object.keys(say('query', 'done', { ...REFUND_FACTS, transNo: 'T1' }))).not.toContain('transNo');
});

test('words that were not said are not kept as empty ones', () => {
  const answer = { kind: 'refunding', facts: REFUND_FACTS, traceId: 'TRACE' } as const;
  const heard = applyRefundEvent(refundOf(), { type: 'answered', at: REFUND_AT, to: 'query', answer }, order);
  const keys = Object.keys(heard);
  expect(keys.filter((key) => ['gatewayCode', 'gatewayMessage', 'psn'].includes(key))).toEqual([]);
  const unsent = applyRefundEvent(
    refundOf(),
    { type: 'answered', at: REFUND_AT, to: 'query', answer: refundAnswerOf('notSent') },
    order,
  );
  expect([unsent.state, unsent.gatewayMessage, unsent.sentAt]).toEqual(['submitting', undefined, REFUND_AT]);
});
