import { expect, test } from 'vitest';
import { eventsOf } from '../../src/outgoing/event.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

const PAID = orderOf({ state: 'paid', finalAt: SENT_AT + 3000 });
const NO = PAID.orderNo;
const idsOf = (order: typeof PAID) => eventsOf(order).map(({ id }) => id);

test('an order that is not over says nothing', () => {
  for (const state of ['created', 'submitting', 'pending', 'cancelling', 'reversing'] as const)
    expect(eventsOf(orderOf({ state }))).toEqual([]);
});

test.each(['paid', 'declined', 'cancelled', 'notSent'] as const)('an end is told once: %s', (state) => {
  expect(eventsOf(orderOf({ state, finalAt: SENT_AT + 3000 }))).toEqual([
    { id: `${NO}.${state}`, type: 'sale.ended', at: SENT_AT + 3000, lane: '1' },
  ]);
});

test('refunds are told by their own numbers, each when it has ended', () => {
  const [open, done, failed] = [
    refundOf(),
    refundOf({ refundNo: `${NO}RB`, state: 'done', finalAt: SENT_AT + 5 }),
    refundOf({ refundNo: `${NO}RC`, state: 'failed', finalAt: SENT_AT + 6 }),
  ];
  expect(eventsOf({ ...PAID, refunds: [open, done, failed] })).toMatchObject([
    { id: `${NO}.paid` },
    { id: `${NO}RB.done`, type: 'refund.ended', refundNo: `${NO}RB`, at: SENT_AT + 5 },
    { id: `${NO}RC.failed`, type: 'refund.ended', refundNo: `${NO}RC`, at: SENT_AT + 6 },
  ]);
});

test('what waits for a person is told, and told anew when the reason is another', () => {
  const stuck = orderOf({ state: 'stuck' });
  expect(idsOf(stuck)).toEqual([`${NO}.attention.stuck`]);
  const opened = { kind: 'paidAfterEnd', said: 'success', openedAt: SENT_AT } as never;
  expect(idsOf({ ...PAID, cases: [opened] })).toContain(`${NO}.attention.case1`);
  const closed = { ...(opened as object), closedAt: SENT_AT + 1 } as never;
  expect(idsOf({ ...PAID, cases: [closed, opened] })).toContain(`${NO}.attention.case2`);
  expect(idsOf({ ...PAID, refunds: [refundOf({ state: 'stuck' })] })).toContain(
    `${NO}.attention.${refundOf().refundNo}`,
  );
});

test('what a person decided is an end, and the gateway’s own end after it another', () => {
  const settlement = { as: 'notPaid', by: 'Ann', reason: 'portal', at: SENT_AT + 9 } as const;
  expect(idsOf(orderOf({ state: 'stuck', settlement }))).toContain(`${NO}.stuck.settled.notPaid`);
  expect(idsOf({ ...PAID, settlement })).toContain(`${NO}.paid.settled.notPaid`);
});
