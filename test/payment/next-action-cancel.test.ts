import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import type { Order } from '../../src/payment/order.ts';
import { applyEvent } from '../../src/payment/order-machine.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { refund } from '../support/after-sale.ts';
import { answerOf, orderOf, SENT_AT } from '../support/orders.ts';

const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const LINE = { firstCancelAt: SENT_AT + 50_000, lastCancelAt: SENT_AT + 50_000, cancels: 1 };
const at = (order: Order, age: number) => nextAction(order, SENT_AT + age, policy);

test('however often people and notices ask, the cancel leaves while the gateway still takes it', () => {
  let order = orderOf({ state: 'pending', heardAt: SENT_AT, lastQueryAt: SENT_AT + 49_000, queries: 49 });
  let age = 49_500;
  for (; age < 110_000; age += 200) {
    const wish = { at: SENT_AT + age, type: 'lookWanted', why: 'person' } as const;
    order = applyEvent(order, wish);
    const { do: action } = at(order, age);
    if (action === 'cancel') break;
    if (action !== 'query') continue;
    order = applyEvent(order, { at: SENT_AT + age, type: 'queryStarted' });
    order = applyEvent(order, { ...wish, at: wish.at + 1 });
    age += 500;
    const answer = answerOf('pending');
    order = applyEvent(order, { at: SENT_AT + age, type: 'answered', to: 'query', answer });
  }
  expect(age).toBeLessThan(62_000);
});

test('after a restart the cancel waits for a look, even where the last one was right before it', () => {
  const late = 90 * SECOND;
  const looked = orderOf({ state: 'pending', heardAt: SENT_AT, lastQueryAt: SENT_AT + 51_000, queries: 50 });
  const restarted = applyEvent(looked, { at: SENT_AT + late, type: 'lookWanted', why: 'restart' });
  expect(at(restarted, late)).toEqual({ do: 'query' });
});

test('the looks before and after a cancel leave though the day’s looks are spent', () => {
  const spent = { heardAt: SENT_AT, queries: 250 };
  const waited = orderOf({ state: 'pending', lastQueryAt: SENT_AT + 49_900, ...spent });
  expect(at(waited, 50_000)).toEqual({ do: 'wait', until: SENT_AT + 50_900 });
  expect(at(waited, 50_900)).toEqual({ do: 'query' });
  const cancelled = orderOf({ state: 'cancelling', ...LINE, lastQueryAt: SENT_AT + 49_900, ...spent });
  expect(at(cancelled, 50_950)).toEqual({ do: 'query' });
});

const REVERSING = orderOf({
  state: 'reversing',
  ...LINE,
  transNo: 'T1',
  cancelTransNo: 'C1',
  paidBehindLineAt: SENT_AT + MINUTE,
  paidBehindLineLooks: 2,
});

test('money that does not come back is shown to a person: soon, or in a day where the gateway calls it on its way', () => {
  const looked = (order: Order, age: number): Order => ({ ...order, lastQueryAt: SENT_AT + age - SECOND });
  const silent = looked(REVERSING, 16 * MINUTE);
  expect(at(silent, 16 * MINUTE - 1).do).toBe('wait');
  expect(at(silent, 16 * MINUTE)).toMatchObject({ do: 'declareStuck' });
  const onItsWay = { ...REVERSING, reversalMissing: 0 };
  expect(at(looked(onItsWay, 20 * MINUTE), 20 * MINUTE).do).toBe('wait');
  expect(at(looked(onItsWay, DAY + MINUTE), DAY + MINUTE)).toMatchObject({ do: 'declareStuck' });
});

test('stuck or not, money is asked back by a refund once the cancel is known to have failed', () => {
  const stuck = { ...REVERSING, state: 'stuck' as const, lastQueryAt: SENT_AT + 20 * MINUTE };
  expect(at(stuck, 20 * MINUTE)).toEqual({ do: 'cancel' });
  const failed = { ...stuck, paidBehindLineLooks: 3, reversalMissing: 2 };
  expect(at(failed, 20 * MINUTE)).toEqual({ do: 'askBack', amountMinor: 1230 });
  expect(at({ ...failed, chargedText: '12.30 EUR' }, 20 * MINUTE)).toEqual({ do: 'cancel' });
});

test.each(['reversing', 'stuck'] as const)(
  'a %s sale is asked about beside its refund: the cancel may have worked after all',
  (state) => {
    const age = 2 * DAY;
    const asked = { sentAt: SENT_AT + DAY, lastSentAt: SENT_AT + DAY, lastQueryAt: SENT_AT + age - 1 };
    const back = refund('stuck', 1230, { purpose: 'reversal', queries: 30, ...asked });
    const order = { ...REVERSING, state, lastQueryAt: SENT_AT + 10 * MINUTE, refunds: [back] };
    expect(at(order, age)).toEqual({ do: 'query' });
    expect(at({ ...order, lastQueryAt: SENT_AT + age - 1 }, age).do).toBe('wait');
  },
);
