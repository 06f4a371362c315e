import { expect, test } from 'vitest';
import { amountText, keptTogether } from '../../../src/ui/tablet/amount-text.ts';

const amount = { minor: 1230, currency: 'USD', digits: 2 };

test('a sign of Latin letters stays behind its figures among text from right to left', () => {
  const text = amountText(amount, 'ar-u-nu-latn');
  expect(text.replace('\u00a0', ' ')).toBe('\u206612.30 US$\u2069');
  expect(keptTogether(text)).toBe(text);
});

test('amounts elsewhere, and those with Arabic letters, are left as they are written', () => {
  for (const text of ['$12.30', '12,30 €', '\u200f12.30\u00a0د.إ.\u200f'])
    expect(keptTogether(text)).toBe(text);
});
