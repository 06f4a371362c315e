import { expect, test } from 'vitest';
import type { Order } from '../../../../../src/payment/order.ts';
import { isLively, possibleWith, standingOf } from '../../../../../src/ui/tablet/desk/sales/standing.ts';
import { wireOrder } from '../../../../support/desk-words.ts';
import { orderOf } from '../../../../support/orders.ts';
import { refundOf } from '../../../../support/refunds.ts';

const settled = (as: 'paid' | 'notPaid') => ({ settlement: { as, by: 'Ana', at: 1, reason: 'r' } });
const all = { amountMinor: 1230 };

test.each<[Partial<Order>, string, boolean]>([
  [{ state: 'created' }, 'waiting', true],
  [{ state: 'pending' }, 'waiting', true],
  [{ state: 'cancelling' }, 'cancelling', true],
  [{ state: 'reversing' }, 'goingBack', true],
  [{ state: 'stuck' }, 'stuck', false],
  [{ state: 'held' }, 'held', false],
  [{ state: 'stuck', ...settled('paid') }, 'settledPaid', false],
  [{ state: 'stuck', ...settled('notPaid') }, 'settledNotPaid', false],
  [{ state: 'declined' }, 'declined', false],
  [{ state: 'cancelled' }, 'cancelled', false],
  [{ state: 'notSent' }, 'notSent', false],
  [{ state: 'paid' }, 'paid', false],
  [{ state: 'paid', refunds: [refundOf()] }, 'refunding', true],
  [{ state: 'paid', refunds: [refundOf({ state: 'done' })] }, 'refundedPart', false],
  [{ state: 'paid', refunds: [refundOf({ state: 'done', ...all })] }, 'refunded', false],
  [{ state: 'paid', refunds: [refundOf({ state: 'failed' })] }, 'refundFailed', false],
  [{ state: 'paid', refunds: [refundOf({ state: 'stuck' }), refundOf()] }, 'refundStuck', false],
  [{ state: 'paid', cases: [{ kind: 'notPaidAfterAll', openedAt: 1, said: '' }] }, 'contradicted', false],
  [
    { state: 'paid', cases: [{ kind: 'notPaidAfterAll', openedAt: 1, said: '', closedAt: 2 }] },
    'paid',
    false,
  ],
])('%o is said to be %s', (changes, standing, lively) => {
  const order = wireOrder(orderOf(changes));
  expect(standingOf(order)).toBe(standing);
  expect(isLively(order)).toBe(lively);
});

test('only what is paid and not given back yet can be given back', () => {
  const refundable = (changes: Partial<Order>) => possibleWith(wireOrder(orderOf(changes))).refundable;
  expect(refundable({ state: 'paid' })).toBe('12.30');
  expect(refundable({ state: 'paid', refunds: [refundOf()] })).toBe('7.30');
  expect(refundable({ state: 'paid', refunds: [refundOf(all)] })).toBeUndefined();
  expect(refundable({ state: 'held' })).toBeUndefined();
});

test('a stuck refund of a customer is settled by its number, one of the till’s own with its sale', () => {
  const stuck = refundOf({ state: 'stuck' });
  expect(possibleWith(wireOrder(orderOf({ state: 'paid', refunds: [stuck] })))).toMatchObject({
    settle: false,
    stuckRefunds: [{ refundNo: stuck.refundNo }],
  });
  const own = refundOf({ state: 'stuck', purpose: 'reversal' });
  expect(possibleWith(wireOrder(orderOf({ state: 'cancelled', refunds: [own] })))).toMatchObject({
    settle: true,
    stuckRefunds: [],
  });
});
