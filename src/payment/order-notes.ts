import type { CancelReason, UnwantedReason } from './order.ts';
import type { LookReason, NewRefund, OrderEvent } from './order-machine.ts';

/** A change of an order from outside its loop. */
export type Note =
  | { type: 'cancelWanted'; by: CancelReason }
  | { type: 'cancelHeld'; until: number; by: string }
  | { type: 'markedUnwanted'; reason: UnwantedReason }
  | { type: 'lookWanted'; why: LookReason }
  | { type: 'refundAsked'; refund: NewRefund; most: number; takesOver?: boolean }
  | { type: 'settled'; as: 'paid' | 'notPaid'; by: string; reason: string }
  | { type: 'refundSettled'; refundNo: string; as: 'done' | 'failed'; by: string; reason: string }
  | { type: 'seen' };

/** What stands in the inbox of an order's loop. */
export interface Left {
  event: OrderEvent;
  /** Called when the event has been applied and what it changed is on disk, or will never be. */
  done?: () => void;
}
