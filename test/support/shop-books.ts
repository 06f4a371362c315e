import { type Booking, dayOfPeriod } from '../../src/payment/booking.ts';
import { DayBook, type DayBookParts } from '../../src/payment/day-book.ts';
import type { Order } from '../../src/payment/order.ts';
import { dayOfOrderNumber } from '../../src/payment/order-number.ts';
import { type HandClock, handClock } from './hand-clock.ts';
import { orderOf } from './orders.ts';

export const DAY_RULE = { timeZone: 'America/New_York', startsAt: '04:00' };
/** Noon in New York, on Saturday 21 November 2026. */
export const NOON = Date.parse('2026-11-21T17:00:00Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A number of an order born on that day. */
export const numberOn = (day: string, name: string | number): string =>
  `P${day.slice(2).replaceAll('-', '')}TEST${String(name).padStart(13, '0')}`;

/** Orders that money is booked into one at a time, as their loops do it: what is in `orders` is on disk. */
export interface ShopBooks {
  book: DayBook;
  clock: HandClock;
  orders: Map<string, Order>;
  /** Orders that were told to look. */
  looks: string[];
  fault: { detail?: string; skewMs?: number };
  /** Books one money event of an order. `before` runs between the stamp and the disk, `after` between the disk and its word. */
  pay(event: PaidEvent, before?: () => Promise<unknown>, after?: () => Promise<unknown>): Promise<Booking>;
}

export type PaidEvent = Partial<Omit<Booking, 'period'>> & { orderNo: string };

export async function shopBooks(
  store: DayBookParts['store'],
  more: Partial<DayBookParts> & { clock?: HandClock; orders?: Map<string, Order> } = {},
): Promise<ShopBooks> {
  const clock = more.clock ?? handClock({ startsAt: NOON });
  const orders = more.orders ?? new Map<string, Order>();
  const looks: string[] = [];
  const fault: ShopBooks['fault'] = {};
  const book = new DayBook({
    store,
    tillId: 'TEST',
    clock,
    dayRule: DAY_RULE,
    currency: { code: 'USD', digits: 2 },
    ordersOf: async (day) =>
      [...orders.values()].filter(
        ({ orderNo, bookings }) =>
          dayOfOrderNumber(orderNo) === day || bookings?.some(({ period }) => dayOfPeriod(period) === day),
      ),
    live: () => [...orders.values()].filter(({ state, looksDue }) => state === 'stuck' || looksDue),
    storeFault: () => fault.detail,
    look: async (orderNo) => void looks.push(orderNo),
    clockSkewMs: () => fault.skewMs,
    onUnknown: () => {
      fault.detail = 'a booking may be on disk or not';
    },
    onStoreFault: () => {},
    ...more,
  });
  await book.load();
  return {
    book,
    clock,
    orders,
    looks,
    fault,
    pay: async (event, before = async () => {}, after = async () => {}) => {
      const { period, leave } = await book.enter();
      const booking: Booking = {
        id: 'paid',
        kind: 'paid',
        at: clock.now(),
        amountMinor: 1230,
        ...event,
        period,
      };
      const { orderNo } = event;
      try {
        await before();
      } catch (error) {
        leave(false);
        throw error;
      }
      const order = orders.get(orderNo) ?? orderOf({ orderNo, state: 'paid' });
      orders.set(orderNo, { ...order, bookings: [...(order.bookings ?? []), booking] });
      await after();
      leave();
      return booking;
    },
  };
}
