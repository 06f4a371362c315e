import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { BookStore, BooksNews, CloseResult, DayView, PeriodView, Z } from './book-store.ts';
import { dayOfPeriod, type PeriodClerk } from './booking.ts';
import { BookingGate } from './booking-gate.ts';
import { businessDayAt, type DayRule, dayStart } from './business-day.ts';
import { writtenBy } from './close-writer.ts';
import { csvOf } from './day-csv.ts';
import { carriedOf, eventsOf, totalsOf } from './day-totals.ts';
import type { Order } from './order.ts';
import {
  type BooksState,
  closed,
  comparePeriods,
  dropped,
  newBooks,
  opened,
  openedAgain,
  openPeriod,
  type Period,
} from './periods.ts';

export interface DayBookParts {
  store: Omit<BookStore, 'receipts' | 'reconciliations'>;
  tillId: string;
  /** The books came out of a backup of another till. */
  isRestored?: boolean;
  clock: Clock;
  dayRule: DayRule;
  currency: { code: string; digits: number };
  /** All orders with bookings in a day's periods: of the day's file and live ones, each once in its highest revision. */
  ordersOf(day: string): Promise<Order[]>;
  /** Orders that have something left to do. */
  live(): readonly Order[];
  /** Why there may be bookings on disk that nobody knows of, if so. */
  storeFault(): string | undefined;
  /** A look that is due at the day's close is due now. */
  look(orderNo: string): Promise<void>;
  /** Our clock minus the gateway's, ms, where known. */
  clockSkewMs(): number | undefined;
  /** A booking may be on disk or not. */
  onUnknown(): void;
  /** The books could not be written. */
  onStoreFault(detail: string): void;
  news?: BooksNews | undefined;
}

/** Beyond this a clock that is ahead is not believed: the books would be carried off into a day that is not there yet. */
const MOST_SKEW_MS = 10 * 60_000;

/**
 * The shop's books by period: stamps money events with the period that is open, tells running totals (X), and closes
 * periods with a number (Z). A day without any money event has no period and no Z, unless somebody closes it by name.
 */
export class DayBook implements PeriodClerk {
  readonly #parts: DayBookParts;
  #state: BooksState;
  /** Whether the state is on disk: new books are not, until something is booked or closed. */
  #isSaved = false;
  readonly #gate = new BookingGate();
  #saving: Promise<unknown> = Promise.resolve();
  #closing: Promise<unknown> = Promise.resolve();

  constructor(parts: DayBookParts) {
    this.#parts = parts;
    this.#state = newBooks(this.#today(), parts.clock.now());
  }

  /** Before anything else. */
  async load(): Promise<void> {
    const saved = await this.#parts.store.load({ day: this.#today(), at: this.#parts.clock.now() });
    if (saved) this.#state = saved;
    this.#isSaved = saved !== undefined;
  }

  async enter(): Promise<{ period: string; leave(isKnown?: boolean): void }> {
    for (;;) {
      if (this.#gate.isShut) await this.#gate.opened();
      else if (this.#isBehind()) await this.#openToday();
      else break;
    }
    const { period } = openPeriod(this.#state);
    const end = this.#gate.begin(period);
    const leave = (isKnown = true) => {
      // Told before a close that waits for it goes on.
      if (!isKnown) this.#parts.onUnknown();
      end();
    };
    return { period, leave };
  }

  /** The business day that money is booked on now. */
  today(): string {
    return dayOfPeriod(openPeriod(this.#books(this.#today())).period);
  }

  /** The periods of a day, with their totals as they stood at one moment since the question. Nothing of a day to come. */
  async view(day: string): Promise<DayView | undefined> {
    return this.#gate.still(`view ${day}`, async () => {
      const today = this.#today();
      const { periods } = this.#books(today);
      if (day > dayOfPeriod(periods.at(-1)?.period ?? today)) return undefined;
      // After the periods: one that is closed meanwhile is then found in either of the two.
      const zs = await this.#zsOf(day);
      const orders = await this.#parts.ordersOf(day);
      const left = periods
        .filter(({ period }) => dayOfPeriod(period) === day)
        .filter(({ period }) => zs.every((z) => z.period !== period))
        .map((period) => this.#viewOf(period, { orders, isOpen: period === periods.at(-1) }));
      const all = [...zs.map(({ schema, ...z }): PeriodView => ({ ...z, status: 'closed' })), ...left];
      return { day, periods: all.sort((a, b) => comparePeriods(a.period, b.period)) };
    });
  }

  /** The money events of a day as CSV, one line each. Nothing of a day to come. */
  async csv(day: string): Promise<string | undefined> {
    const zs = await this.#parts.store.closedPeriods();
    return this.#gate.still(`csv ${day}`, async () => {
      const { period } = openPeriod(this.#books(this.#today()));
      if (day > dayOfPeriod(period)) return undefined;
      const events = eventsOf(await this.#parts.ordersOf(day), (each) => dayOfPeriod(each) === day);
      return csvOf(events, (each) => zs.get(each));
    });
  }

  /**
   * Closes a day, and every earlier period that is over and has no Z, in their order; resolves with the day's last Z. The open
   * day is closed early: what comes after is its next period. Where nothing came since the last Z, that one is the answer.
   */
  close(day: string, { by }: { by?: string } = {}): Promise<CloseResult> {
    const close = async (): Promise<CloseResult> => {
      const result = await this.#close(day, by).catch((error) => {
        const detail = errorText(error);
        this.#parts.onStoreFault(detail);
        return { ok: false, why: 'storeFault', detail } as const;
      });
      if (!result.ok && result.why === 'storeFault') this.#parts.news?.closeFailed(day, result.detail);
      return result;
    };
    const done = this.#closing.then(close, close);
    this.#closing = done;
    return done;
  }

  async #close(day: string, by: string | undefined): Promise<CloseResult> {
    const fault = this.#fault();
    if (fault) return fault;
    await this.#openToday();
    const open = openPeriod(this.#state).period;
    if (day > dayOfPeriod(open)) {
      const detail = `The day ${day} has not begun; the open day is ${dayOfPeriod(open)}.`;
      return { ok: false, why: 'dayNotBegun', detail };
    }
    if (day < this.#state.firstDay) {
      const detail = `The books begin with ${this.#state.firstDay}; there is nothing of ${day}.`;
      return { ok: false, why: 'beforeTheBooks', detail };
    }
    if (day === dayOfPeriod(open) && (await this.#isWorthClosing(open))) {
      // Its day may have ended meanwhile: then the next one is open already.
      const isStillOpen = (state: BooksState) => openPeriod(state).period === open;
      await this.#change((state) =>
        isStillOpen(state) ? openedAgain(state, this.#parts.clock.now()) : state,
      );
    }
    const over = this.#state.periods.slice(0, -1).filter(({ period }) => dayOfPeriod(period) <= day);
    let last: Z | undefined;
    for (const period of over) {
      const closing = await this.#closePeriod(period, { day, by });
      if (closing && 'ok' in closing) return closing;
      last = closing ?? last;
    }
    last = last?.period.startsWith(day) ? last : (await this.#zsOf(day)).at(-1);
    const z = last ?? (await this.#closeQuietDay(day, by));
    if ('ok' in z) return z;
    if (over.length > 0) await this.#lookAtDue();
    return { ok: true, z };
  }

  /** A day without a period, and without a Z that can be read. What was booked on it is in one all the same. */
  async #closeQuietDay(day: string, by: string | undefined): Promise<Z | CloseResult> {
    const orders = await this.#parts.ordersOf(day);
    if (eventsOf(orders, (period) => dayOfPeriod(period) === day).length > 0) {
      const detail = `The close of ${day} is missing from books/z, or cannot be read. Put its file back from a backup.`;
      return { ok: false, why: 'storeFault', detail };
    }
    return this.#writeZ({ period: day, openedAt: dayStart(day, this.#parts.dayRule) }, { by, orders });
  }

  /** Gives a period that is over its Z; nothing where there is nothing to put into one and nobody asked for it by name. */
  async #closePeriod(
    period: Period,
    { day, by }: { day: string; by: string | undefined },
  ): Promise<Z | CloseResult | undefined> {
    const name = period.period;
    await this.#gate.drained(name);
    const orders = await this.#parts.ordersOf(dayOfPeriod(name));
    const fault = this.#fault();
    if (fault) return fault;
    const isNamed = dayOfPeriod(name) === day && (await this.#zsOf(day)).length === 0;
    if (isNamed || eventsOf(orders, (each) => each === name).length > 0) {
      return this.#writeZ(period, { by, orders });
    }
    await this.#change((state) => dropped(state, name));
    return undefined;
  }

  async #writeZ(
    { period, openedAt }: Period,
    { by, orders }: { by: string | undefined; orders: readonly Order[] },
  ): Promise<Z> {
    const { store, clock, currency, dayRule, live } = this.#parts;
    const z = await store.writeZ({
      schema: 1,
      z: this.#state.lastZ + 1,
      period,
      openedAt,
      closedAt: clock.now(),
      ...(by === undefined ? {} : { by }),
      ...(await writtenBy(this.#parts, this.#state.lastZ)),
      totals: totalsOf(orders, period, { ...currency, timeZone: dayRule.timeZone }),
      carried: carriedOf(live()),
    });
    await this.#change((state) => closed(state, period, z.z));
    this.#parts.news?.closed(z);
    return z;
  }

  /** Something was booked in it, or its day would have no Z at all. */
  async #isWorthClosing(period: string): Promise<boolean> {
    const day = dayOfPeriod(period);
    const others = this.#state.periods.filter((each) => dayOfPeriod(each.period) === day).length - 1;
    if (others === 0 && (await this.#zsOf(day)).length === 0) return true;
    return eventsOf(await this.#parts.ordersOf(day), (each) => each === period).length > 0;
  }

  async #lookAtDue(): Promise<void> {
    const due = this.#parts.live().filter(({ looksDue }) => looksDue !== undefined);
    await Promise.allSettled(due.map(({ orderNo }) => this.#parts.look(orderNo)));
  }

  #viewOf(period: Period, { orders, isOpen }: { orders: readonly Order[]; isOpen: boolean }): PeriodView {
    const { currency, dayRule, live } = this.#parts;
    return {
      ...period,
      status: isOpen ? 'open' : 'over',
      totals: totalsOf(orders, period.period, { ...currency, timeZone: dayRule.timeZone }),
      carried: carriedOf(live()),
    };
  }

  /** The Zs of a day, in the order of its periods. */
  async #zsOf(day: string): Promise<Z[]> {
    const { store } = this.#parts;
    const numbers = [...(await store.closedPeriods())]
      .filter(([period]) => dayOfPeriod(period) === day)
      .sort(([a], [b]) => comparePeriods(a, b))
      .map(([, z]) => z);
    return Promise.all(numbers.map((z) => store.readZ(z)));
  }

  #fault(): CloseResult | undefined {
    const detail = this.#parts.storeFault();
    return detail === undefined ? undefined : { ok: false, why: 'storeFault', detail };
  }

  /** The business day it is, whoever has set this machine's clock ahead. */
  #today(): string {
    const { clock, clockSkewMs, dayRule } = this.#parts;
    const ahead = clockSkewMs() ?? 0;
    return businessDayAt(clock.now() - (ahead > MOST_SKEW_MS ? ahead : 0), dayRule);
  }

  /** The books as they will be once something is booked today. */
  #books(today: string): BooksState {
    const at = this.#parts.clock.now();
    return this.#isSaved ? opened(this.#state, today, at) : newBooks(today, at);
  }

  #isBehind(): boolean {
    return !this.#isSaved || dayOfPeriod(openPeriod(this.#state).period) < this.#today();
  }

  #openToday(): Promise<void> {
    return this.#change(() => this.#books(this.#today()));
  }

  /** Changes follow one another, each durable before it holds. */
  async #change(change: (state: BooksState) => BooksState): Promise<void> {
    const save = async () => {
      const next = change(this.#state);
      if (next === this.#state && this.#isSaved) return;
      await this.#parts.store.save(next);
      this.#state = next;
      this.#isSaved = true;
    };
    const saved = this.#saving.then(save, save);
    this.#saving = saved;
    await saved;
  }
}
