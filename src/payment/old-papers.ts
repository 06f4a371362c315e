import type { Order } from './order.ts';

/** Lets everything else go first; rejects where it is to be broken off. */
export type Pause = () => Promise<void>;

/**
 * The port to what is kept of days that are long over, for who trims it. What is changed is durable when it resolves; after
 * a power cut each file is as it was, or as it was to be.
 */
export interface OldPapers {
  /** Business days with finished orders, oldest first, and the size of each day's file. */
  days(): Promise<{ day: string; bytes: number }[]>;
  /** Shows every line of a day that is an order: also earlier revisions, and copies of orders of other days. */
  visit(day: string, pause: Pause, see: (order: Order) => void): Promise<void>;
  /**
   * Writes orders of a day's file anew, each line for itself; one for which `change` gives nothing stays to the letter.
   * Resolves with how many lines were changed.
   */
  rewrite(day: string, pause: Pause, change: (order: Order) => Order | undefined): Promise<number>;
  /** An order in its latest revision, by its own day's file. */
  find(orderNo: string): Promise<Order | undefined>;
  /** The business day an order was born on, by its number. */
  dayOf(orderNo: string): string | undefined;
  /** Whether something is left to do for it, or nobody has seen its result. */
  isLive(orderNo: string): boolean;
  /** Days of which the gateway's notices are kept, oldest first. */
  noticeDays(): Promise<string[]>;
  dropNotices(day: string): Promise<void>;
}
