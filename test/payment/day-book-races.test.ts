import { expect, test } from 'vitest';
import type { Order } from '../../src/payment/order.ts';
import { BookFiles } from '../../src/payment/store/book-files.ts';
import { DAY, numberOn, shopBooks } from '../support/shop-books.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TODAY = '2026-11-21';
const TOMORROW = '2026-11-22';

/** Books whose next reading of the orders can be held up, with what is done while it is. */
async function newShop() {
  const orders = new Map<string, Order>();
  const held: { next?: () => Promise<unknown> } = {};
  const ordersOf = async () => {
    const { next } = held;
    delete held.next;
    await next?.();
    return [...orders.values()];
  };
  const shop = await shopBooks(new BookFiles(temporaryFolder()), { orders, ordersOf });
  return { ...shop, held };
}

test('a day that is closed while somebody waits to look at it is shown with its Z', async () => {
  const shop = await newShop();
  await shop.pay({ orderNo: numberOn(TODAY, 'A') });
  await shop.clock.advance(DAY);
  await shop.pay({ orderNo: numberOn(TOMORROW, 'B') });
  let goOn: () => void = () => {};
  shop.held.next = () =>
    new Promise<void>((done) => {
      goOn = done;
    });
  const first = shop.book.view(TODAY);
  await expect.poll(() => shop.held.next).toBeUndefined();
  const second = shop.book.view(TODAY);
  expect(await shop.book.close(TODAY)).toMatchObject({ ok: true, z: { z: 1 } });
  goOn();
  await first;
  expect((await second)?.periods).toMatchObject([{ period: TODAY, status: 'closed', z: 1 }]);
});

test('a close at the very end of a day splits the next one nowhere', async () => {
  const shop = await newShop();
  await shop.pay({ orderNo: numberOn(TODAY, 'A') });
  expect(await shop.book.close(TODAY)).toMatchObject({ ok: true, z: { z: 1 } });
  await shop.pay({ orderNo: numberOn(TODAY, 'B') });
  shop.held.next = async () => {
    await shop.clock.advance(DAY);
    expect((await shop.pay({ orderNo: numberOn(TOMORROW, 'C') })).period).toBe(TOMORROW);
  };
  expect(await shop.book.close(TODAY)).toMatchObject({ ok: true, z: { z: 2, period: `${TODAY}.2` } });
  expect((await shop.pay({ orderNo: numberOn(TOMORROW, 'D') })).period).toBe(TOMORROW);
});
