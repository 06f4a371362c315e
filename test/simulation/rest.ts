import { isClosed, isFinal, needsPerson, type Order, openCase } from '../../src/payment/order.ts';
import { isOpenRefund, type Refund } from '../../src/payment/refund.ts';
import type { Truth } from '../../src/sandbox/ledger.ts';

/** A look that is due sooner is waited for. */
const SOON_MS = 10 * 60_000;

/** Whether the till has something to do about an order that it does without anybody's help, and soon. */
export function isSettling(order: Order, truth: Truth, tillNow: number): boolean {
  const refunds = order.refunds ?? [];
  if (refunds.some((refund) => isOpenRefund(refund) && !isGivenUp(refund, order))) return true;
  if ((order.looksDue ?? []).some((due) => due < tillNow + SOON_MS)) return true;
  const reversal = refunds.find(({ purpose }) => purpose === 'reversal');
  const found = openCase(order);
  if (found) return found.kind !== 'notPaidAfterAll' && !isFailed(reversal) && order.state !== 'paid';
  if (isLookedForLater(order, truth)) return true;
  if (isClosed(order)) return false;
  if (order.state === 'held') return false;
  // Stuck over money that is there: asked back by a refund, and only where that fails it is a person's turn.
  return !(order.state === 'stuck' && truth.keptMinor > 0 && isFailed(reversal) && needsPerson(order));
}

/** Whether it may rightly come to rest a day or more later: only a look on another day finds its money, or just found it. */
export function mayRestLate(order: Order, truth: Truth): boolean {
  return isLookedForLater(order, truth) || openCase(order) !== undefined;
}

/**
 * Money that nobody knows of yet, and that a look a day later finds: where a person decided wrongly, or where the till's clock
 * was so far ahead that a request still on its way was taken for one that had died.
 */
function isLookedForLater(order: Order, truth: Truth): boolean {
  if (order.state === 'paid' || truth.keptMinor === 0 || openCase(order)) return false;
  return order.settlement?.as === 'notPaid' || (isFinal(order) && (order.looksDue?.length ?? 0) > 0);
}

/** A person decided that the money stays while it was asked back: what became of that is a person's to say. */
function isGivenUp({ purpose, state }: Refund, { settlement }: Order): boolean {
  return purpose === 'reversal' && state === 'stuck' && settlement?.as === 'paid';
}

function isFailed(refund: { state: string } | undefined): boolean {
  return refund?.state === 'failed';
}

/** For the counts by state. */
export function standingOf(order: Order): string {
  if (openCase(order)) return `${order.state}, open case`;
  if (order.settlement) return `${order.state}, settled ${order.settlement.as}`;
  if (order.state === 'cancelled' && order.paidBehindLineAt !== undefined) return 'cancelled, reversed';
  return isFinal(order) && order.refunds?.length ? `${order.state}, refunds` : order.state;
}
