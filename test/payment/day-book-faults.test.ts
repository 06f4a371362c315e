import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DayView } from '../../src/payment/book-store.ts';
import { BookFiles } from '../../src/payment/store/book-files.ts';
import { DAY, numberOn, type ShopBooks, shopBooks } from '../support/shop-books.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const TODAY = '2026-11-21';
const TOMORROW = '2026-11-22';
const order = (name: string, day = TODAY) => ({ orderNo: numberOn(day, name) });

async function newShop(folder = temporaryFolder()): Promise<ShopBooks & { folder: string }> {
  return { ...(await shopBooks(new BookFiles(folder))), folder };
}
async function zOf({ book }: ShopBooks, day: string, by?: string) {
  const result = await book.close(day, by === undefined ? {} : { by });
  if (!result.ok) throw new Error(result.detail);
  return result.z;
}
/** A booking that has its stamp, and stays on its way to the disk until `land` is called. */
async function slowPay(shop: ShopBooks, name: string) {
  let land: () => void = () => {};
  let landed: Promise<unknown> = Promise.resolve();
  await new Promise<void>((stamped) => {
    landed = shop.pay(order(name), () => {
      stamped();
      return new Promise<void>((done) => {
        land = done;
      });
    });
  });
  return {
    land: async () => {
      land();
      await landed;
    },
  };
}
/** A close that has opened the next period, and waits for what is on its way. */
async function waitingClose(shop: ShopBooks & { folder: string }) {
  const closing = shop.book.close(TODAY);
  const isNextOpen = async () => {
    const { period, leave } = await shop.book.enter();
    leave();
    return period === `${TODAY}.2`;
  };
  await until(isNextOpen, { what: 'the next period is open' });
  return { closing };
}
const paidIn = (view: DayView | undefined) =>
  view?.periods.map(({ period, status, totals }) => [period, status, totals[0]?.kinds.paid?.count ?? 0]);

test('a new day is on disk before anything is stamped with it', async () => {
  const folder = temporaryFolder();
  const files = new BookFiles(folder);
  const saved: string[] = [];
  const during: Promise<void>[] = [];
  const stamped = ({ period, leave }: { period: string; leave(): void }) => {
    leave();
    expect(saved.at(-1)).toBe(period);
  };
  const shop: ShopBooks = await shopBooks({
    damaged: [],
    load: (now) => files.load(now),
    save: async (state) => {
      during.push(shop.book.enter().then(stamped));
      await files.save(state);
      saved.push(state.periods.at(-1)?.period ?? '');
    },
    writeZ: (z) => files.writeZ(z),
    readZ: (z) => files.readZ(z),
    closedPeriods: () => files.closedPeriods(),
  });
  for (const [day, writes] of [
    [TODAY, 1],
    [TOMORROW, 2],
  ] as const) {
    const bookings = await Promise.all(
      [1, 2, 3].map((i) =>
        shop.pay(order(`${day}${i}`.slice(-9)), async () => expect(saved.at(-1)).toBe(day)),
      ),
    );
    expect(bookings.map(({ period }) => period)).toEqual([day, day, day]);
    expect(saved).toHaveLength(writes);
    expect(saved.at(-1)).toBe(day);
    await shop.clock.advance(DAY);
  }
  expect(await Promise.all(during)).toHaveLength(2);
});

test('a booking that waits for the disk when its day is closed is in that Z; one that begins after is in the next', async () => {
  const shop = await newShop();
  const slow = await slowPay(shop, 'SLOW');
  const { closing } = await waitingClose(shop);
  expect((await shop.pay(order('NEXT'))).period).toBe(`${TODAY}.2`);
  expect(readdirSync(join(shop.folder, 'books', 'z'))).toEqual([]);
  await slow.land();
  expect(await closing).toMatchObject({ ok: true, z: { totals: [{ events: 1 }] } });
  expect(paidIn(await shop.book.view(TODAY))).toEqual([
    [TODAY, 'closed', 1],
    [`${TODAY}.2`, 'open', 1],
  ]);
});

test('nothing is closed while an order could not be saved, and the same close works afterwards', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  shop.fault.detail = 'order A could not be saved';
  expect(await shop.book.close(TODAY)).toEqual({
    ok: false,
    why: 'storeFault',
    detail: 'order A could not be saved',
  });
  delete shop.fault.detail;
  expect(await zOf(shop, TODAY)).toMatchObject({ z: 1, totals: [{ events: 1 }] });
});

test('a fault that comes to light while the close waits stops it too', async () => {
  const shop = await newShop();
  const slow = await slowPay(shop, 'SLOW');
  const { closing } = await waitingClose(shop);
  shop.fault.detail = 'it could not be saved';
  await slow.land();
  expect(await closing).toMatchObject({ ok: false, why: 'storeFault' });
  delete shop.fault.detail;
  expect(await zOf(shop, TODAY)).toMatchObject({ z: 1, totals: [{ events: 1 }] });
});

test('what cannot be written is no close, and the next try makes the same one', async () => {
  const folder = temporaryFolder();
  const files = new BookFiles(folder);
  let broken = '';
  const faults: string[] = [];
  const unless = (name: string) => {
    if (broken === name) throw new Error('disk full');
  };
  const shop = await shopBooks(
    {
      damaged: [],
      load: (now) => files.load(now),
      save: async (state) => {
        unless('save');
        await files.save(state);
      },
      writeZ: async (z) => {
        unless('writeZ');
        const written = await files.writeZ(z);
        unless('answer');
        return written;
      },
      readZ: (z) => files.readZ(z),
      closedPeriods: () => files.closedPeriods(),
    },
    { onStoreFault: (detail) => void faults.push(detail) },
  );
  await shop.pay(order('A'));
  for (const step of ['save', 'writeZ', 'answer']) {
    broken = step;
    expect(await shop.book.close(TODAY)).toEqual({ ok: false, why: 'storeFault', detail: 'disk full' });
  }
  broken = '';
  expect(faults).toHaveLength(3);
  expect(await zOf(shop, TODAY)).toMatchObject({ z: 1, period: TODAY, totals: [{ events: 1 }] });
  expect(readdirSync(join(folder, 'books', 'z'))).toEqual(['000001.json']);
});

test('a booking whose save failed stops the close that waited for it, for it may be on the disk', async () => {
  const shop = await newShop();
  let fail: () => void = () => {};
  const slow = new Promise<void>((stamped) => {
    const failing = shop.pay(order('SLOW'), () => {
      stamped();
      return new Promise<void>((_, reject) => {
        fail = () => reject(new Error('disk full'));
      });
    });
    failing.catch(() => {});
  });
  await slow;
  const { closing } = await waitingClose(shop);
  fail();
  expect(await closing).toMatchObject({ ok: false, why: 'storeFault' });
  expect(readdirSync(join(shop.folder, 'books', 'z'))).toEqual([]);
});
