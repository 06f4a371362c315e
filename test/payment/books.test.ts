import { expect, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { Booking } from '../../src/payment/booking.ts';
import { Books, type BooksParts } from '../../src/payment/books.ts';
import type { Order } from '../../src/payment/order.ts';
import type { OrderQuery } from '../../src/payment/order-store.ts';
import { BookFiles } from '../../src/payment/store/book-files.ts';
import { handClock } from '../support/hand-clock.ts';
import { orderOf } from '../support/orders.ts';
import { DAY_RULE, NOON, numberOn } from '../support/shop-books.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TODAY = '2026-11-21';
const YESTERDAY = '2026-11-20';
const booking = (id: string, period: string): Booking => ({
  id,
  kind: 'refunded',
  at: 1,
  amountMinor: 5,
  period,
});

/** Books over day files that are given as they are read, and over the orders that are live. */
async function booksOn(files: Record<string, readonly Order[]>, live: readonly Order[] = []) {
  const clock = handClock({ startsAt: NOON });
  const disk: { fault?: { since: number; detail: string }; isStalled: boolean } = { isStalled: false };
  const finishedOn = async ({ day }: OrderQuery) => files[day] ?? [];
  const orders = {
    openAndFinishedOn: async ([query]: OrderQuery[]) => [
      ...live,
      ...(await finishedOn(query ?? { day: '' })),
    ],
    live: () => live,
    look: async () => true,
    get isStalled() {
      return disk.isStalled;
    },
  };
  const parts = {
    bookStore: new BookFiles(temporaryFolder()),
    store: { finishedOn },
    gateway: { clockSkewMs: () => 0 },
    clock,
    dayRule: DAY_RULE,
    log: silentLog,
    currency: { code: 'USD', digits: 2 },
    wallets: [],
    orders: () => orders,
    storeWatch: () => ({ fault: disk.fault, failed: () => {} }),
  } as unknown as BooksParts;
  const books = new Books(parts);
  await books.days.load();
  return { books, clock, disk };
}
const eventsIn = async ({ books }: Awaited<ReturnType<typeof booksOn>>, day: string) =>
  ((await books.days.view(day))?.periods ?? []).flatMap(({ totals }) => totals.map(({ events }) => events));

test('an order of another day counts where its booking is, by the copy in that day', async () => {
  const sale = orderOf({
    orderNo: numberOn(YESTERDAY, 1),
    state: 'paid',
    rev: 5,
    bookings: [booking('refund:R', TODAY)],
  });
  expect(await eventsIn(await booksOn({ [TODAY]: [sale], [YESTERDAY]: [sale] }), TODAY)).toEqual([1]);
});

test.each([
  ['its own day', (truth: Order) => [{ [YESTERDAY]: [truth] }, []] as const],
  ['its document', (truth: Order) => [{}, [truth]] as const],
])('a copy that a failed save left behind counts for nothing where %s says otherwise', async (_, where) => {
  const orderNo = numberOn(YESTERDAY, 1);
  const copy = orderOf({ orderNo, state: 'paid', rev: 5, bookings: [booking('refund:R', TODAY)] });
  const truth = { ...copy, bookings: [booking('refund:R', '2026-11-22')] };
  const [files, live] = where(truth);
  expect(await eventsIn(await booksOn({ [TODAY]: [copy], ...files }, live), TODAY)).toEqual([0]);
});

test('a copy that is later than its own day is the truth: the power was cut between the two', async () => {
  const orderNo = numberOn(YESTERDAY, 1);
  const copy = orderOf({ orderNo, state: 'paid', rev: 6, bookings: [booking('refund:R', TODAY)] });
  const before = orderOf({ orderNo, state: 'paid', rev: 5 });
  expect(await eventsIn(await booksOn({ [TODAY]: [copy], [YESTERDAY]: [before] }), TODAY)).toEqual([1]);
});

test('nothing is closed while the disk fails, while an order waits to be saved anew, and for ten seconds after', async () => {
  const shop = await booksOn({});
  const close = async () => {
    const result = await shop.books.days.close(TODAY);
    return result.ok ? 'closed' : result.why;
  };
  shop.disk.fault = { since: 1, detail: 'disk full' };
  expect(await close()).toBe('storeFault');
  delete shop.disk.fault;
  shop.disk.isStalled = true;
  expect(await close()).toBe('storeFault');
  shop.disk.isStalled = false;
  shop.books.diskChanged();
  await shop.clock.advance(9999);
  expect(await close()).toBe('storeFault');
  await shop.clock.advance(1);
  expect(await close()).toBe('closed');
});
