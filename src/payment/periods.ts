import { dayOfPeriod } from './booking.ts';

/** A stretch of the books that gets one Z. */
export interface Period {
  /** `2026-11-21`, or `2026-11-21.2` after an early close of that day. */
  period: string;
  /** Epoch ms. */
  openedAt: number;
}

/** What the books remember beside the Zs themselves. */
export interface BooksState {
  schema: 1;
  /** The business day the books began on. */
  firstDay: string;
  /** Periods without a Z, oldest first. The last of them is the open one: there is always one. */
  periods: Period[];
  /** The number of the last Z; 0 before the first. Numbers have no holes. */
  lastZ: number;
}

/** Books that begin. */
export function newBooks(day: string, at: number): BooksState {
  return { schema: 1, firstDay: day, periods: [{ period: day, openedAt: at }], lastZ: 0 };
}

export function openPeriod({ periods }: BooksState): Period {
  const open = periods.at(-1);
  if (!open) throw new Error('the books have no open period');
  return open;
}

/** The books with that day open, at least: they never go back to an earlier day, whatever a clock says. */
export function opened(state: BooksState, day: string, at: number): BooksState {
  if (dayOfPeriod(openPeriod(state).period) >= day) return state;
  return { ...state, periods: [...state.periods, { period: day, openedAt: at }] };
}

/** The books with a further period of the open day. */
export function openedAgain(state: BooksState, at: number): BooksState {
  const { period } = openPeriod(state);
  const next = `${dayOfPeriod(period)}.${numberOf(period) + 1}`;
  return { ...state, periods: [...state.periods, { period: next, openedAt: at }] };
}

/** The books once a period has its Z. */
export function closed(state: BooksState, period: string, z: number): BooksState {
  return { ...dropped(state, period), lastZ: z };
}

/** The books with a Z that was written, and not noted in them. The open period is later than it, whatever they said. */
export function adopted(state: BooksState, { period, z }: { period: string; z: number }): BooksState {
  const { openedAt, period: open } = openPeriod(state);
  const left = closed(state, period, Math.max(z, state.lastZ));
  if (comparePeriods(open, period) > 0) return left;
  const next = `${dayOfPeriod(period)}.${numberOf(period) + 1}`;
  return { ...left, periods: [...left.periods, { period: next, openedAt }] };
}

/** The books with periods that bookings name, and that are later than all they know (`at`: epoch ms). */
export function withBooked(state: BooksState, booked: readonly string[], at: number): BooksState {
  const { period: open } = openPeriod(state);
  const later = booked.filter((period) => comparePeriods(period, open) > 0).sort(comparePeriods);
  if (later.length === 0) return state;
  return { ...state, periods: [...state.periods, ...later.map((period) => ({ period, openedAt: at }))] };
}

/** The books without a period in which nothing was booked. */
export function dropped(state: BooksState, period: string): BooksState {
  return { ...state, periods: state.periods.filter((each) => each.period !== period) };
}

/** Sorts periods by day, then by number within the day. */
export function comparePeriods(a: string, b: string): number {
  const [dayOfA, dayOfB] = [dayOfPeriod(a), dayOfPeriod(b)];
  return dayOfA === dayOfB ? numberOf(a) - numberOf(b) : dayOfA < dayOfB ? -1 : 1;
}

/**
 * Books made anew from what is on disk, where their own file was lost: every period that has a booking and no Z, and an open
 * one that is later than all of them.
 */
export function rebuiltBooks(found: {
  /** Periods that bookings name. */
  booked: readonly string[];
  /** Periods that have a Z. */
  closed: readonly string[];
  lastZ: number;
  day: string;
  at: number;
}): BooksState {
  const { lastZ, day, at } = found;
  const hasZ = new Set(found.closed);
  const all = [...new Set([...found.booked, ...found.closed])].sort(comparePeriods);
  const left = all.filter((period) => !hasZ.has(period)).map((period) => ({ period, openedAt: at }));
  const last = all.at(-1);
  const firstDay = dayOfPeriod(all[0] ?? day);
  const state = { schema: 1 as const, firstDay, periods: left, lastZ };
  if (last === undefined || dayOfPeriod(last) < day) {
    return { ...state, periods: [...left, { period: day, openedAt: at }] };
  }
  if (!hasZ.has(last)) return state;
  const next = `${dayOfPeriod(last)}.${numberOf(last) + 1}`;
  return { ...state, periods: [...left, { period: next, openedAt: at }] };
}

function numberOf(period: string): number {
  return Number(period.slice(11) || 1);
}
