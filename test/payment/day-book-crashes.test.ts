import { expect, test } from 'vitest';
import type { Z } from '../../src/payment/book-store.ts';
import type { Order } from '../../src/payment/order.ts';
import { BookFiles } from '../../src/payment/store/book-files.ts';
import type { Disk } from '../../src/payment/store/disk.ts';
import { seededRandom } from '../simulation/seeded-random.ts';
import { createSimulatedDisk } from '../simulation/simulated-disk.ts';
import type { HandClock } from '../support/hand-clock.ts';
import { handClock } from '../support/hand-clock.ts';
import { DAY, NOON, numberOn, type ShopBooks, shopBooks } from '../support/shop-books.ts';

const DAYS = ['2026-11-21', '2026-11-22', '2026-11-23'] as const;

interface Story {
  seed: number;
  /** The number of the disk's operation that is disturbed. */
  at: number;
  /** The power is cut, or the operation fails with this error. */
  fault: 'cut' | 'ENOSPC' | 'EIO';
  /** Somebody removes the books' own file while the till is off. */
  isStateLost?: boolean;
}

/** Three days of a shop with sales, an early close and a missed one, disturbed at one operation; gives what its books then hold. */
async function booksAfter({ seed, at, fault, isStateLost = false }: Story) {
  const orders = new Map<string, Order>();
  const told: Z[] = [];
  const clock = handClock({ startsAt: NOON });
  let operations = 0;
  let life = { isAlive: true };
  let died: () => void = () => {};
  const cut = new Promise<'cut'>((resolve) => {
    died = () => resolve('cut');
  });
  const disk = createSimulatedDisk({
    random: seededRandom(seed),
    disturb: () => {
      operations += 1;
      if (operations !== at) return undefined;
      if (fault !== 'cut') return fault;
      life.isAlive = false;
      died();
      return undefined;
    },
    pause: async () => {},
    onWrite: () => {},
  });
  const open = () => openShop(disk.diskFor(life), { clock, orders });
  const run = async () => {
    const shop = await open();
    await threeDays(shop, disk.diskFor(life), told);
    return 'ended' as const;
  };
  // A fault that a read meets ends the till: it is started again, like after a cut.
  const end = await Promise.race([run().catch(() => 'failed' as const), cut]);
  const inFirstLife = operations;
  operations = Number.POSITIVE_INFINITY;
  life.isAlive = false;
  if (end === 'cut') disk.cut();
  life = { isAlive: true };
  if (isStateLost)
    await disk
      .diskFor(life)
      .unlink('/data/books/state.json')
      .catch(() => {});
  await new Promise<void>((resolve) => setImmediate(resolve));
  const shop = await open();
  await threeDays(shop, disk.diskFor(life), told);
  await clock.advance(DAY);
  const last = new Date(clock.now()).toISOString().slice(0, 10);
  await shop.book.close(last);
  const files = new BookFiles('/data', disk.diskFor(life));
  const numbers = [...(await files.closedPeriods()).values()].sort((a, b) => a - b);
  const zs = await Promise.all(numbers.map((z) => files.readZ(z)));
  return { end, operations: inFirstLife, zs, orders: [...orders.values()], told };
}

function openShop(disk: Disk, { clock, orders }: { clock: HandClock; orders: Map<string, Order> }) {
  return shopBooks(new BookFiles('/data', disk), { clock, orders });
}

async function threeDays(shop: ShopBooks, disk: Disk, told: Z[]): Promise<void> {
  const { book, clock, pay, orders } = shop;
  const touch = () => disk.stat('/data');
  const sale = async (day: string, name: string) => {
    const orderNo = numberOn(day, name);
    if (!orders.has(orderNo)) await pay({ orderNo }, touch, touch);
  };
  const close = async (day: string) => {
    const result = await book.close(day);
    if (result.ok) told.push(result.z);
  };
  await sale(DAYS[0], 'A');
  await Promise.all([sale(DAYS[0], 'B'), close(DAYS[0]), sale(DAYS[0], 'C')]);
  await sale(DAYS[0], 'D');
  await clock.advance(DAY);
  await sale(DAYS[1], 'E');
  await clock.advance(DAY);
  await Promise.all([sale(DAYS[2], 'F'), close(DAYS[2])]);
  await close(DAYS[2]);
}

function expectSound({ zs, orders, told }: Awaited<ReturnType<typeof booksAfter>>, story: string): void {
  expect(
    zs.map(({ z }) => z),
    story,
  ).toEqual(zs.map((_, i) => i + 1));
  expect(new Set(zs.map(({ period }) => period)).size, story).toBe(zs.length);
  const bookings = orders.flatMap((order) => order.bookings ?? []);
  for (const { period, totals } of zs) {
    const booked = bookings.filter((booking) => booking.period === period).length;
    expect(totals[0]?.events, `${story}: ${period}`).toBe(booked);
  }
  const counted = zs.reduce((sum, { totals }) => sum + (totals[0]?.events ?? 0), 0);
  expect(counted, story).toBe(bookings.length);
  for (const z of told) expect(zs, story).toContainEqual(z);
}

test('wherever the power is cut, each event is in exactly one Z, and the numbers have no hole', async () => {
  const { operations } = await booksAfter({ seed: 1, at: 0, fault: 'cut' });
  let cuts = 0;
  for (let at = 1; at <= operations; at += 1) {
    for (const seed of [1, 2, 3]) {
      const books = await booksAfter({ seed, at, fault: 'cut' });
      if (books.end === 'cut') cuts += 1;
      expectSound(books, `cut at operation ${at}, seed ${seed}`);
    }
  }
  expect(cuts).toBeGreaterThan(100);
});

test.each(['ENOSPC', 'EIO'] as const)(
  'wherever the disk fails with %s, each event is in exactly one Z, and the numbers have no hole',
  async (fault) => {
    const { operations } = await booksAfter({ seed: 1, at: 0, fault });
    for (let at = 1; at <= operations; at += 1) {
      expectSound(await booksAfter({ seed: at, at, fault }), `${fault} at operation ${at}`);
    }
  },
);
