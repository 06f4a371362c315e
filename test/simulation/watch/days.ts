import { isDeepStrictEqual } from 'node:util';
import type { DayView, PeriodView, Z } from '../../../src/payment/book-store.ts';
import { type Booking, dayOfPeriod } from '../../../src/payment/booking.ts';
import type { SimulatedDisk } from '../simulated-disk.ts';
import type { BooksWatch } from './books.ts';
import type { Report } from './promises.ts';

export interface DaysParts {
  books: BooksWatch;
  disk: Pick<SimulatedDisk, 'synced'>;
  report: Report;
}

/** Holds the day book to the money events: each in one period, and no Z ever changed. */
export class DaysWatch {
  readonly #parts: DaysParts;
  /** Each Z as it was first answered. */
  readonly #zs = new Map<number, Z>();
  readonly #days = new Set<string>();

  constructor(parts: DaysParts) {
    this.#parts = parts;
  }

  /** A close was answered with a Z. */
  closed(z: Z): void {
    const { disk, report } = this.#parts;
    const before = this.#zs.get(z.z);
    if (before && !isDeepStrictEqual(before, z)) report('m', `Z ${z.z} has changed`);
    this.#zs.set(z.z, before ?? z);
    this.#days.add(dayOfPeriod(z.period));
    const kept = disk.synced(`/data/books/z/${String(z.z).padStart(6, '0')}.json`);
    if (kept === undefined) report('e', `Z ${z.z} was answered before it was on the disk`);
  }

  /** The days in whose books anything was ever written. */
  days(): string[] {
    const booked = [...this.#bookings().keys()].map(dayOfPeriod);
    return [...new Set([...booked, ...this.#days])].sort();
  }

  /** At rest: every money event is in one period, and the periods' sums are theirs. */
  atRest(views: readonly DayView[]): void {
    const { report } = this.#parts;
    const periods = views.flatMap((view) => view.periods);
    const bookings = this.#bookings();
    for (const view of periods) {
      this.#holdPeriod(view, bookings.get(view.period) ?? []);
      bookings.delete(view.period);
    }
    for (const [period, lost] of bookings) report('m', `${lost.length} events of ${period} are in no period`);
    const numbers = periods.flatMap(({ z }) => z ?? []).sort((a, b) => a - b);
    if (numbers.some((z, i) => z !== i + 1)) report('m', `the Zs are ${numbers.join(', ')}`);
    for (const [number, { totals }] of this.#zs) {
      const now = periods.find(({ z }) => z === number);
      if (!isDeepStrictEqual(now?.totals, totals)) report('m', `Z ${number} has changed`);
    }
  }

  #holdPeriod({ period, totals }: PeriodView, bookings: readonly Booking[]): void {
    const { report } = this.#parts;
    const counted = totals.reduce((sum, { events }) => sum + events, 0);
    if (counted !== bookings.length) report('m', `${period} counts ${counted} of ${bookings.length} events`);
    for (const kind of new Set(bookings.map((booking) => booking.kind))) {
      const ofKind = bookings.filter((booking) => booking.kind === kind);
      const expected = ofKind.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      const told = totals.reduce((sum, { kinds }) => sum + (kinds[kind]?.amountMinor ?? 0), 0);
      if (told !== expected) report('m', `${period} has ${told} ${kind}, the orders ${expected}`);
    }
  }

  #bookings(): Map<string, Booking[]> {
    const found = new Map<string, Booking[]>();
    for (const order of this.#parts.books.saved.values()) {
      for (const booking of order.bookings ?? []) {
        found.set(booking.period, [...(found.get(booking.period) ?? []), booking]);
      }
    }
    return found;
  }
}
