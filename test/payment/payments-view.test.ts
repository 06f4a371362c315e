import { expect, test } from 'vitest';
import { type OrderCounts, orderCounts } from '../../src/payment/payments-view.ts';
import { closed, opened, refund, settlement } from '../support/after-sale.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';

const NONE: OrderCounts = { openOrders: 0, stuckOrders: 0, openCases: 0, openRefunds: 0 };

const ROWS: [title: string, order: Parameters<typeof orderOf>[0], counts: Partial<OrderCounts>][] = [
  ['one that runs', { state: 'pending' }, { openOrders: 1 }],
  ['a stuck one', { state: 'stuck' }, { openOrders: 1, stuckOrders: 1 }],
  ['a held one', { state: 'held' }, { openOrders: 1, stuckOrders: 1 }],
  ['one that a person has settled', { state: 'stuck', settlement: settlement('paid') }, {}],
  ['an ended one that is looked at tomorrow', { state: 'cancelled', looksDue: [SENT_AT] }, {}],
  [
    'an ended one with an open case',
    { state: 'cancelled', cases: [closed('paidAfterAll'), opened('paidAfterAll')] },
    { openOrders: 1, stuckOrders: 1, openCases: 1 },
  ],
  ['an ended one whose case is closed', { state: 'cancelled', cases: [closed('paidAfterAll')] }, {}],
  [
    'a paid one with refunds under way',
    { state: 'paid', refunds: [refund('done', 1), refund('created', 1), refund('refunding', 1)] },
    { openRefunds: 2 },
  ],
  [
    'a paid one with a stuck refund',
    { state: 'paid', refunds: [refund('stuck'), refund('failed')] },
    { openOrders: 1, stuckOrders: 1, openRefunds: 1 },
  ],
];

test.each(ROWS)('%s is counted as what it is', (_, order, counts) => {
  expect(orderCounts([orderOf(order)])).toEqual({ ...NONE, ...counts });
});

test('the counts of several orders add up', () => {
  const orders = ROWS.map(([, order]) => orderOf(order));
  expect(orderCounts(orders)).toEqual({ openOrders: 5, stuckOrders: 4, openCases: 1, openRefunds: 3 });
});
