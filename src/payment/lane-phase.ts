import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { DayRule } from './business-day.ts';
import type { Order, Seller } from './order.ts';
import type { OrderBook } from './order-book.ts';
import type { ScanRefusal, WalletRule } from './payment-code.ts';
import type { EngineNews } from './payments-view.ts';
import type { Policy } from './policy.ts';
import type { Sale } from './sale.ts';

/** A code as it reached the lane. `firstByteAt` is on the monotonic clock; a code from a page has none. */
export interface LaneScan {
  text: string;
  aim?: string;
  firstByteAt?: number;
}

export interface ChargeRequest {
  amountMinor: number;
  reference?: string;
  /** Who sells, where somebody has signed in. */
  soldBy?: Seller;
  /** Makes a repeated charge find the first one's sale. */
  key?: string;
}

/** Something that ended off the lane's current sale: told until somebody has read it. */
export interface LaneNotice {
  at: number;
  order: Order;
}

/**
 * What a lane is doing.
 * - `idle`: the cashier may type an amount; `draftMinor` is what a sale that nobody scanned leaves to type again
 * - `ready`: waits for a code until `until`; `refusal` tells what was wrong with the last one
 * - `order`: from the scan to the result, until somebody has seen it
 */
export type LanePhase =
  | { kind: 'idle'; draftMinor?: number; unsent?: boolean }
  | { kind: 'ready'; sale: Sale; since: number; until: number; refusal?: ScanRefusal }
  | { kind: 'order'; sale: Sale; order: Order };

export interface LaneParts {
  id: string;
  clock: Clock;
  random: Random;
  policy: Policy;
  dayRule: DayRule;
  readyMs: number;
  quietMs: number;
  maxMinor: number;
  currency: { code: string; digits: number };
  wallets: readonly WalletRule[];
  book: OrderBook;
  /** Why no sale can begin now, if so. */
  isBlocked(): boolean;
  /** Opens a connection ahead of the scan. */
  warm(): void;
  /** The result was seen: the order's live document may go. */
  forget(orderNo: string): void;
  /** What a tablet shows has changed. */
  onChange(): void;
  news?: Pick<EngineNews, 'scanned'> | undefined;
}
