import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BookFiles } from '../../src/payment/store/book-files.ts';
import { DAY, numberOn, shopBooks } from '../support/shop-books.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TODAY = '2026-11-21';
const TOMORROW = '2026-11-22';

test('a day whose Z was spoilt on the disk gets no second one: its events would be in two', async () => {
  const folder = temporaryFolder();
  const first = await shopBooks(new BookFiles(folder));
  await first.pay({ orderNo: numberOn(TODAY, 'A') });
  await first.clock.advance(DAY);
  await first.pay({ orderNo: numberOn(TOMORROW, 'B') });
  const z = await first.book.close(TODAY);
  const file = join(folder, 'books', 'z', '000001.json');
  const whole = readFileSync(file, 'utf8');
  chmodSync(file, 0o600);
  writeFileSync(file, whole.slice(0, 40));
  const { clock, orders } = first;
  const faults: string[] = [];
  const onStoreFault = (detail: string) => void faults.push(detail);
  const next = await shopBooks(new BookFiles(folder), { clock, orders, onStoreFault });
  expect(await next.book.close(TODAY)).toEqual({
    ok: false,
    why: 'storeFault',
    detail: `The close of ${TODAY} is missing from books/z, or cannot be read. Put its file back from a backup.`,
  });
  expect(readdirSync(join(folder, 'books', 'z'))).toEqual(['000001.json']);
  expect(faults, 'selling goes on').toEqual([]);
  writeFileSync(file, whole);
  const mended = await shopBooks(new BookFiles(folder), { clock, orders });
  expect(await mended.book.close(TODAY)).toEqual(z);
});
