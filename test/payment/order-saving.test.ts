import { expect, onTestFinished, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import type { Order } from '../../src/payment/order.ts';
import { applyEvent } from '../../src/payment/order-machine.ts';
import { isWorthSaving, saveOrder } from '../../src/payment/order-saving.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { DiskStore } from '../../src/payment/store/disk-store.ts';
import { handClock } from '../support/hand-clock.ts';
import { answerOf, orderOf, SENT_AT } from '../support/orders.ts';
import { REFUND_AT, refundOf } from '../support/refunds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

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

test('what was booked while an order was open stands in the file of its day once the order is put away', async () => {
  const clock = handClock({ startsAt: SENT_AT });
  const dayRule = { timeZone: 'UTC', startsAt: '04:00' };
  const store = new DiskStore({ folder: temporaryFolder(), clock, dayRule });
  onTestFinished(() => store.close());
  await store.load();
  const books = { enter: async () => ({ period: '2026-11-22', leave: () => {} }) };
  const { payment } = configSchema.parse({ gateway: { kind: 'sandbox' } });
  const parts = { store, books, policy: createPolicy(payment) };
  const stuck = orderOf({
    state: 'stuck',
    firstCancelAt: SENT_AT + 1,
    lastCancelAt: SENT_AT + 1,
    cancels: 1,
  });
  const now = SENT_AT + 600_000;
  const save = (before: Order, next: Order) => saveOrder({ before, next, now }, parts);
  const decision = { at: now, type: 'settled', as: 'paid', by: 'Ana', reason: 'r' } as const;
  const settled = await save(stuck, applyEvent(stuck, decision));
  expect(await store.finishedOn({ day: '2026-11-22', withVisitors: true })).toEqual([]);
  const answer = { at: now + 1, type: 'answered', to: 'query', answer: answerOf('success') } as const;
  const agreed = await save(settled, applyEvent(settled, answer));
  expect(await store.finishedOn({ day: '2026-11-22', withVisitors: true })).toEqual([agreed]);
  expect(await store.find(stuck.orderNo)).toEqual(agreed);
});
