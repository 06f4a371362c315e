import type { Carried, Totals } from './day-totals.ts';
import type { DamageReport } from './order-store.ts';
import type { BooksState } from './periods.ts';
import type { ReconcileStore } from './reconcile.ts';

/** The numbered close of a period. It is written once, and never changes. */
export interface Z {
  schema: 1;
  z: number;
  period: string;
  /** All times are epoch ms. */
  openedAt: number;
  closedAt: number;
  /** Who closed it, where somebody is named. */
  by?: string;
  /** The till that wrote it, by its id: numbers are without a hole and a double within one till. */
  till?: string;
  /** The first close after the till was made of a backup: other closes may have had this number and later ones on the till before. */
  restored?: true;
  totals: Totals[];
  /** What was open when it was closed. */
  carried: Carried[];
}

export type CloseResult =
  | { ok: true; z: Z }
  | { ok: false; why: 'dayNotBegun' | 'beforeTheBooks' | 'storeFault'; detail: string };

/** Who hears of closes. */
export interface BooksNews {
  /** A period was closed with a number, and that is on disk. */
  closed(z: Z): void;
  /** The disk did not take the close of a day. */
  closeFailed(day: string, detail: string): void;
}

/** The port to where the books are kept. What resolves is on disk; the folder is this process's own. */
export interface BookStore {
  readonly receipts: ReceiptNumbers;
  readonly reconciliations: ReconcileStore;
  /** What could not be read, or is missing. */
  readonly damaged: readonly DamageReport[];
  /**
   * What was last saved, with a Z that was written after it already taken in; made anew from Zs and orders where it was
   * lost, for that day and moment (epoch ms). Nothing where nothing was ever booked.
   */
  load(now: { day: string; at: number }): Promise<BooksState | undefined>;
  save(state: BooksState): Promise<void>;
  /** Writes a Z that was never written before. Where that number is taken by the same period's, it stays. */
  writeZ(z: Z): Promise<Z>;
  readZ(z: number): Promise<Z>;
  /** Which period each Z closed. */
  closedPeriods(): Promise<ReadonlyMap<string, number>>;
}

/** Where a number may be found. */
export interface Candidates {
  /** Orders whose lines held it. */
  orderNos: string[];
  /** Days that the index does not cover, oldest first: their files have to be read. */
  otherDays: string[];
}

/**
 * From the gateway's numbers to our orders. Only a convenience: it may be lost at any time, and what it does not cover is found
 * without it.
 */
export interface ReceiptNumbers {
  candidates(number: string): Promise<Candidates>;
  /** A line was appended to that day's file. */
  changed(day: string): void;
  /**
   * Takes in every day before `today` that is not covered as it stands, one after the other; `pause` runs after each, so that
   * nobody waits. Rejects where the disk fails or the pause does; what was taken in stays.
   */
  fill(today: string, pause: () => Promise<void>): Promise<void>;
}

export interface PeriodView {
  period: string;
  /** `over`: its day is over, or it was closed early, and it has no Z yet. */
  status: 'open' | 'over' | 'closed';
  openedAt: number;
  totals: Totals[];
  carried: Carried[];
  /** Only of a closed one. */
  z?: number;
  closedAt?: number;
  by?: string;
}

export interface DayView {
  day: string;
  /** In the order they were opened. None where nothing happened on that day. */
  periods: PeriodView[];
}
