import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { BookStore } from './book-store.ts';
import { otherDaysOf } from './booking.ts';
import { businessDayAt, type DayRule } from './business-day.ts';
import type { Order } from './order.ts';
import type { OrderBook } from './order-book.ts';
import { dayOfOrderNumber } from './order-number.ts';
import { type OrderPage, type OrderSearch, receiptNumbersOf, searchOrders } from './order-search.ts';
import type { OrderStore } from './order-store.ts';
import type { WalletRule } from './payment-code.ts';
import { orderOfRefundNumber } from './refund.ts';

export interface OrderFinderParts {
  /** The orders, once they are there. */
  orders(): OrderBook;
  store: OrderStore;
  bookStore: BookStore;
  clock: Clock;
  dayRule: DayRule;
  /** Their names are searched for, too. */
  wallets: readonly Pick<WalletRule, 'wallet' | 'name'>[];
  log: Log;
}

/** A page of orders, and the business day that was looked through: today where none was asked for. */
export type FoundOrders = OrderPage & { day: string };

/** What may be a number of ours or of the gateway's, whole: one word with a digit in it. */
const NUMBER = /^(?=.*\d)[\x21\x23-\x5b\x5d-\x7e]{8,64}$/;
/** A till that starts has other things to do than to index last year. */
const FIRST_INDEXING_MS = 5000;
const INDEX_EVERY_MS = 60 * 60_000;
/** Between two days of an index that is made anew: sales go before it. */
const PAUSE_MS = 20;

/** Finds orders: by day, by words, and by a number on whatever the customer holds, however old. */
export class OrderFinder {
  readonly #parts: OrderFinderParts;
  readonly #stop = new AbortController();
  readonly #walletNames: ReadonlyMap<string, string>;
  #indexing: Promise<void> = Promise.resolve();

  constructor(parts: OrderFinderParts) {
    this.#parts = parts;
    this.#walletNames = new Map(parts.wallets.map(({ wallet, name }) => [wallet, name]));
  }

  /**
   * One page of orders, newest first. Asked for a whole number and no day, also those of any day that bear it; for what is open,
   * also of any day, and nothing is read for it.
   */
  async page(search: OrderSearch): Promise<FoundOrders> {
    const { orders: ordersOf, clock, dayRule } = this.#parts;
    const today = businessDayAt(clock.now(), dayRule);
    const found = (orders: readonly Order[], day = today) => {
      return { ...searchOrders(orders, search, (wallet) => this.#walletNames.get(wallet)), day };
    };
    const { day, kind, q } = search;
    if (day !== undefined) {
      const orders = await ordersOf().openAndFinishedOn([{ day }]);
      return found(
        orders.filter((order) => dayOfOrderNumber(order.orderNo) === day),
        day,
      );
    }
    if ((kind === 'open' || kind === 'attention') && q === undefined) return found(ordersOf().live());
    const orders = await ordersOf().openAndFinishedOn([{ day: today }]);
    const named = q === undefined ? [] : await this.byNumber(q.trim());
    const all = new Map([...named, ...orders].map((order) => [order.orderNo, order]));
    return found([...all.values()]);
  }

  /** The orders of a number: of an order, a refund, a sale, or one that the gateway gave and a receipt shows. */
  async byNumber(number: string): Promise<Order[]> {
    if (!NUMBER.test(number)) return [];
    const book = this.#parts.orders();
    const ours = number.toUpperCase();
    const order = await book.find(orderOfRefundNumber(ours) ?? ours);
    if (order) return [order];
    const sale = await book.ofSale(ours);
    const ofSale = await this.#all(sale?.orderNos ?? []);
    if (ofSale.length > 0) return ofSale;
    const live = book.live().filter((each) => receiptNumbersOf(each).includes(number));
    return live.length > 0 ? live : this.#onDisk(number);
  }

  /** An order was saved: its days are not as they were indexed. */
  orderChanged(order: Order): void {
    for (const day of [dayOfOrderNumber(order.orderNo), ...otherDaysOf(order)]) {
      if (day !== undefined) this.#parts.bookStore.receipts.changed(day);
    }
  }

  /** Keeps the index of days that are over, beside everything else. */
  start(): void {
    this.#indexing = this.#keepIndexed();
  }

  async stop(): Promise<void> {
    this.#stop.abort(new Error('the till is stopping'));
    await this.#indexing;
  }

  async #keepIndexed(): Promise<void> {
    const { clock, bookStore, dayRule, log } = this.#parts;
    const { signal } = this.#stop;
    const pause = async (ms: number) => {
      signal.throwIfAborted();
      await clock.sleep(ms, signal);
    };
    await pause(FIRST_INDEXING_MS).catch(() => {});
    while (!signal.aborted) {
      try {
        await bookStore.receipts.fill(businessDayAt(clock.now(), dayRule), () => pause(PAUSE_MS));
      } catch (error) {
        if (!signal.aborted) log.warn('receipt numbers not indexed', { error: errorText(error) });
      }
      await pause(INDEX_EVERY_MS).catch(() => {});
    }
  }

  async #onDisk(number: string): Promise<Order[]> {
    const { store, bookStore } = this.#parts;
    const { orderNos, otherDays } = await bookStore.receipts.candidates(number);
    const bearing = async (candidates: readonly string[]) =>
      (await this.#all([...new Set(candidates)])).filter((order) => receiptNumbersOf(order).includes(number));
    const found = await bearing(orderNos);
    for (const day of otherDays.toReversed()) {
      if (found.length > 0) break;
      const orders = await store.finishedOn({ day, number, withVisitors: true });
      // Of an order that only visits the day, its own day's file tells the latest.
      found.push(...(await bearing(orders.map(({ orderNo }) => orderNo))));
    }
    return found;
  }

  async #all(orderNos: readonly string[]): Promise<Order[]> {
    const orders = await Promise.all(orderNos.map((orderNo) => this.#parts.orders().find(orderNo)));
    return orders.flatMap((order) => order ?? []);
  }
}
