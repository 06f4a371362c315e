import { expect, test } from 'vitest';
import { deskWords } from '../../../../support/desk-words.ts';
import { saleAt, salesBench } from '../../../../support/sales-bench.ts';

const CODE = '281234567890123456';
const SALE = saleAt(1);

test('a payment code that a gun types beside the till is in no field and in no address', async () => {
  const { desk, rest, pass } = salesBench();
  // The focus may be in the field: then the browser has typed it there.
  desk.list.search(CODE);
  desk.scanned(CODE);
  expect(desk.list.query.value).toBe('');
  const refused = {
    kind: 'refused',
    status: 422,
    code: 'paymentCode',
    detail: 'That was a payment code.',
  } as const;
  await rest.next('/read').answer(refused);
  expect(desk.remark.value).toBe(deskWords.book.list.scanPaymentCode);
  await pass(5_000);
  expect(rest.asked.map(({ path }) => path).join()).not.toContain(CODE);
});

test('the number of a bill that a gun types opens its sale', async () => {
  const { desk, rest } = salesBench();
  desk.scanned(`${SALE.orderNo} `);
  const look = rest.next('/read');
  expect(look.request.body).toEqual({ text: SALE.orderNo });
  await look.answer({ kind: 'done', body: { text: SALE.orderNo } });
  await rest.next(`q=${SALE.orderNo}`).answer({ kind: 'done', body: { day: '2027-01-15', orders: [SALE] } });
  expect(desk.opened.number.value).toBe(SALE.orderNo);
});

test('of two codes typed one behind the other the last one counts', async () => {
  const { desk, rest } = salesBench();
  desk.scanned('OLD-NUMBER');
  const old = rest.next('/read');
  desk.scanned(SALE.orderNo);
  await old.answer({ kind: 'done', body: { text: 'OLD-NUMBER' } });
  expect(rest.waiting('q=OLD-NUMBER')).toBe(0);
  expect(rest.waiting('/read')).toBe(1);
});
