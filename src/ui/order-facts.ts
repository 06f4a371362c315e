import type { Order, Refund } from '../payment/index.ts';
import type { Case, OrderState } from '../payment/order.ts';

/** What screens and programs are told of an order beside what stands in it. Pure. */

const ENDS: readonly OrderState[] = ['paid', 'declined', 'cancelled', 'notSent'];

/** Whether nothing of the sale itself is awaited any more: by the gateway's word or by a person's. */
export function isOver({ state, settlement }: Pick<Order, 'state' | 'settlement'>): boolean {
  return ENDS.includes(state) || settlement !== undefined;
}

/** Whether the customer was given more time, and nobody wants the cancel since. */
export function isCancelHeld({ cancelHeld, cancelWanted, unwanted }: Order): boolean {
  return cancelHeld !== undefined && unwanted === undefined && (cancelWanted?.at ?? 0) <= cancelHeld.at;
}

/** Whether somebody wants the cancel, and nobody has given the customer more time since. */
export function isCancelWanted(order: Order): boolean {
  return order.cancelWanted !== undefined && !isCancelHeld(order);
}

/** The case that waits for its end: an order has one at most. */
export function openCaseOf({ cases }: Pick<Order, 'cases'>): Case | undefined {
  return cases?.find(({ closedAt }) => closedAt === undefined);
}

/** What has gone back for good, minor units. */
export function refundedMinorOf({ refunds = [] }: Order): number {
  return sum(refunds.filter(isMadeRefund));
}

/** Whether its money went back for good. One that a person called failed may have been made after all. */
export function isMadeRefund({ state, madeAfterAllAt }: Refund): boolean {
  return state === 'done' || madeAfterAllAt !== undefined;
}

/** What may still be refunded: nothing of what is not paid; of what is, all but what went back or may be going. */
export function refundableMinorOf({ state, amountMinor, refunds = [] }: Order): number {
  const going = refunds.filter((refund) => isMadeRefund(refund) || refund.state !== 'failed');
  return state === 'paid' ? Math.max(0, amountMinor - sum(going)) : 0;
}

/** Whether somebody has to look after it: it will not settle by itself, or may not. */
export function wantsPerson(order: Order): boolean {
  const { state, settlement } = order;
  const isUnsettled = (state === 'stuck' || state === 'held') && settlement === undefined;
  return isUnsettled || hasStuckRefund(order) || openCaseOf(order) !== undefined;
}

function hasStuckRefund(order: Order): boolean {
  return undecidedRefunds(order).some(({ state }) => state === 'stuck');
}

/** Without those of unwanted money that a person has decided of meanwhile. */
function undecidedRefunds({ refunds = [], settlement }: Order): Refund[] {
  const decidedAt = settlement?.at ?? 0;
  return refunds.filter(({ purpose, createdAt }) => purpose === 'customer' || createdAt >= decidedAt);
}

/** Of an order that is not paid: whether money was taken all the same, too late or of another amount. */
export function wasCharged(order: Order): boolean {
  return order.paidBehindLineAt !== undefined || order.chargedText !== undefined;
}

/**
 * How it stands with the money of an order that is to go back; the least certain part of it comes first.
 * - `stuck`: nobody knows whether it went · `underWay` · `failed`: the last try came to nothing · `done`: all that was tried
 * Amounts are minor units; `by` is who decided it, where the wallet did not say.
 */
export type MoneyBack =
  | { kind: 'stuck'; minor: number }
  | { kind: 'underWay'; minor: number }
  | { kind: 'failed'; minor: number; said?: string; by?: string }
  | { kind: 'done'; minor: number; isOutside: boolean; by?: string };

/** Nothing where no money was ever asked back. */
export function moneyBackOf(order: Order): MoneyBack | undefined {
  const refunds = undecidedRefunds(order);
  const stuck = refunds.filter(({ state }) => state === 'stuck');
  if (stuck.length > 0) return { kind: 'stuck', minor: sum(stuck) };
  const underWay = refunds.filter(({ state }) => state !== 'done' && state !== 'failed');
  if (underWay.length > 0) return { kind: 'underWay', minor: sum(underWay) };
  const last = refunds.at(-1);
  if (last === undefined) return undefined;
  const by = last.settledBy === undefined ? {} : { by: last.settledBy };
  if (last.state === 'failed') {
    const { amountMinor: minor, gatewayMessage: said } = last;
    return { kind: 'failed', minor, ...(said === undefined ? {} : { said }), ...by };
  }
  const isOutside = refunds.every(({ state, outside }) => state !== 'done' || outside === true);
  return { kind: 'done', minor: refundedMinorOf(order), isOutside, ...by };
}

function sum(refunds: readonly Refund[]): number {
  return refunds.reduce((total, { amountMinor }) => total + amountMinor, 0);
}
