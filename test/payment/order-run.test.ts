import { expect, onTestFinished, test } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { silentLog } from '../../src/log.ts';
import { CallBudget } from '../../src/payment/budget.ts';
import type { Answer, Gateway } from '../../src/payment/gateway.ts';
import type { Order } from '../../src/payment/order.ts';
import { OrderRun } from '../../src/payment/order-run.ts';
import type { OrderStore } from '../../src/payment/order-store.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { handClock } from '../support/hand-clock.ts';
import { answerOf, CLERK, orderOf, PAID_FACTS, SENT_AT } from '../support/orders.ts';
import { newRefund } from '../support/refunds.ts';

const { payment } = configSchema.parse({
  gateway: { kind: 'sandbox' },
  payment: { reversal: [{ wallet: 'nocancel', cancelWithinSeconds: 0 }] },
});

/** Runs orders beside each other against a gateway whose answers come when the test gives them. */
function runsOf(options: { perSecond: number; burst: number; startsAt: number }) {
  const clock = handClock({ startsAt: options.startsAt });
  const budget = new CallBudget(options, clock);
  const calls: string[] = [];
  const waiting = new Map<string, (answer: Answer) => void>();
  const saved: Order[] = [];
  const asked = (call: string) =>
    new Promise<Answer>((resolve) => {
      calls.push(call);
      waiting.set(call, resolve);
    });
  const gateway: Gateway = {
    identity: orderOf().gateway,
    submit: ({ orderNo }) => asked(`submit ${orderNo}`),
    query: (orderNo) => asked(`query ${orderNo}`),
    cancel: async (orderNo) => {
      calls.push(`cancel ${orderNo}`);
      return { kind: 'accepted', traceId: 'TRACE' };
    },
    refund: async () => ({ kind: 'noRecord', traceId: 'TRACE' }),
    queryRefund: async () => ({ kind: 'noRecord', traceId: 'TRACE' }),
    readNotification: async () => ({ kind: 'badSignature' }),
    preflight: async () => ({ kind: 'ready' }),
    warm: () => {},
    clockSkewMs: () => 0,
    close: async () => {},
  };
  const save = async (order: Order) => void saved.push(order);
  const store: OrderStore = {
    load: async () => ({
      open: [],
      recentCodes: [],
      recentSales: [],
      newestOfSales: new Map(),
      damaged: [],
    }),
    saveOpen: save,
    finish: save,
    forget: async () => {},
    find: async () => undefined,
    finishedOn: async () => [],
    probe: async () => {},
    close: async () => {},
  };
  const parts = { gateway, store, books: CLERK, budget, clock, log: silentLog, description: 'Corner Shop' };
  const start = (order: Order) => {
    const run = new OrderRun(
      { order },
      { ...parts, policy: createPolicy(payment) },
      { onChange: () => {}, onAnswer: () => {}, onRest: () => {}, onStoreFault: () => {} },
    );
    onTestFinished(() => run.stop());
    return run;
  };
  return { clock, budget, gateway, calls, waiting, saved, start };
}

test('orders that settle slowly wait behind the sales of those who stand at the till', async () => {
  const { clock, budget, calls, start } = runsOf({ perSecond: 1, burst: 1, startsAt: SENT_AT + 600_000 });
  await budget.take('query');
  const old = { firstCancelAt: SENT_AT + 50_000, cancels: 3, lastCancelAt: SENT_AT + 60_000 };
  for (const orderNo of ['STUCK1', 'STUCK2']) start(orderOf({ orderNo, state: 'stuck', ...old }));
  start(orderOf({ orderNo: 'HELD', state: 'held' }));
  const sentAt = SENT_AT + 599_000;
  start(orderOf({ orderNo: 'LIVE', state: 'pending', createdAt: sentAt, sentAt, heardAt: sentAt }));
  start(orderOf({ orderNo: 'NEW', state: 'created', createdAt: sentAt }));
  await clock.advance(2000);
  expect(calls).toEqual(['submit NEW', 'query LIVE']);
  await clock.advance(10_000);
  expect(calls).toEqual(expect.arrayContaining(['cancel STUCK1', 'cancel STUCK2', 'query HELD']));
});

test('one query is answered before the next call leaves, and its answer counts before the cancel', async () => {
  const { clock, calls, waiting, start } = runsOf({
    perSecond: 1000,
    burst: 1000,
    startsAt: SENT_AT + 49_900,
  });
  const run = start(orderOf({ state: 'pending', heardAt: SENT_AT, lastQueryAt: SENT_AT + 48_000 }));
  const query = `query ${run.order.orderNo}`;
  await clock.advance(200);
  expect(calls).toEqual([query]);
  await clock.advance(4000);
  expect(calls).toEqual([query]);
  waiting.get(query)?.(answerOf('pending'));
  await clock.advance(100);
  expect(calls).toEqual([query, query]);
  waiting.get(query)?.(answerOf('success'));
  await clock.advance(100);
  expect(run.order).toMatchObject({ state: 'paid', cancels: 0 });
  expect(calls).toHaveLength(2);
});

test('a wall clock that is set while an order runs, or was set back before a restart, moves none of its times', async () => {
  const { clock, waiting, saved, start } = runsOf({
    perSecond: 1000,
    burst: 1000,
    startsAt: SENT_AT - 3_600_000,
  });
  const run = start(orderOf({ state: 'pending', heardAt: SENT_AT + 2000, lastQueryAt: SENT_AT + 3000 }));
  await clock.advance(1500);
  clock.setWall(SENT_AT + 86_400_000);
  waiting.get(`query ${run.order.orderNo}`)?.(answerOf('success'));
  await clock.advance(100);
  expect(saved.at(-1)?.state).toBe('paid');
  const { finalAt = 0 } = run.order;
  expect(finalAt - SENT_AT).toBeGreaterThanOrEqual(3000);
  expect(finalAt - SENT_AT).toBeLessThan(6000);
});

test('a cancel goes before the looks of others', async () => {
  const { clock, budget, calls, start } = runsOf({ perSecond: 1, burst: 1, startsAt: SENT_AT + 60_000 });
  await budget.take('query');
  const looked = { lastQueryAt: SENT_AT + 55_000, heardAt: SENT_AT + 55_100 };
  for (const orderNo of ['LIVE1', 'LIVE2'])
    start(orderOf({ orderNo, state: 'pending', sentAt: SENT_AT + 30_000, ...looked }));
  const line = { firstCancelAt: SENT_AT + 50_000, lastCancelAt: SENT_AT + 50_000, cancels: 1 };
  start(orderOf({ orderNo: 'LATE', state: 'cancelling', ...line, ...looked }));
  await clock.advance(1000);
  expect(calls).toEqual(['cancel LATE']);
});

test('each denial that counts is saved, for the till may be started anew before the next', async () => {
  const { clock, waiting, saved, start } = runsOf({
    perSecond: 10,
    burst: 10,
    startsAt: SENT_AT + 1_200_000,
  });
  const line = { firstCancelAt: SENT_AT + 50_000, lastCancelAt: SENT_AT + 1_100_000, cancels: 2 };
  const run = start(orderOf({ state: 'stuck', ...line }));
  await clock.advance(10);
  waiting.get(`query ${run.order.orderNo}`)?.(answerOf('noRecord'));
  await clock.advance(10);
  expect(saved.at(-1)?.denials).toHaveLength(1);
});

test('an order whose call breaks for a fault of ours is asked about again', async () => {
  const { clock, calls, waiting, start, gateway } = runsOf({
    perSecond: 10,
    burst: 10,
    startsAt: SENT_AT + 5000,
  });
  const { query } = gateway;
  gateway.query = async () => {
    gateway.query = query;
    throw new Error('a fault of ours');
  };
  const run = start(orderOf());
  await clock.advance(3000);
  expect(calls).toEqual([`query ${run.order.orderNo}`]);
  waiting.get(`query ${run.order.orderNo}`)?.(answerOf('success'));
  await clock.advance(10);
  expect(run.order.state).toBe('paid');
});

test('a wallet that takes no cancel has its last look answered before the line is drawn', async () => {
  const { clock, waiting, start } = runsOf({ perSecond: 100, burst: 100, startsAt: SENT_AT + 49_900 });
  const looked = { heardAt: SENT_AT, lastQueryAt: SENT_AT + 49_500 };
  const run = start(orderOf({ state: 'pending', wallet: 'nocancel', ...looked }));
  const query = `query ${run.order.orderNo}`;
  await clock.advance(700);
  await clock.advance(2000);
  expect(run.order).toMatchObject({ state: 'pending', queries: 1 });
  waiting.get(query)?.(answerOf('success'));
  await clock.advance(10);
  expect(run.order.state).toBe('paid');
});

test('an order with nothing left to do waits for the answer to the last question', async () => {
  const { clock, waiting, start } = runsOf({ perSecond: 10, burst: 10, startsAt: SENT_AT + 3_600_000 });
  const settlement = { as: 'paid' as const, by: 'Ana', at: SENT_AT + 60_000, reason: 'r' };
  const agreed = { ...settlement, agreedAt: SENT_AT + 120_000 };
  const run = start(
    orderOf({
      state: 'stuck',
      firstCancelAt: SENT_AT + 50_000,
      settlement: agreed,
      lookAt: SENT_AT + 3_599_000,
    }),
  );
  await clock.advance(1000);
  waiting.get(`query ${run.order.orderNo}`)?.(answerOf('cancelled'));
  await clock.advance(10);
  expect(run.order).toMatchObject({ state: 'cancelled', cases: [{ kind: 'notPaidAfterAll' }] });
});

test('a call whose intent changed nothing is never made', async () => {
  const { clock, calls, start, gateway } = runsOf({
    perSecond: 10,
    burst: 10,
    startsAt: SENT_AT + 3_600_000,
  });
  gateway.refund = async ({ refundNo }) => {
    calls.push(`refund ${refundNo}`);
    return { kind: 'noRecord', traceId: 'TRACE' };
  };
  // Nothing allows this refund to leave again, and yet it is in a state in which it would leave.
  const refund = { ...newRefund(), underWayAt: SENT_AT };
  start(orderOf({ state: 'paid', finalAt: SENT_AT, refunds: [refund] }));
  await clock.advance(5000);
  expect(calls).toEqual([]);
});

test('a payment that is given up while it waits for the budget never leaves', async () => {
  const { clock, budget, calls, start } = runsOf({ perSecond: 0.5, burst: 1, startsAt: SENT_AT });
  await budget.take('query');
  const { sentAt: _, ...unsent } = orderOf({ state: 'created' });
  const run = start(unsent);
  await clock.advance(100);
  expect(run.order.state).toBe('submitting');
  run.tell({ type: 'cancelWanted', by: 'cashier' });
  await clock.advance(5000);
  expect(run.order.state).toBe('notSent');
  expect(calls.filter((call) => call.startsWith('submit'))).toEqual([]);
});

test('a payment whose customer was given more time leaves, though the cancel was wanted before', async () => {
  const { clock, budget, calls, start } = runsOf({ perSecond: 0.5, burst: 1, startsAt: SENT_AT });
  await budget.take('query');
  const { sentAt: _, ...unsent } = orderOf({ state: 'created' });
  const run = start(unsent);
  await clock.advance(100);
  run.tell({ type: 'cancelWanted', by: 'cashier' });
  run.tell({ type: 'cancelHeld', until: SENT_AT + 80_000, by: 'Mia' });
  await clock.advance(5000);
  expect(calls.filter((call) => call.startsWith('submit'))).toHaveLength(1);
});

test('a loop that is stopped asks nothing more, and hears the answer that is under way as long as it may wait', async () => {
  const { clock, calls, waiting, saved, start } = runsOf({
    perSecond: 1000,
    burst: 1000,
    startsAt: SENT_AT + 10_000,
  });
  const heard = start(orderOf({ orderNo: 'HEARD', state: 'created', createdAt: SENT_AT + 10_000 }));
  const unheard = start(orderOf({ orderNo: 'UNHEARD', state: 'created', createdAt: SENT_AT + 10_000 }));
  const idle = start(orderOf({ orderNo: 'IDLE', state: 'pending', heardAt: SENT_AT + 10_000 }));
  await clock.advance(1);
  expect(calls).toEqual(['submit HEARD', 'submit UNHEARD']);
  let ended: string[] = [];
  const patience = clock.sleep(3000);
  for (const run of [heard, unheard, idle])
    void run.stop(patience).then(() => {
      ended = [...ended, run.order.orderNo];
    });
  await clock.advance(1000);
  expect(ended).toEqual(['IDLE']);
  waiting.get('submit HEARD')?.(answerOf('success', { ...PAID_FACTS, orderNo: 'HEARD' }));
  await clock.advance(1);
  expect(ended).toEqual(['IDLE', 'HEARD']);
  expect(saved.at(-1)).toMatchObject({ orderNo: 'HEARD', state: 'paid' });
  await clock.advance(1999);
  expect(ended).toEqual(['IDLE', 'HEARD', 'UNHEARD']);
  expect(unheard.order.state).toBe('submitting');
  await clock.advance(600_000);
  expect(calls).toEqual(['submit HEARD', 'submit UNHEARD']);
});
