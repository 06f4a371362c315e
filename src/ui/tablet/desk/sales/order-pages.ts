import type { WireOrder } from '../../../order-messages.ts';

interface Pages {
  day: string;
  /** Newest first. */
  orders: readonly WireOrder[];
  cursor?: string | undefined;
}

/** The list once its first page was asked for again: pages that were fetched behind it stay. */
export function mergedHead<P extends Pages>(known: Pages | undefined, head: P): Pages {
  if (known === undefined || head.cursor === undefined || known.day !== head.day) {
    return { ...head, orders: withSame(known?.orders ?? [], head.orders) };
  }
  const last = head.orders.at(-1);
  const isBehind = (order: WireOrder) => last !== undefined && placeOf(order) < placeOf(last);
  const tail = known.orders.filter(isBehind);
  // The pages overlap, or nothing is behind: otherwise sales between them would be missing.
  const isWhole = tail.length > 0 && known.orders.some(({ orderNo }) => orderNo === last?.orderNo);
  if (!isWhole) return { ...head, orders: withSame(known.orders, head.orders) };
  return { ...head, orders: [...withSame(known.orders, head.orders), ...tail], cursor: known.cursor };
}

/** The list with one more page behind it. */
export function mergedTail(known: Pages, page: Pages): Pages {
  const have = new Set(known.orders.map(({ orderNo }) => orderNo));
  const added = page.orders.filter(({ orderNo }) => !have.has(orderNo));
  return { day: known.day, orders: [...known.orders, ...added], cursor: page.cursor };
}

/** An order that says what it said before stays the very same object: its row is not drawn again. */
export function withSame(known: readonly WireOrder[], fresh: readonly WireOrder[]): readonly WireOrder[] {
  const before = new Map(known.map((order) => [order.orderNo, order]));
  return fresh.map((order) => {
    const same = before.get(order.orderNo);
    return same && JSON.stringify(same) === JSON.stringify(order) ? same : order;
  });
}

function placeOf({ createdAt, orderNo }: WireOrder): string {
  return `${createdAt} ${orderNo}`;
}
