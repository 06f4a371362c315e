import { expect, test } from 'vitest';
import { figureLength } from '../../../src/ui/tablet/figure-length.ts';

test.each([
  ['$1,234.50', 9],
  ['Paid', 4],
  ['$5', 4],
  ['支払い済み', 8],
  ['￥1,234', 6.6],
  ['مدفوع', 5],
])('%s is as long as %s figures', (text, length) => {
  expect(figureLength(text)).toBeCloseTo(length, 5);
});
