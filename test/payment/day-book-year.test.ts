import { expect, test } from 'vitest';
import { businessDayAt, shiftDay } from '../../src/payment/business-day.ts';
import { eventsOf } from '../../src/payment/day-totals.ts';
import { BookFiles } from '../../src/payment/store/book-files.ts';
import { seededRandom } from '../simulation/seeded-random.ts';
import { createSimulatedDisk } from '../simulation/simulated-disk.ts';
import { DAY_RULE, HOUR, numberOn, shopBooks } from '../support/shop-books.ts';

test.each([1, 2, 3])(
  'over a year of sales, late refunds, forgotten closes and restarts each event is in one Z (seed %i)',
  async (seed) => {
    const random = seededRandom(seed);
    const disk = createSimulatedDisk({
      random,
      disturb: () => undefined,
      pause: async () => {},
      onWrite: () => {},
    }).diskFor({ isAlive: true });
    let shop = await shopBooks(new BookFiles('/data', disk));
    const { clock, orders } = shop;
    const today = () => businessDayAt(clock.now(), DAY_RULE);
    const firstDay = today();
    const told: number[] = [];
    let names = 0;
    while (today() < shiftDay(firstDay, 365)) {
      const at = clock.now();
      const sales = Array.from({ length: random.between(0, 3) }, () => {
        names += 1;
        return shop.pay({ orderNo: numberOn(today(), names), at });
      });
      await Promise.all(sales);
      const old = [...orders.keys()].at(-random.between(1, 30));
      if (old !== undefined && random.chance(0.2)) {
        await shop.pay({ orderNo: old, id: `refund:${names}`, kind: 'refunded', amountMinor: 1, at });
      }
      if (random.chance(0.3)) {
        const result = await shop.book.close(today());
        if (result.ok) told.push(result.z.z);
      }
      if (random.chance(0.1)) {
        shop = await shopBooks(new BookFiles('/data', disk), { clock, orders });
      }
      clock.setWall(clock.now() + random.between(1, 20) * HOUR);
    }
    await shop.book.close(today());
    const files = new BookFiles('/data', disk);
    const numbers = [...(await files.closedPeriods()).values()].sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(told.every((z) => numbers.includes(z))).toBe(true);
    const zs = await Promise.all(numbers.map((z) => files.readZ(z)));
    expect(zs.map(({ period }) => period)).toEqual([...new Set(zs.map(({ period }) => period))]);
    const events = eventsOf([...orders.values()], () => true);
    expect(events.length).toBeGreaterThan(300);
    const counted = zs.flatMap(({ totals }) => totals).reduce((sum, each) => sum + each.events, 0);
    expect(counted).toBe(events.length);
    const net = zs.flatMap(({ totals }) => totals).reduce((sum, { netMinor }) => sum + netMinor, 0);
    const booked = events.map(({ booking }) => (booking.kind === 'paid' ? 1 : -1) * booking.amountMinor);
    expect(net).toBe(booked.reduce((sum, each) => sum + each, 0));
  },
);
