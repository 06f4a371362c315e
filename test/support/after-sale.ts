import type { Refund } from '../../src/payment/index.ts';
import type { Case, Settlement } from '../../src/payment/order.ts';
import { SENT_AT } from './orders.ts';
import { refundOf } from './refunds.ts';

/** What can be in the document of the order in `orders.ts` after its end. */

export const refund = (state: Refund['state'], amountMinor = 1230, changes: Partial<Refund> = {}) =>
  refundOf({ state, amountMinor, ...changes });
export const opened = (kind: Case['kind'], said = '12.30 USD'): Case => ({ kind, openedAt: SENT_AT, said });
export const closed = (kind: Case['kind'], closedAt = SENT_AT + 60_000): Case => ({
  ...opened(kind),
  closedAt,
  closedBy: 'gateway',
});
export const settlement = (as: Settlement['as'], changes: Partial<Settlement> = {}): Settlement => ({
  as,
  by: 'Ann',
  at: SENT_AT + 30_000,
  reason: 'the receipt was shown',
  ...changes,
});
export const tooLow = { gatewayMessage: 'balance too low' };
