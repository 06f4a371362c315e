import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { foundOnDisk } from '../../src/payment/found-order.ts';
import { nextAction } from '../../src/payment/next-action.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';

const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);

test('an order that is found on the disk as if it had never left is asked about, and not sent again', () => {
  const { sentAt: _, ...unsent } = orderOf({ state: 'created', createdAt: SENT_AT });
  const found = foundOnDisk(unsent);
  expect(found).toMatchObject({ state: 'submitting', sentAt: SENT_AT, wasInDoubt: true });
  expect(nextAction(found, SENT_AT + 5000, policy)).toEqual({ do: 'query' });
});

test('any other order is found as it stands', () => {
  const order = orderOf({ state: 'pending' });
  expect(foundOnDisk(order)).toEqual(order);
});
