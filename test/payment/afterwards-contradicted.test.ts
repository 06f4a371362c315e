import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { owedBookings } from '../../src/payment/booking.ts';
import type { Answer, RefundAnswer } from '../../src/payment/gateway.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import { needsPerson, type Order, openCase } from '../../src/payment/order.ts';
import { applyEvent } from '../../src/payment/order-machine.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { refund, settlement } from '../support/after-sale.ts';
import { answerOf, orderOf, SENT_AT } from '../support/orders.ts';
import { newRefund } from '../support/refunds.ts';

const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const AT = SENT_AT + 10 * MINUTE;
const REVERSAL_NO = `${orderOf().orderNo}R`;
const LINE = { firstCancelAt: SENT_AT + 50_000, lastCancelAt: SENT_AT + 50_000, cancels: 1 };

/** A query leaves and is answered at once; the money it moves is booked. */
const asked = (order: Order, at: number, answer: Answer): Order =>
  booked(
    applyEvent(applyEvent(order, { at, type: 'queryStarted' }), {
      at,
      type: 'answered',
      to: 'query',
      answer,
    }),
  );
const settled = (order: Order, as: 'paid' | 'notPaid', at = AT): Order =>
  booked(applyEvent(order, { at, type: 'settled', as, by: 'Ana', reason: 'seen on the phone' }));
const booked = (order: Order): Order => ({
  ...order,
  bookings: [
    ...(order.bookings ?? []),
    ...owedBookings(order).map((owed) => ({ ...owed, period: '2026-11-20' })),
  ],
});
const kinds = ({ bookings = [] }: Order) => bookings.map(({ kind }) => kind);
const reversal = (state: Refund['state'], changes: Partial<Refund> = {}): Refund =>
  refund(state, 1230, { purpose: 'reversal', refundNo: REVERSAL_NO, createdAt: AT - 1, ...changes });
const reversalAnswered = (order: Order, kind: 'done' | 'failed', at = AT + 2000): Order => {
  const facts = { orderNo: REVERSAL_NO, transType: 3, orderAmount: '12.30', currency: 'USD' };
  const answer: RefundAnswer = { kind, traceId: 'T', facts };
  const step = { type: 'answered', to: 'query', answer } as const;
  return booked(applyEvent(order, { at, type: 'refundStepped', refundNo: REVERSAL_NO, step }));
};
/** Paid behind the line, and asked back. */
const askedBack = (state: Refund['state'], changes: Partial<Refund> = {}): Order =>
  orderOf({
    state: 'stuck',
    ...LINE,
    transNo: 'T1',
    paidBehindLineAt: SENT_AT + MINUTE,
    refunds: [reversal(state, changes)],
  });

test('"no record" takes no payment back that was once seen: its case stays open', () => {
  const found = asked(orderOf({ state: 'cancelled', finalAt: AT, ...LINE }), AT, answerOf('success'));
  const denied = asked(found, AT + MINUTE, answerOf('noRecord'));
  expect(openCase(denied)).toMatchObject({ kind: 'paidAfterAll' });
  expect(kinds(denied)).toEqual([]);
  const cancelled = asked(denied, AT + 2 * MINUTE, answerOf('cancelled'));
  expect(openCase(cancelled)).toBeUndefined();
  expect(cancelled.bookings).toMatchObject([{ kind: 'reversed', at: AT + 2 * MINUTE }]);
});

test('money that a person counts on and the gateway denies waits for a person, however often it is denied', () => {
  const counted = settled(orderOf({ state: 'stuck', ...LINE }), 'paid');
  const lost = asked(counted, AT + DAY, answerOf('cancelled'));
  const again = asked(lost, AT + DAY + MINUTE, answerOf('cancelled'));
  expect(again).toMatchObject({ state: 'cancelled', cases: [{ kind: 'notPaidAfterAll' }] });
  expect(needsPerson(again)).toBe(true);
  const decided = settled(again, 'notPaid', AT + 2 * DAY);
  expect(needsPerson(decided)).toBe(false);
  expect(decided.bookings).toMatchObject([
    { id: 'settled', kind: 'settledPaid' },
    { id: `settled:${AT + 2 * DAY}`, kind: 'settledNotPaid' },
  ]);
});

test('a person who confirms what is counted as paid adds nothing to the books', () => {
  const paid = booked(orderOf({ state: 'paid', finalAt: AT }));
  const doubted = asked(paid, AT + MINUTE, answerOf('cancelled'));
  expect(kinds(settled(doubted, 'paid'))).toEqual(['paid']);
  expect(kinds(settled(doubted, 'notPaid'))).toEqual(['paid', 'settledNotPaid']);
});

test('money that goes back although a person has decided that it stays is a case', () => {
  const byRefund = reversalAnswered(settled(askedBack('stuck'), 'paid'), 'done');
  expect(byRefund).toMatchObject({ state: 'cancelled', cases: [{ kind: 'notPaidAfterAll' }] });
  expect(needsPerson(byRefund)).toBe(true);
  const open = settled(orderOf({ state: 'stuck', ...LINE, cancelTransNo: 'C1' }), 'paid');
  const answer: RefundAnswer = { kind: 'done', traceId: 'T', facts: { transType: 2, transNo: 'C1' } };
  const byCancel = applyEvent(open, { at: AT + 1, type: 'reversalAnswered', answer });
  expect(byCancel).toMatchObject({ state: 'cancelled', cases: [{ kind: 'notPaidAfterAll' }] });
  expect(openCase(reversalAnswered(settled(askedBack('stuck'), 'notPaid'), 'done'))).toBeUndefined();
});

test('money that a person says is to stay is not asked back, neither for the first time nor again', () => {
  const unsent = newRefund({ purpose: 'reversal', refundNo: REVERSAL_NO, amountMinor: 1230 });
  const stays = settled({ ...askedBack('stuck'), refunds: [unsent] }, 'paid');
  expect(stays.refunds).toMatchObject([{ state: 'failed', settledBy: 'Ana' }]);
  const denied = { deniedSince: AT - DAY, lastDeniedAt: AT - 1, sentAt: AT - DAY, lastSentAt: AT - DAY };
  const lost = askedBack('stuck', denied);
  expect(nextAction(lost, AT + 1, policy)).toMatchObject({ do: 'submitRefund' });
  expect(nextAction(settled(lost, 'paid'), AT + 1, policy).do).toBe('wait');
  expect(nextAction(settled(lost, 'notPaid'), AT + 1, policy)).toMatchObject({ do: 'submitRefund' });
});

test('money that goes back is booked once, whether the sale, its refund or both tell of it', () => {
  const both = reversalAnswered(asked(askedBack('refunding'), AT, answerOf('cancelled')), 'done');
  expect(both.state).toBe('cancelled');
  expect(kinds(both)).toEqual(['reversed']);
  const refused = reversalAnswered(asked(askedBack('refunding'), AT, answerOf('cancelled')), 'failed');
  expect(kinds(refused)).toEqual(['reversed']);
  expect(openCase(refused)).toBeUndefined();
});

test('a held charge that the gateway takes back is booked with what was charged', () => {
  const held = orderOf({ state: 'held', chargedText: '1.23 USD', chargedMinor: 123 });
  expect(asked(held, AT, answerOf('cancelled')).bookings).toMatchObject([
    { kind: 'reversed', amountMinor: 123 },
  ]);
});

test('a sale whose whole refund is under way may be called cancelled; it is asked about again', () => {
  const going = orderOf({ state: 'paid', finalAt: AT, looksDue: [AT], refunds: [refund('refunding')] });
  const told = asked(going, AT, answerOf('cancelled'));
  expect(openCase(told)).toBeUndefined();
  expect(told.looksDue).toEqual([AT]);
  const failed = { ...told, refunds: [refund('failed')] };
  expect(openCase(asked(failed, AT + MINUTE, answerOf('cancelled')))).toMatchObject({
    kind: 'notPaidAfterAll',
  });
});

test('a stuck refund of unwanted money is in a person’s hands, and rings no more once that person has decided', () => {
  const ended: Order = { ...askedBack('stuck'), state: 'cancelled', finalAt: AT - 1 };
  for (const order of [askedBack('stuck'), ended]) {
    expect(needsPerson(order)).toBe(true);
    expect(needsPerson(settled(order, 'notPaid'))).toBe(false);
  }
  const later = { ...askedBack('stuck', { createdAt: AT }), settlement: settlement('notPaid', { at: AT }) };
  expect(needsPerson(later)).toBe(true);
});

test('a look at what a person has settled is due until it is answered, and wished for often it stays one', () => {
  const agreed = orderOf({ state: 'stuck', ...LINE, settlement: settlement('paid', { agreedAt: AT }) });
  for (const order of [agreed, orderOf({ state: 'paid', finalAt: SENT_AT, looksDue: [AT + DAY] })]) {
    let wished = order;
    for (let times = 0; times < 50; times += 1) {
      wished = applyEvent(wished, { at: AT + times, type: 'lookWanted', why: 'notified' });
    }
    expect(wished.looksDue).toEqual([AT + 49, ...(order.looksDue ?? [])]);
    expect(nextAction(wished, AT + 50, policy)).toEqual({ do: 'query' });
    expect(asked(wished, AT + 49, answerOf('success')).looksDue).toEqual(order.looksDue);
  }
});
