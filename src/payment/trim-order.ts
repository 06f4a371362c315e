import { isClosed, type Order, openCase } from './order.ts';
import { isOpenRefund } from './refund.ts';

/** Stand in the place of what was trimmed, for these fields are never empty. */
const MASK = '****';
const HASH = 'trimmed';

/** Whether nothing is left to do for it, and nothing has happened to it since that moment, epoch ms. */
export function isAtRest(order: Order, since: number): boolean {
  const { refunds = [], looksDue = [] } = order;
  if (!isClosed(order) || openCase(order) || refunds.some(isOpenRefund) || looksDue.length > 0) return false;
  return lastMoment(order) < since;
}

function lastMoment({
  createdAt,
  finalAt = 0,
  seenAt = 0,
  history,
  bookings = [],
  refunds = [],
}: Order): number {
  const moments = [...history, ...bookings].map(({ at }) => at);
  const ofRefunds = refunds.map((refund) => Math.max(refund.createdAt, refund.finalAt ?? 0));
  // Not spread into one call: a history may be long.
  return [...moments, ...ofRefunds, finalAt, seenAt].reduce((a, b) => Math.max(a, b), createdAt);
}

/**
 * The order without what may tell of a person: what somebody typed (references, reasons), what is left of the payment code,
 * the gateway's own words. Its numbers, amounts, times, states and bookings stay, so that it can be found, counted and
 * refunded as before; so does who sold it, for the books are kept by that. The same where it holds none of it.
 */
export function trimmedOrder(order: Order): Order {
  const { reference, saleKey, gatewayMessage, ...rest } = order;
  const { cancelHeld, settlement, takenOver, cases, refunds } = rest;
  return {
    ...rest,
    codeMask: MASK,
    codeHash: HASH,
    ...(cancelHeld && { cancelHeld: { ...cancelHeld, by: '' } }),
    ...(settlement && { settlement: { ...settlement, reason: '' } }),
    ...(takenOver && { takenOver: { ...takenOver, reason: '' } }),
    ...(cases && { cases: cases.map(({ reason, ...each }) => each) }),
    ...(refunds && {
      refunds: refunds.map(({ gatewayMessage: words, ...each }) => ({ ...each, reason: '' })),
    }),
    history: order.history.map(({ at, event }) => ({ at, event })),
  };
}
