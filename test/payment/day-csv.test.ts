import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv } from '../../scripts/reconcile/csv.ts';
import type { Booking } from '../../src/payment/booking.ts';
import { csvOf } from '../../src/payment/day-csv.ts';
import type { Order } from '../../src/payment/order.ts';
import { orderOf } from '../support/orders.ts';
import { numberOn } from '../support/shop-books.ts';

const booking: Booking = {
  id: 'paid',
  kind: 'paid',
  at: Date.parse('2026-11-21T17:00:00Z'),
  period: '2026-11-21',
  amountMinor: 1230,
};
const csv = (order: Partial<Order>, changes: Partial<Booking> = {}) =>
  csvOf(
    [
      {
        order: orderOf({ orderNo: numberOn('2026-11-20', 1), ...order }),
        booking: { ...booking, ...changes },
      },
    ],
    () => 7,
  );

test('each event is one line below a header, with amounts in exactly the decimals of the currency', () => {
  const text = csv({ transNo: 'T1' }, { id: 'refund:R1', kind: 'refunded', discountMinor: 5, by: 'Ann' });
  expect(text.split('\r\n')).toEqual([
    'z,period,at,event,amount,currency,discount,fee,lane,wallet,cashier,order_no,refund_no,born_on,sale_id,reference,trans_no,pay_channel_trans_no,pay_platform_trans_no',
    `7,2026-11-21,2026-11-21T17:00:00.000Z,refunded,12.30,USD,0.05,0.00,1,alipay,Ann,${numberOn('2026-11-20', 1)},R1,2026-11-20,S2611200000000000000,,T1,,`,
    '',
  ]);
});

test('a currency without decimals has none here either', () => {
  expect(parseCsv(csv({ currency: 'JPY', digits: 0 }))[1]?.[4]).toBe('1230');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  '%j is no formula to a spreadsheet',
  (reference) => {
    expect(parseCsv(csv({ reference }))[1]?.[15]).toBe(`'${reference}`);
  },
);

test.each(['a "quoted" word', 'one, two', 'two\r\nlines', 'two\nlines', '€ ü 中'])(
  '%j comes back as it was',
  (reference) => {
    expect(parseCsv(csv({ reference }))[1]?.[15]).toBe(reference);
  },
);

test('whatever stands in a reference, a line has as many cells as its header', async () => {
  const holds = property(string({ unit: 'binary' }), (reference) => {
    const [header, line, ...more] = parseCsv(csv({ reference }));
    expect(line).toHaveLength(header?.length ?? 0);
    expect(more).toEqual([]);
  });
  await assert(holds);
});
