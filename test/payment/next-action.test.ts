import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import { FINAL_STATES } from '../../src/payment/order.ts';
import { createPolicy, policyProblems } from '../../src/payment/policy.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';

const payment = configSchema.parse({ gateway: { kind: 'sandbox' } }).payment;
const policy = createPolicy(payment);
const after = (seconds: number) => SENT_AT + seconds * 1000;

test('a new order is sent, a finished one rests', () => {
  expect(nextAction(orderOf({ state: 'created' }), SENT_AT, policy)).toEqual({ do: 'submit' });
  for (const state of FINAL_STATES) {
    expect(nextAction(orderOf({ state }), after(500), policy)).toEqual({ do: 'rest' });
  }
});

test('queries begin five seconds beside a submit that stays silent', () => {
  expect(nextAction(orderOf(), after(1), policy)).toEqual({ do: 'wait', until: after(5) });
  expect(nextAction(orderOf(), after(5), policy)).toEqual({ do: 'query' });
});

test('the first query comes a second after the answer, then no more than one a second', () => {
  const heard = orderOf({ state: 'pending', heardAt: after(0.2) });
  expect(nextAction(heard, after(0.5), policy)).toEqual({ do: 'wait', until: after(1.2) });
  const asked = orderOf({ state: 'pending', heardAt: after(2.1), lastQueryAt: after(2), queries: 1 });
  expect(nextAction(asked, after(2.2), policy)).toEqual({ do: 'wait', until: after(3) });
  expect(nextAction(asked, after(3), policy)).toEqual({ do: 'query' });
});

test('queries slow down with age', () => {
  const pending = orderOf({ state: 'pending', lastQueryAt: after(30), heardAt: after(30) });
  expect(nextAction(pending, after(30.1), policy)).toEqual({ do: 'wait', until: after(31.5) });
});

test('a look that was asked for comes first, but not within a second of the last', () => {
  const restarted = orderOf({ state: 'pending', heardAt: after(2), lookAt: after(3) });
  expect(nextAction(restarted, after(3), policy)).toEqual({ do: 'query' });
  const justAsked = { ...restarted, lastQueryAt: after(2.6) };
  expect(nextAction(justAsked, after(3), policy)).toEqual({ do: 'wait', until: after(3.6) });
});

test('when the wait is over, one last look comes right before the first cancel', () => {
  const late = orderOf({ state: 'pending', lastQueryAt: after(49), heardAt: after(49.1) });
  expect(nextAction(late, after(50), policy)).toEqual({ do: 'query' });
  const looked = { ...late, lastQueryAt: after(50), heardAt: after(50.1) };
  expect(nextAction(looked, after(50.1), policy)).toEqual({ do: 'cancel' });
});

test("a cashier's cancel waits for the wallet's least age", () => {
  const wanted = orderOf({
    state: 'pending',
    cancelWanted: { at: after(3), by: 'cashier' },
    lastQueryAt: after(14),
    heardAt: after(14.1),
  });
  expect(nextAction(wanted, after(14.2), policy)).toEqual({ do: 'wait', until: after(15) });
  const looked = { ...wanted, lastQueryAt: after(15.5), heardAt: after(15.6) };
  expect(nextAction(looked, after(15.6), policy)).toEqual({ do: 'cancel' });
});

test('a held cancel waits for its time, unless somebody wants it after that', () => {
  const looked = { state: 'pending' as const, lastQueryAt: after(78.5), heardAt: after(78.6) };
  const held = orderOf({
    ...looked,
    cancelWanted: { at: after(20), by: 'cashier' },
    cancelHeld: { at: after(40), until: after(80), by: 'Mia' },
  });
  expect(nextAction({ ...held, lastQueryAt: after(79.7) }, after(79.9), policy).do).toBe('wait');
  expect(nextAction(held, after(80), policy)).toEqual({ do: 'query' });
  expect(nextAction({ ...held, lastQueryAt: after(80) }, after(80.1), policy)).toEqual({ do: 'cancel' });
  const again = { ...held, cancelWanted: { at: after(60), by: 'cashier' as const }, lastQueryAt: after(61) };
  expect(nextAction(again, after(61.1), policy)).toEqual({ do: 'cancel' });
});

test('a cancel is followed by a look, and repeated five seconds later until the order nears its end', () => {
  const sent = orderOf({
    state: 'cancelling',
    firstCancelAt: after(50),
    lastCancelAt: after(50),
    cancels: 1,
  });
  expect(nextAction({ ...sent, lastQueryAt: after(49) }, after(50.5), policy)).toEqual({ do: 'query' });
  const proven = { ...sent, lastQueryAt: after(51) };
  expect(nextAction(proven, after(54), policy)).toMatchObject({ do: 'query' });
  expect(nextAction(proven, after(55), policy)).toEqual({ do: 'cancel' });
  expect(nextAction({ ...sent, lastQueryAt: after(49.9) }, after(55), policy)).toEqual({ do: 'query' });
  const nearEnd = { ...sent, lastCancelAt: after(106), lastQueryAt: after(110), cancels: 9 };
  expect(nextAction(nearEnd, after(111), policy).do).toBe('wait');
});

test('past its end an order is only looked at, then declared stuck', () => {
  const order = orderOf({
    state: 'cancelling',
    firstCancelAt: after(50),
    lastCancelAt: after(105),
    cancels: 9,
  });
  for (let age = 111; age < 180; age += 1) {
    const action = nextAction({ ...order, lastQueryAt: after(age - 1) }, after(age), policy);
    expect(action.do, `at ${age} s`).not.toBe('cancel');
  }
  expect(nextAction(order, after(180), policy).do).toBe('declareStuck');
});

test('money that does not come back by the cancel is asked back by a refund after two minutes and three looks', () => {
  const reversing = orderOf({
    state: 'reversing',
    firstCancelAt: after(50),
    lastCancelAt: after(50),
    cancels: 1,
    paidBehindLineAt: after(51),
    lastQueryAt: after(170),
  });
  const backAt = (looks: number, seconds: number, changes = {}) =>
    nextAction({ ...reversing, paidBehindLineLooks: looks, ...changes }, after(seconds), policy);
  expect(backAt(2, 172).do).not.toBe('askBack');
  expect(backAt(3, 170.5).do).not.toBe('askBack');
  expect(backAt(3, 172)).toEqual({ do: 'askBack', amountMinor: 1230 });
  expect(backAt(3, 172, { chargedText: '1.23 USD', chargedMinor: 123 })).toEqual({
    do: 'askBack',
    amountMinor: 123,
  });
  expect(backAt(3, 172, { chargedText: '9.99 EUR' })).toMatchObject({ do: 'declareStuck' });
  // The cancel has a number of its own: as long as that may still show the money going back, nothing is asked for twice.
  const own = { cancelTransNo: 'C1', transNo: 'T1' };
  expect(backAt(3, 172, own).do).not.toBe('askBack');
  expect(backAt(3, 172, { ...own, reversalMissing: 2 })).toEqual({ do: 'askBack', amountMinor: 1230 });
});

test('money seen behind the line is asked back at once, and again every five seconds', () => {
  const unwanted = orderOf({ state: 'reversing', paidBehindLineAt: after(95), lastQueryAt: after(95) });
  expect(nextAction(unwanted, after(95), policy)).toEqual({ do: 'cancel' });
  expect(nextAction(unwanted, after(115), policy)).toEqual({ do: 'cancel' });
  const asked = { ...unwanted, firstCancelAt: after(95), lastCancelAt: after(95.5), cancels: 1 };
  expect(nextAction({ ...asked, lastQueryAt: after(99) }, after(100), policy).do).not.toBe('cancel');
  expect(nextAction({ ...asked, lastQueryAt: after(99) }, after(100.5), policy)).toEqual({ do: 'cancel' });
  expect(nextAction(asked, after(100.5), policy).do).toBe('query');
});

test('however often an order is asked about, and by whom, a day stays within three hundred queries', () => {
  const asked = orderOf({
    state: 'stuck',
    firstCancelAt: after(50),
    cancels: 1,
    lastCancelAt: after(700),
    queries: 200,
  });
  for (const state of ['stuck', 'held'] as const) {
    const looked = { ...asked, state, lastQueryAt: after(710), lookAt: after(720) };
    expect(nextAction(looked, after(720), policy)).toEqual({ do: 'wait', until: after(710 + 900) });
  }
});

test("a cancel with a number of its own is followed by that number, in turn with the order's", () => {
  const reversing = orderOf({
    state: 'reversing',
    transNo: 'T1',
    cancelTransNo: 'T2',
    firstCancelAt: after(50),
    lastCancelAt: after(50),
    cancels: 1,
    queries: 3,
    paidBehindLineAt: after(51),
    lastQueryAt: after(51),
  });
  expect(nextAction(reversing, after(54), policy)).toEqual({ do: 'queryReversal', transNo: 'T2' });
  expect(nextAction({ ...reversing, queries: 4 }, after(54), policy)).toEqual({ do: 'query' });
});

test('a stuck order is looked at and cancelled ever more slowly, and for ever', () => {
  const stuck = orderOf({
    state: 'stuck',
    firstCancelAt: after(50),
    cancels: 5,
    lastCancelAt: after(200),
    lastQueryAt: after(300),
  });
  expect(nextAction(stuck, after(301), policy)).toEqual({ do: 'wait', until: after(360) });
  const year = 365 * 86_400;
  const old = { ...stuck, lastQueryAt: after(year), lastCancelAt: after(year) };
  expect(nextAction(old, after(year + 1), policy)).toEqual({ do: 'wait', until: after(year + 900) });
  expect(nextAction({ ...old, lastQueryAt: after(year + 3600) }, after(year + 3600), policy)).toEqual({
    do: 'cancel',
  });
});

test('a late cancel is followed by a look too: an order found after a long outage is settled at once', () => {
  const day = 86_400;
  const found = orderOf({ state: 'pending', heardAt: after(day), lookAt: after(day), lastQueryAt: after(2) });
  expect(nextAction(found, after(day), policy)).toEqual({ do: 'query' });
  expect(nextAction({ ...found, lastQueryAt: after(day + 1) }, after(day + 1), policy)).toEqual({
    do: 'cancel',
  });
  const cancelled = orderOf({
    state: 'stuck',
    firstCancelAt: after(day + 1),
    lastCancelAt: after(day + 2),
    cancels: 1,
    lastQueryAt: after(day + 1),
  });
  expect(nextAction(cancelled, after(day + 2), policy)).toEqual({ do: 'query' });
  expect(nextAction({ ...cancelled, lastQueryAt: after(day + 3) }, after(day + 3), policy)).toEqual({
    do: 'wait',
    until: after(day + 3 + 900),
  });
});

test('an order is closed as never recorded only after three late denials, a cancel, and no sign of it ever', () => {
  const from = 15 * 60 + 120 + 60;
  const denied = orderOf({
    state: 'stuck',
    firstCancelAt: after(50),
    lastCancelAt: after(from + 130),
    cancels: 2,
    denials: [after(from), after(from + 60), after(from + 120)],
    lastQueryAt: after(from + 120),
  });
  const now = after(from + 121);
  expect(nextAction(denied, now, policy)).toEqual({ do: 'closeUnrecorded' });
  const early = [after(from - 1), after(from + 60), after(from + 120)];
  expect(nextAction({ ...denied, denials: early }, now, policy).do).not.toBe('closeUnrecorded');
  for (const sign of [{ transNo: 'T1' }, { cancelTransNo: 'T2' }, { paidBehindLineAt: after(60) }]) {
    expect(nextAction({ ...denied, ...sign }, now, policy).do).not.toBe('closeUnrecorded');
  }
  expect(nextAction({ ...denied, cancels: 0 }, now, policy).do).not.toBe('closeUnrecorded');
});

test('once the denials count, they are asked for a minute apart, and no faster where the answers stop', () => {
  const from = 15 * 60 + 120 + 60;
  const once = orderOf({
    state: 'stuck',
    firstCancelAt: after(50),
    lastCancelAt: after(from),
    cancels: 2,
    denials: [after(from + 10)],
    lastQueryAt: after(from + 10),
  });
  expect(nextAction(once, after(from + 11), policy)).toEqual({ do: 'wait', until: after(from + 70) });
  const silent = { ...once, lastQueryAt: after(from + 70) };
  expect(nextAction(silent, after(from + 75), policy)).toEqual({ do: 'wait', until: after(from + 130) });
});

test('no order stays within a second of a query, whatever its state and age', () => {
  for (const state of ['submitting', 'pending', 'cancelling', 'reversing', 'stuck', 'held'] as const) {
    for (let age = 1; age < 5000; age += 7) {
      const order = orderOf({
        state,
        lastQueryAt: after(age),
        lookAt: after(age),
        firstCancelAt: after(20),
        lastCancelAt: after(20),
        cancels: 1,
      });
      const action = nextAction(order, after(age + 0.9), policy);
      expect(action.do, `${state} at ${age} s`).not.toMatch(/query/);
    }
  }
});

test('times that do not fit together are a configuration error that says what would', () => {
  expect(policyProblems(payment)).toEqual([]);
  expect(policyProblems({ ...payment, expiresSeconds: 60 })).toEqual([
    'payment.expiresSeconds: expected at least 105 (waitSeconds 50 + one query + three cancels + 10), got 60',
  ]);
  expect(policyProblems({ ...payment, cancelNotBeforeSeconds: 51 })).toHaveLength(1);
});
