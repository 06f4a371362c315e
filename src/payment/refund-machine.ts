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
  /** Its money went back another way: nothing is awaited of it any more. */
  | { type: 'dropped' }
);

type Answered = Extract<RefundEvent, { type: 'answered' }>;
type EventOf<T extends RefundEvent['type']> = Extract<RefundEvent, { type: T }>;
type Rule<T extends RefundEvent['type']> = (refund: Refund, event: EventOf<T>, order: Order) => Refund;
type Row = { [T in RefundEvent['type']]: Rule<T> };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** "No record" this long has the same number sent again: by then no request of ours can be delayed any more. */
const DENIED_FOR_MS = 15 * MINUTE;

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

const dropped: Rule<'dropped'> = (refund, { at }) => failed(refund, at);

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

const ENDED: Row = {
  sendDecided: stay,
  queryStarted: stay,
  answered: stay,
  stuckDeclared: stay,
  dropped: stay,
};

/** The table of all that can happen: complete by type, so a new state or event does not compile until each pair is decided. */
const RULES: Record<RefundState, Row> = {
  created: { sendDecided, queryStarted: stay, answered, stuckDeclared, dropped },
  submitting: { sendDecided, queryStarted, answered, stuckDeclared, dropped },
  refunding: { sendDecided: stay, queryStarted, answered, stuckDeclared, dropped },
  stuck: { sendDecided, queryStarted, answered, stuckDeclared: stay, dropped },
  done: ENDED,
  failed: ENDED,
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
  const isLate = refund.state !== 'created' && at >= stuckFrom(known);
  return { ...known, state: isLate ? refund.state : 'refunding' };
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
export function maySend(refund: Refund): boolean {
  const { sentAt, underWayAt, deniedSince, lastDeniedAt } = refund;
  if (underWayAt !== undefined) return false;
  if (sentAt === undefined) return true;
  return (
    deniedSince !== undefined && lastDeniedAt !== undefined && lastDeniedAt - deniedSince >= DENIED_FOR_MS
  );
}

/** When it counts as stuck: one that never left, by the time it was asked for. */
export function stuckFrom({ sentAt, createdAt, underWayAt }: Refund): number {
  return (sentAt ?? createdAt) + (underWayAt === undefined ? STUCK_AFTER_MS : UNDER_WAY_STUCK_AFTER_MS);
}
