import { basename } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Random } from '../random.ts';
import type { BookStore, BooksNews } from './book-store.ts';
import type { CallBudget } from './budget.ts';
import type { DayRule } from './business-day.ts';
import type { Gateway, GatewayWarning } from './gateway.ts';
import type { GatewayTrouble, GatewayWatch } from './gateway-watch.ts';
import type { Lane } from './lane.ts';
import type { LaneNotice, LanePhase } from './lane-phase.ts';
import type { NoticesHealth } from './notices.ts';
import { isClosed, needsPerson, type Order, openCase } from './order.ts';
import type { DamageReport, OrderStore } from './order-store.ts';
import type { WalletRule } from './payment-code.ts';
import type { Policy } from './policy.ts';
import { isOpenRefund } from './refund.ts';
import type { CommandResult } from './sale.ts';
import type { NoticeJournal } from './store/notice-journal.ts';

export interface PaymentsParts {
  lanes: readonly string[];
  gateway: Gateway;
  budget: CallBudget;
  policy: Policy;
  store: OrderStore;
  bookStore: BookStore;
  noticeJournal: NoticeJournal;
  tillId: string;
  /** The data folder came out of a backup of another till. */
  isRestored?: boolean;
  codeKey: Uint8Array;
  dayRule: DayRule;
  currency: { code: string; digits: number };
  maxMinor: number;
  maxRefundsPerOrder: number;
  readyMs: number;
  quietMs: number;
  wallets: readonly WalletRule[];
  description: string;
  clock: Clock;
  random: Random;
  log: Log;
  onChange(lane: string): void;
  news?: EngineNews | undefined;
}

/** Who hears of everything that has happened, once it is on disk. */
export interface EngineNews extends BooksNews {
  /** An order has changed; `before`: as it stood on disk until now. */
  order(order: Order, before: Order): void;
  /** A changed order was written in that time. */
  saved?(seconds: number): void;
  /** A code came for a lane, and that became of it. `firstByteAt`: of a gun, on the monotonic clock. */
  scanned?(scan: { lane: string; firstByteAt: number | undefined; result: CommandResult }): void;
}

/** Why no lane can begin a sale. Open orders go on whatever it says. */
export type Block =
  | GatewayTrouble
  | { kind: 'storeFault'; since: number; detail: string }
  | { kind: 'stopping'; since: number };

/**
 * What does not stop a sale but should be seen.
 * - `clockOff`: our clock is that much ahead of the gateway's
 * - `lossPossible`: a damaged file, in which a payment may have stood
 */
export type Warning =
  | { kind: GatewayWarning }
  | { kind: 'clockOff'; skewMs: number }
  | { kind: 'lossPossible'; file: string };

/** All that is to be known of a lane, for its screen. */
export interface LaneView {
  lane: string;
  phase: LanePhase;
  /** A sale is on it that is not over. */
  isBusy: boolean;
  canRelease: boolean;
  /** When an undecided order lets the lane go, epoch ms. */
  releaseAt?: number;
  notices: LaneNotice[];
  /** Open orders of this lane beside the one in `phase`. */
  otherOpen: Order[];
  block?: Block;
  warnings: Warning[];
}

/** What a view is made of beside the lane itself: the open orders of all lanes, and what holds for each of them. */
interface AllLanes {
  open: readonly Order[];
  block: Block | undefined;
  warnings: Warning[];
}

export function laneViewOf(
  lane: Pick<Lane, 'id' | 'phase' | 'isBusy' | 'canRelease' | 'releaseAt' | 'notices'>,
  { open, block, warnings }: AllLanes,
): LaneView {
  const { id, phase } = lane;
  const current = phase.kind === 'order' ? phase.order.orderNo : undefined;
  return {
    lane: id,
    phase,
    isBusy: lane.isBusy,
    canRelease: lane.canRelease(),
    ...(phase.kind === 'order' ? { releaseAt: lane.releaseAt() } : {}),
    notices: lane.notices,
    otherOpen: open.filter((order) => order.lane === id && order.orderNo !== current),
    ...(block ? { block } : {}),
    warnings,
  };
}

/** What is not where it belongs. */
export interface OrderCounts {
  /** Not settled yet, or with an open case or a stuck refund. */
  openOrders: number;
  /** Those of them that somebody has to look after. */
  stuckOrders: number;
  /** Ends that the gateway contradicts. */
  openCases: number;
  /** Refunds whose end is not known yet. */
  openRefunds: number;
}

/** Counts among the orders that have something left to do. */
export function orderCounts(live: readonly Order[]): OrderCounts {
  return {
    openOrders: live.filter((order) => !isClosed(order) || needsPerson(order)).length,
    stuckOrders: live.filter(needsPerson).length,
    openCases: live.filter((order) => openCase(order) !== undefined).length,
    openRefunds: live.flatMap(({ refunds = [] }) => refunds.filter(isOpenRefund)).length,
  };
}

export interface PaymentsHealth extends OrderCounts {
  /** Which till it is: whoever was restored from its backup asks. */
  tillId: string;
  block?: Block;
  warnings: Warning[];
  gatewayReachable: boolean;
  clockSkewMs?: number;
  damaged: DamageReport[];
  notices: NoticesHealth;
}

/** What a cashier has to know of the clock, of the gateway, and of damaged files. */
export function warningsOf(
  watch: Pick<GatewayWatch, 'state' | 'clockOffMs'>,
  damaged: readonly DamageReport[],
): Warning[] {
  const { state } = watch;
  const skewMs = watch.clockOffMs();
  const losses = damaged.filter(({ isLoss }) => isLoss);
  return [
    ...(skewMs === undefined ? [] : [{ kind: 'clockOff', skewMs } as const]),
    ...(state.kind === 'ready' && state.warning ? [{ kind: state.warning }] : []),
    ...losses.map(({ file }) => ({ kind: 'lossPossible', file: basename(file) }) as const),
  ];
}
