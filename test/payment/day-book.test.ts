import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DayView } from '../../src/payment/book-store.ts';
import { BookFiles } from '../../src/payment/store/book-files.ts';
import { orderOf } from '../support/orders.ts';
import { DAY, NOON, numberOn, type ShopBooks, shopBooks } from '../support/shop-books.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

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
const paidIn = (view: DayView | undefined) =>
  view?.periods.map(({ period, status, totals }) => [period, status, totals[0]?.kinds.paid?.count ?? 0]);

test('running totals grow with each sale, and a close makes them a numbered Z on disk that nobody may write again', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  await shop.pay({ ...order('B'), amountMinor: 70 });
  expect(paidIn(await shop.book.view(TODAY))).toEqual([[TODAY, 'open', 2]]);
  const z = await zOf(shop, TODAY, 'Ann');
  expect(z).toMatchObject({ z: 1, period: TODAY, by: 'Ann', closedAt: NOON });
  expect(z.totals).toMatchObject([
    { currency: 'USD', kinds: { paid: { count: 2, amountMinor: 1300 } }, netMinor: 1300 },
  ]);
  const file = join(shop.folder, 'books', 'z', '000001.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(z);
  expect(statSync(file).mode & 0o777).toBe(0o400);
});

test('after an early close the day goes on in a second period, and each event is in one Z', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  await zOf(shop, TODAY);
  expect((await shop.pay(order('B'))).period).toBe(`${TODAY}.2`);
  expect(paidIn(await shop.book.view(TODAY))).toEqual([
    [TODAY, 'closed', 1],
    [`${TODAY}.2`, 'open', 1],
  ]);
  expect(await zOf(shop, TODAY)).toMatchObject({ z: 2, period: `${TODAY}.2` });
});

test('a day closed again without anything new answers with the Z it has, and takes no further number', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  const z = await zOf(shop, TODAY);
  expect(await zOf(shop, TODAY)).toEqual(z);
  const both = await Promise.all([shop.book.close(TODAY), shop.book.close(TODAY)]);
  expect(both).toEqual([
    { ok: true, z },
    { ok: true, z },
  ]);
  expect(readdirSync(join(shop.folder, 'books', 'z'))).toEqual(['000001.json']);
});

test('two closes at one moment make one Z', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  const [one, two] = await Promise.all([shop.book.close(TODAY), shop.book.close(TODAY)]);
  expect(one).toEqual(two);
  expect(one).toMatchObject({ ok: true, z: { z: 1 } });
});

test('missed days are closed in their order, and a day on which nothing happened is passed over', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  await shop.clock.advance(DAY);
  await shop.pay(order('B', TOMORROW));
  await shop.clock.advance(2 * DAY);
  await shop.pay(order('C', '2026-11-24'));
  expect(await zOf(shop, '2026-11-24')).toMatchObject({ z: 3, period: '2026-11-24' });
  const kept = await shop.book.view('2026-11-23');
  expect(kept).toEqual({ day: '2026-11-23', periods: [] });
  for (const [day, z] of [
    [TODAY, 1],
    [TOMORROW, 2],
  ] as const) {
    expect((await shop.book.view(day))?.periods).toMatchObject([{ period: day, status: 'closed', z }]);
  }
});

test('a day on which nothing happened gets a Z of nothing where somebody closes it by name, and nothing is booked in it after', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  await shop.clock.advance(2 * DAY);
  expect(await zOf(shop, TOMORROW)).toMatchObject({
    z: 2,
    period: TOMORROW,
    totals: [{ events: 0, netMinor: 0 }],
  });
  expect(await zOf(shop, TOMORROW)).toMatchObject({ z: 2 });
  shop.clock.setWall(NOON + DAY);
  expect((await shop.pay(order('B', TOMORROW))).period).toBe('2026-11-23');
});

test('the second period of an evening on which nothing more happened gets no Z', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  await zOf(shop, TODAY);
  await shop.clock.advance(DAY);
  await shop.pay(order('B', TOMORROW));
  expect(await zOf(shop, TOMORROW)).toMatchObject({ z: 2, period: TOMORROW });
});

test('what comes in the night after an early close is closed before the next day', async () => {
  const shop = await newShop();
  await zOf(shop, TODAY);
  await shop.pay({ ...order('A'), kind: 'reversed' });
  await shop.clock.advance(DAY);
  await shop.pay(order('B', TOMORROW));
  expect(await zOf(shop, TOMORROW)).toMatchObject({ z: 3, period: TOMORROW });
  expect((await shop.book.view(TODAY))?.periods).toMatchObject([
    { z: 1, totals: [{ events: 0 }] },
    { z: 2, totals: [{ events: 1, kinds: { reversed: { count: 1 } } }] },
  ]);
});

test('a day to come, and one before the books began, are refused', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  expect(await shop.book.close(TOMORROW)).toMatchObject({ ok: false, why: 'dayNotBegun' });
  expect(await shop.book.close('2025-11-21')).toMatchObject({ ok: false, why: 'beforeTheBooks' });
  expect(await shop.book.view(TOMORROW)).toBeUndefined();
  expect(await shop.book.csv(TOMORROW)).toBeUndefined();
});

test('the books never go back to an earlier day when the clock is set back', async () => {
  const shop = await newShop();
  await shop.clock.advance(DAY);
  await shop.pay(order('A'));
  shop.clock.setWall(NOON);
  expect((await shop.pay(order('B'))).period).toBe(TOMORROW);
  const again = await shopBooks(new BookFiles(shop.folder), { clock: shop.clock });
  expect((await again.pay(order('C'))).period).toBe(TOMORROW);
});

test('a clock that is days ahead of the gateway does not carry the books off', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  shop.clock.setWall(NOON + 400 * DAY);
  shop.fault.skewMs = 400 * DAY;
  expect((await shop.pay(order('B'))).period).toBe(TODAY);
});

test('a close waits for no order: what is open is listed, and posts to the next', async () => {
  const shop = await newShop();
  const stuck = orderOf({ ...order('STUCK'), state: 'stuck' });
  shop.orders.set(stuck.orderNo, stuck);
  expect(await zOf(shop, TODAY)).toMatchObject({ carried: [{ orderNo: stuck.orderNo, why: 'stuck' }] });
  await shop.clock.advance(DAY);
  await shop.pay({ ...stuck, kind: 'settledPaid' });
  expect(await zOf(shop, TOMORROW)).toMatchObject({
    totals: [{ kinds: { settledPaid: { count: 1 } }, late: [{ orderNo: stuck.orderNo, bornOn: TODAY }] }],
  });
});

test('each order with a look due at the close of the day is told to look, once the Z is on disk', async () => {
  const shop = await newShop();
  const due = orderOf({ ...order('DUE'), state: 'cancelled', looksDue: [NOON + DAY] });
  shop.orders.set(due.orderNo, due);
  await shop.pay(order('A'));
  await zOf(shop, TODAY);
  expect(shop.looks).toEqual([due.orderNo]);
  await zOf(shop, TODAY);
  expect(shop.looks).toEqual([due.orderNo]);
});

test('the export has a line for each event of the day, with the number of its Z', async () => {
  const shop = await newShop();
  await shop.pay(order('A'));
  await zOf(shop, TODAY);
  await shop.pay(order('B'));
  const lines = (await shop.book.csv(TODAY))?.trim().split('\r\n').slice(1) ?? [];
  expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual([
    ['1', TODAY],
    ['', `${TODAY}.2`],
  ]);
});
