import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { owedBookings } from '../../src/payment/booking.ts';
import type { RefundAnswer } from '../../src/payment/gateway.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import { needsPerson, type Order, openCase } from '../../src/payment/order.ts';
import { decisionOf } from '../../src/payment/order-decisions.ts';
import { applyEvent } from '../../src/payment/order-machine.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { reversalNumber } from '../../src/payment/refund.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';
import { refundAnswerOf } from '../support/refunds.ts';

const { payment } = configSchema.parse({ gateway: { kind: 'sandbox' } });
const policy = createPolicy(payment);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = SENT_AT + 4 * MINUTE;

/** Cancelled, and still called paid: about to be asked back by a refund. */
const paidBehindLine = orderOf({
  state: 'reversing',
  transNo: 'T1',
  firstCancelAt: SENT_AT + MINUTE,
  lastCancelAt: SENT_AT + MINUTE,
  cancels: 9,
  queries: 60,
  lastQueryAt: START,
  heardAt: START,
  paidBehindLineAt: SENT_AT + MINUTE,
  paidBehindLineLooks: 9,
});

interface Gateway {
  sale(now: number): 'success' | 'cancelled';
  refund: RefundAnswer;
}

/** Lives on with an order for so long; the gateway answers each call in a hundredth of a second. */
function live(start: Order, ms: number, gateway: Gateway) {
  let order = start;
  let now = START;
  const done: string[] = [];
  while (now < START + ms) {
    const action = nextAction(order, now, policy);
    if (action.do === 'rest') break;
    if (action.do === 'wait') {
      now = action.until;
      continue;
    }
    done.push(action.do);
    order = applyEvent(order, decisionOf(action, order, now));
    const owed = owedBookings(order).map((booking) => ({ ...booking, period: '2026-11-20' }));
    order = { ...order, bookings: [...(order.bookings ?? []), ...owed] };
    now += 10;
    if (action.do === 'query') {
      const answer = answerOf(gateway.sale(now), PAID_FACTS);
      order = applyEvent(order, { at: now, type: 'answered', to: 'query', answer });
    }
    if (action.do === 'submitRefund' || action.do === 'queryRefund') {
      const to = action.do === 'submitRefund' ? ('submit' as const) : ('query' as const);
      const step = { type: 'answered' as const, to, answer: gateway.refund };
      order = applyEvent(order, { at: now, type: 'refundStepped', refundNo: action.refundNo, step });
    }
  }
  return { order, times: (what: string) => done.filter((each) => each === what).length, now };
}

/** A code that nobody publishes: it may mean "was cancelled already". */
const UNKNOWN: RefundAnswer = {
  kind: 'unknown',
  reason: 'unknownCode',
  detail: 'E77777',
  code: 'E77777',
  traceId: 'T',
};
const backAfter = (ms: number) => (now: number) => (now < START + ms ? 'success' : 'cancelled');

test('while a refund of unwanted money stays unanswered, the sale is asked about too, until it says that the money is back', () => {
  const { order, times } = live(paidBehindLine, 3 * HOUR, { sale: backAfter(HOUR), refund: UNKNOWN });
  expect(times('submitRefund')).toBe(1);
  expect(times('queryRefund')).toBeGreaterThan(10);
  expect(times('query')).toBeGreaterThan(10);
  expect(order).toMatchObject({ state: 'cancelled', refunds: [{ state: 'failed', sends: 1 }] });
  expect(needsPerson(order)).toBe(false);
  expect(order.cases).toBeUndefined();
  expect(order.history.at(-1)).toMatchObject({
    event: 'refundFailed',
    detail: expect.stringContaining('not needed, the money went back'),
  });
});

test('a refund nobody needs any more never leaves, nor leaves again, however clearly it is denied', () => {
  const denied = { sale: backAfter(5 * MINUTE), refund: refundAnswerOf('noRecord') };
  const { order, times } = live(paidBehindLine, 3 * HOUR, denied);
  expect(times('submitRefund')).toBe(1);
  expect(order).toMatchObject({ state: 'cancelled', refunds: [{ state: 'failed', sends: 1 }] });

  const unsent = { sale: backAfter(5 * MINUTE), refund: refundAnswerOf('notSent') };
  const never = live(paidBehindLine, 3 * HOUR, unsent);
  expect(never.order.refunds).toMatchObject([{ state: 'failed' }]);
  expect(never.times('submitRefund')).toBeLessThan(10);
});

test('money that the sale says is back, and its refund too, is booked once', () => {
  const facts = { orderNo: reversalNumber(paidBehindLine.orderNo), transType: 3, orderAmount: '12.30' };
  const under = live(paidBehindLine, 2 * MINUTE, {
    sale: backAfter(MINUTE),
    refund: refundAnswerOf('refunding', facts),
  });
  expect(under.order).toMatchObject({ state: 'cancelled', refunds: [{ state: 'refunding' }] });
  const [refund] = under.order.refunds ?? [];
  const done = applyEvent(under.order, {
    at: under.now,
    type: 'refundStepped',
    refundNo: refund?.refundNo ?? '',
    step: { type: 'answered', to: 'query', answer: refundAnswerOf('done', facts) },
  });
  expect(done.refunds).toMatchObject([{ state: 'done' }]);
  const kinds = [...(done.bookings ?? []), ...owedBookings(done)].map(({ kind }) => kind);
  expect(kinds).toEqual(['reversed']);
});

test('as long as a case says that the shop has the money, its refund is needed and leaves again', () => {
  const found = orderOf({
    ...paidBehindLine,
    state: 'cancelled',
    finalAt: SENT_AT + 2 * MINUTE,
    cases: [{ kind: 'paidAfterAll', openedAt: SENT_AT + 3 * MINUTE, said: '12.30 USD' }],
  });
  const { order, times } = live(found, 2 * HOUR, {
    sale: () => 'success',
    refund: refundAnswerOf('noRecord'),
  });
  expect(times('submitRefund')).toBeGreaterThan(2);
  expect(openCase(order)).toBeDefined();
  expect(needsPerson(order)).toBe(true);
});
