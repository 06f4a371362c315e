import { expect, test } from 'vitest';
import type { Refund } from '../../src/payment/refund.ts';
import { countsOf } from '../../src/watch/order-counts.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';

const refund = (state: Refund['state']): Refund => ({
  refundNo: 'R1',
  purpose: 'customer',
  amountMinor: 100,
  reason: 'returned',
  state,
  createdAt: SENT_AT,
  sends: 1,
  queries: 0,
});
const NOTHING = { refunds: [], cases: [] };
const paid = orderOf({ state: 'paid', finalAt: SENT_AT + 1 });

test('an order is counted at the change that ends it, and never again', () => {
  expect(countsOf(paid, orderOf())).toEqual({ ended: 'paid', ...NOTHING });
  expect(countsOf({ ...paid, seenAt: SENT_AT + 2 }, paid)).toEqual(NOTHING);
  expect(countsOf(orderOf({ state: 'pending' }), orderOf())).toEqual(NOTHING);
});

test('a refund is counted when it comes to done, failed or stuck', () => {
  const sent = { ...paid, refunds: [refund('submitting')] };
  expect(countsOf(sent, paid)).toEqual(NOTHING);
  const stuck = { ...paid, refunds: [refund('stuck')] };
  expect(countsOf(stuck, sent)).toEqual({ refunds: ['stuck'], cases: [] });
  expect(countsOf({ ...paid, refunds: [refund('done')] }, stuck)).toEqual({ refunds: ['done'], cases: [] });
});

test('a case is counted when it is opened, and its close is not', () => {
  const open = { kind: 'paidAfterAll' as const, openedAt: SENT_AT, said: 'paid' };
  const contradicted = { ...paid, cases: [open] };
  expect(countsOf(contradicted, paid)).toEqual({ refunds: [], cases: ['paidAfterAll'] });
  expect(countsOf({ ...paid, cases: [{ ...open, closedAt: SENT_AT + 9 }] }, contradicted)).toEqual(NOTHING);
});
