import type { PaymentConfig } from '../config.ts';
import type { Order } from './order.ts';
import { walletIds } from './payment-code.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Every time the order machine obeys, ms. Those without a setting are fixed here, each with its reason. */
export interface Policy {
  waitMs: number;
  expiresMs: number;
  cancelNotBeforeMs: number;
  queryBesideSubmitMs: number;
  submitTimeoutMs: number;
  releaseLaneMs: number;
  /** How long after the send a wallet takes a cancel, ms; 0: never. A wallet without a rule takes one as long as the order lives. */
  cancelWithinMs: ReadonlyMap<string, number>;
}

/** Latest cancel: this long before the order's own end, for after it the gateway takes no cancel. */
const CANCEL_MARGIN_MS = 10 * SECOND;
export const QUERY_TIMEOUT_MS = 5 * SECOND;
export const CANCEL_TIMEOUT_MS = 10 * SECOND;
/** Wallets ask for five seconds between cancels. */
export const BETWEEN_CANCELS_MS = 5 * SECOND;
/** The fastest pace any gateway publishes is one query per second and order. */
const FASTEST_QUERY_MS = SECOND;
/** Past its end an order is given this long to settle by itself before it counts as stuck. */
const SETTLE_MS = MINUTE;
/** Life of a request that was delayed on its way: as far as its timestamp may be off at the gateway. */
const DELAYED_REQUEST_MS = 15 * MINUTE;
/** "No record" counts only when said this often, … */
export const DENIALS_NEEDED = 3;
/** … each this long after the one before: three of them span two minutes. */
export const BETWEEN_DENIALS_MS = MINUTE;
/** A cancelled order that still says paid after this, and as many looks, needs more than the cancel. */
const REVERSAL_PATIENCE_MS = 120 * SECOND;
const REVERSAL_LOOKS = 3;
/** Money that goes back, unsettled for so long, needs a person's eye, … */
export const STUCK_AFTER_MS = 15 * MINUTE;
/** … but a wallet that says itself that it is on its way may take a day. */
export const UNDER_WAY_STUCK_AFTER_MS = 24 * 60 * MINUTE;
/** A look that was due and got no answer is tried again after this. */
export const LOOK_AGAIN_MS = 15 * MINUTE;
/** What a person has settled is asked about once a day, … */
export const SETTLED_LOOK_MS = 24 * 60 * MINUTE;
/** … for so long. */
export const SETTLED_FOR_MS = 30 * SETTLED_LOOK_MS;

export function createPolicy(config: PaymentConfig): Policy {
  return {
    waitMs: config.waitSeconds * SECOND,
    expiresMs: config.expiresSeconds * SECOND,
    cancelNotBeforeMs: config.cancelNotBeforeSeconds * SECOND,
    queryBesideSubmitMs: config.queryBesideSubmitSeconds * SECOND,
    submitTimeoutMs: config.submitTimeoutSeconds * SECOND,
    releaseLaneMs: config.releaseLaneSeconds * SECOND,
    cancelWithinMs: new Map(
      config.reversal.map(({ wallet, cancelWithinSeconds }) => [wallet, cancelWithinSeconds * SECOND]),
    ),
  };
}

/** What of a configuration's times does not fit together; empty when all does. */
export function policyProblems(config: PaymentConfig): string[] {
  const policy = createPolicy(config);
  const closing = QUERY_TIMEOUT_MS + 3 * CANCEL_TIMEOUT_MS + 2 * BETWEEN_CANCELS_MS;
  const needed = Math.ceil((policy.waitMs + closing + CANCEL_MARGIN_MS) / SECOND);
  const problems: string[] = [];
  if (policy.expiresMs < needed * SECOND) {
    problems.push(
      `payment.expiresSeconds: expected at least ${needed} (waitSeconds ${config.waitSeconds} + one query + three cancels + 10), got ${config.expiresSeconds}`,
    );
  }
  if (policy.cancelNotBeforeMs > policy.waitMs) {
    problems.push(
      `payment.cancelNotBeforeSeconds: expected at most waitSeconds (${config.waitSeconds}), got ${config.cancelNotBeforeSeconds}`,
    );
  }
  return [...problems, ...reversalProblems(config)];
}

/** A rule that no order ever meets would leave its wallet's money to the wrong way back, without a word. */
function reversalProblems({ reversal, wallets }: PaymentConfig): string[] {
  const known = walletIds(wallets);
  const named = reversal.map(({ wallet }) => wallet);
  return named.flatMap((wallet, i) => {
    const place = `payment.reversal[${i}].wallet`;
    if (!known.includes(wallet)) return [`${place}: expected one of ${known.join(', ')}; got "${wallet}"`];
    return named.indexOf(wallet) < i
      ? [`${place}: expected one rule for each wallet; got another for "${wallet}"`]
      : [];
  });
}

/** Whether the order's wallet still takes a cancel at this age; otherwise its money is asked back by a refund. */
export function takesCancel(order: Pick<Order, 'wallet' | 'sentAt'>, now: number, policy: Policy): boolean {
  const within = policy.cancelWithinMs.get(order.wallet);
  return within === undefined || now - (order.sentAt ?? now) < within;
}

export const cancelBy = (sentAt: number, policy: Policy) => sentAt + policy.expiresMs - CANCEL_MARGIN_MS;
/** How much longer than the wait a person may hold the cancel. */
const MOST_HELD_MS = 30 * SECOND;

/**
 * How long a person may hold the cancel: a last look and two tries of it still fit before its latest time, the order's and
 * its wallet's. Nothing where that is no longer than the wait.
 */
export function heldUntil(
  { wallet, sentAt = 0 }: Pick<Order, 'wallet' | 'sentAt'>,
  policy: Policy,
): number | undefined {
  const walletsEnd = sentAt + (policy.cancelWithinMs.get(wallet) ?? Number.POSITIVE_INFINITY);
  const latestCancel = Math.min(cancelBy(sentAt, policy), walletsEnd);
  const closing = QUERY_TIMEOUT_MS + 2 * CANCEL_TIMEOUT_MS + BETWEEN_CANCELS_MS;
  const waitOver = sentAt + policy.waitMs;
  const until = Math.min(latestCancel - closing, waitOver + MOST_HELD_MS);
  return until > waitOver ? until : undefined;
}
/** From here on an unsettled order is stuck, and a cancel may be tried again. */
export const settledBy = (sentAt: number, policy: Policy) => sentAt + policy.expiresMs + SETTLE_MS;
/**
 * Before this, "no record of that order" proves nothing: the request may still be on its way. After a restart it is counted
 * anew: the clock may have been set meanwhile, and only the time the till itself has seen pass is sure.
 */
export function denialsCountFrom({ sentAt = 0, resumedAt = 0 }: Order, policy: Policy): number {
  return Math.max(sentAt, resumedAt) + DELAYED_REQUEST_MS + policy.expiresMs + SETTLE_MS;
}

/**
 * Pause between the starts of two queries, by the order's age: the customer usually pays within seconds, and each look
 * costs a share of the merchant's budget.
 */
export function queryPauseMs(order: Pick<Order, 'sentAt' | 'state'>, now: number, policy: Policy): number {
  const sentAt = order.sentAt ?? now;
  const age = now - sentAt;
  if (order.state === 'stuck') return stuckPauseMs(now - settledBy(sentAt, policy));
  if (order.state === 'held') return 15 * MINUTE;
  if (age < 20 * SECOND) return FASTEST_QUERY_MS;
  if (age < MINUTE) return 1.5 * SECOND;
  return age < 3 * MINUTE ? 3 * SECOND : MINUTE;
}

/** Stuck for `ms`: ten looks a minute apart, twelve five minutes apart, then four an hour, for ever. */
export function stuckPauseMs(ms: number): number {
  if (ms < 10 * MINUTE) return MINUTE;
  return ms < 70 * MINUTE ? 5 * MINUTE : 15 * MINUTE;
}

/** Pause before a stuck order's cancel is tried again: growing with age, up to once an hour. */
export function lateCancelPauseMs(order: Pick<Order, 'sentAt'>, now: number): number {
  const age = now - (order.sentAt ?? now);
  return Math.min(60 * MINUTE, Math.max(5 * MINUTE, age / 2));
}

/** Whether the gateway has said "paid" often and long enough for a refund to be asked for. */
export function isReversalOverdue(order: Order, now: number): boolean {
  const since = now - (order.paidBehindLineAt ?? now);
  return since >= REVERSAL_PATIENCE_MS && (order.paidBehindLineLooks ?? 0) >= REVERSAL_LOOKS;
}

/** Pause between two looks at money that should be on its way back: three of them fill the patience. */
export const REVERSAL_LOOK_MS = REVERSAL_PATIENCE_MS / (REVERSAL_LOOKS - 1);

/** The published budget is 300 queries a day for one number: 200 at any pace, then one in fifteen minutes, stay below. */
const QUERIES_AT_PACE = 200;
const SPARING_PAUSE_MS = 15 * MINUTE;

/** Two queries for one number are never closer than this, whoever asks, after so many of them. */
export function leastPauseMs(queries: number): number {
  return queries < QUERIES_AT_PACE ? FASTEST_QUERY_MS : SPARING_PAUSE_MS;
}
