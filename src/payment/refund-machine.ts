import type { RefundAnswer } from './gateway.ts';
import type { Order } from './order.ts';
import { STUCK_AFTER_MS, UNDER_WAY_STUCK_AFTER_MS } from './policy.ts';
import type { Refund, RefundState } from './refund.ts';
import { fitsRequest, isOfRefund, ownTransNo } from './refund-check.ts';

/** What can happen to a refund. Past tense: it has happened; `at` is epoch ms on its order's own clock. */
export type RefundEvent = {
  at: number;
} /** The intent to send; it is on disk before each request leaves. */ & (
  | { type: 'sendDecided' }
  /** A query leaves. */
  | { type: 'queryStarted' }
  | { type: 'answered'; to: 'submit' | 'query'; answer: RefundAnswer }
  | { type: 'stuckDeclared'; why: string }
);

/** What to do next with a refund. `wait.until` is epoch ms. */
export type RefundAction =
  | { do: 'submit' }
  | { do: 'query' }
  | { do: 'declareStuck'; why: string }
  | { do: 'wait'; until: number }
  | { do: 'rest' };

type Answered = Extract<RefundEvent, { type: 'answered' }>;
type EventOf<T extends RefundEvent['type']> = Extract<RefundEvent, { type: T }>;
type Rule<T extends RefundEvent['type']> = (refund: Refund, event: EventOf<T>, order: Order) => Refund;
type Row = { [T in RefundEvent['type']]: Rule<T> };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** "No record" this long has the same number sent again: by then no request of ours can be delayed any more. */
const DENIED_FOR_MS = 15 * MINUTE;
/** The published budget is 300 queries a day for one number: 200 at any pace, then one in fifteen minutes, stay below. */
const QUERIES_AT_PACE = 200;
const SPARING_PAUSE_MS = 15 * MINUTE;
const LEAST_PAUSE_MS = SECOND;
/** Between two sends of which the first never left: doubled each time, from and up to these. */
const UNSENT_PAUSE_MS = { first: 5 * SECOND, most: 5 * MINUTE };

const stay = (refund: Refund): Refund => refund;

/** An intent that nothing allows moves nothing: a refund never leaves twice by an event out of turn. */
const sendDecided: Rule<'sendDecided'> = (refund, { at }) => {
  if (!maySend(refund)) return refund;
  const { deniedSince: _, lastDeniedAt: __, refusedAt: ___, ...rest } = refund;
  return {
    ...rest,
    state: refund.state === 'stuck' ? 'stuck' : 'submitting',
    sentAt: refund.sentAt ?? at,
    lastSentAt: at,
    sends: refund.sends + 1,
  };
};

const queryStarted: Rule<'queryStarted'> = (refund, { at }) => ({
  ...refund,
  lastQueryAt: at,
  queries: refund.queries + 1,
});

const stuckDeclared: Rule<'stuckDeclared'> = (refund) => ({ ...refund, state: 'stuck' });

const answered: Rule<'answered'> = (refund, event, order) => {
  const { at, to, answer } = event;
  switch (answer.kind) {
    case 'notSent':
      return to === 'submit' ? neverLeft(noted(refund, event)) : noted(refund, event);
    case 'noRecord':
      return to === 'query' ? denied(noted(refund, event), at) : noted(refund, event);
    case 'unknown':
      // A status that nobody knows is still a record of it.
      return answer.reason === 'unknownStatus' ? undenied(noted(refund, event)) : noted(refund, event);
    case 'done':
    case 'refunding':
    case 'failed':
      return stated(refund, { ...event, answer }, order);
  }
};

/** The table of all that can happen: complete by type, so a new state or event does not compile until each pair is decided. */
const RULES: Record<RefundState, Row> = {
  created: { sendDecided, queryStarted: stay, answered, stuckDeclared },
  submitting: { sendDecided, queryStarted, answered, stuckDeclared },
  refunding: { sendDecided: stay, queryStarted, answered, stuckDeclared },
  stuck: { sendDecided, queryStarted, answered, stuckDeclared: stay },
  done: { sendDecided: stay, queryStarted: stay, answered: stay, stuckDeclared: stay },
  failed: { sendDecided: stay, queryStarted: stay, answered: stay, stuckDeclared: stay },
};

/**
 * The refund after an event. Pure; the same object where the event changes nothing. `order` tells which answers speak of
 * this refund, and which could as well be about another one of the same sale.
 */
export function applyRefundEvent(refund: Refund, event: RefundEvent, order: Order): Refund {
  // Each row holds a rule for the event's own type; TypeScript cannot follow that through the index.
  const rule = RULES[refund.state][event.type] as Rule<RefundEvent['type']>;
  return rule(refund, event as never, order);
}

/**
 * Pure: what the order's loop does now about one refund. It follows from the saved refund and the time alone; `wantedAt` is
 * when somebody last asked for a look, who gets one at once, but no more of them than the budget allows.
 */
export function nextRefundAction(refund: Refund, now: number, wantedAt = 0): RefundAction {
  switch (refund.state) {
    case 'created':
      return orStuck(refund, now, { action: sendAt(refund, now), why: 'it could not be sent' });
    case 'submitting': {
      const action = maySend(refund) ? ({ do: 'submit' } as const) : lookAt(refund, now, wantedAt);
      return orStuck(refund, now, { action, why: 'not settled in a quarter of an hour' });
    }
    case 'refunding':
      return orStuck(refund, now, { action: lookAt(refund, now, wantedAt), why: 'on its way for a day' });
    case 'stuck':
      if (refund.sentAt === undefined) return sendAt(refund, now);
      return maySend(refund) ? { do: 'submit' } : lookAt(refund, now, wantedAt);
    case 'done':
    case 'failed':
      return { do: 'rest' };
  }
}

type StatedAnswer = Extract<RefundAnswer, { kind: 'done' | 'refunding' | 'failed' }>;

/** A verified answer with a state: it counts where it speaks of this refund alone. */
function stated(refund: Refund, event: Answered & { answer: StatedAnswer }, order: Order): Refund {
  const { at, to, answer } = event;
  const { facts, kind } = answer;
  const isNamed = isOfRefund(refund, facts, order);
  if (!isNamed && (to === 'query' || !fitsRequest(refund, facts, order)))
    return undenied(heardOnly(refund, event));
  const transNo = ownTransNo(facts, order);
  const known = { ...noted(refund, event), ...(transNo === undefined ? {} : { transNo }) };
  // Our own request's answer may leave out whose and how much it is: then a look tells.
  if (kind === 'refunding' || (kind === 'done' && !isNamed)) return underWay(known, at);
  if (kind === 'done') return { ...known, state: 'done', finalAt: at };
  return isNamed || isOnlySend(refund) ? failed(known, at) : { ...undenied(known), refusedAt: at };
}

function failed(refund: Refund, at: number): Refund {
  return { ...refund, state: 'failed', finalAt: at };
}

/** The gateway has it: from here on it is never sent again, whatever is said of it later. */
function underWay(refund: Refund, at: number): Refund {
  const known = { ...undenied(refund), underWayAt: refund.underWayAt ?? at };
  return { ...known, state: at < stuckFrom(known) ? 'refunding' : refund.state };
}

/** Proven that this request never left; an earlier one of the same number may have. */
function neverLeft(refund: Refund): Refund {
  if (refund.underWayAt !== undefined || !isOnlySend(refund)) return refund;
  const { sentAt: _, ...rest } = refund;
  return { ...rest, state: refund.state === 'stuck' ? 'stuck' : 'created' };
}

/**
 * No record of it: counted where it was asked after the last send, and of a refund the gateway never said it has. One
 * sent again, refused then, and still not there has failed: had the first request arrived, it would be there.
 */
function denied(refund: Refund, at: number): Refund {
  const { lastQueryAt = 0, lastSentAt = 0, refusedAt } = refund;
  if (refund.sentAt === undefined || refund.underWayAt !== undefined || lastQueryAt <= lastSentAt)
    return refund;
  if (refusedAt !== undefined && lastQueryAt > refusedAt) return failed(refund, at);
  return { ...refund, deniedSince: refund.deniedSince ?? at, lastDeniedAt: at };
}

function undenied(refund: Refund): Refund {
  const { deniedSince: _, lastDeniedAt: __, ...rest } = refund;
  return rest;
}

/** What every answer about it leaves behind. An unknown answer's words are claims of nobody we know: they are not kept. */
function noted(refund: Refund, event: Answered): Refund {
  const { kind, code, message, psn } = event.answer;
  if (kind === 'unknown' || kind === 'notSent') return heardOnly(refund, event);
  return {
    ...heardOnly(refund, event),
    ...(code === undefined ? {} : { gatewayCode: code }),
    ...(message === undefined ? {} : { gatewayMessage: message }),
    ...(psn === undefined ? {} : { psn }),
  };
}

/** The words of an answer about something else are not this refund's. */
function heardOnly(refund: Refund, { answer: { traceId } }: Answered): Refund {
  return { ...refund, traceId };
}

/** Whether none but the last request of it can have left. */
function isOnlySend({ sentAt, lastSentAt }: Refund): boolean {
  return sentAt === lastSentAt;
}

/** Whether nothing of it left, or all that left is proven not to have arrived. */
function maySend(refund: Refund): boolean {
  const { sentAt, underWayAt, deniedSince, lastDeniedAt } = refund;
  if (underWayAt !== undefined) return false;
  if (sentAt === undefined) return true;
  return (
    deniedSince !== undefined && lastDeniedAt !== undefined && lastDeniedAt - deniedSince >= DENIED_FOR_MS
  );
}

/** The first send is due at once; after one that never left, a pause. */
function sendAt({ sends, lastSentAt }: Refund, now: number): RefundAction {
  if (sends === 0 || lastSentAt === undefined) return { do: 'submit' };
  const { first, most } = UNSENT_PAUSE_MS;
  const due = lastSentAt + Math.min(first * 2 ** (sends - 1), most);
  return now >= due ? { do: 'submit' } : { do: 'wait', until: due };
}

/** What is to be done now or later, unless it is time to call for a person. */
function orStuck(
  refund: Refund,
  now: number,
  { action, why }: { action: RefundAction; why: string },
): RefundAction {
  const from = stuckFrom(refund);
  if (refund.sends > 0 && now >= from) return { do: 'declareStuck', why };
  return action.do === 'wait' ? { do: 'wait', until: Math.min(action.until, from) } : action;
}

/** When it counts as stuck: one that never left, by the time it was asked for. */
function stuckFrom({ sentAt, createdAt, underWayAt }: Refund): number {
  return (sentAt ?? createdAt) + (underWayAt === undefined ? STUCK_AFTER_MS : UNDER_WAY_STUCK_AFTER_MS);
}

function lookAt(refund: Refund, now: number, wantedAt: number): RefundAction {
  const { lastSentAt = refund.createdAt, lastQueryAt, queries } = refund;
  const isWanted = (lastQueryAt ?? lastSentAt) < wantedAt;
  const pause = queries < QUERIES_AT_PACE ? LEAST_PAUSE_MS : SPARING_PAUSE_MS;
  const earliest = lastQueryAt === undefined ? 0 : lastQueryAt + pause;
  const due = Math.max(isWanted ? wantedAt : nextLookAt(refund), earliest);
  return now >= due ? { do: 'query' } : { do: 'wait', until: due };
}

/** The first look comes right after the send, then they slow down with age. */
function nextLookAt(refund: Refund): number {
  const { lastSentAt = refund.createdAt, lastQueryAt } = refund;
  const isFirst = lastQueryAt === undefined || lastQueryAt <= lastSentAt;
  return isFirst ? lastSentAt + LEAST_PAUSE_MS : lastQueryAt + pauseMs(refund, lastQueryAt);
}

/** Pause after the look that left at `asked`: most refunds are settled within seconds. */
function pauseMs(refund: Refund, asked: number): number {
  if (refund.state === 'stuck') return stuckPauseMs(asked - stuckFrom(refund));
  const age = asked - (refund.lastSentAt ?? refund.createdAt);
  if (age < 2 * SECOND) return 2 * SECOND;
  if (age < 5 * SECOND) return 3 * SECOND;
  if (age < MINUTE) return 5 * SECOND;
  return age < 5 * MINUTE ? 15 * SECOND : MINUTE;
}

/** Stuck for `ms`: ten looks a minute apart, twelve five minutes apart, then four an hour, for ever. */
function stuckPauseMs(ms: number): number {
  if (ms < 10 * MINUTE) return MINUTE;
  return ms < 70 * MINUTE ? 5 * MINUTE : 15 * MINUTE;
}
