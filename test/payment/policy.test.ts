import { expect, test } from 'vitest';
import { configSchema, type PaymentConfig } from '../../src/config.ts';
import type { Order } from '../../src/payment/order.ts';
import {
  cancelBy,
  createPolicy,
  denialsCountFrom,
  heldUntil,
  isReversalOverdue,
  lateCancelPauseMs,
  policyProblems,
  queryPauseMs,
  REVERSAL_LOOK_MS,
  settledBy,
  takesCancel,
} from '../../src/payment/policy.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const configOf = (changes: object = {}): PaymentConfig =>
  configSchema.parse({ gateway: { kind: 'sandbox' }, payment: changes }).payment;
const policy = createPolicy(configOf());
const pauseAt = (state: Order['state'], ageMs: number) =>
  queryPauseMs(orderOf({ state }), SENT_AT + ageMs, policy);

test('every setting is taken over in milliseconds', () => {
  const config = configOf({
    waitSeconds: 41,
    expiresSeconds: 131,
    cancelNotBeforeSeconds: 17,
    queryBesideSubmitSeconds: 6,
    submitTimeoutSeconds: 13,
    releaseLaneSeconds: 87,
    reversal: [{ wallet: 'alipay', cancelWithinSeconds: 3600 }],
  });
  expect(createPolicy(config)).toEqual({
    waitMs: 41_000,
    expiresMs: 131_000,
    cancelNotBeforeMs: 17_000,
    queryBesideSubmitMs: 6_000,
    submitTimeoutMs: 13_000,
    releaseLaneMs: 87_000,
    cancelWithinMs: new Map([['alipay', 3_600_000]]),
  });
});

test('an order must live long enough for the wait, a look and three cancels, to the second', () => {
  expect(policyProblems(configOf())).toEqual([]);
  expect(policyProblems(configOf({ waitSeconds: 50, expiresSeconds: 105 }))).toEqual([]);
  expect(policyProblems(configOf({ waitSeconds: 50, expiresSeconds: 104 }))).toEqual([
    'payment.expiresSeconds: expected at least 105 (waitSeconds 50 + one query + three cancels + 10), got 104',
  ]);
});

test('the first cancel may be due at the end of the wait, and no later', () => {
  expect(policyProblems(configOf({ waitSeconds: 20, cancelNotBeforeSeconds: 20 }))).toEqual([]);
  expect(policyProblems(configOf({ waitSeconds: 20, cancelNotBeforeSeconds: 21 }))).toEqual([
    'payment.cancelNotBeforeSeconds: expected at most waitSeconds (20), got 21',
  ]);
});

test('a reversal rule is for a wallet that orders are of, the own of the shop among them, and there is one for each', () => {
  const rule = (wallet: string) => ({ wallet, cancelWithinSeconds: 60 });
  const wallets = [{ wallet: 'mywallet', name: 'My Wallet', pattern: '^77' }];
  const reversal = [rule('wechat'), rule('unknown'), rule('mywallet')];
  expect(policyProblems(configOf({ wallets, reversal }))).toEqual([]);
  expect(policyProblems(configOf({ reversal: [rule('wehcat'), rule('wechat'), rule('wechat')] }))).toEqual([
    expect.stringMatching(/^payment\.reversal\[0\]\.wallet: expected one of .*\bwechat\b.*; got "wehcat"$/),
    'payment.reversal[2].wallet: expected one rule for each wallet; got another for "wechat"',
  ]);
});

test.each([
  [0, 1],
  [19.999, 1],
  [20, 1.5],
  [59.999, 1.5],
  [60, 3],
  [179.999, 3],
  [180, 60],
  [3600, 60],
])('an order of %f seconds is looked at every %f seconds', (age, pause) => {
  expect(pauseAt('pending', age * SECOND)).toBe(pause * SECOND);
  expect(pauseAt('cancelling', age * SECOND)).toBe(pause * SECOND);
});

test.each([
  [0, 1],
  [9.99, 1],
  [10, 5],
  [69.99, 5],
  [70, 15],
  [10_000, 15],
])('an order that has been stuck for %f minutes is looked at every %f minutes', (minutes, pause) => {
  const age = settledBy(0, policy) + minutes * MINUTE;
  expect(pauseAt('stuck', age)).toBe(pause * MINUTE);
});

test('held money waits for a person, and is looked at four times an hour', () => {
  for (const age of [0, MINUTE, 1000 * MINUTE]) expect(pauseAt('held', age)).toBe(15 * MINUTE);
});

test('an order that says nothing of when it was sent counts as just sent', () => {
  const unsent: Pick<Order, 'sentAt' | 'state' | 'wallet'> = { state: 'pending', wallet: 'alipay' };
  expect(queryPauseMs(unsent, SENT_AT, policy)).toBe(SECOND);
  expect(lateCancelPauseMs(unsent, SENT_AT)).toBe(5 * MINUTE);
  expect(takesCancel(unsent, SENT_AT, createPolicy(configOf({ reversal: [wallet(1)] })))).toBe(true);
});

test('a late cancel is tried again after half the age, never below five minutes nor above an hour', () => {
  const pauseAfter = (minutes: number) => lateCancelPauseMs(orderOf(), SENT_AT + minutes * MINUTE) / MINUTE;
  expect([0, 10, 11, 60, 119, 121, 10_000].map(pauseAfter)).toEqual([5, 5, 5.5, 30, 59.5, 60, 60]);
});

test('the last cancel, the end and the first denial that counts follow from the send', () => {
  expect(cancelBy(SENT_AT, policy)).toBe(SENT_AT + 110 * SECOND);
  expect(settledBy(SENT_AT, policy)).toBe(SENT_AT + 180 * SECOND);
  const delay = 15 * MINUTE + 180 * SECOND;
  expect(denialsCountFrom(orderOf(), policy)).toBe(SENT_AT + delay);
  // The clock may have been set an hour ahead while the till was off.
  const resumedAt = SENT_AT + 60 * MINUTE;
  expect(denialsCountFrom(orderOf({ resumedAt }), policy)).toBe(resumedAt + delay);
});

const wallet = (cancelWithinSeconds: number) => ({ wallet: 'alipay', cancelWithinSeconds });

test('a wallet takes a cancel for as long as its rule says, and one without a rule always', () => {
  const order = orderOf({ wallet: 'alipay' });
  const takes = (within: number, ageMs: number) =>
    takesCancel(order, SENT_AT + ageMs, createPolicy(configOf({ reversal: [wallet(within)] })));
  expect(takes(60, 59_999)).toBe(true);
  expect(takes(60, 60_000)).toBe(false);
  expect(takes(0, 0)).toBe(false);
  expect(takesCancel(orderOf({ wallet: 'wechat' }), SENT_AT + 1e9, policy)).toBe(true);
});

test('a cancel is held half a minute beyond the wait, and never so long that the order or its wallet takes none any more', () => {
  const order = orderOf({ wallet: 'alipay' });
  const held = (changes: object) => heldUntil(order, createPolicy(configOf(changes)));
  const seconds = (count: number) => SENT_AT + count * SECOND;
  expect(held({})).toBe(seconds(80));
  expect(held({ expiresSeconds: 3600 })).toBe(seconds(80));
  expect(held({ expiresSeconds: 105 })).toBe(seconds(65));
  expect(held({ reversal: [wallet(100)] })).toBe(seconds(70));
  // A look and two cancels would not fit any more: the wait is what there is.
  expect(held({ reversal: [wallet(80)] })).toBeUndefined();
  expect(held({ reversal: [wallet(0)] })).toBeUndefined();
  expect(heldUntil(orderOf({ wallet: 'wechat' }), createPolicy(configOf({ reversal: [wallet(60)] })))).toBe(
    seconds(80),
  );
});

test('a refund is due when "paid" was said three times over two minutes, and neither alone is enough', () => {
  const overdue = (looks: number | undefined, sinceMs: number) =>
    isReversalOverdue(
      orderOf({ paidBehindLineAt: SENT_AT, ...(looks === undefined ? {} : { paidBehindLineLooks: looks }) }),
      SENT_AT + sinceMs,
    );
  expect(overdue(3, 120_000)).toBe(true);
  expect(overdue(3, 119_999)).toBe(false);
  expect(overdue(2, 120_000)).toBe(false);
  expect(overdue(undefined, 120_000)).toBe(false);
  expect(isReversalOverdue(orderOf({ paidBehindLineLooks: 9 }), SENT_AT + 1e9)).toBe(false);
  // The first look at once, two more: they fill the two minutes.
  expect(REVERSAL_LOOK_MS).toBe(60_000);
});
