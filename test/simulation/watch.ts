import type { Order } from '../../src/payment/order.ts';
import type { LaneView } from '../../src/payment/payments-view.ts';
import type { Truth } from '../../src/sandbox/ledger.ts';
import { type OutcomeId, outcomeOf } from '../../src/sandbox/outcomes.ts';
import type { Screen } from '../../src/ui/messages.ts';
import type { ScreenSetting } from '../../src/ui/screen.ts';
import type { SimulatedDisk } from './simulated-disk.ts';
import type { Fields } from './simulated-network.ts';
import { holdAtRest } from './watch/at-rest.ts';
import { BooksWatch } from './watch/books.ts';
import { DaysWatch } from './watch/days.ts';
import type { Promised, Violation } from './watch/promises.ts';
import { ScreensWatch } from './watch/screens.ts';
import { SecretsWatch } from './watch/secrets.ts';
import { WireWatch } from './watch/wire.ts';

export interface WatchParts {
  /** The world's own time, epoch ms. */
  now(): number;
  disk: Pick<SimulatedDisk, 'synced' | 'syncedNames'>;
  truthOf(orderNo: string): Truth;
  setting: ScreenSetting;
  onScan(order: Order): void;
  /** Whether the till may have lost count of the time since then: it was off, or its disk was, and its clock was set. */
  isTimeLost(since: number): boolean;
  /** Keys that must be found nowhere. */
  secrets: readonly string[];
}

/** Holds what the till does, writes and shows against what is on its disk and what the gateway's ledger says. */
export class Watch {
  readonly violations: Violation[] = [];
  readonly books: BooksWatch;
  readonly wire: WireWatch;
  readonly days: DaysWatch;
  readonly secrets: SecretsWatch;
  readonly #screens: ScreensWatch;
  readonly #parts: WatchParts;
  readonly #disturbedAt: number[] = [];
  readonly #outcomes = new Map<string, OutcomeId>();

  constructor(parts: WatchParts) {
    this.#parts = parts;
    const report = this.#report.bind(this);
    const { now, truthOf, setting } = parts;
    this.books = new BooksWatch(parts.disk, report);
    this.wire = new WireWatch({ now, books: this.books, report, isTimeLost: parts.isTimeLost });
    this.days = new DaysWatch({ books: this.books, disk: parts.disk, report });
    this.secrets = new SecretsWatch(parts.secrets, report);
    this.#screens = new ScreensWatch({
      now,
      books: this.books,
      secrets: this.secrets,
      report,
      truthOf,
      setting,
    });
  }

  /** The lane took a code while that amount stood on its screens. */
  scanned(order: Order, amountMinor: number): void {
    this.wire.scanned(order.orderNo, amountMinor);
    this.#parts.onScan(order);
  }

  requestLeaves(fields: Fields): void {
    const { auth_code: code, merchant_order_no: orderNo } = fields;
    if (code !== undefined && orderNo !== undefined) this.#outcomes.set(orderNo, outcomeOf(code));
    this.wire.requestLeaves(fields);
  }

  /** What the screens of a lane show now. */
  seen(view: LaneView): Screen {
    return this.#screens.seen(view);
  }

  /** What a command of the REST interface answers. */
  answered(answer: unknown): void {
    this.secrets.written(JSON.stringify(answer), 'an answer');
  }

  truthOf(orderNo: string): Truth {
    return this.#parts.truthOf(orderNo);
  }

  keptWaiting(orderNo: string): void {
    this.#screens.keptWaiting(orderNo);
  }

  afterWait(orderNo: string, view: LaneView): void {
    this.#screens.afterWait(orderNo, view);
  }

  /** The till was cut off, ended, or failed by its disk just now. */
  disturbed(): void {
    this.#disturbedAt.push(this.#parts.now());
  }

  /** At rest: the books against the truth. */
  atRest(isAlarmed: (order: Order) => boolean): void {
    const { truthOf } = this.#parts;
    const report = this.#report.bind(this);
    const outcome = (orderNo: string) => this.#outcomes.get(orderNo);
    holdAtRest({
      books: this.books,
      wire: this.wire,
      report,
      truthOf,
      outcomeOf: outcome,
      wasDisturbed: (from, to) => this.#disturbedAt.some((at) => at >= from && at <= to),
      isAlarmed,
    });
  }

  /** Where nothing failed, every customer who paid was shown paid. */
  demandAllPaid(): void {
    for (const order of this.books.saved.values()) {
      this.demand(order.state === 'paid', 'k', `nothing failed, and yet it is ${order.state}`, order);
    }
  }

  /** Something a run as a whole has to keep. */
  demand(isKept: boolean, promise: Promised, what: string, order?: Order): void {
    if (!isKept) this.#report(promise, what, order);
  }

  #report(promise: Promised, what: string, order?: Order): void {
    this.violations.push({ promise, at: this.#parts.now(), what, order });
  }
}
