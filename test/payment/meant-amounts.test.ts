import { expect, test } from 'vitest';
import { MAX_MINOR } from '../../src/money.ts';
import { meantAmounts } from '../../src/payment/meant-amounts.ts';

test.each([
  ['12.30', 2, [1230]],
  ['12,30', 2, [1230]],
  ['12.3', 2, [1230]],
  ['12.', 2, [1200]],
  ['12', 2, [12, 1200]],
  ['1230', 2, [1230, 123_000]],
  ['$12.30', 2, [1230]],
  ['12,30 €', 2, [1230]],
  ['HK$ 12.30', 2, [1230]],
  ['usd 12.30', 2, [1230]],
  ['1,234.50', 2, [123_450]],
  ['1.234,50', 2, [123_450]],
  ['1 234,50', 2, [123_450]],
  ["1'234.50", 2, [123_450]],
  ['1,230', 2, [123_000]],
  ['1,230', 0, [1230]],
  ['¥1230', 0, [1230]],
  ['１２．３０', 2, [1230]],
  ['٣٫٥٠', 2, [350]],
  ['1.234', 3, [1234, 1_234_000]],
  ['0.05', 2, [5]],
])('%s with %i decimals may mean %o', (text, digits, amounts) => {
  expect(meantAmounts(text, digits)).toEqual(amounts);
});

test.each([
  ['', 2],
  ['0', 2],
  ['0.00', 2],
  ['12.345.6789', 2],
  ['12.3456', 2],
  ['12.30', 0],
  ['-12.30', 2],
  ['table 7', 2],
  ['P2611', 2],
  ['wechat', 2],
  [`${MAX_MINOR}0`, 2],
])('%s with %i decimals is no amount', (text, digits) => {
  expect(meantAmounts(text, digits)).toEqual([]);
});
