import { expect, test } from 'vitest';
import { dayOfOrderNumber, newOrderNumber, ORDER_NUMBER_PATTERN } from '../../src/payment/order-number.ts';
import { dayOfSaleId, newSaleId } from '../../src/payment/sale.ts';
import { systemRandom } from '../../src/random.ts';

const real = { kind: 'codepay', baseUrl: 'https://pay.example', merchantNo: 'M', appId: 'A' } as const;
const practice = { ...real, kind: 'sandbox' } as const;
const make = (gateway: typeof real | typeof practice) =>
  newOrderNumber({ day: '2026-11-20', tillId: 'AB12', gateway }, systemRandom);

test('an order number is the day, the till and chance, within what the gateway takes', () => {
  expect(make(real)).toMatch(/^261120AB12[0-9A-Z]{13}$/);
  expect(make(real)).toMatch(ORDER_NUMBER_PATTERN);
});

test('a practice order is told apart by its first letter', () => {
  expect(make(practice)).toMatch(/^P261120AB12/);
  expect(make(practice)).toMatch(ORDER_NUMBER_PATTERN);
});

test('no two of ten thousand numbers are the same', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => make(real))).size).toBe(10_000);
});

test('the day of an order and of a sale is read back from its number', () => {
  expect(dayOfOrderNumber(make(real))).toBe('2026-11-20');
  expect(dayOfOrderNumber(make(practice))).toBe('2026-11-20');
  expect(dayOfSaleId(newSaleId('2026-11-20', systemRandom))).toBe('2026-11-20');
});

test.each(['', '261120AB12', '../../etc/passwd', `261120AB12${'A'.repeat(23)}`, '26112xAB120123456789012'])(
  'the text "%s" is no order number of ours',
  (text) => {
    expect(dayOfOrderNumber(text)).toBeUndefined();
  },
);

test.each(['', 'S2611201234', 'S2613201234567890123', 'S2611001234567890123', 'S2611321234567890123'])(
  'the text "%s" is no sale number of ours',
  (text) => {
    expect(dayOfSaleId(text)).toBeUndefined();
  },
);

test('anything around an order number makes it none of ours', () => {
  const orderNo = make(real);
  expect(dayOfOrderNumber(`X${orderNo}`)).toBeUndefined();
  expect(dayOfOrderNumber(`${orderNo}a`)).toBeUndefined();
});
