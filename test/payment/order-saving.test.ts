import { expect, test } from 'vitest';
import { isWorthSaving } from '../../src/payment/order-saving.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { orderOf } from '../support/orders.ts';
import { REFUND_AT, refundOf } from '../support/refunds.ts';

const saves = (before: Refund, changes: Partial<Refund>) =>
  isWorthSaving(
    orderOf({ state: 'paid', refunds: [before] }),
    orderOf({ state: 'paid', refunds: [{ ...before, ...changes }] }),
  );

test.each([
  ['its state', { state: 'refunding' }],
  ['another send', { sends: 2, lastSentAt: REFUND_AT + 1 }],
  ["the gateway's number of it", { transNo: 'T2' }],
  ['that the gateway has it', { underWayAt: REFUND_AT + 1 }],
  ['that nothing of it ever left', { sentAt: undefined }],
  ['that a second send was refused', { refusedAt: REFUND_AT + 1 }],
  ['since when it is denied', { deniedSince: REFUND_AT + 1 }],
] as [string, Partial<Refund>][])('a refund that changed is saved: %s', (_, changes) => {
  expect(saves(refundOf(), changes)).toBe(true);
});

test('a look at a refund is saved only where looks are slow, so that no restart spends its budget anew', () => {
  const look = (at: number) => ({ queries: 8, lastQueryAt: at, lastDeniedAt: at, psn: 'P', traceId: 'T' });
  expect(saves(refundOf(), look(REFUND_AT + 50_000))).toBe(false);
  expect(saves(refundOf(), look(REFUND_AT + 70_000))).toBe(true);
});
