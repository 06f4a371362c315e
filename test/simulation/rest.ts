import { isClosed, isFinal, needsPerson, type Order, openCase } from '../../src/payment/order.ts';
import { isOpenRefund } from '../../src/payment/refund.ts';
import type { Truth } from '../../src/sandbox/ledger.ts';

/** A look that is due sooner is waited for. */
const SOON_MS = 10 * 60_000;

/** Whether the till has something to do about an order that it does without anybody's help, and soon. */
export function isSettling(order: Order, truth: Truth, tillNow: number): boolean {
  const refunds = order.refunds ?? [];
  if (refunds.some((refund) => isOpenRefund(refund))) return true;
  if ((order.looksDue ?? []).some((due) => due < tillNow + SOON_MS)) return true;
  const reversal = refunds.find(({ purpose }) => purpose === 'reversal');
  const found = openCase(order);
  if (found) return found.kind !== 'notPaidAfterAll' && !isFailed(reversal) && order.state !== 'paid';
  // Asked about once a day; then a case brings the money back.
  if (order.settlement?.as === 'notPaid' && truth.keptMinor > 0) return true;
  if (isClosed(order)) return false;
  if (order.state === 'held') return false;
  // Stuck over money that is there: asked back by a refund, and only where that fails it is a person's turn.
  return !(order.state === 'stuck' && truth.keptMinor > 0 && isFailed(reversal) && needsPerson(order));
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
