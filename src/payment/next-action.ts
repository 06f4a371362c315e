import { nextAfterwards, nextOfSettled } from './afterwards.ts';
import { isLookDue, LEAST_PAUSE_MS, look, lookAt, lookForCancel } from './next-look.ts';
import { nextOfRefunds, reversalAmount, soonest, wantsReversal } from './next-refund.ts';
import { isCancelHeld, isFinal, type Order } from './order.ts';
import {
  BETWEEN_CANCELS_MS,
  BETWEEN_DENIALS_MS,
  cancelBy,
  DENIALS_NEEDED,
  denialsCountFrom,
  lateCancelPauseMs,
  type Policy,
  QUERY_TIMEOUT_MS,
  queryPauseMs,
  STUCK_AFTER_MS,
  settledBy,
  takesCancel,
  UNDER_WAY_STUCK_AFTER_MS,
} from './policy.ts';
import { restrainedAction } from './restraint.ts';

/** Something to say to the gateway about an order beside the submit. */
export type CallAction =
  | { do: 'query' }
  /** Ask what became of the money the cancel gives back. */
  | { do: 'queryReversal'; transNo: string }
  | { do: 'cancel' }
  | { do: 'submitRefund'; refundNo: string }
  | { do: 'queryRefund'; refundNo: string };

/** Something that changes the order before it is done: the change is on disk first. */
export type DecidedAction =
  | CallAction
  | { do: 'submit' }
  /** The line, for a wallet that takes no cancel. */
  | { do: 'drawLine' }
  | { do: 'declareStuck'; why: string }
  /** Ask for money that must not stay, by a refund. */
  | { do: 'askBack'; amountMinor: number }
  | { do: 'declareRefundStuck'; refundNo: string; why: string }
  | { do: 'dropRefund'; refundNo: string }
  | { do: 'closeUnrecorded' };

/** What to do next with an order. It follows from the saved order and the time alone. */
export type Action = DecidedAction | { do: 'wait'; until: number } | { do: 'rest' };

/** Pure: what the order's loop does now. `wait.until` is epoch ms; a note from outside ends the wait early. */
export function nextAction(order: Order, now: number, policy: Policy): Action {
  const action = ownAction(order, now, policy);
  return order.restrained === undefined ? action : restrainedAction(action, order, now);
}

function ownAction(order: Order, now: number, policy: Policy): Action {
  if (order.settlement && !isFinal(order)) return nextOfSettled(order, now);
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
      return nextAfterwards(order, now);
  }
}

function beforeLine(order: Order, now: number, policy: Policy): Action {
  const cancelAt = cancelDueAt(order, policy);
  if (now < cancelAt) return lookAt(order, now, Math.min(nextQueryAt(order, now, policy), cancelAt));
  // The last look comes right before the cancel: a payment seen in it still counts.
  const { lastQueryAt = 0, resumedAt = 0 } = order;
  // Who asks again and again must not keep the cancel from leaving while the gateway still takes it.
  const isWaitedFor = isLookDue(order) && (now < cancelAt + LAST_LOOKS_MS || lastQueryAt < resumedAt);
  if (lastQueryAt < cancelAt || isWaitedFor) return lookForCancel(order, now);
  return takesCancel(order, now, policy) ? { do: 'cancel' } : { do: 'drawLine' };
}

/** Two looks that are never answered. */
const LAST_LOOKS_MS = 2 * QUERY_TIMEOUT_MS;

/** When the first cancel is due: the wait is over, or someone wants it; never below the wallet's least age. */
function cancelDueAt(order: Order, policy: Policy): number {
  if (order.cancelHeld && isCancelHeld(order)) return order.cancelHeld.until;
  const sentAt = order.sentAt ?? order.createdAt;
  const waitOver = sentAt + policy.waitMs;
  if (!order.cancelWanted) return waitOver;
  return Math.min(waitOver, Math.max(order.cancelWanted.at, sentAt + policy.cancelNotBeforeMs));
}

function cancelling(order: Order, now: number, policy: Policy): Action {
  const sentAt = order.sentAt ?? order.createdAt;
  if (now >= settledBy(sentAt, policy)) return { do: 'declareStuck', why: 'not settled past its end' };
  if (!isProven(order)) return lookForCancel(order, now);
  const again = nextCancelAt(order, now, policy);
  if (now >= again) return { do: 'cancel' };
  return lookAt(order, now, Math.min(nextQueryAt(order, now, policy), again));
}

/** When the cancel is repeated; never, once the order's end or the wallet's patience is over. */
function nextCancelAt(order: Order, now: number, policy: Policy): number {
  const at = (order.lastCancelAt ?? 0) + BETWEEN_CANCELS_MS;
  const isInTime = Math.max(at, now) < cancelBy(order.sentAt ?? order.createdAt, policy);
  return isInTime && takesCancel(order, now, policy) ? at : Number.POSITIVE_INFINITY;
}

/** The cancel's answer proves nothing: a query has to leave after it. */
function isProven(order: Order): boolean {
  return order.lastQueryAt !== undefined && order.lastQueryAt >= (order.lastCancelAt ?? 0);
}

function reversing(order: Order, now: number, policy: Policy): Action {
  if (order.firstCancelAt === undefined) {
    return takesCancel(order, now, policy) ? { do: 'cancel' } : { do: 'drawLine' };
  }
  const refund = nextOfRefunds(order, now);
  if (refund) return soonest([refund, look(order, now, nextQueryAt(order, now, policy))]);
  if (wantsReversal(order, now)) return askBack(order);
  if (now >= reversingUntil(order, policy)) return { do: 'declareStuck', why: 'the money has not come back' };
  if (isProven(order) && now >= nextCancelAt(order, now, policy)) return { do: 'cancel' };
  return look(order, now, nextQueryAt(order, now, policy));
}

/** When a person has to hear of money that should be on its way back; later where the gateway says that it is. */
function reversingUntil(order: Order, policy: Policy): number {
  const patience = order.reversalMissing === 0 ? UNDER_WAY_STUCK_AFTER_MS : STUCK_AFTER_MS;
  return Math.max(
    (order.paidBehindLineAt ?? 0) + patience,
    settledBy(order.sentAt ?? order.createdAt, policy),
  );
}

/** Money in another currency than the order's can be asked back by a person alone. */
function askBack(order: Order): Action {
  const amountMinor = reversalAmount(order);
  return amountMinor === undefined
    ? { do: 'declareStuck', why: `charged ${order.chargedText}, which is not the currency of the order` }
    : { do: 'askBack', amountMinor };
}

function stuck(order: Order, now: number, policy: Policy): Action {
  const refund = nextOfRefunds(order, now);
  if (refund) return soonest([refund, look(order, now, nextQueryAt(order, now, policy))]);
  const amountMinor = reversalAmount(order);
  if (wantsReversal(order, now) && amountMinor !== undefined) return { do: 'askBack', amountMinor };
  const sentAt = order.sentAt ?? order.createdAt;
  const countFrom = denialsCountFrom(order, policy);
  if (neverArrived(order, { now, countFrom, policy })) return { do: 'closeUnrecorded' };
  const lateAt = Math.max(
    settledBy(sentAt, policy),
    (order.lastCancelAt ?? 0) + lateCancelPauseMs(order, now),
  );
  const cancelAt = takesCancel(order, now, policy) ? lateAt : Number.POSITIVE_INFINITY;
  if (now >= cancelAt && !isLookDue(order)) return { do: 'cancel' };
  if (!isProven(order)) return look(order, now, now);
  return look(
    order,
    now,
    Math.min(nextQueryAt(order, now, policy), nextDenialAt(order, countFrom), cancelAt),
  );
}

/** Denied three times after any delayed request has died, a cancel tried where the wallet takes one, and no sign of it ever seen. */
function neverArrived(
  order: Order,
  { now, countFrom, policy }: { now: number; countFrom: number; policy: Policy },
): boolean {
  const denials = order.denials.filter((at) => at >= countFrom).length;
  const isCancelTried = order.cancels > 0 || !takesCancel(order, now, policy);
  return denials >= DENIALS_NEEDED && isCancelTried && !wasSeenThere(order);
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

/** The next look of its own accord: soon after the first answer, beside a submit that stays silent, then ever slower. */
function nextQueryAt(order: Order, now: number, policy: Policy): number {
  if (order.lastQueryAt !== undefined) return order.lastQueryAt + queryPauseMs(order, now, policy);
  if (order.heardAt !== undefined) return order.heardAt + LEAST_PAUSE_MS;
  return (order.sentAt ?? now) + policy.queryBesideSubmitMs;
}
