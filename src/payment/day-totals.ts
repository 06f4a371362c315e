import { type Booking, type BookingKind, dayOfPeriod } from './booking.ts';
import { isClosed, isFinal, type Order, openCase } from './order.ts';
import { dayOfOrderNumber } from './order-number.ts';
import { isOpenRefund } from './refund.ts';

/** How many, and how much together in minor units. */
export interface Sum {
  count: number;
  amountMinor: number;
}

/** Only the kinds that occur. */
export type KindSums = Partial<Record<BookingKind, Sum>>;

/** The money events of one period in one currency. All amounts are whole minor units. */
export interface Totals {
  currency: string;
  digits: number;
  /** How many money events are counted here. */
  events: number;
  /** Each kind on a line of its own: what was reversed or settled by hand is never part of what was paid. */
  kinds: KindSums;
  /** What wallets paid in the customers' place, of what was paid. */
  discountMinor: number;
  /** What customers paid on top of it. */
  feeMinor: number;
  /** What left the customers' pockets: paid, less discounts, and fees. */
  customersPaidMinor: number;
  /** What the shop has of it: paid, less what it gave back, through the gateway or otherwise. */
  netMinor: number;
  byWallet: Record<string, KindSums>;
  byLane: Record<string, KindSums>;
  /** By who decided it; `unknown` where nobody is named. */
  byCashier: Record<string, KindSums>;
  /** By the hour of the shop's clock, `00` to `23`. Missing in a close of before it was kept. */
  byHour?: Record<string, KindSums>;
  /** Events of orders that were born on another day. */
  late: LateEvent[];
}

export interface LateEvent {
  orderNo: string;
  /** The business day the order was born on. */
  bornOn: string;
  kind: BookingKind;
  amountMinor: number;
}

/** One money event with its order. */
export interface MoneyEvent {
  order: Order;
  booking: Booking;
}

/** Something that a close does not wait for: it is listed, and its outcome posts to a later period. */
export interface Carried {
  orderNo: string;
  lane: string;
  amountMinor: number;
  currency: string;
  digits: number;
  state: string;
  /**
   * `open`: its outcome is awaited · `stuck`: the gateway will not settle it · `held`: another amount was charged, a person
   * decides · `case`: the gateway contradicts its end · `refund`: a refund of it is under way · `settled`: a person decided,
   * and the gateway has not agreed yet
   */
  why: 'open' | 'stuck' | 'held' | 'case' | 'refund' | 'settled';
}

/** The name under which money that nobody is named for is counted. */
const NOBODY = 'unknown';

/** The money events of a period, oldest first. Each order must be given once. */
export function eventsOf(orders: readonly Order[], isWanted: (period: string) => boolean): MoneyEvent[] {
  return orders
    .flatMap((order) => (order.bookings ?? []).map((booking) => ({ order, booking })))
    .filter(({ booking }) => isWanted(booking.period))
    .sort((a, b) => a.booking.at - b.booking.at || (a.order.orderNo < b.order.orderNo ? -1 : 1));
}

/** What a period comes to: one entry for each currency, and one of nothing in the shop's own where nothing happened. */
export function totalsOf(
  orders: readonly Order[],
  period: string,
  { timeZone, ...currency }: { code: string; digits: number; timeZone: string },
): Totals[] {
  const hourOf = hoursIn(timeZone);
  const found = new Map<string, Totals>();
  for (const event of eventsOf(orders, (each) => each === period)) {
    const { order } = event;
    const key = `${order.currency} ${order.digits}`;
    const totals = found.get(key) ?? nothing({ code: order.currency, digits: order.digits });
    found.set(key, totals);
    count(totals, event, { day: dayOfPeriod(period), hourOf });
  }
  return found.size > 0 ? [...found.values()] : [nothing(currency)];
}

/** What is open now, oldest first: of the orders that have something left to do. */
export function carriedOf(live: readonly Order[]): Carried[] {
  return live
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .flatMap((order) => {
      const why = whyCarried(order);
      const { orderNo, lane, amountMinor, currency, digits, state } = order;
      return why ? { orderNo, lane, amountMinor, currency, digits, state, why } : [];
    });
}

function whyCarried(order: Order): Carried['why'] | undefined {
  if (openCase(order)) return 'case';
  if (!isClosed(order)) {
    return order.state === 'stuck' || order.state === 'held' ? order.state : 'open';
  }
  if ((order.refunds ?? []).some(isOpenRefund)) return 'refund';
  return isFinal(order) || order.settlement?.agreedAt !== undefined ? undefined : 'settled';
}

function nothing({ code, digits }: { code: string; digits: number }): Totals {
  return {
    currency: code,
    digits,
    events: 0,
    kinds: {},
    discountMinor: 0,
    feeMinor: 0,
    customersPaidMinor: 0,
    netMinor: 0,
    byWallet: {},
    byLane: {},
    byCashier: {},
    byHour: {},
    late: [],
  };
}

const QUARTER_MS = 15 * 60_000;

/** The hour that a clock in the zone shows, `00` to `23`. */
function hoursIn(timeZone: string): (epochMs: number) => string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', hour: '2-digit' });
  // The calendar is slow to answer, and no clock changes within a quarter of an hour.
  const known = new Map<number, string>();
  return (epochMs) => {
    const quarter = Math.floor(epochMs / QUARTER_MS);
    const hour = known.get(quarter) ?? format.format(epochMs);
    known.set(quarter, hour);
    return hour;
  };
}

function count(
  totals: Totals,
  { order, booking }: MoneyEvent,
  { day, hourOf }: { day: string; hourOf: (epochMs: number) => string },
): void {
  const { kind, amountMinor, discountMinor = 0, feeMinor = 0, by = NOBODY } = booking;
  totals.events += 1;
  addTo(totals.kinds, booking);
  addTo(within(totals.byWallet, order.wallet), booking);
  addTo(within(totals.byLane, order.lane), booking);
  addTo(within(totals.byCashier, by), booking);
  if (totals.byHour) addTo(within(totals.byHour, hourOf(booking.at)), booking);
  if (kind === 'paid') {
    totals.discountMinor += discountMinor;
    totals.feeMinor += feeMinor;
    totals.customersPaidMinor += amountMinor - discountMinor + feeMinor;
    totals.netMinor += amountMinor;
  }
  if (kind === 'refunded' || kind === 'refundedOutside') totals.netMinor -= amountMinor;
  const bornOn = dayOfOrderNumber(order.orderNo) ?? day;
  if (bornOn !== day) totals.late.push({ orderNo: order.orderNo, bornOn, kind, amountMinor });
}

function addTo(sums: KindSums, { kind, amountMinor }: Booking): void {
  const sum = sums[kind] ?? { count: 0, amountMinor: 0 };
  sums[kind] = { count: sum.count + 1, amountMinor: sum.amountMinor + amountMinor };
}

/** A name may be anything a person typed: `__proto__` is a name like any other. */
function within(groups: Record<string, KindSums>, name: string): KindSums {
  const held = Object.hasOwn(groups, name) ? groups[name] : undefined;
  if (held) return held;
  const made: KindSums = {};
  Object.defineProperty(groups, name, { value: made, enumerable: true, configurable: true, writable: true });
  return made;
}
