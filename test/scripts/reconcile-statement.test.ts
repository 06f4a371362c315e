import { expect, test } from 'vitest';
import { parseCsv } from '../../scripts/reconcile/csv.ts';
import { parseReconcileOptions } from '../../scripts/reconcile/options.ts';
import { outcomeOf, reportText } from '../../scripts/reconcile/report.ts';
import { compareStatement, type OurOrder, readStatement } from '../../scripts/reconcile/statement.ts';
import type { TillReconciliation } from '../../scripts/reconcile/till.ts';

const DAY = '2026-11-21';
const format = parseReconcileOptions(['--day', DAY]).format;
const no = (name: string, { day = '261121', till = 'TEST' } = {}) =>
  `P${day}${till}${name.padStart(13, '0')}`;
const HEADER = 'merchant_order_no,trans_no,trans_type,trans_status,order_amount,price_currency';
const sale = (orderNo: string, { type = '1', status = '2', amount = '12.30', currency = 'USD' } = {}) =>
  `${orderNo},T,${type},${status},${amount},${currency}`;
const ours = (orderNo: string, more: Partial<OurOrder> = {}): OurOrder => ({
  orderNo,
  state: 'paid',
  amount: '12.30',
  currency: 'USD',
  ...more,
});
const compare = (lines: string[], orders: OurOrder[]) =>
  compareStatement(readStatement([HEADER, ...lines].join('\r\n'), format), { day: DAY, ours: orders });

test('a statement that says what the till says has no difference', () => {
  const lines = [sale(no('A')), sale(no('B'), { amount: '5.0' }), sale(no('C'), { status: '1' })];
  const orders = [ours(no('A')), ours(no('B'), { amount: '5.00' }), ours(no('C'), { state: 'declined' })];
  expect(compare(lines, orders)).toEqual({ differences: [], foreignLines: 0 });
});

test.each([
  ['amount', [sale(no('A'), { amount: '1.23' })], [ours(no('A'))]],
  ['amount', [sale(no('A'), { currency: 'EUR' })], [ours(no('A'))]],
  ['state', [sale(no('A'))], [ours(no('A'), { state: 'cancelled' })]],
  ['state', [sale(no('A'), { status: '3' })], [ours(no('A'))]],
  ['oursOnly', [], [ours(no('A'))]],
  ['theirsOnly', [sale(no('A')), sale(no('X'))], [ours(no('A'))]],
])('%s: a difference is found', (kind, lines, orders) => {
  expect(compare(lines, orders).differences.map((difference) => difference.kind)).toEqual([kind]);
});

test('a sale that has both a failed and a paid line was paid, and lines of refunds are no sales', () => {
  const lines = [
    sale(no('A'), { status: '1' }),
    sale(no('A')),
    sale(`${no('A')}RABCDEFG`, { type: '3', amount: '1.00' }),
  ];
  expect(compare(lines, [ours(no('A'))]).differences).toEqual([]);
});

test('what other tills and programs of the merchant sold is counted, and is no difference of this till', () => {
  const lines = [sale(no('A')), sale(no('B', { till: 'TWO0' })), sale('WEBSHOP-1')];
  expect(compare(lines, [ours(no('A'))])).toEqual({ differences: [], foreignLines: 2 });
});

test('an order of the evening before may be in the statement, and need not be', () => {
  const before = ours(no('A', { day: '261120' }));
  expect(compare([sale(before.orderNo)], [before]).differences).toEqual([]);
  expect(compare([], [before]).differences).toEqual([]);
});

test('columns, separator and words may be those of the portal', () => {
  const { format: own } = parseReconcileOptions([
    ...['--day', DAY, '--separator', ';', '--paid-status', 'PAID,SETTLED', '--sale-type', 'Sale'],
    ...[
      '--column',
      'merchant_order_no=Order',
      '--column',
      'trans_status=State',
      '--column',
      'order_amount=Sum',
      '--column',
      'trans_type=Type',
    ],
  ]);
  const text = `\uFEFFState;Order;Sum;Type;Note\nPAID;'${no('A')};12.30;Sale;"a;b"\nSETTLED;"=""${no('B')}""";5.00;Sale;\nPAID;${no('A')};1.00;Refund;\n`;
  expect(readStatement(text, own)).toEqual([
    { line: 2, orderNo: no('A'), transNo: '', amount: '12.30', currency: '', isPaid: true },
    { line: 3, orderNo: no('B'), transNo: '', amount: '5.00', currency: '', isPaid: true },
  ]);
});

test('a statement without the columns is refused, naming those it lacks and those it has', () => {
  expect(() => readStatement('Order;State\n1;2', format)).toThrow(
    'no column "merchant_order_no", "trans_status", "order_amount". It has: "Order;State".',
  );
});

test.each([
  [
    'a,b\r\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a,b\n', [['a', 'b']]],
  ['"a ""b"", c","d\r\ne"\n', [['a "b", c', 'd\r\ne']]],
  [',\n', [['', '']]],
  ['', []],
])('%j is read as CSV', (text, rows) => {
  expect(parseCsv(text)).toEqual(rows);
});

const till = (more: Partial<TillReconciliation> = {}): TillReconciliation => ({
  status: 'finished',
  asked: 2,
  total: 2,
  differences: [],
  foreign: [],
  ...more,
});
const notice = (orderNo: string, status = 'success') => ({
  at: '',
  orderNo,
  status,
  orderAmount: '7.00',
  currency: 'USD',
});

test('without a statement "theirs only" is not checked, never none', () => {
  const outcome = outcomeOf({ day: DAY, till: till(), orderNos: [no('A')] }, undefined);
  expect(outcome.theirsOnly).toBe('not checked');
  expect(reportText(outcome)).toContain('Theirs only: not checked (give --statement FILE');
  const checked = outcomeOf({ day: DAY, till: till(), orderNos: [] }, { differences: [], foreignLines: 3 });
  expect(reportText(checked)).toContain('Theirs only: none in the statement');
  expect(reportText(checked)).toContain('other tills or programs in the statement, left out: 3');
});

test('a notification that this till was paid for an order it does not know is a difference', () => {
  const foreign = [
    notice(no('X')),
    notice(no('Y'), 'declined'),
    notice(no('Z', { till: 'TWO0' })),
    notice('WEBSHOP'),
  ];
  const outcome = outcomeOf({ day: DAY, till: till({ foreign }), orderNos: [no('A')] }, undefined);
  expect(outcome.differences).toMatchObject([
    { kind: 'theirsOnly', orderNo: no('X'), theirs: 'notified: paid 7.00 USD' },
  ]);
  const inBoth = {
    differences: outcome.differences.filter((each) => each.kind === 'theirsOnly'),
    foreignLines: 0,
  };
  const told = outcomeOf({ day: DAY, till: till({ foreign }), orderNos: [no('A')] }, inBoth as never);
  expect(told.differences).toHaveLength(1);
});

test('the report has a line for each difference, and names the refund where it is one', () => {
  const difference = { kind: 'state', orderNo: no('A'), refundNo: 'REFUND', ours: 'done', theirs: 'failed' };
  const text = reportText(
    outcomeOf({ day: DAY, till: till({ differences: [difference] }), orderNos: [] }, undefined),
  );
  expect(text).toMatch(/Differences: 1\n {2}state +REFUND +ours: done · gateway: failed/);
});

test.each([
  [['--day', '2026-02-30'], 'Expected YYYY-MM-DD'],
  [[], "required option '--day"],
  [['--day', DAY, '--column', 'order=Order'], 'Expected FIELD=HEADER'],
])('%j is refused', (argv, sentence) => {
  expect(() => parseReconcileOptions(argv)).toThrow(sentence);
});
