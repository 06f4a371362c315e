import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { type Action, nextAction } from '../../src/payment/next-action.ts';
import { needsPerson, type Order } from '../../src/payment/order.ts';
import { decisionOf } from '../../src/payment/order-decisions.ts';
import { applyEvent } from '../../src/payment/order-machine.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { withRestraint } from '../../src/payment/restraint.ts';
import { exploreOrders } from '../support/order-explorer.ts';
import { answerOf, orderOf, SENT_AT } from '../support/orders.ts';

const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);
const NEW_TILL = { tillId: 'NEW1', isRestored: true };
const HARMLESS: Action['do'][] = [
  'query',
  'queryReversal',
  'queryRefund',
  'declareStuck',
  'declareRefundStuck',
  'dropRefund',
  'closeUnrecorded',
  'wait',
  'rest',
];
const paid = orderOf({ state: 'paid', finalAt: SENT_AT });
const refund = {
  refundNo: 'R1',
  purpose: 'customer',
  amountMinor: 500,
  reason: 'broken',
  by: 'Ada',
} as const;

test('in every situation an order can come into, a till made of a backup only asks about it', {
  timeout: 120_000,
}, () => {
  const situations = new Set<string>();
  const wrong: string[] = [];
  exploreOrders({
    onStep: () => {},
    onSituation: (order, now, own) => {
      const restrained = withRestraint(order, NEW_TILL);
      let current = restrained;
      for (let steps = 0; steps < 6; steps += 1) {
        const action = nextAction(current, now, policy);
        if (!HARMLESS.includes(action.do)) wrong.push(`${order.state}: ${own.do} became ${action.do}`);
        if (action.do === 'wait' || action.do === 'rest') break;
        const next = applyEvent(current, decisionOf(action as never, current, now));
        if (next === current) wrong.push(`${order.state}: ${action.do} changes nothing`);
        current = next;
        if (steps === 5) wrong.push(`${order.state}: ${own.do} never comes to rest`);
      }
      if (own.do !== 'rest' && own.do !== 'submit' && nextAction(restrained, now, policy).do === 'rest') {
        wrong.push(`${order.state}: ${own.do} is given up`);
      }
      situations.add(`${order.state} ${own.do}`);
    },
  });
  expect([...new Set(wrong)]).toEqual([]);
  expect(situations.size).toBeGreaterThan(30);
});

test('only orders of another till are restrained, on a till made of a backup, until that till takes them over', () => {
  const own = orderOf({ orderNo: 'P261120NEW10000000000000' });
  expect(withRestraint(own, NEW_TILL)).toBe(own);
  expect(withRestraint(paid, { tillId: 'NEW1' })).toBe(paid);
  const restrained = withRestraint(paid, NEW_TILL);
  expect(restrained).toEqual({ ...paid, restrained: 'NEW1' });
  expect(withRestraint(restrained, NEW_TILL)).toBe(restrained);
  const taken: Order = { ...paid, takenOver: { till: 'NEW1', at: 1, by: 'Ada', reason: 'r' } };
  expect(withRestraint(taken, NEW_TILL)).toBe(taken);
  // Made of that till's backup, the next one knows as little of what became of it.
  expect(withRestraint(taken, { tillId: 'NEW2', isRestored: true }).restrained).toBe('NEW2');
  expect(withRestraint(restrained, { tillId: 'TEST', isRestored: true })).toEqual(paid);
});

test('a restrained order that nobody paid waits for a person in place of being cancelled', () => {
  const order = withRestraint(
    orderOf({ state: 'pending', lastQueryAt: SENT_AT + 60_000, queries: 3 }),
    NEW_TILL,
  );
  const action = nextAction(order, SENT_AT + 61_000, policy);
  expect(action).toMatchObject({ do: 'declareStuck', why: expect.stringContaining('backup') });
  const stuck = applyEvent(order, decisionOf(action as never, order, SENT_AT + 61_000));
  expect(needsPerson(stuck)).toBe(true);
  const settled = applyEvent(stuck, {
    at: 5,
    type: 'settled',
    as: 'notPaid',
    by: 'Ada',
    reason: 'looked it up',
  });
  expect(settled).toMatchObject({ takenOver: { till: 'NEW1', at: 5, by: 'Ada', reason: 'looked it up' } });
  expect(settled.restrained).toBeUndefined();
  const found = applyEvent(order, { at: 5, type: 'answered', to: 'query', answer: answerOf('success') });
  expect(found).toMatchObject({ state: 'paid', restrained: 'NEW1' });
});

test('money of a restrained order goes back by a manager’s word alone, and is written down without it', () => {
  const order = withRestraint(paid, NEW_TILL);
  const asked = { at: 7, type: 'refundAsked', most: 3, refund } as const;
  expect(applyEvent(order, asked)).toBe(order);
  expect(applyEvent(order, { ...asked, refund: { ...refund, outside: true } })).toMatchObject({
    restrained: 'NEW1',
    refunds: [{ state: 'done' }],
  });
  const taken = applyEvent(order, { ...asked, takesOver: true });
  expect(taken).toMatchObject({ takenOver: { till: 'NEW1', by: 'Ada' }, refunds: [{ state: 'created' }] });
  expect(nextAction(taken, 8, policy)).toMatchObject({ do: 'submitRefund' });
  expect(taken.history.map(({ event }) => event)).toEqual(['takenOver', 'refundAsked']);
  const behind = withRestraint(orderOf({ state: 'cancelling', firstCancelAt: 1 }), NEW_TILL);
  expect(applyEvent(behind, { ...asked, refund: { ...refund, purpose: 'reversal' } })).toBe(behind);
});

test('a refund that was under way is asked about, and waits for a person; none is sent', () => {
  const made = { ...refund, state: 'created', createdAt: 0, sends: 0, queries: 0 } as const;
  const order = withRestraint(orderOf({ state: 'paid', finalAt: 0, refunds: [made] }), NEW_TILL);
  expect(nextAction(order, 1, policy)).toMatchObject({ do: 'declareRefundStuck', refundNo: 'R1' });
  const stuck = { ...order, refunds: [{ ...made, state: 'stuck' as const }] };
  const HOUR = 3_600_000;
  expect(nextAction(stuck, 4 * HOUR, policy)).toEqual({ do: 'queryRefund', refundNo: 'R1' });
  const asked = { ...stuck, refunds: [{ ...made, state: 'stuck' as const, lastQueryAt: 4 * HOUR }] };
  expect(nextAction(asked, 4 * HOUR + 1, policy)).toEqual({ do: 'wait', until: 5 * HOUR });
});
