import { expect, test } from 'vitest';
import { owedBookings } from '../../src/payment/booking.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import { needsPerson, type Order, openCase } from '../../src/payment/order.ts';
import { applyEvent } from '../../src/payment/order-machine.ts';
import { refundableMinor } from '../../src/payment/refund.ts';
import { live, policy } from '../support/order-life.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';

const DAY = 24 * 60 * 60_000;
const END = SENT_AT + 60_000;

test('a refund that is stuck is settled by a person, once, and counts as given back outside the gateway', () => {
  const refund = {
    refundNo: 'R1',
    purpose: 'customer',
    amountMinor: 500,
    reason: 'r',
    createdAt: END,
    sends: 1,
    queries: 9,
  } as const;
  const paid = (state: 'stuck' | 'refunding') =>
    orderOf({ state: 'paid', finalAt: END, refunds: [{ ...refund, state }] });
  const decided = (as: 'done' | 'failed') =>
    ({ at: END + DAY, type: 'refundSettled', refundNo: 'R1', as, by: 'Ana', reason: 'cash' }) as const;
  expect(applyEvent(paid('refunding'), decided('done'))).toEqual(paid('refunding'));
  const done = applyEvent(paid('stuck'), decided('done'));
  expect(done.refunds).toMatchObject([{ state: 'done', settledBy: 'Ana' }]);
  expect(owedBookings(done)).toContainEqual(
    expect.objectContaining({ kind: 'refundedOutside', amountMinor: 500 }),
  );
  expect(applyEvent(done, decided('failed'))).toBe(done);
  expect(needsPerson(done)).toBe(false);
  expect(refundableMinor(applyEvent(paid('stuck'), decided('failed')))).toBe(1230);
});

test('a refund that a person called failed is asked about once a day for a month; one made after all is a case, and booked', () => {
  const refund = {
    refundNo: `${orderOf().orderNo}R0000001`,
    purpose: 'customer',
    amountMinor: 500,
    reason: 'r',
    createdAt: END,
    sentAt: END,
    lastSentAt: END,
    sends: 1,
    queries: 9,
    state: 'stuck',
  } as const;
  const paid = orderOf({ state: 'paid', finalAt: END, seenAt: END, refunds: [refund] });
  const { refundNo } = refund;
  const called = (as: 'done' | 'failed') =>
    applyEvent(paid, { at: END, type: 'refundSettled', refundNo, as, by: 'Ana', reason: 'portal' });
  const silent = live(called('failed'), END, { until: END + 60 * DAY });
  expect(silent.done).toHaveLength(30);
  expect(silent.done.every((each) => each.do === 'queryRefund')).toBe(true);
  const says = (order: Order, kind: 'done' | 'failed' | 'refunding') =>
    applyEvent(order, {
      at: END + DAY,
      type: 'refundStepped',
      refundNo,
      step: {
        type: 'answered',
        to: 'query',
        answer: { traceId: 'T', kind, facts: { orderNo: refundNo, transType: 3, orderAmount: '5.00' } },
      },
    });
  const made = says(called('failed'), 'done');
  expect(openCase(made)).toMatchObject({ kind: 'refundedAfterAll', said: refundNo });
  expect(made.refunds).toMatchObject([{ state: 'failed', madeAfterAllAt: END + DAY }]);
  expect(owedBookings(made)).toContainEqual(expect.objectContaining({ kind: 'refunded', amountMinor: 500 }));
  expect(refundableMinor(made)).toBe(730);
  for (const agreed of [says(called('failed'), 'failed'), says(called('done'), 'done')]) {
    expect(openCase(agreed)).toBeUndefined();
    expect(nextAction(agreed, END + 2 * DAY, policy)).toEqual({ do: 'rest' });
  }
  expect(openCase(says(called('failed'), 'refunding'))).toBeUndefined();
});

test('a refund that failed is news to whoever asked for it, though the sale was seen long ago', () => {
  const refundNo = `${orderOf().orderNo}R0000001`;
  const refund = {
    refundNo,
    purpose: 'customer',
    amountMinor: 500,
    reason: 'r',
    createdAt: END,
    sentAt: END,
    lastSentAt: END,
    sends: 1,
    queries: 0,
    state: 'submitting',
  } as const;
  const paid = orderOf({ state: 'paid', finalAt: END, seenAt: END, refunds: [refund] });
  const answer = (kind: 'done' | 'failed') =>
    applyEvent(paid, {
      at: END + 1000,
      type: 'refundStepped',
      refundNo,
      step: {
        type: 'answered',
        to: 'query',
        answer: { traceId: 'T', kind, facts: { orderNo: refundNo, transType: 3, orderAmount: '5.00' } },
      },
    });
  expect(answer('failed').seenAt).toBeUndefined();
  expect(answer('done').seenAt).toBe(END);
});
