import { expect, test } from 'vitest';
import type { RefundAnswer } from '../../src/payment/gateway.ts';
import type { Case, Order } from '../../src/payment/order.ts';
import { applyEvent, type OrderEvent } from '../../src/payment/order-machine.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundAnswerOf, refundOf } from '../support/refunds.ts';

const AT = SENT_AT + 3_600_000;
type Happening = OrderEvent extends infer E ? (E extends OrderEvent ? Omit<E, 'at'> : never) : never;
const after = (order: Order, event: Happening, at = AT) => applyEvent(order, { ...event, at } as OrderEvent);
const line = (event: string, detail: string) => [{ at: AT, event, detail }];

const ended = orderOf({ state: 'cancelled', finalAt: SENT_AT });
const open: Case = { kind: 'paidAfterAll', openedAt: SENT_AT, said: '12.30 USD' };
const settledAsPaid = orderOf({
  state: 'reversing',
  settlement: { as: 'paid', by: 'Ada', at: SENT_AT, reason: 'asked' },
});

const step = (order: Order, kind: RefundAnswer['kind'], refundNo = refundOf().refundNo) =>
  after(order, {
    type: 'refundStepped',
    refundNo,
    step: { type: 'answered', to: 'query', answer: refundAnswerOf(kind) },
  });

test('each step of a refund is told by its number, a failure in the words of the gateway', () => {
  const other = refundOf({ refundNo: 'OTHER', amountMinor: 1 });
  const order = orderOf({ state: 'paid', refunds: [other, refundOf({ state: 'submitting' })] });
  const { refundNo } = refundOf();
  const told = (kind: RefundAnswer['kind']) => step(order, kind).history.at(-1);
  expect(told('done')).toEqual({ at: AT, event: 'refundDone', detail: refundNo });
  expect(told('refunding')).toEqual({ at: AT, event: 'refundUnderWay', detail: refundNo });
  expect(told('failed')).toEqual({ at: AT, event: 'refundFailed', detail: `${refundNo}: their words` });
  const done = step(order, 'done');
  expect(done.refunds?.map(({ state }) => state)).toEqual(['submitting', 'done']);
  expect(done.heardAt).toBe(AT);
  const silent = step(order, 'unknown');
  expect([silent.history, silent.heardAt]).toEqual([[], AT]);
  expect(step(order, 'done', 'NOBODY')).toBe(order);
  expect(step(orderOf({ state: 'paid' }), 'done')).toEqual(orderOf({ state: 'paid' }));
  const stuck = after(order, {
    type: 'refundStepped',
    refundNo,
    step: { type: 'stuckDeclared', why: 'too long' },
  });
  expect(stuck.history).toEqual(line('refundStuck', refundNo));
  expect(stuck.heardAt).toBeUndefined();
  expect(step(done, 'done')).toBe(done);
});

const reversal = refundOf({ purpose: 'reversal', amountMinor: 500 });

test('a reversal that is done ends what was reversing, and closes the case of what had ended', () => {
  const reversing = orderOf({ state: 'reversing', paidBehindLineAt: SENT_AT, refunds: [reversal] });
  const back = step(reversing, 'done');
  expect(back).toMatchObject({ state: 'cancelled', moneyBackAt: AT, finalAt: AT });
  expect(back.history.map(({ event }) => event)).toEqual(['refundDone', 'cancelled']);
  const late = step({ ...ended, cases: [open], refunds: [reversal] }, 'done');
  expect(late).toMatchObject({
    state: 'cancelled',
    moneyBackAt: AT,
    finalAt: SENT_AT,
    cases: [{ ...open, closedAt: AT, closedBy: 'gateway' }],
  });
});

test('a reversal that fails or is stuck calls for a person', () => {
  const reversing = orderOf({ state: 'reversing', paidBehindLineAt: SENT_AT, refunds: [reversal] });
  const failed = step(reversing, 'failed');
  expect(failed.state).toBe('stuck');
  expect(failed.history.at(-1)).toEqual({
    at: AT,
    event: 'stuckDeclared',
    detail: 'the refund failed: their words',
  });
  const declareStuck = (order: Order) =>
    after(order, {
      type: 'refundStepped',
      refundNo: reversal.refundNo,
      step: { type: 'stuckDeclared', why: 'too long' },
    });
  expect(declareStuck(reversing).state).toBe('stuck');
  expect(declareStuck(reversing).history.at(-1)?.detail).toBe('the refund is not settled');
  // Of an ended order its case says so already.
  const endedCase = { ...ended, cases: [open], refunds: [reversal] };
  for (const later of [declareStuck(endedCase), step(endedCase, 'failed')]) {
    expect([later.state, later.cases, later.history.length]).toEqual(['cancelled', [open], 1]);
  }
  const onItsWay = step(reversing, 'refunding');
  expect([onItsWay.state, onItsWay.history.length]).toEqual(['reversing', 1]);
  const ofCustomer = step({ ...reversing, refunds: [{ ...reversal, purpose: 'customer' }] }, 'failed');
  expect(ofCustomer.state).toBe('reversing');
});

test("a person's word on a stuck refund is written under their name, on that refund alone", () => {
  const stuck = refundOf({ state: 'stuck' });
  const order = orderOf({ state: 'paid', refunds: [refundOf({ refundNo: 'OTHER', state: 'stuck' }), stuck] });
  const decision = {
    type: 'refundSettled',
    refundNo: stuck.refundNo,
    by: 'Ada',
    reason: 'paid in cash',
  } as const;
  const done = after(order, { ...decision, as: 'done' });
  expect(done.refunds?.[0]).toBe(order.refunds?.[0]);
  expect(done.refunds?.[1]).toEqual({ ...stuck, state: 'done', finalAt: AT, settledBy: 'Ada' });
  expect(done.history).toEqual(line('refundDone', `${stuck.refundNo} by Ada: paid in cash`));
  expect(after(order, { ...decision, as: 'failed' }).history[0]?.event).toBe('refundFailed');
  const running = orderOf({ state: 'paid', refunds: [refundOf({ state: 'refunding' })] });
  expect(after(running, { ...decision, as: 'done' })).toBe(running);
  expect(after(orderOf({ state: 'paid' }), { ...decision, as: 'done' })).toEqual(orderOf({ state: 'paid' }));
});

test('money that a person kept, and that went back all the same, is a case', () => {
  const settled = { ...settledAsPaid, paidBehindLineAt: SENT_AT, refunds: [reversal] };
  const back = step(settled, 'done');
  expect(back).toMatchObject({ state: 'cancelled', moneyBackAt: AT });
  expect(back.cases).toEqual([{ kind: 'notPaidAfterAll', openedAt: AT, said: 'the money went back' }]);
});

test('money that is to stay is not asked back any more, where that had not begun', () => {
  const decision = { type: 'settled', as: 'paid', by: 'Ada', reason: 'goods are out' } as const;
  const { sentAt: _sent, lastSentAt: _last, ...unsent } = { ...reversal, state: 'created' as const };
  const of = (refund: Refund) => after(orderOf({ state: 'stuck', refunds: [refund] }), decision).refunds;
  expect(of(unsent)).toEqual([{ ...unsent, state: 'failed', finalAt: AT, settledBy: 'Ada' }]);
  for (const other of [reversal, { ...unsent, purpose: 'customer' as const }])
    expect(of(other)).toEqual([other]);
  const failed = { ...unsent, state: 'failed' as const };
  expect(of(failed)).toEqual([failed]);
  const notPaid = after(orderOf({ state: 'stuck', refunds: [unsent] }), { ...decision, as: 'notPaid' });
  expect(notPaid.refunds).toEqual([unsent]);
});

const settledRefund = (as: 'done' | 'failed') =>
  orderOf({
    state: 'paid',
    seenAt: 1,
    refunds: [refundOf({ state: as, finalAt: SENT_AT, settledBy: 'Ada', queries: 4 })],
  });

test("a refund that a person has settled is asked about on, and the gateway's word is kept beside theirs", () => {
  const { refundNo } = refundOf();
  const looked = after(settledRefund('failed'), {
    type: 'refundStepped',
    refundNo,
    step: { type: 'queryStarted' },
  });
  expect(looked.refunds?.[0]).toMatchObject({ queries: 5, lastQueryAt: AT, state: 'failed' });
  for (const kind of ['refunding', 'noRecord', 'unknown', 'notSent'] as const) {
    expect(step(settledRefund('failed'), kind), kind).toEqual({ ...settledRefund('failed'), heardAt: AT });
  }
  const agreed = step(settledRefund('failed'), 'failed');
  expect(agreed.refunds?.[0]).toMatchObject({ state: 'failed', agreedAt: AT });
  expect([agreed.refunds?.[0]?.madeAfterAllAt, agreed.cases]).toEqual([undefined, undefined]);
  expect(step(settledRefund('done'), 'done').cases).toBeUndefined();
});

test('a refund that was made although a person called it failed is a case, with its number', () => {
  const { refundNo } = refundOf();
  const made = step(settledRefund('failed'), 'done');
  expect(made.refunds?.[0]).toMatchObject({ state: 'failed', agreedAt: AT, madeAfterAllAt: AT });
  expect(made.cases).toEqual([{ kind: 'refundedAfterAll', openedAt: AT, said: refundNo }]);
  const another = after(settledRefund('failed'), {
    type: 'refundStepped',
    refundNo,
    step: {
      type: 'answered',
      to: 'query',
      answer: refundAnswerOf('done', { orderNo: 'OTHER', transType: 3 }),
    },
  });
  expect(another).toEqual({ ...settledRefund('failed'), heardAt: AT });
});

test('of failed refunds any number may be there', () => {
  const failed = ['A', 'B', 'C'].map((refundNo) => refundOf({ refundNo, state: 'failed', amountMinor: 1 }));
  const wish = { refundNo: 'NEW', purpose: 'customer', amountMinor: 1, reason: 'returned' } as const;
  const asked = after(orderOf({ state: 'paid', refunds: failed }), {
    type: 'refundAsked',
    refund: wish,
    most: 1,
  });
  expect(asked.refunds).toHaveLength(4);
});
