import { expect, test } from 'vitest';
import type { Order } from '../../../src/payment/order.ts';
import type { Refund } from '../../../src/payment/refund.ts';
import { escPosOf } from '../../../src/ui/receipts/escpos.ts';
import type { Printed } from '../../../src/ui/receipts/receipt-of.ts';
import { receiptOf, unprovenOf } from '../../../src/ui/receipts/receipt-of.ts';
import { orderOf, SENT_AT } from '../../support/orders.ts';
import { paperSetting, readPaper } from '../../support/papers.ts';

const REAL: Order['gateway'] = { kind: 'codepay', baseUrl: 'https://x', merchantNo: 'M', appId: 'A' };
const NUMBER = '261120TEST0000000000000';

const paidOrder = (changes: Partial<Order> = {}) =>
  orderOf({
    orderNo: NUMBER,
    gateway: REAL,
    state: 'paid',
    finalAt: SENT_AT,
    transNo: 'T1',
    payPlatformTransNo: 'W1',
    ...changes,
  });

const refundOf = (changes: Partial<Refund> = {}): Refund => ({
  refundNo: `${NUMBER}RAAAAAAA`,
  purpose: 'customer',
  amountMinor: 500,
  reason: 'broken',
  state: 'done',
  createdAt: SENT_AT,
  finalAt: SENT_AT,
  transNo: 'T2',
  sends: 1,
  queries: 0,
  ...changes,
});

const read = (printed: Partial<Printed> & { order: Order }, shop = {}) =>
  readPaper(receiptOf({ isCopy: false, ...printed }, paperSetting(shop)));

test('a receipt tells who sold what for how much by which wallet, and how it is found again', () => {
  expect(read({ order: paidOrder({ reference: 'table 4' }) })).toEqual([
    '# Corner Shop',
    '1 Main Street',
    'New York',
    'Tax number 12-3456789',
    'Receipt',
    '--',
    expect.stringMatching(/^Date: Jan 15, 2027, 3:00.AM$/),
    'Register: Front',
    'Reference: table 4',
    '--',
    '** Total: $12.30',
    'Paid with: Alipay',
    'Code: ****1500',
    '--',
    "Wallet's number: W1",
    "Gateway's number: T1",
    `[${NUMBER}]`,
    NUMBER,
    '--',
    'Thank you!',
  ]);
});

test('the last words of a receipt may be several lines, on a printer of the network too', () => {
  const setting = paperSetting({ receiptFooter: 'Thank you!\r\n\nSee you soon' });
  const receipt = receiptOf({ order: paidOrder(), isCopy: false }, setting);
  expect(readPaper(receipt).slice(-3)).toEqual(['--', 'Thank you!', 'See you soon']);
  expect(escPosOf(receipt).ok).toBe(true);
});

test('the shop has its picture on what customers get', () => {
  const setting = { ...paperSetting(), logo: '/logo?v=1' };
  expect(receiptOf({ order: paidOrder(), isCopy: false }, setting).logo).toBe('/logo?v=1');
  expect(receiptOf({ order: paidOrder(), isCopy: false }, paperSetting())).not.toHaveProperty('logo');
});

test('no paper shows more of a code than its last four characters', () => {
  const text = JSON.stringify(receiptOf({ order: paidOrder(), isCopy: false }, paperSetting()));
  expect(text).not.toContain(orderOf().codeMask);
});

test('a reprint says that it is a copy, and nothing else of it is different', () => {
  const copy = read({ order: paidOrder(), isCopy: true });
  expect(copy).toContain('# COPY');
  expect(copy.filter((line) => line !== '# COPY')).toEqual(read({ order: paidOrder() }));
});

test('what was paid on a sandbox is no receipt, on a refund too', () => {
  const order = paidOrder({ gateway: orderOf().gateway });
  expect(read({ order })).toContain('# PRACTICE: NOT A RECEIPT');
  expect(read({ order, refund: refundOf() })).toContain('# PRACTICE: NOT A RECEIPT');
  expect(read({ order: paidOrder() }).join()).not.toContain('PRACTICE');
});

test('a discount and a fee tell what the customer really paid', () => {
  expect(read({ order: paidOrder({ paidAmountMinor: 1130 }) })).toEqual(
    expect.arrayContaining(['** Total: $12.30', 'Discount by the wallet: -$1.00', 'You paid: $11.30']),
  );
  expect(read({ order: paidOrder({ paidAmountMinor: 1240 }) })).toEqual(
    expect.arrayContaining(['Fee of the wallet: $0.10', 'You paid: $12.40']),
  );
});

test('a receipt of today tells what went back meanwhile, and only what really did', () => {
  const refunds = [refundOf(), refundOf({ amountMinor: 300, state: 'refunding' })];
  const lines = read({ order: paidOrder({ refunds }) });
  expect(lines).toEqual(
    expect.arrayContaining(['Given back on Jan 15, 2027: -$5.00', '** Left of this payment: $7.30']),
  );
});

test('a refund has a paper of its own, with both numbers', () => {
  const lines = read({ order: paidOrder(), refund: refundOf() });
  expect(lines).toEqual(
    expect.arrayContaining([
      '# Refund',
      '** Given back: $5.00',
      `Sale number: ${NUMBER}`,
      'Reason: broken',
      "Gateway's number: T2",
      `[${NUMBER}]`,
      `${NUMBER}RAAAAAAA`,
    ]),
  );
  expect(lines).not.toContain('Receipt');
});

test('a refund of a sale with a discount, and one outside the wallet, say so', () => {
  const discounted = read({ order: paidOrder({ paidAmountMinor: 1130 }), refund: refundOf() });
  expect(discounted.join()).toContain('the wallet decides');
  const outside = read({ order: paidOrder(), refund: refundOf({ outside: true }) });
  expect(outside.join()).toContain('outside the wallet');
});

const settlement = { as: 'paid', by: 'Ann', at: SENT_AT, reason: 'phone said so' } as const;
const openCase = { kind: 'notPaidAfterAll', openedAt: SENT_AT, said: 'not paid' } as const;

test.each<[string, Partial<Order>, string]>([
  ['declined', { state: 'declined' }, 'NO PAYMENT'],
  ['cancelled', { state: 'cancelled' }, 'NO PAYMENT'],
  ['never sent', { state: 'notSent' }, 'NO PAYMENT'],
  ['charged and given back', { state: 'cancelled', paidBehindLineAt: SENT_AT }, 'NO PAYMENT'],
  ['created', { state: 'created' }, 'NOT CONFIRMED'],
  ['on its way', { state: 'submitting' }, 'NOT CONFIRMED'],
  ['at the customer', { state: 'pending' }, 'NOT CONFIRMED'],
  ['being cancelled', { state: 'cancelling' }, 'NOT CONFIRMED'],
  ['going back', { state: 'reversing' }, 'NOT CONFIRMED'],
  ['stuck', { state: 'stuck' }, 'NOT CONFIRMED'],
  ['held', { state: 'held' }, 'NOT CONFIRMED'],
  ['settled by hand', { state: 'stuck', settlement }, 'SETTLED BY HAND'],
  ['contradicted', { state: 'paid', cases: [openCase] }, 'NOT CONFIRMED'],
  ['kept by a person against the wallet', { state: 'paid', settlement }, 'SETTLED BY HAND'],
])('there is no receipt for a payment that is %s: the slip says so', (_, changes, title) => {
  const paper = receiptOf({ order: paidOrder(changes), isCopy: true }, paperSetting());
  const lines = readPaper(paper);
  expect(paper).toMatchObject({ kind: 'notice', isCopy: false });
  expect(lines).toContain(`# ${title}`);
  expect(lines).toContain('This is not a receipt.');
  expect(lines.join()).not.toMatch(/\*\* |Receipt,|Thank you|COPY/);
  expect(lines).toContain(`[${NUMBER}]`);
});

test('a slip says that a payment was called off, unless its customer was given more time since', () => {
  const asked = paidOrder({ state: 'pending', cancelWanted: { at: SENT_AT, by: 'cashier' } });
  const cancelHeld = { at: SENT_AT + 1, until: SENT_AT + 80_000, by: 'Mia' };
  expect(unprovenOf({ order: asked })).toBe('calledOff');
  expect(unprovenOf({ order: { ...asked, cancelHeld } })).toBe('underWay');
});

test('what a person settled becomes a receipt once the wallet says the same', () => {
  const agreed = paidOrder({ state: 'stuck', settlement: { ...settlement, agreedAt: SENT_AT } });
  expect(receiptOf({ order: agreed, isCopy: false }, paperSetting()).kind).toBe('sale');
});

test.each<[string, Partial<Refund>, string]>([
  ['on its way', { state: 'refunding' }, 'REFUND NOT CONFIRMED'],
  ['stuck', { state: 'stuck' }, 'REFUND NOT CONFIRMED'],
  ['failed', { state: 'failed' }, 'NO REFUND'],
])('there is no paper that proves a refund that is %s', (_, changes, title) => {
  const { finalAt: __, ...refund } = refundOf(changes);
  expect(read({ order: paidOrder(), refund })).toContain(`# ${title}`);
});

test('a paper is written as the customers write amounts and times', () => {
  const order = paidOrder({ currency: 'JPY', digits: 0, amountMinor: 1230 });
  expect(read({ order }, { customerLocale: 'en-GB' })).toEqual(
    expect.arrayContaining(['Date: 15 Jan 2027, 03:00', '** Total: JP¥1,230']),
  );
});
