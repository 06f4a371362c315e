import { expect, test } from 'vitest';
import { FINAL_STATES, OPEN_STATES, type Order, type OrderState } from '../../src/payment/order.ts';
import { applyEvent, type OrderEvent } from '../../src/payment/order-machine.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';

const at = SENT_AT + 60_000;
const answered = (kind: Parameters<typeof answerOf>[0]): OrderEvent => ({
  at,
  type: 'answered',
  to: 'query',
  answer: answerOf(kind),
});
const exchange = { traceId: 'T' };

/** One event of each kind that could move an order. */
const EVENTS = {
  sendDecided: { at, type: 'sendDecided' },
  queryStarted: { at, type: 'queryStarted' },
  success: answered('success'),
  declined: answered('declined'),
  pending: answered('pending'),
  cancelled: answered('cancelled'),
  noRecord: answered('noRecord'),
  unknown: answered('unknown'),
  notSent: { at, type: 'answered', to: 'submit', answer: answerOf('notSent') },
  cancelWanted: { at, type: 'cancelWanted', by: 'cashier' },
  cancelHeld: { at, type: 'cancelHeld', until: at + 80_000, by: 'Mia' },
  cancelDecided: { at, type: 'cancelDecided' },
  cancelAccepted: { at, type: 'cancelAnswered', answer: { ...exchange, kind: 'accepted' } },
  reversalDone: {
    at,
    type: 'reversalAnswered',
    answer: { ...exchange, kind: 'done', facts: { transType: 2 } },
  },
  reversalFailed: { at, type: 'reversalAnswered', answer: { ...exchange, kind: 'failed', facts: {} } },
  markedUnwanted: { at, type: 'markedUnwanted', reason: 'nextCustomer' },
  lookWanted: { at, type: 'lookWanted', why: 'person' },
  stuckDeclared: { at, type: 'stuckDeclared', why: 'test' },
  closedUnrecorded: { at, type: 'closedUnrecorded' },
} satisfies Record<string, OrderEvent>;
type EventName = keyof typeof EVENTS;

const stays = (state: OrderState) =>
  Object.fromEntries(Object.keys(EVENTS).map((name) => [name, state])) as Record<EventName, OrderState>;

const beforeLine = (state: OrderState): Record<EventName, OrderState> => ({
  ...stays(state),
  success: 'paid',
  declined: 'declined',
  pending: 'pending',
  cancelled: 'cancelled',
  notSent: 'notSent',
  cancelDecided: 'cancelling',
  stuckDeclared: 'stuck',
});
const behindLine = (state: OrderState): Record<EventName, OrderState> => ({
  ...stays(state),
  success: 'reversing',
  declined: 'cancelled',
  cancelled: 'cancelled',
  notSent: 'notSent',
  reversalDone: 'cancelled',
  stuckDeclared: 'stuck',
  closedUnrecorded: 'cancelled',
});

/** Where each event leads from each state. A new state does not compile until each pair is decided. */
const TABLE = {
  created: { ...stays('created'), sendDecided: 'submitting' },
  submitting: beforeLine('submitting'),
  pending: beforeLine('pending'),
  cancelling: behindLine('cancelling'),
  reversing: { ...behindLine('reversing'), success: 'reversing' },
  stuck: { ...behindLine('stuck'), stuckDeclared: 'stuck' },
  held: { ...stays('held'), cancelled: 'cancelled' },
  paid: stays('paid'),
  declined: stays('declined'),
  cancelled: stays('cancelled'),
  notSent: stays('notSent'),
} satisfies Record<OrderState, Record<EventName, OrderState>>;

/** What a state implies, beside its name. */
function inState(state: OrderState): Order {
  const isBehind = state === 'cancelling' || state === 'reversing' || state === 'stuck';
  return orderOf({ state, ...(isBehind ? { firstCancelAt: SENT_AT + 50_000, cancels: 1 } : {}) });
}

test.each([...OPEN_STATES, ...FINAL_STATES])('each event leads from %s where the table says', (state) => {
  for (const [name, wanted] of Object.entries(TABLE[state])) {
    const next = applyEvent(inState(state), EVENTS[name as EventName]);
    expect(next.state, `${state} + ${name}`).toBe(wanted);
  }
});

test.each(FINAL_STATES)('nothing moves an order that is %s, nor what it says of its sale', (state) => {
  const order = { ...inState(state), finalAt: SENT_AT + 1000, paidAmountMinor: 1200 };
  for (const event of Object.values(EVENTS)) {
    const { finalAt, firstCancelAt, amountMinor, cancels } = order;
    expect(applyEvent(order, event)).toMatchObject({ state, finalAt, amountMinor, cancels });
    expect(applyEvent(order, event).firstCancelAt).toBe(firstCancelAt);
  }
});

test('no event of any kind throws or loses history, in any order', () => {
  for (const first of Object.values(EVENTS)) {
    for (const second of Object.values(EVENTS)) {
      for (const state of OPEN_STATES) {
        const one = applyEvent(inState(state), first);
        const two = applyEvent(one, second);
        expect(two.history.slice(0, one.history.length)).toEqual(one.history);
      }
    }
  }
});

test('a success seen before the first cancel is paid, even if the cancel was asked for', () => {
  const asked = applyEvent(orderOf(), EVENTS.cancelWanted);
  expect(applyEvent(asked, EVENTS.success).state).toBe('paid');
});

test('a success seen behind the line is never paid: the money goes back', () => {
  const cancelling = applyEvent(orderOf({ state: 'pending' }), EVENTS.cancelDecided);
  const seen = applyEvent(cancelling, EVENTS.success);
  expect(seen).toMatchObject({ state: 'reversing', paidBehindLineAt: at });
  expect(applyEvent(seen, EVENTS.cancelled)).toMatchObject({ state: 'cancelled' });
});

test('a success behind the line takes denials back, and tells what was charged', () => {
  const denied = { ...inState('stuck'), denials: [at] };
  const charged = { ...PAID_FACTS, orderAmount: '1.23' };
  const event: OrderEvent = { at, type: 'answered', to: 'query', answer: answerOf('success', charged) };
  expect(applyEvent(denied, event)).toMatchObject({
    state: 'reversing',
    denials: [],
    chargedText: '1.23 USD',
  });
});

test('a success of an unwanted order goes back, though no cancel was decided', () => {
  const unwanted = applyEvent(orderOf({ state: 'pending' }), EVENTS.markedUnwanted);
  expect(applyEvent(unwanted, EVENTS.success).state).toBe('reversing');
});

test('the first cancel draws the line once', () => {
  const first = applyEvent(orderOf({ state: 'pending' }), EVENTS.cancelDecided);
  const second = applyEvent(first, { at: at + 9000, type: 'cancelDecided' });
  expect(second).toMatchObject({ firstCancelAt: at, lastCancelAt: at + 9000, cancels: 2 });
});

test('another amount is held for a person, never paid', () => {
  const charged = { ...PAID_FACTS, orderAmount: '1.23' };
  const event: OrderEvent = { at, type: 'answered', to: 'query', answer: answerOf('success', charged) };
  expect(applyEvent(orderOf(), event)).toMatchObject({ state: 'held', chargedText: '1.23 USD' });
});

test.each([
  ['another order', { orderNo: 'P261120OTHER00000000000' }],
  ['another nonce', { attach: 'OTHER' }],
  ['a refund', { transType: 3 }],
])('a success for %s counts as no answer', (_, change) => {
  const facts = { ...PAID_FACTS, ...change };
  const event: OrderEvent = { at, type: 'answered', to: 'query', answer: answerOf('success', facts) };
  expect(applyEvent(orderOf(), event)).toMatchObject({ state: 'submitting' });
});

test.each([
  ['another order', { orderNo: 'P261120OTHER00000000000' }],
  ['another nonce', { attach: 'OTHER' }],
  ['another transaction', { transNo: 'T9' }],
  ['a void', { transType: 2 }],
])('no answer for %s moves an order or leaves its numbers behind, whatever it says', (_, change) => {
  for (const kind of ['success', 'declined', 'pending', 'cancelled'] as const) {
    const answer = answerOf(kind, { ...PAID_FACTS, ...change });
    for (const state of ['submitting', 'pending', 'cancelling', 'reversing', 'stuck', 'held'] as const) {
      const before = { ...inState(state), transNo: 'T1' };
      const after = applyEvent(before, { at, type: 'answered', to: 'query', answer });
      expect(after, `${state} + ${kind}`).toMatchObject({ state, transNo: 'T1', denials: before.denials });
      expect(after.history.map(({ event }) => event)).toEqual(['answeredForAnother']);
    }
  }
});

test('a query that was not sent does not prove that the payment was not', () => {
  const event: OrderEvent = { at, type: 'answered', to: 'query', answer: answerOf('notSent') };
  for (const state of ['submitting', 'pending', 'cancelling', 'stuck'] as const) {
    expect(applyEvent(inState(state), event).state).toBe(state);
  }
});

test.each([
  ['the sale itself', { transType: 1 }],
  ['nothing that is named', {}],
  ['another cancel', { transType: 2, transNo: 'T9' }],
  ['another order', { transType: 2, orderNo: 'P261120OTHER00000000000' }],
])('a success of %s is no proof that the money went back', (_, facts) => {
  const order = { ...inState('reversing'), cancelTransNo: 'T2' };
  const done = (told: typeof PAID_FACTS): OrderEvent => ({
    at,
    type: 'reversalAnswered',
    answer: { ...exchange, kind: 'done', facts: told },
  });
  expect(applyEvent(order, done(facts)).state).toBe('reversing');
  expect(applyEvent(order, done({ transType: 3, transNo: 'T2', orderNo: order.orderNo })).state).toBe(
    'cancelled',
  );
});

test('a submit that says paid without an amount is settled by a query at once', () => {
  const facts = { transNo: 'T1' };
  const event: OrderEvent = { at, type: 'answered', to: 'submit', answer: answerOf('success', facts) };
  expect(applyEvent(orderOf(), event)).toMatchObject({ state: 'pending', transNo: 'T1', lookAt: at });
});

test('what the customer paid is booked, not compared', () => {
  const facts = { ...PAID_FACTS, paidAmount: '11.00' };
  const event: OrderEvent = { at, type: 'answered', to: 'query', answer: answerOf('success', facts) };
  expect(applyEvent(orderOf(), event)).toMatchObject({ state: 'paid', paidAmountMinor: 1100 });
});

test('denials are counted a minute apart, and a pending answer takes them back', () => {
  const denied = (order: Order, when: number) =>
    applyEvent(order, { at: when, type: 'answered', to: 'query', answer: answerOf('noRecord') });
  const once = denied(denied(inState('cancelling'), at), at + 1000);
  expect(once.denials).toEqual([at]);
  expect(denied(once, at + 61_000).denials).toHaveLength(2);
  expect(applyEvent(once, EVENTS.pending).denials).toEqual([]);
});

test("a cancel's own number is kept where it differs from the sale's", () => {
  const accepted = (transNo: string): OrderEvent => ({
    at,
    type: 'cancelAnswered',
    answer: { ...exchange, kind: 'accepted', transNo },
  });
  const order = { ...inState('cancelling'), transNo: 'T1' };
  expect(applyEvent(order, accepted('T1')).cancelTransNo).toBeUndefined();
  expect(applyEvent(order, accepted('T2')).cancelTransNo).toBe('T2');
});

test.each([
  'submitting',
  'pending',
  'cancelling',
  'reversing',
  'stuck',
  'held',
  'paid',
  'cancelled',
] as const)('each look at an order that is %s is counted, with its time', (state) => {
  const order = orderOf({ state, queries: 4, lastQueryAt: 1 });
  const looked = applyEvent(order, { type: 'queryStarted', at: SENT_AT + 9 });
  expect(looked).toEqual({ ...order, queries: 5, lastQueryAt: SENT_AT + 9 });
});

test('a gateway that names another payment in each answer does not fill the history', () => {
  let order = orderOf({ state: 'pending', transNo: 'T1' });
  for (let times = 0; times < 50; times += 1) {
    const answer = answerOf('success', { ...PAID_FACTS, transNo: `OTHER${times}` });
    order = applyEvent(order, { at: SENT_AT + times * 1000, type: 'answered', to: 'query', answer });
  }
  expect(order.state).toBe('pending');
  expect(order.history).toHaveLength(10);
});
