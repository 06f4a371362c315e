import { expect, test } from 'vitest';
import type { Order } from '../../src/payment/order.ts';
import { receiptNumbersOf, searchOrders } from '../../src/payment/order-search.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

/** Twelve orders; each three share a millisecond. */
const ORDERS = Array.from({ length: 12 }, (_, i) =>
  orderOf({
    orderNo: `P261120TEST${String((i * 7) % 12).padStart(13, '0')}`,
    createdAt: SENT_AT + Math.floor(i / 3),
    lane: String(i % 2),
    state: i % 4 === 0 ? 'declined' : 'paid',
  }),
);
const numbers = (orders: readonly Order[]) => orders.map((order) => order.orderNo);
const newestFirst = numbers(
  [...ORDERS].sort((a, b) => b.createdAt - a.createdAt || (a.orderNo < b.orderNo ? 1 : -1)),
);

test('orders come newest first, those of one instant by their number', () => {
  const page = searchOrders(ORDERS, { limit: 500 });
  expect(numbers(page.orders)).toEqual(newestFirst);
  expect(page.cursor).toBeUndefined();
});

test.each([1, 2, 5, 11, 12])(
  'pages of %i hold each order once, also where new ones come meanwhile',
  (limit) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    let orders = ORDERS;
    do {
      const page = searchOrders(orders, { limit, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.orders.length).toBeLessThanOrEqual(limit);
      seen.push(...numbers(page.orders));
      cursor = page.cursor;
      orders = [
        ...orders,
        orderOf({ orderNo: `P261120TESTNEW${seen.length}00000000`, createdAt: SENT_AT + 999 }),
      ];
    } while (cursor !== undefined);
    expect(seen).toEqual(newestFirst);
  },
);

test('lane and state narrow the list', () => {
  const { orders } = searchOrders(ORDERS, { limit: 500, lane: '0', state: 'declined' });
  expect(orders).toHaveLength(3);
  expect(orders.every((order) => order.lane === '0' && order.state === 'declined')).toBe(true);
});

test.each([
  ['orderNo', 'test00000000000'],
  ['saleId', 'S-ABC'],
  ['reference', 'table 7'],
  ['transNo', 'tr-1'],
  ['payChannelTransNo', 'ch-1'],
  ['payPlatformTransNo', 'pf-1'],
  ['codeMask', '3456'],
  ['wallet', 'wechat'],
])('a part of %s finds the order, in capitals or not', (_, q) => {
  const wanted = orderOf({
    saleId: 'S-abc',
    reference: 'Table 7',
    transNo: 'TR-1',
    payChannelTransNo: 'CH-1',
    payPlatformTransNo: 'PF-1',
    codeMask: '13************3456',
    wallet: 'wechat',
  });
  const other = orderOf({ orderNo: 'P261120OTHER000000000000' });
  expect(numbers(searchOrders([other, wanted], { limit: 9, q }).orders)).toEqual([wanted.orderNo]);
});

test('one lane lists its own orders only, and short times sort before long ones', () => {
  const [early, late] = [9, 10].map((createdAt) =>
    orderOf({ orderNo: `N${createdAt}`, createdAt, lane: '2' }),
  );
  if (!early || !late) throw new Error('two orders');
  const page = searchOrders([early, late, orderOf()], { limit: 9, lane: '2' });
  expect(numbers(page.orders)).toEqual(['N10', 'N9']);
});

test('the numbers of an order are those of its sale, its cancel and its refunds', () => {
  const refund = {
    refundNo: 'R-1',
    purpose: 'customer' as const,
    amountMinor: 1,
    reason: '',
    state: 'done' as const,
    createdAt: 1,
    sends: 1,
    queries: 1,
    transNo: 'RT-1',
  };
  const order = orderOf({
    transNo: 'TR-1',
    payChannelTransNo: 'CH-1',
    cancelTransNo: 'CA-1',
    refunds: [refund],
  });
  expect(receiptNumbersOf(order)).toEqual(['TR-1', 'CH-1', 'CA-1', 'RT-1']);
  for (const q of ['ca-1', 'rt-1', 'r-1']) {
    expect(numbers(searchOrders([order, orderOf({ orderNo: 'OTHER' })], { limit: 9, q }).orders)).toEqual([
      order.orderNo,
    ]);
  }
});

test('an order is found by every number that a receipt or the gateway may show of it', () => {
  const order = orderOf({
    transNo: 'T1',
    payChannelTransNo: 'CH2',
    payPlatformTransNo: 'PL3',
    cancelTransNo: 'CA4',
    refunds: [refundOf({ refundNo: 'REF5', transNo: 'RT6' }), refundOf({ refundNo: 'REF7' })],
  });
  expect(receiptNumbersOf(order)).toEqual(['T1', 'CH2', 'PL3', 'CA4', 'RT6']);
  expect(receiptNumbersOf(orderOf())).toEqual([]);
  for (const q of ['t1', 'ch2', 'pl3', 'ca4', 'ref5', 'rt6', 'ref7']) {
    expect(searchOrders([order, orderOf()], { limit: 9, q }).orders, q).toEqual([order]);
  }
});

test('a few bare figures are the last ones of a number, or an amount; in the middle of a number they are chance', () => {
  const ends = orderOf({ orderNo: 'ENDS', transNo: 'T99001234' });
  const masked = orderOf({ orderNo: 'MASKED', codeMask: '28************1234' });
  const amount = orderOf({ orderNo: 'AMOUNT', amountMinor: 1234 });
  const back = orderOf({ orderNo: 'BACK', refunds: [refundOf({ amountMinor: 1234 })] });
  const chance = orderOf({ orderNo: 'CHANCE', transNo: 'T12345678' });
  const found = (q: string) =>
    numbers(searchOrders([ends, masked, amount, back, chance], { limit: 9, q }).orders).toSorted();
  expect(found('1234')).toEqual(['AMOUNT', 'BACK', 'ENDS', 'MASKED']);
  expect(found('12.34')).toEqual(['AMOUNT', 'BACK']);
  expect(found('123456')).toEqual(['CHANCE']);
});

test('a wallet is found by its shown name, which its id need not hold', () => {
  const wechat = orderOf({ orderNo: 'WECHAT', wallet: 'wechat' });
  const walletName = (wallet: string) => (wallet === 'wechat' ? 'WeChat Pay' : undefined);
  const { orders } = searchOrders([wechat, orderOf()], { limit: 9, q: 'chat pay' }, walletName);
  expect(numbers(orders)).toEqual(['WECHAT']);
});

const settled = (as: 'paid' | 'notPaid') => ({ settlement: { as, by: 'Ana', at: 1, reason: 'r' } });
test.each<[string, Partial<Order>, string[]]>([
  ['paid', { state: 'paid' }, ['paid']],
  [
    'paid, some of it on its way back',
    { state: 'paid', refunds: [refundOf()] },
    ['paid', 'refunded', 'open'],
  ],
  ['paid, some of it back', { state: 'paid', refunds: [refundOf({ state: 'done' })] }, ['paid', 'refunded']],
  ['paid, a refund failed', { state: 'paid', refunds: [refundOf({ state: 'failed' })] }, ['paid']],
  [
    'paid, a refund stuck',
    { state: 'paid', refunds: [refundOf({ state: 'stuck' })] },
    ['paid', 'refunded', 'open', 'attention'],
  ],
  ['declined', { state: 'declined' }, ['notPaid']],
  ['never sent', { state: 'notSent' }, ['notPaid']],
  ['cancelled', { state: 'cancelled' }, ['notPaid']],
  [
    'cancelled, and contradicted',
    { state: 'cancelled', cases: [{ kind: 'paidAfterAll', openedAt: 1, said: '12.30' }] },
    ['notPaid', 'open', 'attention'],
  ],
  ['under way', { state: 'pending' }, ['open']],
  ['held', { state: 'held' }, ['open', 'attention']],
  ['stuck', { state: 'stuck' }, ['open', 'attention']],
  ['stuck, settled as paid', { state: 'stuck', ...settled('paid') }, []],
  ['stuck, settled as not paid', { state: 'stuck', ...settled('notPaid') }, ['notPaid']],
])('an order that is %s is listed where people look for it', (_, changes, kinds) => {
  const order = orderOf(changes);
  const found = (['paid', 'notPaid', 'refunded', 'open', 'attention'] as const).filter(
    (kind) => searchOrders([order], { limit: 9, kind }).orders.length > 0,
  );
  expect(found).toEqual(kinds);
});
