import type { Order, Refund } from '../../payment/index.ts';
import { isCancelWanted, openCaseOf, wasCharged } from '../order-facts.ts';
import type { Unproven } from '../receipt-messages.ts';

/** Nothing where the wallet's word proves that it was paid, and nothing has contradicted it since. Pure. */
export function unprovenSale(order: Order): Unproven | undefined {
  const { state, settlement, cases = [] } = order;
  const open = openCaseOf(order);
  if (open?.kind === 'wrongAmountAfterAll') return 'wrongAmount';
  if (open && open.kind !== 'refundedAfterAll') return 'unknown';
  // A person's word is no proof, also where it contradicts the wallet's, until the wallet has come to say the same.
  if (settlement && settlement.agreedAt === undefined)
    return settlement.as === 'paid' ? 'settledPaid' : 'settledNotPaid';
  if (settlement) return settlement.as === 'paid' ? undefined : withoutMoney(order);
  switch (state) {
    case 'paid':
      return undefined;
    case 'declined':
    case 'cancelled':
    case 'notSent':
      // Closed by a person, a contradiction says nothing of where the money is.
      return cases.at(-1)?.closedBy === 'person' ? 'unknown' : withoutMoney(order);
    case 'created':
    case 'submitting':
    case 'pending':
      return isCancelWanted(order) ? 'calledOff' : 'underWay';
    case 'cancelling':
    case 'reversing':
      return 'calledOff';
    case 'stuck':
      return 'unknown';
    case 'held':
      return 'wrongAmount';
  }
}

function withoutMoney(order: Order): 'wentBack' | 'noPayment' {
  const wasTaken = wasCharged(order) || order.moneyBackAt !== undefined || (order.cases ?? []).length > 0;
  return wasTaken ? 'wentBack' : 'noPayment';
}

/** The same of money that goes back. */
export function unprovenRefund({ state, madeAfterAllAt }: Refund): Unproven | undefined {
  if (madeAfterAllAt !== undefined) return undefined;
  switch (state) {
    case 'done':
      return undefined;
    case 'failed':
      return 'refundFailed';
    case 'stuck':
      return 'refundUnknown';
    case 'created':
    case 'submitting':
    case 'refunding':
      return 'refundUnderWay';
  }
}
