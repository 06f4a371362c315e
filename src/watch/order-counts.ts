import type { Order } from '../payment/index.ts';

/** What a change of an order adds to the counts. */
export interface OrderCounts {
  /** The state it came to its end in, by this change. */
  ended?: string;
  /** States worth counting that its refunds came to. */
  refunds: string[];
  /** Kinds of cases that were opened. */
  cases: string[];
}

const COUNTED_REFUNDS: readonly string[] = ['done', 'failed', 'stuck'];

/** Pure. `before`: as the order stood on disk until now. */
export function countsOf(order: Order, before: Order): OrderCounts {
  const hasEnded = order.finalAt !== undefined && before.finalAt === undefined;
  const stateBefore = new Map((before.refunds ?? []).map(({ refundNo, state }) => [refundNo, state]));
  const refunds = (order.refunds ?? [])
    .filter(({ refundNo, state }) => COUNTED_REFUNDS.includes(state) && stateBefore.get(refundNo) !== state)
    .map(({ state }) => state);
  const cases = (order.cases ?? []).slice(before.cases?.length ?? 0).map(({ kind }) => kind);
  return { ...(hasEnded && { ended: order.state }), refunds, cases };
}
