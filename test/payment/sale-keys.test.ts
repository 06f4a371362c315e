import { expect, test } from 'vitest';
import { SaleKeys } from '../../src/payment/sale-keys.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';

const KEPT_MS = 3 * 24 * 60 * 60_000;
const sale = { lane: '1', amountMinor: 1230, saleId: 'S1', createdAt: SENT_AT, key: 'K' };

test('a key finds its sale for three days, for a clock may be set wrong by one', () => {
  const keys = new SaleKeys();
  keys.add([sale]);
  expect(keys.find('K', SENT_AT + KEPT_MS - 1)?.saleId).toBe('S1');
  expect(keys.find('other', SENT_AT)).toBeUndefined();
  expect(keys.find('K', SENT_AT + KEPT_MS)).toBeUndefined();
});

test('only the very same charge is a repeat', () => {
  const keys = new SaleKeys();
  keys.add([{ ...sale, reference: 'R' }]);
  const known = keys.find('K', SENT_AT);
  expect(known?.isFor({ lane: '1', amountMinor: 1230, reference: 'R' })).toBe(true);
  expect(known?.isFor({ lane: '2', amountMinor: 1230, reference: 'R' })).toBe(false);
  expect(known?.isFor({ lane: '1', amountMinor: 1231, reference: 'R' })).toBe(false);
  expect(known?.isFor({ lane: '1', amountMinor: 1230 })).toBe(false);
});

test('the key is found again in the orders of the sale, and the first to carry it keeps it', () => {
  const keys = new SaleKeys();
  keys.add([orderOf({ saleKey: 'K', saleId: 'S1' }), orderOf({ saleKey: 'K', saleId: 'S2' }), orderOf()]);
  expect(keys.find('K', SENT_AT)?.saleId).toBe('S1');
});

test('where there are very many, a key is kept for the day that is promised, and none for longer', () => {
  const keys = new SaleKeys();
  const day = 24 * 60 * 60_000;
  keys.add([sale]);
  keys.add(Array.from({ length: 100_000 }, (_, n) => ({ ...sale, key: `K${n}`, createdAt: SENT_AT + 1 })));
  expect(keys.find('K', SENT_AT + day - 1)?.saleId).toBe('S1');
  expect(keys.find('K', SENT_AT + day)).toBeUndefined();
  expect(keys.find('K7', SENT_AT + day)?.saleId).toBe('S1');
});
