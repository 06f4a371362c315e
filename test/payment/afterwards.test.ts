import { expect, test } from 'vitest';
import { nextAction } from '../../src/payment/next-action.ts';
import { type FinalState, needsPerson, type Order, openCase } from '../../src/payment/order.ts';
import { applyEvent, type OrderEvent } from '../../src/payment/order-machine.ts';
import { asked, live, policy, told } from '../support/order-life.ts';
import { answerOf, orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const END = SENT_AT + 60_000;

const cancelled = (): Order => {
  const line = applyEvent(orderOf({ state: 'pending' }), { at: SENT_AT + 50_000, type: 'cancelDecided' });
  return asked(line, END, answerOf('cancelled'));
};
const WRONG = answerOf('success', { ...PAID_FACTS, orderAmount: '1.23', paidAmount: '1.23' });

test('an end by a cancel is looked at again a minute later and a day later, each until it is answered', () => {
  const { done } = live(cancelled(), END, { until: END + 3 * DAY, answer: answerOf('cancelled') });
  expect(done).toEqual([
    { do: 'query', at: END + MINUTE },
    { do: 'query', at: END + DAY },
  ]);
  const silent = live(cancelled(), END, { until: END + 62 * MINUTE, answer: answerOf('unknown') });
  expect(silent.done.map(({ at }) => (at - END) / MINUTE)).toEqual([1, 16, 31, 46, 61]);
});

test('a plain decline is believed; one after a doubt is looked at again', () => {
  const declined = told(orderOf({ state: 'pending' }), END, answerOf('declined'));
  expect(nextAction(declined, END + DAY, policy)).toEqual({ do: 'rest' });
  const doubted = told(
    told(orderOf(), SENT_AT + 15_000, answerOf('unknown'), 'submit'),
    END,
    answerOf('declined'),
  );
  expect(nextAction(doubted, END, policy)).toEqual({ do: 'wait', until: END + MINUTE });
  const restarted = applyEvent(orderOf(), { at: SENT_AT + 20_000, type: 'lookWanted', why: 'restart' });
  expect(told(restarted, END, answerOf('declined')).looksDue).toEqual([END + MINUTE, END + DAY]);
});

test('an end answers the look that was wanted: nothing is asked about a sale that was just found paid', () => {
  const restarted = applyEvent(orderOf(), { at: SENT_AT + 5000, type: 'lookWanted', why: 'restart' });
  const paid = told(restarted, SENT_AT + 5001, answerOf('success'), 'submit');
  expect(paid.state).toBe('paid');
  expect(nextAction(paid, SENT_AT + 5001, policy)).toEqual({ do: 'rest' });
});

test('an order that the gateway never had is asked about once more after the day', () => {
  const denied = orderOf({ state: 'stuck', firstCancelAt: SENT_AT, cancels: 1, denials: [1, 2, 3] });
  const closed = applyEvent(denied, { at: END, type: 'closedUnrecorded' });
  expect(closed.looksDue).toEqual([END + MINUTE, END + DAY, END + 2 * DAY]);
});

test('the close of the day brings the next look forward, and takes no look away', () => {
  const close = { type: 'lookWanted', why: 'dayClose' } as const;
  const minuteDone = asked(cancelled(), END + MINUTE, answerOf('cancelled'));
  const closing = applyEvent(minuteDone, { at: END + 5 * MINUTE, ...close });
  expect(closing.looksDue).toEqual([END + 5 * MINUTE]);
  expect(nextAction(closing, END + 5 * MINUTE, policy)).toEqual({ do: 'query' });
  const done = asked(closing, END + 5 * MINUTE, answerOf('cancelled'));
  expect(applyEvent(done, { at: END + 9 * MINUTE, ...close })).toBe(done);
});

test.each(['declined', 'cancelled', 'notSent'] as const)(
  'money found after %s is a case: three looks over two minutes, then one refund',
  (state: FinalState) => {
    const ended = orderOf({ state, finalAt: END, looksDue: [END + MINUTE] });
    const { order, done } = live(ended, END, { until: END + 10 * MINUTE, answer: answerOf('success') });
    expect(order.state).toBe(state);
    expect(openCase(order)).toMatchObject({ kind: 'paidAfterAll', openedAt: END + MINUTE });
    expect(needsPerson(order)).toBe(true);
    expect(done.slice(0, 4).map((each) => each.do)).toEqual(['query', 'query', 'query', 'askBack']);
    expect(done[3]?.at).toBe(END + 3 * MINUTE);
    expect(order.refunds).toMatchObject([
      { refundNo: `${order.orderNo}R`, purpose: 'reversal', amountMinor: 1230 },
    ]);
  },
);

const withReversal = (state: FinalState): Order =>
  live(orderOf({ state, finalAt: END, looksDue: [END + MINUTE] }), END, {
    until: END + 3 * MINUTE + 1,
    answer: answerOf('success'),
  }).order;
const refundAnswered = (order: Order, at: number, kind: 'done' | 'failed'): Order =>
  applyEvent(order, {
    at,
    type: 'refundStepped',
    refundNo: `${order.orderNo}R`,
    step: {
      type: 'answered',
      to: 'query',
      answer: {
        traceId: 'T',
        kind,
        message: 'account closed',
        facts: { orderNo: `${order.orderNo}R`, transType: 3, orderAmount: '12.30', currency: 'USD' },
      },
    },
  });

test('a case is closed by the refund that brought the money back, and a sale that says paid for ever opens none again', () => {
  const back = refundAnswered(withReversal('cancelled'), END + 4 * MINUTE, 'done');
  expect(openCase(back)).toBeUndefined();
  expect(back).toMatchObject({
    state: 'cancelled',
    moneyBackAt: END + 4 * MINUTE,
    cases: [{ closedBy: 'gateway' }],
  });
  const again = asked(back, END + DAY, answerOf('success'));
  expect(again.cases).toHaveLength(1);
  expect(nextAction(again, END + DAY, policy)).toEqual({ do: 'rest' });
});

test('a case whose refund failed waits for a person, whose decision closes it and stays in the history', () => {
  const failed = refundAnswered(withReversal('declined'), END + 4 * MINUTE, 'failed');
  expect(openCase(failed)).toMatchObject({ kind: 'paidAfterAll' });
  const later = live(failed, END + 4 * MINUTE, { until: END + 3 * DAY, answer: answerOf('success') });
  expect(later.done.filter((each) => each.do === 'askBack')).toEqual([]);
  const decided = {
    at: END + DAY,
    type: 'settled',
    as: 'notPaid',
    by: 'Ana',
    reason: 'cash given back',
  } as const;
  const settled = applyEvent(failed, decided);
  expect(openCase(settled)).toBeUndefined();
  expect(settled).toMatchObject({
    state: 'declined',
    settlement: { as: 'notPaid', by: 'Ana' },
    cases: [{ closedBy: 'person' }],
  });
  expect(settled.history.map(({ event }) => event)).toContain('settled');
  // Without a case there is nothing to decide of an order that has ended.
  const { cases: _, ...plain } = failed;
  expect(applyEvent(plain, decided)).toBe(plain);
});

test('a paid order that the gateway calls cancelled goes to a person, unless its refunds explain it', () => {
  const paid = orderOf({ state: 'paid', finalAt: END });
  const contradicted = asked(paid, END + DAY, answerOf('cancelled'));
  expect(contradicted).toMatchObject({ state: 'paid', cases: [{ kind: 'notPaidAfterAll' }] });
  expect(live(contradicted, END + DAY, { until: END + 2 * DAY }).done.map((each) => each.do)).not.toContain(
    'askBack',
  );
  const refund = {
    refundNo: 'R',
    purpose: 'customer',
    amountMinor: 1230,
    reason: 'r',
    state: 'done',
    createdAt: END,
    sends: 1,
    queries: 1,
  } as const;
  expect(asked({ ...paid, refunds: [refund] }, END + DAY, answerOf('cancelled')).cases).toBeUndefined();
  expect(asked(paid, END + DAY, WRONG).cases).toMatchObject([{ kind: 'wrongAmountAfterAll' }]);
  expect(asked(paid, END + DAY, answerOf('noRecord')).cases).toBeUndefined();
});

const stuck = orderOf({
  state: 'stuck',
  firstCancelAt: SENT_AT + 50_000,
  lastCancelAt: SENT_AT + 50_000,
  cancels: 3,
});
const settle = (order: Order, as: 'paid' | 'notPaid', at = END): Order =>
  applyEvent(order, { at, type: 'settled', as, by: 'Ana', reason: 'seen on the phone' });

test('what a person has settled is asked about once a day for a month, and no cancel leaves any more', () => {
  for (const as of ['paid', 'notPaid'] as const) {
    const { done, order } = live(settle(stuck, as), END, {
      until: END + 60 * DAY,
      answer: answerOf('unknown'),
    });
    expect(done).toHaveLength(30);
    expect(done.every((each) => each.do === 'query')).toBe(true);
    expect(nextAction(order, END + 60 * DAY, policy)).toEqual({ do: 'rest' });
    expect(order.state).toBe('stuck');
  }
});

test('the gateway may come to agree with a person, or contradict: then it is a case', () => {
  const kept = asked(settle(stuck, 'paid'), END + DAY, answerOf('success'));
  expect(kept).toMatchObject({ state: 'stuck', settlement: { as: 'paid', agreedAt: END + DAY } });
  expect(nextAction(kept, END + 2 * DAY, policy)).toEqual({ do: 'rest' });
  const lost = asked(settle(stuck, 'paid'), END + DAY, answerOf('cancelled'));
  expect(lost).toMatchObject({ state: 'cancelled', cases: [{ kind: 'notPaidAfterAll' }] });
  const given = asked(settle(stuck, 'notPaid'), END + DAY, answerOf('cancelled'));
  expect(given.state).toBe('cancelled');
  expect(given.cases).toBeUndefined();
  const charged = live(settle(stuck, 'notPaid'), END, { until: END + 2 * DAY, answer: answerOf('success') });
  expect(charged.order).toMatchObject({
    cases: [{ kind: 'paidAfterAll' }],
    refunds: [{ purpose: 'reversal' }],
  });
});

test('a held charge is given back in its own amount when a manager says so, and never without', () => {
  const held = told(orderOf({ state: 'pending' }), SENT_AT + 5000, WRONG);
  expect(held).toMatchObject({ state: 'held', chargedText: '1.23 USD', chargedMinor: 123 });
  expect(live(held, SENT_AT + 5000, { until: SENT_AT + DAY }).done.map((each) => each.do)).not.toContain(
    'askBack',
  );
  const { order } = live(settle(held, 'notPaid'), END, { until: END + 1 });
  expect(order.refunds).toMatchObject([{ amountMinor: 123, purpose: 'reversal' }]);
  expect(live(settle(held, 'paid'), END, { until: END + 1 }).order.refunds).toBeUndefined();
});

test('a wallet that takes no cancel gets none: the line is drawn, and money that comes after it is refunded', () => {
  const wechat = orderOf({ state: 'pending', wallet: 'wechat', lastQueryAt: SENT_AT + 50_000 });
  const without = { ...policy, cancelWithinMs: new Map([['wechat', 0]]) };
  const line = nextAction(wechat, SENT_AT + 50_000, without);
  expect(line).toEqual({ do: 'drawLine' });
  const drawn = applyEvent(wechat, { at: SENT_AT + 50_000, type: 'lineDrawn' } as OrderEvent);
  expect(drawn).toMatchObject({ state: 'cancelling', firstCancelAt: SENT_AT + 50_000, cancels: 0 });
  for (let age = 50; age < 180; age += 1) {
    expect(nextAction({ ...drawn, lastQueryAt: SENT_AT }, SENT_AT + age * 1000, without).do).not.toBe(
      'cancel',
    );
  }
  const paid = asked(drawn, SENT_AT + 60_000, answerOf('success'));
  expect(paid.state).toBe('reversing');
  expect(nextAction(paid, SENT_AT + 60_000, without)).toEqual({ do: 'askBack', amountMinor: 1230 });
});
