import { expect, test } from 'vitest';
import { type Evidence, judge } from '../../scripts/kills/judge.ts';
import { Told, type ToldOrder, type ToldPeriod } from '../../scripts/kills/told.ts';
import type { Call } from '../../scripts/kills/wire.ts';
import type { Order } from '../../src/payment/order.ts';
import type { Refund } from '../../src/payment/refund.ts';
import type { Truth } from '../../src/sandbox/index.ts';
import { orderOf } from '../support/orders.ts';

const NO = orderOf().orderNo;
const PAID: Partial<Order> = {
  state: 'paid',
  finalAt: 2,
  bookings: [{ id: 'paid', kind: 'paid', at: 2, period: '2026-11-20', amountMinor: 1230 }],
};
const KEPT: Truth = { exists: true, state: 'paid', paidMinor: 1230, refundedMinor: 0, keptMinor: 1230 };
const NOTHING: Truth = { exists: true, state: 'closed', paidMinor: 0, refundedMinor: 0, keptMinor: 0 };
const SUBMIT: Call = { at: 1, method: 'bscanc.pay.submit', number: NO, code: 'CODE', amount: '12.30' };
const REFUND: Refund = {
  refundNo: `${NO}R1234567`,
  purpose: 'customer',
  amountMinor: 230,
  reason: 'returned',
  state: 'done',
  createdAt: 3,
  finalAt: 4,
  sends: 1,
  queries: 0,
};

function row(order: Order): ToldOrder {
  const { orderNo, saleId, lane, state } = order;
  return { orderNo, saleId, lane, state, amount: '12.30', history: [] };
}

/** The books as they count the bookings of an order. */
function periodsOf({ bookings = [] }: Order): ToldPeriod[] {
  const paid = bookings.filter(({ kind }) => kind === 'paid').length;
  const refunded = bookings.filter(({ kind }) => kind === 'refunded').length;
  const totals = {
    events: bookings.length,
    paid: { count: paid, amount: `${(12.3 * paid).toFixed(2)}` },
    refunded: { count: refunded, amount: `${(2.3 * refunded).toFixed(2)}` },
  };
  return [{ period: '2026-11-20', status: 'open', totals: [totals] }];
}

/** What a till at rest leaves: one order, as `changes` make it, and what the gateway knows of it. */
function found(changes: Partial<Order>, truth: Truth, more: Partial<Evidence> = {}): string[] {
  const order = orderOf(changes);
  return judge({
    calls: [SUBMIT],
    truthOf: () => truth,
    listed: [row(order)],
    stored: new Map([[NO, [order]]]),
    periods: periodsOf(order),
    told: new Set([NO]),
    settlements: new Map(),
    amounts: new Map([[order.saleId, '12.30']]),
    keys: new Map(),
    refundKeys: new Map(),
    ...more,
  }).map(({ what }) => what);
}

test('books that agree with the gateway are passed', () => {
  expect(found(PAID, KEPT)).toEqual([]);
  expect(found({ state: 'declined' }, NOTHING)).toEqual([]);
  expect(found({ state: 'held' }, { ...KEPT, paidMinor: 123, keptMinor: 123 })).toEqual([]);
});

test('money that the books do not know is found, and money that they only claim', () => {
  expect(found({ state: 'cancelled' }, KEPT)).toEqual(['is cancelled, and 12.30 is kept']);
  expect(found({ state: 'declined' }, KEPT)).toEqual(['is declined, and 12.30 is kept']);
  expect(found({ ...PAID, state: 'declined' }, NOTHING)).toEqual(['is declined, and booked as paid']);
  expect(found(PAID, NOTHING)).toEqual(['is paid, charged 0.00']);
  expect(found({ ...PAID, bookings: [] }, KEPT)).toEqual(['is paid, booked 0.00']);
});

test('kept money is passed where an open case says so to everyone', () => {
  const cases: Order['cases'] = [{ kind: 'paidAfterAll', openedAt: 3, said: 'paid' }];
  expect(found({ state: 'cancelled', cases }, KEPT)).toEqual([]);
});

test('money of an order that a person has settled stays where that was said, and nowhere else', () => {
  const settled = (as: 'paid' | 'notPaid'): Partial<Order> => ({
    state: 'held',
    settlement: { as, by: 'Ada', at: 3, reason: 'asked' },
  });
  const charged = { ...KEPT, paidMinor: 123, keptMinor: 123 };
  expect(found(settled('paid'), charged)).toEqual([]);
  expect(found(settled('notPaid'), NOTHING)).toEqual([]);
  expect(found(settled('notPaid'), charged)).toEqual(['is held, settled as not paid, and money is kept']);
  expect(found(settled('paid'), NOTHING)).toEqual(['is held, settled as paid, and nothing is kept']);
  const settlements = new Map([[NO, 'paid']]);
  expect(found(settled('paid'), charged, { settlements })).toEqual([]);
  expect(found({ state: 'held' }, charged, { settlements })).toEqual([
    'a decision that was acknowledged is not in the books',
  ]);
});

test('an order that is nowhere, or twice, or elsewhere in another state is found', () => {
  expect(found(PAID, KEPT, { listed: [] })).toEqual(['is not in the books (0 listed)']);
  expect(found(PAID, KEPT, { stored: new Map(), periods: [] })).toEqual(['is not in the books (1 listed)']);
  const twice = [row(orderOf(PAID)), row(orderOf(PAID))];
  expect(found(PAID, KEPT, { listed: twice })).toEqual([
    'is listed 2 times',
    `two orders of sale ${orderOf().saleId} are paid`,
  ]);
  expect(found(PAID, KEPT, { listed: [row(orderOf({ state: 'declined' }))] })).toEqual([
    'is listed declined, stored paid',
  ]);
});

test('an order that nobody follows any more is found', () => {
  expect(found({ state: 'pending' }, NOTHING)).toEqual(['is pending at rest']);
  expect(found({ state: 'stuck' }, NOTHING)).toEqual(['is stuck at rest']);
  expect(found({ ...PAID, refunds: [{ ...REFUND, state: 'submitting' }] }, KEPT)).toEqual([
    `its refund ${REFUND.refundNo} is submitting at rest`,
  ]);
});

test('refunds are held against the gateway to the cent, and against the bookings', () => {
  const refunded = { ...PAID, refunds: [REFUND] };
  const back: Truth = { ...KEPT, refundedMinor: 230, keptMinor: 1000 };
  const bookings: Order['bookings'] = [
    ...(PAID.bookings ?? []),
    { id: 'refund', kind: 'refunded', at: 4, period: '2026-11-20', amountMinor: 230 },
  ];
  expect(found({ ...refunded, bookings }, back)).toEqual([]);
  expect(found({ ...refunded, bookings }, KEPT)).toEqual(['gave back 2.30, in truth 0.00']);
  expect(found(refunded, back)).toEqual(['gave back 2.30, booked otherwise']);
  expect(found({ ...refunded, bookings: [...bookings, ...bookings.slice(0, 1)] }, back)).toEqual([
    'is paid, booked 24.60',
    'is booked twice as paid',
  ]);
});

test('what is sent twice, or with another amount, is found', () => {
  expect(found(PAID, KEPT, { calls: [SUBMIT, SUBMIT] })).toEqual([
    'was submitted twice',
    `a code was submitted twice, for ${NO},${NO}`,
  ]);
  expect(found(PAID, KEPT, { calls: [{ ...SUBMIT, amount: '12.00' }] })).toEqual([
    'sent 12.00, charged 12.30',
  ]);
  const send = (amount: string): Call => ({ at: 1, method: 'order.refund.submit', number: 'R1', amount });
  expect(found(PAID, KEPT, { calls: [SUBMIT, send('1.00'), send('1.00')] })).toEqual([]);
  expect(found(PAID, KEPT, { calls: [SUBMIT, send('1.00'), send('2.00')] })).toEqual([
    'refund R1 was sent with two amounts',
  ]);
});

test('a key that made two refunds or charged two sales is found', () => {
  const refundKeys = new Map([['k', new Set(['R1', 'R2'])]]);
  expect(found(PAID, KEPT, { refundKeys })).toEqual(['key k made two refunds: R1,R2']);
  const other = orderOf({ ...PAID, orderNo: 'P261120TEST0000000000001', saleId: 'S2611200000000000001' });
  const both = {
    listed: [row(orderOf(PAID)), row(other)],
    stored: new Map([
      [NO, [orderOf(PAID)]],
      [other.orderNo, [other]],
    ]),
    keys: new Map([['k', new Set([orderOf().saleId, other.saleId])]]),
    periods: periodsOf(orderOf({ bookings: [...(PAID.bookings ?? []), ...(PAID.bookings ?? [])] })),
  };
  expect(found(PAID, KEPT, both)).toEqual([`key k charged two sales: ${orderOf().saleId},${other.saleId}`]);
});

test('books that count a booking nowhere, twice or wrongly are found', () => {
  expect(found(PAID, KEPT, { periods: [] })).toEqual([
    'booking paid is in period 2026-11-20, which is in no book',
  ]);
  const [period] = periodsOf(orderOf(PAID));
  if (!period) throw new Error('one period');
  expect(found(PAID, KEPT, { periods: [period, period] })).toEqual(['period 2026-11-20 is listed twice']);
  const other = { ...period, period: '2026-11-20.2' };
  expect(found(PAID, KEPT, { periods: [period, other] })).toEqual([
    'period 2026-11-20.2 counts 1 events of 0',
  ]);
  const paid = { count: 1, amount: '12.00' };
  expect(found(PAID, KEPT, { periods: [{ ...period, totals: [{ events: 1, paid }] }] })).toEqual([
    'period 2026-11-20 counts paid as {"count":1,"amount":"12.00"}',
  ]);
});

test('a Z that was told is never told otherwise', () => {
  const told = new Told();
  const z: ToldPeriod = { period: '2026-11-20', status: 'closed', totals: [{ events: 1 }] };
  told.closed(z, 'the close');
  told.closed({ ...z }, 'GET /days');
  expect(told.violations).toEqual([]);
  told.closed({ ...z, totals: [{ events: 2 }] }, 'GET /days');
  expect(told.violations).toHaveLength(1);
});

test('a stored story that does not extend the one before is found, and a final state that moved', () => {
  const line = { at: 1, event: 'created' };
  const revisions = (before: Partial<Order>, after: Partial<Order>) => ({
    stored: new Map([[NO, [orderOf(before), orderOf({ ...after, rev: 2 })]]]),
  });
  const story = 'its stored revisions do not extend each other';
  const paid = { ...PAID, history: [line] };
  expect(found(PAID, KEPT, revisions({ history: [line] }, paid))).toEqual([]);
  expect(found(PAID, KEPT, revisions({ history: [{ at: 1, event: 'other' }] }, paid))).toEqual([story]);
  expect(found(PAID, KEPT, revisions({ ...paid, state: 'declined' }, paid))).toEqual([story]);
});

test('a result that was told may not be another later, nor open again, nor its story another', () => {
  const told = new Told();
  const order = row(orderOf(PAID));
  const line = { at: 'now', event: 'paid' };
  told.order({ ...order, history: [line] }, 'GET /orders', performance.now());
  told.order(
    { ...order, history: [line, { at: 'later', event: 'refunded' }] },
    'GET /orders',
    performance.now(),
  );
  // Asked before the result was told, answered after it.
  told.order({ ...order, state: 'pending', history: [] }, 'a slow GET', 0);
  const refund = (state: string, amount = '1.00') => [{ refundNo: 'R1', amount, state }];
  for (const state of ['created', 'done', 'done', 'submitting']) {
    told.order({ ...order, history: [line], refunds: refund(state) }, 'GET /orders', performance.now());
  }
  expect(told.violations).toEqual([]);
  told.order({ ...order, history: [line], refunds: refund('failed') }, 'GET /orders', performance.now());
  told.order({ ...order, state: 'pending', history: [line] }, 'GET /orders', performance.now() + 1);
  told.result(NO, 'cancelled', { by: 'the screen', askedAt: 0 });
  told.order({ ...order, history: [{ at: 'now', event: 'other' }] }, 'GET /orders', performance.now());
  expect(told.violations.map(({ what }) => what)).toEqual([
    'GET /orders tells of refund R1: failed 1.00; before, it was done 1.00',
    'GET /orders tells pending; before, GET /orders told paid',
    'the screen tells cancelled; before, GET /orders told paid',
    'GET /orders tells another story than before',
  ]);
});
