import type { Order } from './order.ts';

export interface OrderSearch {
  /** Business day, `YYYY-MM-DD`; left out: all open orders and today's. */
  day?: string;
  lane?: string;
  state?: string;
  /** Part of a number of ours or the gateway's, of the reference or of the masked code. */
  q?: string;
  /** 1 to 500. */
  limit: number;
  /** Where the page before ended. */
  cursor?: string;
}

export interface OrderPage {
  orders: Order[];
  cursor?: string;
}

/** One page of orders, newest first. Pure: `orders` are all that the days asked for hold. */
export function searchOrders(orders: readonly Order[], search: OrderSearch): OrderPage {
  const found = orders
    .filter((order) => search.lane === undefined || order.lane === search.lane)
    .filter((order) => search.state === undefined || order.state === search.state)
    .filter((order) => search.q === undefined || mentions(order, search.q.toLowerCase()))
    .map((order) => ({ order, place: placeOf(order) }))
    .sort((a, b) => (a.place < b.place ? 1 : -1))
    .filter(({ place }) => search.cursor === undefined || place < search.cursor);
  const page = found.slice(0, search.limit);
  const last = page.at(-1);
  const orderPage = { orders: page.map(({ order }) => order) };
  return found.length > page.length && last ? { ...orderPage, cursor: last.place } : orderPage;
}

/** Sorts by time, then by number, as text. */
function placeOf(order: Order): string {
  return `${String(order.createdAt).padStart(15, '0')}.${order.orderNo}`;
}

function mentions(order: Order, q: string): boolean {
  const texts = [
    order.orderNo,
    order.saleId,
    order.reference,
    ...receiptNumbersOf(order),
    ...(order.refunds ?? []).map(({ refundNo }) => refundNo),
    order.codeMask,
    order.wallet,
  ];
  return texts.some((text) => text?.toLowerCase().includes(q));
}

/** The gateway's numbers of an order, of its cancel and of its refunds. */
export function receiptNumbersOf(order: Order): string[] {
  const { transNo, payChannelTransNo, payPlatformTransNo, cancelTransNo, refunds } = order;
  const ofRefunds = (refunds ?? []).map((refund) => refund.transNo);
  return [transNo, payChannelTransNo, payPlatformTransNo, cancelTransNo, ...ofRefunds].flatMap(
    (no) => no ?? [],
  );
}
