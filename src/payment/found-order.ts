import type { Order } from './order.ts';
import { withDenialsForgotten } from './refund.ts';

/** The order as it was found at the start, ready to go on. */
export function foundOnDisk(order: Order): Order {
  return withDenialsForgotten(asSent(order));
}

/** What is on the disk may have been sent, whatever it says of itself: it is asked about, and never sent again. */
function asSent(order: Order): Order {
  if (order.state !== 'created') return order;
  return { ...order, state: 'submitting', sentAt: order.createdAt, wasInDoubt: true };
}
