import type { WireOrder } from '../../../order-messages.ts';

interface Pages {
  day: string;
  /** Newest first. */
  orders: readonly WireOrder[];
  cursor?: string | undefined;
}

/**
 * The list once its first page was asked for again: pages that were fetched behind it stay. The very same list where nothing
 * has changed.
 */
export function mergedHead(known: Pages | undefined, head: Pages): Pages {
  const fresh = { ...head, orders: withSame(known?.orders ?? [], head.orders) };
  if (known === undefined || known.day !== head.day) return fresh;
  const merged = head.cursor === undefined ? fresh : withTail(fresh, known);
  const isSame =
    merged.cursor === known.cursor &&
    merged.orders.length === known.orders.length &&
    merged.orders.every((order, place) => order === known.orders[place]);
  return isSame ? known : merged;
}

function withTail(head: Pages, known: Pages): Pages {
  const last = head.orders.at(-1);
  const tail = known.orders.filter((order) => last !== undefined && placeOf(order) < placeOf(last));
  // The pages overlap, or nothing is behind: otherwise sales between them would be missing.
  const isWhole = tail.length > 0 && known.orders.some(({ orderNo }) => orderNo === last?.orderNo);
  return isWhole ? { ...head, orders: [...head.orders, ...tail], cursor: known.cursor } : head;
}

/** The list with one more page behind it. */
export function mergedTail(known: Pages, page: Pages): Pages {
  const have = new Set(known.orders.map(({ orderNo }) => orderNo));
  const added = page.orders.filter(({ orderNo }) => !have.has(orderNo));
  return { day: known.day, orders: [...known.orders, ...added], cursor: page.cursor };
}

/** An order that says what it said before stays the very same object, and so does a list of only such. */
export function withSame(known: readonly WireOrder[], fresh: readonly WireOrder[]): readonly WireOrder[] {
  const before = new Map(known.map((order) => [order.orderNo, order]));
  const orders = fresh.map((order) => {
    const same = before.get(order.orderNo);
    return same && JSON.stringify(same) === JSON.stringify(order) ? same : order;
  });
  const isSame = orders.length === known.length && orders.every((order, place) => order === known[place]);
  return isSame ? known : orders;
}

function placeOf({ createdAt, orderNo }: WireOrder): string {
  return `${createdAt} ${orderNo}`;
}
