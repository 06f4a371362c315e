import { isFinal, type Order } from './order.ts';
import { isOpenRefund } from './refund.ts';

/** What people should hear of, though the order is on no lane any more: an end, and money found or brought back later. */
export function isNews(order: Order, before: Order): boolean {
  const hasEnded = isFinal(order) && !isFinal(before);
  const isSettled = order.settlement?.at !== before.settlement?.at;
  return hasEnded || isSettled || order.cases !== before.cases || ended(order) !== ended(before);
}

/** How many of its refunds have ended. */
function ended({ refunds }: Order): number {
  return (refunds ?? []).filter((refund) => !isOpenRefund(refund)).length;
}
