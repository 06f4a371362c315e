import { expect, test } from 'vitest';
import {
  type Case,
  FINAL_STATES,
  isCancelHeld,
  isClosed,
  needsPerson,
  OPEN_STATES,
  openCase,
} from '../../src/payment/order.ts';
import {
  FINAL_REFUND_STATES,
  OPEN_REFUND_STATES,
  type Refund,
  refundableMinor,
  refundedMinor,
} from '../../src/payment/refund.ts';
import {
  isCancelHeld as isHeldOutside,
  isOver,
  moneyBackOf,
  openCaseOf,
  refundableMinorOf,
  refundedMinorOf,
  wantsPerson,
} from '../../src/ui/order-facts.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { REFUND_AT, refundOf } from '../support/refunds.ts';

const REFUND_STATES = [...OPEN_REFUND_STATES, ...FINAL_REFUND_STATES];
const STATES = [...OPEN_STATES, ...FINAL_STATES];

const openedCase: Case = { kind: 'paidAfterAll', openedAt: SENT_AT, said: '12.30 USD' };
const closedCase: Case = { ...openedCase, closedAt: SENT_AT + 1, closedBy: 'gateway' };
const settlement = { as: 'notPaid' as const, by: 'Ann', at: SENT_AT, reason: 'asked the wallet' };

const AFTERWARDS = [
  {},
  { cases: [closedCase, openedCase] },
  { cases: [closedCase] },
  { settlement },
  { settlement: { ...settlement, at: REFUND_AT + 1 } },
];

/** Two refunds in every pair of states, of both kinds, with and without a case and a person's decision before and after them, in every state. */
const orders = STATES.flatMap((state) =>
  [undefined, ...REFUND_STATES].flatMap((first) =>
    [undefined, ...REFUND_STATES].flatMap((second) =>
      AFTERWARDS.flatMap((more) =>
        (['customer', 'reversal'] as const).map((purpose) => {
          const refunds = [first, second]
            .filter((each) => each !== undefined)
            .map((each, i) => refundOf({ state: each, purpose, refundNo: `R${i}`, amountMinor: 300 + i }));
          return orderOf({ state, refunds, ...more });
        }),
      ),
    ),
  ),
);

test('the outside counts money and calls for a person just as the engine does', () => {
  expect(orders.length).toBeGreaterThan(2000);
  for (const order of orders) {
    expect(refundedMinorOf(order)).toBe(refundedMinor(order));
    expect(refundableMinorOf(order)).toBe(order.state === 'paid' ? refundableMinor(order) : 0);
    expect(openCaseOf(order)).toBe(openCase(order));
    expect(wantsPerson(order)).toBe(needsPerson(order));
    expect(isOver(order)).toBe(isClosed(order));
  }
});

const refund = (state: Refund['state'], changes: Partial<Refund> = {}) => refundOf({ state, ...changes });
const backOf = (...refunds: Refund[]) => moneyBackOf(orderOf({ state: 'paid', refunds }));

test('an order without a refund says nothing of money going back', () => {
  expect(moneyBackOf(orderOf({ state: 'paid' }))).toBeUndefined();
  expect(backOf()).toBeUndefined();
});

test('a refund that nobody knows the end of outweighs all others, and one under way all that have ended', () => {
  expect(backOf(refund('stuck'), refund('refunding'), refund('done'))).toEqual({ kind: 'stuck', minor: 500 });
  for (const state of ['created', 'submitting', 'refunding'] as const) {
    expect(backOf(refund('done'), refund(state, { amountMinor: 200 }), refund('failed'))).toEqual({
      kind: 'underWay',
      minor: 200,
    });
  }
});

test('of refunds that have ended the last one is told: a failure with the words of the wallet', () => {
  expect(backOf(refund('done'), refund('failed', { gatewayMessage: 'balance too low' }))).toEqual({
    kind: 'failed',
    minor: 500,
    said: 'balance too low',
  });
  expect(backOf(refund('failed'), refund('done', { amountMinor: 300 }), refund('done'))).toEqual({
    kind: 'done',
    minor: 800,
    isOutside: false,
  });
});

test('money given back by other means is told as that only where no wallet gave any', () => {
  expect(backOf(refund('done', { outside: true }))).toMatchObject({ isOutside: true });
  expect(backOf(refund('failed'), refund('done', { outside: true }))).toMatchObject({ isOutside: true });
  expect(backOf(refund('done'), refund('done', { outside: true }))).toMatchObject({ isOutside: false });
});

test('who decided the end of a refund is told with it', () => {
  const settledBy = 'Ann';
  expect(backOf(refund('done', { settledBy }))).toMatchObject({ kind: 'done', by: 'Ann' });
  expect(backOf(refund('failed', { settledBy }))).toMatchObject({ kind: 'failed', by: 'Ann' });
  expect(backOf(refund('done'))).not.toHaveProperty('by');
});

test('a refund that a person called failed and the gateway made counts as gone back, on the screens as in the engine', () => {
  const made = refund('failed', { settledBy: 'Ann', madeAfterAllAt: REFUND_AT + 1, amountMinor: 500 });
  const order = orderOf({ state: 'paid', refunds: [made] });
  expect(refundedMinorOf(order)).toBe(500);
  expect(refundedMinorOf(order)).toBe(refundedMinor(order));
  expect(refundableMinorOf(order)).toBe(730);
  expect(refundableMinorOf(order)).toBe(refundableMinor(order));
});

test('the outside knows a held cancel just as the engine does', () => {
  const cancelHeld = { at: SENT_AT + 5, until: SENT_AT + 80, by: 'Mia' };
  const unwanted = { at: SENT_AT + 9, reason: 'nextCustomer' as const };
  for (const at of [undefined, SENT_AT + 4, SENT_AT + 5, SENT_AT + 6]) {
    for (const more of [{}, { cancelHeld }, { cancelHeld, unwanted }]) {
      const wanted = at === undefined ? {} : { cancelWanted: { at, by: 'cashier' as const } };
      const order = orderOf({ ...wanted, ...more });
      expect(isHeldOutside(order)).toBe(isCancelHeld(order));
    }
  }
});
