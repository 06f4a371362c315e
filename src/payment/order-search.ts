import { meantAmounts } from './meant-amounts.ts';
import { isClosed, needsPerson, type Order } from './order.ts';
import { isMade, isOpenRefund } from './refund.ts';

/**
 * - `notPaid`: ended without money, or settled so by a person · `refunded`: paid, and money of it went or goes back
 * - `open`: something of it is not known yet · `attention`: it will not settle without a person
 */
export type OrderKind = 'paid' | 'notPaid' | 'refunded' | 'open' | 'attention';

export interface OrderSearch {
  /** Business day, `YYYY-MM-DD`; left out: all open orders and today's. */
  day?: string;
  lane?: string;
  /** Those whose orders who asks may see. Left out: all. */
  lanes?: readonly string[];
  state?: string;
  kind?: OrderKind;
  /**
   * An amount, or part of a number of ours or the gateway's, of the reference, of the masked code or of the wallet's name. Up to
   * five bare figures are the last ones of a number, for that is what people read out.
   */
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

/** Wallet id to its shown name. */
export type WalletNames = (wallet: string) => string | undefined;

/** One page of orders, newest first. Pure: `orders` are all that the days asked for hold. */
export function searchOrders(
  orders: readonly Order[],
  search: OrderSearch,
  walletName: WalletNames = () => undefined,
): OrderPage {
  const { lane, lanes, state, kind, q } = search;
  const found = orders
    .filter((order) => lane === undefined || order.lane === lane)
    .filter((order) => lanes === undefined || lanes.includes(order.lane))
    .filter((order) => state === undefined || order.state === state)
    .filter((order) => kind === undefined || isOfKind(order, kind))
    .filter((order) => q === undefined || isMeant(order, q.trim(), walletName))
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

function isOfKind(order: Order, kind: OrderKind): boolean {
  const { state, settlement, refunds = [] } = order;
  switch (kind) {
    case 'paid':
      return state === 'paid';
    case 'notPaid':
      return isClosed(order) && state !== 'paid' && settlement?.as !== 'paid';
    case 'refunded':
      return state === 'paid' && refunds.some((refund) => isMade(refund) || isOpenRefund(refund));
    case 'open':
      return !isClosed(order) || needsPerson(order) || refunds.some(isOpenRefund);
    case 'attention':
      return needsPerson(order);
  }
}

function isMeant(order: Order, q: string, walletName: WalletNames): boolean {
  return mentions(order, q.toLowerCase(), walletName) || isOfAmount(order, q);
}

function mentions(order: Order, q: string, walletName: WalletNames): boolean {
  const numbers = [
    order.orderNo,
    order.saleId,
    ...receiptNumbersOf(order),
    ...(order.refunds ?? []).map(({ refundNo }) => refundNo),
    order.codeMask,
  ];
  const words = [order.reference, order.wallet, walletName(order.wallet)];
  const isTail = /^\d{1,5}$/.test(q);
  const bears = (number: string) => (isTail ? number.endsWith(q) : number.toLowerCase().includes(q));
  return numbers.some(bears) || words.some((text) => text?.toLowerCase().includes(q));
}

/** Its own amount, what was paid or charged instead, or what went back of it. */
function isOfAmount(order: Order, q: string): boolean {
  const { amountMinor, paidAmountMinor, chargedMinor, refunds = [] } = order;
  const amounts = [amountMinor, paidAmountMinor, chargedMinor, ...refunds.map((each) => each.amountMinor)];
  return meantAmounts(q, order.digits).some((minor) => amounts.includes(minor));
}

/** The gateway's numbers of an order, of its cancel and of its refunds. */
export function receiptNumbersOf(order: Order): string[] {
  const { transNo, payChannelTransNo, payPlatformTransNo, cancelTransNo, refunds } = order;
  const ofRefunds = (refunds ?? []).map((refund) => refund.transNo);
  return [transNo, payChannelTransNo, payPlatformTransNo, cancelTransNo, ...ofRefunds].flatMap(
    (no) => no ?? [],
  );
}
