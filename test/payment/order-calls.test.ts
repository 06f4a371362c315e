import { expect, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import type { CallAction } from '../../src/payment/next-action.ts';
import type { Order } from '../../src/payment/order.ts';
import { callFor, isSlow, submitCall } from '../../src/payment/order-calls.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { answerOf, orderOf } from '../support/orders.ts';
import { refundAnswerOf, refundOf } from '../support/refunds.ts';

const policy = createPolicy(configSchema.parse({ gateway: { kind: 'sandbox' } }).payment);
const { signal } = new AbortController();

/** What a call says to the gateway, how urgent it is, and what the order is told. */
async function said(order: Order, action: CallAction | { do: 'submit' }) {
  const calls: unknown[] = [];
  const heard: unknown[] = [];
  const record =
    <T>(name: string, answer: T) =>
    async (what: unknown, options: unknown) => {
      calls.push([name, what, options]);
      return answer;
    };
  const gateway = {
    submit: record('submit', answerOf('pending')),
    query: record('query', answerOf('pending')),
    cancel: record('cancel', { kind: 'accepted', traceId: 'TRACE' }),
    refund: record('refund', refundAnswerOf('refunding')),
    queryRefund: record('queryRefund', refundAnswerOf('done')),
  } as unknown as Gateway;
  const parts = {
    gateway,
    policy,
    description: 'A shop with a name that is a good deal longer than sixty-four characters',
    onAnswer: (answer: unknown) => heard.push(answer),
  };
  const call = action.do === 'submit' ? submitCall(order, 'CODE', parts) : callFor(action, order, parts);
  return { calls, priority: call.priority, told: await call.make({ signal }), heard };
}

test('a submit says what the order says, in exact decimals, with the nonce and the life of the order', async () => {
  const { calls, priority, told, heard } = await said(orderOf(), { do: 'submit' });
  const request = {
    orderNo: orderOf().orderNo,
    authCode: 'CODE',
    amount: '12.30',
    currency: 'USD',
    description: 'A shop with a name that is a good deal longer than sixty-four characters',
    attach: 'NONCE',
    expiresSeconds: 120,
    wallet: 'alipay',
  };
  expect(calls).toEqual([['submit', request, { signal, timeoutMs: 15_000 }]]);
  expect(priority).toBe('submit');
  expect(told).toEqual({ type: 'answered', to: 'submit', answer: answerOf('pending') });
  expect(heard).toEqual([answerOf('pending')]);
});

test('a query and a cancel name the order, within their times', async () => {
  const query = await said(orderOf(), { do: 'query' });
  expect(query.calls).toEqual([['query', orderOf().orderNo, { signal, timeoutMs: 5_000 }]]);
  expect(query.priority).toBe('query');
  expect(query.told).toEqual({ type: 'answered', to: 'query', answer: answerOf('pending') });
  expect(query.heard).toEqual([answerOf('pending')]);
  const cancel = await said(orderOf(), { do: 'cancel' });
  expect(cancel.calls).toEqual([['cancel', orderOf().orderNo, { signal, timeoutMs: 10_000 }]]);
  expect(cancel.priority).toBe('cancel');
  expect(cancel.told).toEqual({ type: 'cancelAnswered', answer: { kind: 'accepted', traceId: 'TRACE' } });
});

test("a cancel's money is asked after by the cancel's own number", async () => {
  const { calls, priority, told } = await said(orderOf(), { do: 'queryReversal', transNo: 'T9' });
  expect(calls).toEqual([['queryRefund', { transNo: 'T9' }, { signal, timeoutMs: 5_000 }]]);
  expect(priority).toBe('query');
  expect(told).toEqual({ type: 'reversalAnswered', answer: refundAnswerOf('done') });
});

test.each([1, 2, 7])(
  'a refund sent %i times says its own number and its own amount each time',
  async (sends) => {
    const { refundNo } = refundOf();
    const others = [refundOf({ refundNo: 'OTHER', amountMinor: 1 }), refundOf({ sends })];
    const order = orderOf({ state: 'paid', refunds: others });
    const { calls, priority, told } = await said(order, { do: 'submitRefund', refundNo });
    const request = {
      refundNo,
      orderNo: order.orderNo,
      amount: '5.00',
      currency: 'USD',
      description: 'A shop with a name that is a good deal longer than sixty-four ch',
    };
    expect(calls).toEqual([['refund', request, { signal, timeoutMs: 15_000 }]]);
    expect(request.description).toHaveLength(64);
    expect(priority).toBe('refund');
    const step = { type: 'answered', to: 'submit', answer: refundAnswerOf('refunding') };
    expect(told).toEqual({ type: 'refundStepped', refundNo, step });
  },
);

test('a refund is asked after by its own number', async () => {
  const { refundNo } = refundOf();
  const order = orderOf({ state: 'paid', refunds: [refundOf()] });
  const { calls, priority, told } = await said(order, { do: 'queryRefund', refundNo });
  expect(priority).toBe('refund');
  expect(calls).toEqual([['queryRefund', { refundNo }, { signal, timeoutMs: 5_000 }]]);
  const step = { type: 'answered', to: 'query', answer: refundAnswerOf('done') };
  expect(told).toEqual({ type: 'refundStepped', refundNo, step });
});

test.each(['query', 'cancel'] as const)(
  'sales go before the %s of an order that nobody waits for',
  async (what) => {
    for (const state of ['stuck', 'held', 'paid', 'cancelled'] as const) {
      expect(isSlow(orderOf({ state }))).toBe(true);
      expect((await said(orderOf({ state }), { do: what })).priority).toBe('background');
    }
    const reversal = { do: 'queryReversal', transNo: 'T9' } as const;
    expect((await said(orderOf({ state: 'stuck' }), reversal)).priority).toBe('background');
    for (const state of ['submitting', 'pending', 'cancelling', 'reversing'] as const) {
      expect(isSlow(orderOf({ state }))).toBe(false);
    }
  },
);
