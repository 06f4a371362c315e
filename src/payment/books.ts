import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { BookStore, BooksNews } from './book-store.ts';
import type { CallBudget } from './budget.ts';
import type { DayRule } from './business-day.ts';
import { DayBook } from './day-book.ts';
import type { Gateway } from './gateway.ts';
import type { Notice } from './notice.ts';
import type { Order } from './order.ts';
import type { OrderBook } from './order-book.ts';
import { OrderFinder } from './order-finder.ts';
import { dayOfOrderNumber } from './order-number.ts';
import type { OrderStore } from './order-store.ts';
import type { WalletRule } from './payment-code.ts';
import { Reconcile } from './reconcile.ts';
import type { StoreWatch } from './store-watch.ts';

export interface BooksParts {
  bookStore: BookStore;
  store: OrderStore;
  gateway: Gateway;
  budget: CallBudget;
  clock: Clock;
  tillId: string;
  isRestored?: boolean;
  dayRule: DayRule;
  log: Log;
  wallets: readonly WalletRule[];
  currency: { code: string; digits: number };
  /** The orders, once they are there. */
  orders(): OrderBook;
  /** What the gateway told on a day about numbers that are none of ours. */
  foreignOn(day: string): Promise<Notice[]>;
  /** Who hears of closes. */
  news?: BooksNews | undefined;
  /** Knows whether the disk works, and is told where the books could not be written. */
  storeWatch(): StoreWatch;
}

/** So long after the disk failed or came back nothing is closed: it may fail again, and not every order has told so yet. */
const SETTLING_MS = 10_000;

/** The shop's books on the orders as the till keeps them. */
export class Books {
  readonly days: DayBook;
  readonly finder: OrderFinder;
  readonly reconcile: Reconcile;
  readonly #parts: BooksParts;
  #settledAt = Number.NEGATIVE_INFINITY;

  constructor(parts: BooksParts) {
    const { bookStore: store, gateway, orders, storeWatch } = parts;
    this.#parts = parts;
    this.finder = new OrderFinder(parts);
    this.reconcile = new Reconcile({ ...parts, store: store.reconciliations });
    this.days = new DayBook({
      ...parts,
      store,
      ordersOf: (day) => this.#ordersOf(day),
      live: () => orders().live(),
      storeFault: () => this.#storeFault(),
      look: async (orderNo) => {
        await orders().look(orderNo, 'dayClose');
      },
      clockSkewMs: () => gateway.clockSkewMs(),
      onUnknown: () => this.diskChanged(),
      onStoreFault: (detail) => storeWatch().failed(detail),
    });
  }

  /** What the gateway told on a business day about numbers that are none of this till's. */
  foreignOn(day: string): Promise<Notice[]> {
    return this.#parts.foreignOn(day);
  }

  async stop(): Promise<void> {
    await Promise.all([this.finder.stop(), this.reconcile.stop()]);
  }

  /** The disk failed, or works again. */
  diskChanged(): void {
    this.#settledAt = this.#parts.clock.monotonic() + SETTLING_MS;
  }

  #storeFault(): string | undefined {
    const { storeWatch, orders, clock } = this.#parts;
    const { fault } = storeWatch();
    if (fault) return fault.detail;
    const isSettling = orders().isStalled || clock.monotonic() < this.#settledAt;
    return isSettling ? 'orders are still being saved after a fault of the disk' : undefined;
  }

  /** Of an order that only visits the day's file, its own day's tells the truth: the copy may be of a save that failed. */
  async #ordersOf(day: string): Promise<Order[]> {
    const { store, orders } = this.#parts;
    const found = await orders().openAndFinishedOn([{ day, withVisitors: true }]);
    const visitors = found.filter(({ orderNo }) => dayOfOrderNumber(orderNo) !== day);
    const days = new Set(visitors.flatMap(({ orderNo }) => dayOfOrderNumber(orderNo) ?? []));
    const atHome = new Map<string, Order>();
    for (const each of days) {
      for (const order of await store.finishedOn({ day: each })) atHome.set(order.orderNo, order);
    }
    for (const order of orders().live()) atHome.set(order.orderNo, order);
    return found.map((order) => {
      const truth = dayOfOrderNumber(order.orderNo) === day ? undefined : atHome.get(order.orderNo);
      return truth && truth.rev >= order.rev ? truth : order;
    });
  }
}
