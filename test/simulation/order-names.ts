import type { Order } from '../../src/payment/order.ts';
import { orderOfRefundNumber } from '../../src/payment/refund.ts';
import type { Reaction } from '../../src/sandbox/reaction.ts';

/** Names orders by their lane and their turn there: numbers are chance, and another lane's sale would change them. */
export interface OrderNames {
  scanned(order: Order): void;
  /** The gateway gave numbers of its own. */
  answered(fields: Readonly<Record<string, unknown>>, reaction: Reaction): void;
  /** Of the order a request is about; empty for one about none. */
  of(fields: Readonly<Record<string, unknown>>): string;
}

export function createOrderNames(): OrderNames {
  const names = new Map<string, string>();
  const turns = new Map<string, number>();
  const of = (fields: Readonly<Record<string, unknown>>): string => {
    const number = String(fields.merchant_order_no ?? fields.trans_no);
    return names.get(orderOfRefundNumber(number) ?? number) ?? '';
  };
  return {
    scanned: ({ orderNo, lane }) => {
      const turn = (turns.get(lane) ?? 0) + 1;
      turns.set(lane, turn);
      names.set(orderNo, `${lane}/${turn}`);
    },
    answered: (fields, reaction) => {
      if (reaction.kind !== 'answer' || !('data' in reaction.result)) return;
      const { trans_no: transNo } = reaction.result.data;
      if (transNo !== undefined) names.set(String(transNo), of(fields));
    },
    of,
  };
}
