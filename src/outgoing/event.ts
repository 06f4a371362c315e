import type { EventType } from '../event-types.ts';
import { isClosed, needsPerson, type Order } from '../payment/order.ts';
import { isOpenRefund } from '../payment/refund.ts';

/** One thing to tell, as it is kept until it is delivered. */
export interface OutgoingEvent {
  /** The same for the same thing, however often it is told: who hears it twice knows by this. */
  id: string;
  type: EventType;
  /** When it happened, epoch ms. */
  at: number;
  lane?: string;
  data: object;
}

/** An event of an order whose payload is still to be made of the order. */
export type OrderEventHead = Omit<OutgoingEvent, 'data'> & { refundNo?: string };

/**
 * All that is to be told of an order as it stands. Pure, and complete each time: who has told some of it before knows by the
 * ids. An end that changes (a settled order that was paid after all) is another event.
 */
export function eventsOf(order: Order): OrderEventHead[] {
  const { orderNo, lane, state, refunds = [], settlement } = order;
  const changedAt = order.history.at(-1)?.at ?? order.createdAt;
  const settled = settlement === undefined ? '' : `.settled.${settlement.as}`;
  const end: OrderEventHead[] = isClosed(order)
    ? [
        {
          id: `${orderNo}.${state}${settled}`,
          type: 'sale.ended',
          at: settlement?.at ?? order.finalAt ?? changedAt,
          lane,
        },
      ]
    : [];
  const given = refunds
    .filter((refund) => !isOpenRefund(refund))
    .map(({ refundNo, state: refundState, finalAt = changedAt }) => ({
      id: `${refundNo}.${refundState}`,
      type: 'refund.ended' as const,
      at: finalAt,
      lane,
      refundNo,
    }));
  const needs: OrderEventHead[] = needsPerson(order)
    ? [{ id: `${orderNo}.attention.${whyOf(order)}`, type: 'sale.attention', at: changedAt, lane }]
    : [];
  return [...end, ...given, ...needs];
}

/** What somebody has to look at; another reason is told anew. */
function whyOf({ state, cases, refunds = [] }: Order): string {
  const open = cases?.findIndex(({ closedAt }) => closedAt === undefined) ?? -1;
  if (open >= 0) return `case${open + 1}`;
  return refunds.find((refund) => refund.state === 'stuck')?.refundNo ?? state;
}
