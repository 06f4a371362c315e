import type { Order } from './order.ts';
import {
  BETWEEN_CANCELS_MS,
  BETWEEN_DENIALS_MS,
  cancelBy,
  DENIALS_NEEDED,
  denialsCountFrom,
  lateCancelPauseMs,
  type Policy,
  queryPauseMs,
  REVERSAL_LOOKS,
  REVERSAL_PATIENCE_MS,
  settledBy,
} from './policy.ts';

/** What to do next with an order. It follows from the saved order and the time alone. */
export type Action =
  | { do: 'submit' }
  | { do: 'query' }
  /** Ask what became of the money the cancel gives back. */
  | { do: 'queryReversal'; transNo: string }
  | { do: 'cancel' }
  | { do: 'declareStuck'; why: string }
  | { do: 'closeUnrecorded' }
  | { do: 'wait'; until: number }
  | { do: 'rest' };

/** Two queries of one order are never closer than this, whoever asks. */
const LEAST_PAUSE_MS = 1000;
/** The published budget is 300 queries a day for one order: 200 at any pace, then one in fifteen minutes, stay below. */
const QUERIES_AT_PACE = 200;
const SPARING_PAUSE_MS = 15 * 60_000;

/** Pure: what the order's loop does now. `wait.until` is epoch ms; a note from outside ends the wait early. */
export function nextAction(order: Order, now: number, policy: Policy): Action {
  switch (order.state) {
    case 'created':
      return { do: 'submit' };
    case 'submitting':
    case 'pending':
      return beforeLine(order, now, policy);
    case 'cancelling':
      return cancelling(order, now, policy);
    case 'reversing':
      return reversing(order, now, policy);
    case 'stuck':
      return stuck(order, now, policy);
    case 'held':
      return lookAt(order, now, nextQueryAt(order, now, policy));
    case 'paid':
    case 'declined':
    case 'cancelled':
    case 'notSent':
      return { do: 'rest' };
  }
}

function beforeLine(order: Order, now: number, policy: Policy): Action {
  const cancelAt = cancelDueAt(order, policy);
  if (now < cancelAt) return lookAt(order, now, Math.min(nextQueryAt(order, now, policy), cancelAt));
  // The last look comes right before the cancel: a payment seen in it still counts.
  const looked = order.lastQueryAt !== undefined && order.lastQueryAt >= cancelAt && !isLookDue(order);
  return looked ? { do: 'cancel' } : lookAt(order, now, now);
}

/** When the first cancel is due: the wait is over, or someone wants it; never below the wallet's least age. */
function cancelDueAt(order: Order, policy: Policy): number {
  const sentAt = order.sentAt ?? order.createdAt;
  const waitOver = sentAt + policy.waitMs;
  if (!order.cancelWanted) return waitOver;
  return Math.min(waitOver, Math.max(order.cancelWanted.at, sentAt + policy.cancelNotBeforeMs));
}

function cancelling(order: Order, now: number, policy: Policy): Action {
  const sentAt = order.sentAt ?? order.createdAt;
  if (now >= settledBy(sentAt, policy)) return { do: 'declareStuck', why: 'not settled past its end' };
  const again = (order.lastCancelAt ?? 0) + BETWEEN_CANCELS_MS;
  if (!isProven(order)) return lookAt(order, now, now);
  if (now >= again && now < cancelBy(sentAt, policy)) return { do: 'cancel' };
  const query = nextQueryAt(order, now, policy);
  return lookAt(order, now, again < cancelBy(sentAt, policy) ? Math.min(query, again) : query);
}

/** The cancel's answer proves nothing: a query has to leave after it. */
function isProven(order: Order): boolean {
  return order.lastQueryAt !== undefined && order.lastQueryAt >= (order.lastCancelAt ?? 0);
}

function reversing(order: Order, now: number, policy: Policy): Action {
  if (order.firstCancelAt === undefined) return { do: 'cancel' };
  const since = now - (order.paidBehindLineAt ?? now);
  if (since >= REVERSAL_PATIENCE_MS && (order.paidBehindLineLooks ?? 0) >= REVERSAL_LOOKS) {
    return { do: 'declareStuck', why: 'paid, and the cancel does not bring it back' };
  }
  const sentAt = order.sentAt ?? order.createdAt;
  const again = (order.lastCancelAt ?? 0) + BETWEEN_CANCELS_MS;
  if (isProven(order) && now >= again && now < cancelBy(sentAt, policy)) return { do: 'cancel' };
  return look(order, now, nextQueryAt(order, now, policy));
}

function stuck(order: Order, now: number, policy: Policy): Action {
  const sentAt = order.sentAt ?? order.createdAt;
  const countFrom = denialsCountFrom(sentAt, policy);
  if (neverArrived(order, countFrom)) return { do: 'closeUnrecorded' };
  const cancelAt = Math.max(
    settledBy(sentAt, policy),
    (order.lastCancelAt ?? 0) + lateCancelPauseMs(order, now),
  );
  if (now >= cancelAt && !isLookDue(order)) return { do: 'cancel' };
  if (!isProven(order)) return look(order, now, now);
  return look(
    order,
    now,
    Math.min(nextQueryAt(order, now, policy), nextDenialAt(order, countFrom), cancelAt),
  );
}

/** Denied three times after any delayed request has died, a cancel tried, and no sign of it ever seen. */
function neverArrived(order: Order, countFrom: number): boolean {
  const denials = order.denials.filter((at) => at >= countFrom).length;
  return denials >= DENIALS_NEEDED && order.cancels > 0 && !wasSeenThere(order);
}

/** A number of theirs for it or for its cancel, or a "paid": the gateway has had it, whatever it says later. */
function wasSeenThere({ transNo, cancelTransNo, paidBehindLineAt }: Order): boolean {
  return transNo !== undefined || cancelTransNo !== undefined || paidBehindLineAt !== undefined;
}

/** Once "no record" counts and was said, it is asked for again each minute: two more, and the order can be closed. */
function nextDenialAt(order: Order, countFrom: number): number {
  const last = order.denials.at(-1);
  if (last === undefined || last < countFrom || wasSeenThere(order)) return Number.POSITIVE_INFINITY;
  return Math.max(last, order.lastQueryAt ?? 0) + BETWEEN_DENIALS_MS;
}

/** A cancel that gives money back may have a number of its own; the two are asked in turn. */
function look(order: Order, now: number, at: number): Action {
  const action = lookAt(order, now, at);
  const own = order.cancelTransNo;
  const isItsTurn = own !== undefined && own !== order.transNo && order.queries % 2 === 1;
  return action.do === 'query' && isItsTurn ? { do: 'queryReversal', transNo: own } : action;
}

function lookAt(order: Order, now: number, at: number): Action {
  const pause = order.queries < QUERIES_AT_PACE ? LEAST_PAUSE_MS : SPARING_PAUSE_MS;
  const earliest = order.lastQueryAt === undefined ? 0 : order.lastQueryAt + pause;
  const due = Math.max(isLookDue(order) ? Math.min(at, now) : at, earliest);
  return now >= due ? { do: 'query' } : { do: 'wait', until: due };
}

function isLookDue(order: Order): boolean {
  return order.lookAt !== undefined && (order.lastQueryAt ?? 0) <= order.lookAt;
}

/** The next look of its own accord: soon after the first answer, beside a submit that stays silent, then ever slower. */
function nextQueryAt(order: Order, now: number, policy: Policy): number {
  if (order.lastQueryAt !== undefined) return order.lastQueryAt + queryPauseMs(order, now);
  if (order.heardAt !== undefined) return order.heardAt + LEAST_PAUSE_MS;
  return (order.sentAt ?? now) + policy.queryBesideSubmitMs;
}
