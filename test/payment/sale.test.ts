import { expect, test } from 'vitest';
import { dayOfSaleId, newSaleId, refuse, saleOfOrders } from '../../src/payment/sale.ts';
import { systemRandom } from '../../src/random.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';

test('a sale number is its day and chance, whole: anything around it makes it none of ours', () => {
  const saleId = newSaleId('2026-11-20', systemRandom);
  expect(saleId).toMatch(/^S261120[0-9A-Z]{13}$/);
  expect(dayOfSaleId(saleId)).toBe('2026-11-20');
  expect(dayOfSaleId(`X${saleId}`)).toBeUndefined();
  expect(dayOfSaleId(`${saleId}X`)).toBeUndefined();
});

test('a sale is told by its newest order, its age by its oldest', () => {
  const first = orderOf({ orderNo: 'P261120TEST0000000000001', state: 'declined', createdAt: SENT_AT - 9 });
  const second = orderOf({ reference: 'R1', saleKey: 'K1', state: 'pending' });
  expect(saleOfOrders(second, [first])).toEqual({
    saleId: second.saleId,
    lane: '1',
    amountMinor: 1230,
    currency: 'USD',
    digits: 2,
    reference: 'R1',
    key: 'K1',
    orderNos: [first.orderNo, second.orderNo],
    state: 'pending',
    createdAt: SENT_AT - 9,
  });
});

test('a sale without a reference or a key has neither, not even an empty one', () => {
  expect(Object.keys(saleOfOrders(orderOf(), []))).toEqual([
    'saleId',
    'lane',
    'amountMinor',
    'currency',
    'digits',
    'orderNos',
    'state',
    'createdAt',
  ]);
});

test('a sale number of any month is read back', () => {
  for (const day of ['2026-01-09', '2026-09-10', '2026-10-31', '2026-12-01']) {
    expect(dayOfSaleId(newSaleId(day, systemRandom))).toBe(day);
  }
});

test('a refused command says why, and that it was not done', () => {
  expect(refuse('laneBusy')).toEqual({ ok: false, why: 'laneBusy' });
});
