import { applyLedgerEvent, hasArrived, type LedgerEvent, type LedgerOrder, type Refund } from './ledger.ts';
import type { OutcomeId } from './outcomes.ts';

/** The ledger in memory: each order, by every number it is known by. */
export interface LedgerBook {
  /** The order after the event; nothing where the event speaks of an order that is not there. */
  remember(event: LedgerEvent): LedgerOrder | undefined;
  byOrderNo(orderNo: string): LedgerOrder | undefined;
  /** What the gateway knows by that moment; `transNo` is of the sale or of one of its cancels, and wins. */
  find(by: OrderNumbers, now: number): LedgerOrder | undefined;
  /** By either number of a refund. */
  refund(number: string): { order: LedgerOrder; refund: Refund } | undefined;
  /** Whether that number of the merchant stands for a sale or a refund. */
  isNumberTaken(number: string): boolean;
  isCodeUsed(codeHash: string): boolean;
  /** When a payment with that outcome was last asked for, epoch ms. */
  lastAt(outcome: OutcomeId): number | undefined;
}

interface OrderNumbers {
  orderNo?: string | undefined;
  transNo?: string | undefined;
}

/** A book that begins with these events. */
export function createLedgerBook(events: readonly LedgerEvent[]): LedgerBook {
  const orders = new Map<string, LedgerOrder>();
  const orderNoOf = new Map<string, string>();
  const orderNoOfRefund = new Map<string, string>();
  const usedCodes = new Set<string>();
  const lastAt = new Map<OutcomeId, number>();

  const remember = (event: LedgerEvent): LedgerOrder | undefined => {
    const order = applyLedgerEvent(orders.get(event.orderNo), event);
    if (!order) return undefined;
    orders.set(event.orderNo, order);
    if (event.event === 'refundAsked') {
      orderNoOfRefund.set(event.refundNo, event.orderNo).set(event.transNo, event.orderNo);
      return order;
    }
    orderNoOf.set(event.transNo, event.orderNo);
    if (event.event === 'submitted') {
      usedCodes.add(event.codeHash);
      lastAt.set(event.outcome, event.at);
    }
    return order;
  };
  for (const event of events) remember(event);

  const refund = (number: string) => {
    const order = orders.get(orderNoOfRefund.get(number) ?? '');
    const found = order?.refunds.find((each) => each.refundNo === number || each.transNo === number);
    return order && found && { order, refund: found };
  };

  return {
    remember,
    byOrderNo: (orderNo) => orders.get(orderNo),
    find: ({ orderNo = '', transNo }, now) => {
      const order = orders.get(transNo === undefined ? orderNo : (orderNoOf.get(transNo) ?? ''));
      return order && hasArrived(order, now) ? order : undefined;
    },
    refund,
    isNumberTaken: (number) => orders.has(number) || refund(number) !== undefined,
    isCodeUsed: (codeHash) => usedCodes.has(codeHash),
    lastAt: (outcome) => lastAt.get(outcome),
  };
}
