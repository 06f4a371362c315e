import { expect, test } from 'vitest';
import type { RefundAnswer } from '../../src/payment/gateway.ts';
import type { Refund, RefundState } from '../../src/payment/refund.ts';
import { nextRefundAction } from '../../src/payment/refund-action.ts';
import { applyRefundEvent, type RefundEvent } from '../../src/payment/refund-machine.ts';
import { orderOf } from '../support/orders.ts';
import { newRefund, REFUND_AT, refundAnswerOf, refundOf } from '../support/refunds.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const order = orderOf({ state: 'paid', transNo: 'T1' });
const apply = (refund: Refund, event: RefundEvent) =>
  applyRefundEvent(refund, event, { ...order, refunds: [refund] });
const heard = (to: 'submit' | 'query', answer: RefundAnswer, at = REFUND_AT + 2 * SECOND): RefundEvent => ({
  at,
  type: 'answered',
  to,
  answer,
});
const at = REFUND_AT + 2 * SECOND;

/** One event of each kind that could move a refund. */
const EVENTS = {
  sendDecided: { at, type: 'sendDecided' },
  queryStarted: { at, type: 'queryStarted' },
  stuckDeclared: { at, type: 'stuckDeclared', why: 'test' },
  dropped: { at, type: 'dropped' },
  submitDone: heard('submit', refundAnswerOf('done')),
  submitRefunding: heard('submit', refundAnswerOf('refunding')),
  submitFailed: heard('submit', refundAnswerOf('failed', {})),
  submitNoRecord: heard('submit', refundAnswerOf('noRecord')),
  submitUnknown: heard('submit', refundAnswerOf('unknown')),
  submitNotSent: heard('submit', refundAnswerOf('notSent')),
  queryDone: heard('query', refundAnswerOf('done')),
  queryRefunding: heard('query', refundAnswerOf('refunding')),
  queryFailed: heard('query', refundAnswerOf('failed')),
  queryNoRecord: heard('query', refundAnswerOf('noRecord')),
  queryUnknown: heard('query', refundAnswerOf('unknown')),
  queryNotSent: heard('query', refundAnswerOf('notSent')),
} satisfies Record<string, RefundEvent>;
type EventName = keyof typeof EVENTS;

const stays = (state: RefundState) =>
  Object.fromEntries(Object.keys(EVENTS).map((name) => [name, state])) as Record<EventName, RefundState>;
const open = (state: RefundState): Record<EventName, RefundState> => ({
  ...stays(state),
  stuckDeclared: 'stuck',
  dropped: 'failed',
  submitDone: 'done',
  submitRefunding: 'refunding',
  submitFailed: 'failed',
  queryDone: 'done',
  queryRefunding: 'refunding',
  queryFailed: 'failed',
});

/** Where each event leads from each state. A new state does not compile until each pair is decided. */
const TABLE = {
  created: { ...open('created'), sendDecided: 'submitting' },
  submitting: { ...open('submitting'), submitNotSent: 'created' },
  refunding: open('refunding'),
  stuck: open('stuck'),
  done: stays('done'),
  failed: stays('failed'),
} satisfies Record<RefundState, Record<EventName, RefundState>>;

const BEFORE: Record<RefundState, Refund> = {
  created: newRefund(),
  submitting: refundOf(),
  refunding: refundOf({ state: 'refunding', underWayAt: REFUND_AT }),
  stuck: refundOf({ state: 'stuck' }),
  done: refundOf({ state: 'done', finalAt: REFUND_AT }),
  failed: refundOf({ state: 'failed', finalAt: REFUND_AT }),
};

for (const state of Object.keys(TABLE) as RefundState[]) {
  for (const name of Object.keys(EVENTS) as EventName[]) {
    test(`A refund that is ${state} is ${TABLE[state][name]} after ${name}`, () => {
      expect(apply(BEFORE[state], EVENTS[name]).state).toBe(TABLE[state][name]);
    });
  }
}

test('A final refund is the same object after any event', () => {
  for (const state of ['done', 'failed'] as const) {
    for (const event of Object.values(EVENTS)) expect(apply(BEFORE[state], event)).toBe(BEFORE[state]);
  }
});

test('A refund nobody sent is sent at once, and its first moment is kept when it is sent again', () => {
  const created = newRefund();
  expect(nextRefundAction(created, REFUND_AT + HOUR)).toEqual({ do: 'submit' });
  const sent = apply(created, { at, type: 'sendDecided' });
  expect(sent).toMatchObject({ state: 'submitting', sentAt: at, lastSentAt: at, sends: 1 });
});

test('After a lost answer the refund is only asked about, a second after the send', () => {
  const lost = apply(refundOf(), heard('submit', refundAnswerOf('unknown'), REFUND_AT + 500));
  expect(nextRefundAction(lost, REFUND_AT + 999)).toEqual({ do: 'wait', until: REFUND_AT + SECOND });
  expect(nextRefundAction(lost, REFUND_AT + SECOND)).toEqual({ do: 'query' });
  expect(apply(lost, { at, type: 'sendDecided' })).toBe(lost);
});

/** Lives with one refund: takes each step the machine wants, and answers each call with what `answer` says. */
function live(start: Refund, until: number, answer: (call: 'submit' | 'query', now: number) => RefundAnswer) {
  let refund = start;
  let now = refund.createdAt;
  const told: { do: string; at: number }[] = [];
  while (now < until) {
    const action = nextRefundAction(refund, now);
    if (action.do === 'rest') break;
    if (action.do === 'wait') {
      expect(action.until).toBeGreaterThan(now);
      now = action.until;
      continue;
    }
    if (action.do === 'drop') throw new Error('nothing else brings the money back');
    told.push({ do: action.do, at: now - REFUND_AT });
    if (action.do === 'declareStuck') {
      refund = apply(refund, { at: now, type: 'stuckDeclared', why: action.why });
      continue;
    }
    refund = apply(refund, { at: now, type: action.do === 'submit' ? 'sendDecided' : 'queryStarted' });
    const said = answer(action.do, now);
    now += 10;
    refund = apply(refund, heard(action.do, said, now));
  }
  const times = (what: string) => told.filter((each) => each.do === what).map((each) => each.at);
  return { refund, submits: times('submit'), queries: times('query'), stuck: times('declareStuck') };
}

test('A refund the gateway denies for a quarter of an hour is sent again, with its own number and amount', () => {
  const { refund, submits, stuck } = live(newRefund(), REFUND_AT + HOUR, (call) =>
    refundAnswerOf(call === 'submit' ? 'unknown' : 'noRecord'),
  );
  expect(stuck).toEqual([15 * MINUTE]);
  expect(submits).toHaveLength(4);
  for (const [i, sentAt] of submits.slice(1).entries()) {
    expect(sentAt - (submits[i] ?? 0)).toBeGreaterThan(15 * MINUTE);
    expect(sentAt - (submits[i] ?? 0)).toBeLessThan(18 * MINUTE);
  }
  expect(refund).toMatchObject({ refundNo: newRefund().refundNo, amountMinor: 500, sends: 4 });
  expect(refund.sentAt).toBe(REFUND_AT);
});

test('A denial that was asked for before the send counts for nothing', () => {
  const early = refundOf({ lastQueryAt: REFUND_AT });
  const denied = apply(early, heard('query', refundAnswerOf('noRecord')));
  expect(denied.deniedSince).toBeUndefined();
});

test('Anything that says otherwise than no record begins the quarter of an hour anew', () => {
  const denied = refundOf({
    lastQueryAt: at,
    deniedSince: REFUND_AT + SECOND,
    lastDeniedAt: REFUND_AT + 14 * MINUTE,
  });
  const odd = refundAnswerOf('done', { transNo: 'T9', orderNo: 'another' });
  const oddStatus: RefundAnswer = { traceId: 'T', kind: 'unknown', reason: 'unknownStatus', detail: '7' };
  for (const answer of [odd, oddStatus]) {
    expect(apply(denied, heard('query', answer)).deniedSince).toBeUndefined();
  }
  expect(apply(denied, heard('query', refundAnswerOf('unknown'))).deniedSince).toBe(REFUND_AT + SECOND);
});

test('Silence alone never sends a refund again, however long', () => {
  const { submits, queries } = live(newRefund(), REFUND_AT + 48 * HOUR, () => refundAnswerOf('unknown'));
  expect(submits).toEqual([0]);
  expect(queries.length).toBeGreaterThan(200);
});

test('A refund the gateway once said it has is never sent again, whatever it denies later', () => {
  let asked = 0;
  const { submits, refund } = live(newRefund(), REFUND_AT + 48 * HOUR, (call) => {
    if (call === 'submit') return refundAnswerOf('unknown');
    asked += 1;
    return refundAnswerOf(asked === 1 ? 'refunding' : 'noRecord');
  });
  expect(submits).toEqual([0]);
  expect(refund).toMatchObject({ state: 'stuck', transNo: 'T2' });
});

test('A refund that never left is sent again after a pause that grows from five seconds to five minutes', () => {
  const { submits, queries, stuck, refund } = live(newRefund(), REFUND_AT + HOUR, () =>
    refundAnswerOf('notSent'),
  );
  const pauses = submits.slice(1).map((each, i) => each - (submits[i] ?? 0));
  expect(pauses.slice(0, 8)).toEqual([5, 10, 20, 40, 80, 160, 300, 300].map((s) => s * SECOND));
  expect(pauses.at(-1)).toBe(5 * MINUTE);
  expect(queries).toEqual([]);
  expect(stuck).toHaveLength(1);
  expect(refund.sentAt).toBeUndefined();
});

test('A second send that never left proves nothing of the first', () => {
  const again = refundOf({ sends: 2, lastSentAt: REFUND_AT + 16 * MINUTE });
  const after = apply(again, heard('submit', refundAnswerOf('notSent'), REFUND_AT + 16 * MINUTE + 10));
  expect(after).toMatchObject({ state: 'submitting', sentAt: REFUND_AT });
  expect(nextRefundAction(after, REFUND_AT + 17 * MINUTE).do).not.toBe('submit');
});

test('A refusal of the second send fails the refund only once the gateway still has no record of the first', () => {
  const again = refundOf({ state: 'stuck', sends: 2, lastSentAt: REFUND_AT + 16 * MINUTE });
  const refused = apply(again, heard('submit', refundAnswerOf('failed', {}), REFUND_AT + 16 * MINUTE + 10));
  expect(refused.state).toBe('stuck');
  const asked = apply(refused, { at: REFUND_AT + 17 * MINUTE, type: 'queryStarted' });
  const later = REFUND_AT + 17 * MINUTE + 10;
  expect(apply(asked, heard('query', refundAnswerOf('done'), later)).state).toBe('done');
  expect(apply(asked, heard('query', refundAnswerOf('noRecord'), later))).toMatchObject({
    state: 'failed',
    gatewayMessage: 'their words',
    finalAt: later,
  });
});

test('A failed refund keeps the words of the gateway, an answer of nobody keeps none', () => {
  const failed = apply(refundOf(), heard('query', refundAnswerOf('failed')));
  expect(failed).toMatchObject({ gatewayCode: '0', gatewayMessage: 'their words', psn: 'PSN', finalAt: at });
  const forged: RefundAnswer = { ...refundAnswerOf('unknown'), message: 'all is well' };
  expect(apply(refundOf(), heard('query', forged)).gatewayMessage).toBeUndefined();
});

test('A refund the gateway calls under way for a day is stuck after the day, and then asked about on and on', () => {
  const { stuck, refund, queries } = live(newRefund(), REFUND_AT + 72 * HOUR, () =>
    refundAnswerOf('refunding'),
  );
  expect(stuck).toEqual([24 * HOUR]);
  expect(refund.state).toBe('stuck');
  expect(queries.at(-1)).toBeGreaterThan(71 * HOUR);
  expect(apply(refund, heard('query', refundAnswerOf('done'))).state).toBe('done');
});

test('A refund that is not needed any more is never sent, and dropped where it would be stuck', () => {
  const moot = { isNeeded: false };
  expect(nextRefundAction(newRefund(), REFUND_AT, moot)).toEqual({ do: 'drop' });
  const { sentAt: _, ...unsent } = refundOf({ state: 'created' });
  expect(nextRefundAction(unsent, REFUND_AT + SECOND, moot)).toEqual({ do: 'drop' });
  expect(nextRefundAction(refundOf(), REFUND_AT + SECOND, moot)).toEqual({ do: 'query' });
  expect(nextRefundAction(refundOf(), REFUND_AT + HOUR, moot)).toEqual({ do: 'drop' });
  expect(nextRefundAction(refundOf({ state: 'stuck' }), REFUND_AT + HOUR, moot)).toEqual({ do: 'drop' });
  const denied = { lastQueryAt: REFUND_AT + HOUR, deniedSince: REFUND_AT, lastDeniedAt: REFUND_AT + HOUR };
  expect(nextRefundAction(refundOf(denied), REFUND_AT + MINUTE, moot)).toEqual({ do: 'drop' });
  expect(nextRefundAction(BEFORE.done, REFUND_AT + HOUR, moot)).toEqual({ do: 'rest' });
});

test('Who wants to know now gets a look at once, but not twice in a second, nor more than 300 in a day', () => {
  const asked = refundOf({ state: 'stuck', lastQueryAt: REFUND_AT + HOUR, queries: 60 });
  const soon = REFUND_AT + HOUR + 500;
  expect(nextRefundAction(asked, soon, { wantedAt: soon })).toEqual({
    do: 'wait',
    until: REFUND_AT + HOUR + SECOND,
  });
  expect(nextRefundAction(asked, soon + SECOND, { wantedAt: soon })).toEqual({ do: 'query' });
  const often = { ...asked, queries: 200 };
  expect(nextRefundAction(often, soon + SECOND, { wantedAt: soon })).toEqual({
    do: 'wait',
    until: REFUND_AT + HOUR + 15 * MINUTE,
  });
  const { sentAt: _, ...unsent } = refundOf({ state: 'created' });
  expect(nextRefundAction(unsent, REFUND_AT + SECOND, { wantedAt: REFUND_AT + SECOND }).do).toBe('wait');
});

test('The looks begin a second after the send, slow down, and stay below 300 a day whatever is answered', () => {
  for (const kind of ['unknown', 'refunding', 'noRecord'] as const) {
    const { queries } = live(newRefund(), REFUND_AT + 72 * HOUR, (call) =>
      refundAnswerOf(call === 'submit' ? 'unknown' : kind),
    );
    expect(queries.slice(0, 6).map((each) => Math.round(each / SECOND))).toEqual([1, 3, 6, 11, 16, 21]);
    for (const from of queries) {
      const inADay = queries.filter((each) => each >= from && each < from + 24 * HOUR);
      expect(inADay.length).toBeLessThanOrEqual(300);
    }
    const pauses = queries.slice(1).map((each, i) => each - (queries[i] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(SECOND);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(16 * MINUTE);
  }
});

test('a refund that the gateway says it has is only asked about, though the till knows of no request that left', () => {
  const late = heard('query', refundAnswerOf('refunding'), REFUND_AT + 25 * HOUR);
  const known = apply(newRefund(), EVENTS.queryRefunding);
  for (const refund of [{ ...known, state: 'stuck' as const }, apply(newRefund(), late)]) {
    expect(nextRefundAction(refund, REFUND_AT + 26 * HOUR)).toEqual({ do: 'query' });
  }
});
