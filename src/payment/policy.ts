import type { PaymentConfig } from '../config.ts';
import type { Order } from './order.ts';

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
export const REVERSAL_PATIENCE_MS = 120 * SECOND;
export const REVERSAL_LOOKS = 3;

export function createPolicy(config: PaymentConfig): Policy {
  return {
    waitMs: config.waitSeconds * SECOND,
    expiresMs: config.expiresSeconds * SECOND,
    cancelNotBeforeMs: config.cancelNotBeforeSeconds * SECOND,
    queryBesideSubmitMs: config.queryBesideSubmitSeconds * SECOND,
    submitTimeoutMs: config.submitTimeoutSeconds * SECOND,
    releaseLaneMs: config.releaseLaneSeconds * SECOND,
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
  return problems;
}

export const cancelBy = (sentAt: number, policy: Policy) => sentAt + policy.expiresMs - CANCEL_MARGIN_MS;
/** From here on an unsettled order is stuck, and a cancel may be tried again. */
export const settledBy = (sentAt: number, policy: Policy) => sentAt + policy.expiresMs + SETTLE_MS;
/** Before this, "no record of that order" proves nothing: the request may still be on its way. */
export const denialsCountFrom = (sentAt: number, policy: Policy) =>
  sentAt + DELAYED_REQUEST_MS + policy.expiresMs + SETTLE_MS;

/**
 * Pause between the starts of two queries, by the order's age: the customer usually pays within seconds, and each look
 * costs a share of the merchant's budget.
 */
export function queryPauseMs(order: Pick<Order, 'sentAt' | 'state'>, now: number): number {
  const age = now - (order.sentAt ?? now);
  if (order.state === 'stuck') return stuckPauseMs(age);
  if (order.state === 'held') return 15 * MINUTE;
  if (age < 20 * SECOND) return FASTEST_QUERY_MS;
  if (age < MINUTE) return 1.5 * SECOND;
  return age < 3 * MINUTE ? 3 * SECOND : MINUTE;
}

/** Stuck: ten looks a minute apart, twelve five minutes apart, then four an hour, for ever. */
function stuckPauseMs(age: number): number {
  if (age < 15 * MINUTE) return MINUTE;
  return age < 75 * MINUTE ? 5 * MINUTE : 15 * MINUTE;
}

/** Pause before a stuck order's cancel is tried again: growing with age, up to once an hour. */
export function lateCancelPauseMs(order: Pick<Order, 'sentAt'>, now: number): number {
  const age = now - (order.sentAt ?? now);
  return Math.min(60 * MINUTE, Math.max(5 * MINUTE, age / 2));
}
