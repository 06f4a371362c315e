import type { Order } from './order.ts';

/** Something in the data folder that could not be read; it was set aside, and hurts nothing else. */
export interface DamageReport {
  file: string;
  /** Where it is now. */
  keptAs: string;
  reason: string;
  /** A payment may be in it that the till knows nothing else of: told on every screen until a person has dealt with it. */
  isLoss?: true;
}

/** What finds the sale of a repeated command. */
export type KeyedSale = Pick<
  Order,
  'saleId' | 'lane' | 'amountMinor' | 'createdAt' | 'saleKey' | 'reference'
>;

export interface StoreContents {
  /**
   * Every order with a live document, as last saved, oldest first: not settled yet, or with something left to do after
   * its end, or with a result that nobody has seen.
   */
  open: Order[];
  /** Of the last 24 hours and more, finished and open: code hashes, to catch a code used twice. */
  recentCodes: { hash: string; at: number }[];
  /** Of the last 24 hours and more: sale keys, so that a repeated command finds its sale. */
  recentSales: KeyedSale[];
  /** The newest order of each sale that has a live document, by the sale's id. */
  newestOfSales: ReadonlyMap<string, string>;
  damaged: DamageReport[];
}

export interface OrderQuery {
  /** Business day, `YYYY-MM-DD`. */
  day: string;
  /** Only this sale's. */
  saleId?: string;
  /** Only those with a line that holds this number, as a whole word of JSON. */
  number?: string;
  /** Also orders of other days that have a booking on this one. */
  withVisitors?: boolean;
}

/**
 * The port to where orders are kept. A promise that resolves means: on disk, and there after a power cut. One that
 * rejects (`STORE_WRITE_FAILED`) means: not known; act on nothing that was to be saved.
 */
export interface OrderStore {
  /** Everything the till needs at start. */
  load(): Promise<StoreContents>;
  /** Saves the live document of an order. */
  saveOpen(order: Order): Promise<void>;
  /**
   * Appends an order to its own day's file, and first to those of the days `elsewhere` on which its latest bookings are.
   * Its live document stays until `forget`.
   */
  finish(order: Order, elsewhere?: readonly string[]): Promise<void>;
  /** The result was seen, and nothing is left to do: the live document goes; the day file keeps the order. */
  forget(orderNo: string): Promise<void>;
  find(orderNo: string): Promise<Order | undefined>;
  /** A day's finished orders, newest first. */
  finishedOn(query: OrderQuery): Promise<Order[]>;
  /** Proves by a durable write that the store can be used; rejects with the reason. */
  probe(): Promise<void>;
  close(): Promise<void>;
}
