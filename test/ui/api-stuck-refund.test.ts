import { expect, test } from 'vitest';
import { type Clock, scaledClock } from '../../src/clock.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import { api, expectProblem } from '../support/api-client.ts';
import { until } from '../support/until.ts';

/** A gateway that takes payments, and never says a word about a refund. */
const silentOnRefunds = (gateway: Gateway): Gateway => ({
  identity: gateway.identity,
  submit: (...args) => gateway.submit(...args),
  query: (...args) => gateway.query(...args),
  cancel: (...args) => gateway.cancel(...args),
  refund: async () => ({ kind: 'unknown', reason: 'timeout', detail: 'no answer', traceId: 'T' }),
  queryRefund: async () => ({ kind: 'unknown', reason: 'timeout', detail: 'no answer', traceId: 'T' }),
  readNotification: (...args) => gateway.readNotification(...args),
  preflight: (...args) => gateway.preflight(...args),
  warm: () => gateway.warm(),
  clockSkewMs: () => undefined,
  close: () => gateway.close(),
});

/** A till whose lane has a paid sale with a refund of 5.00 that nobody knows the end of. */
async function withStuckRefund() {
  const base = scaledClock(40);
  let aheadMs = 0;
  const clock: Clock = {
    ...base,
    now: () => base.now() + aheadMs,
    monotonic: () => base.monotonic() + aheadMs,
  };
  const rest = await api({ engine: { clock, wrap: silentOnRefunds } });
  const { engine } = rest.till;
  const { orderNo } = await engine.sell('1', 'paid', 1230);
  await engine.orderWhen(orderNo, ({ state }) => state === 'paid');
  const asked = await rest.post(
    `/orders/${orderNo}/refunds`,
    { amount: '5.00', reason: 'returned' },
    'key-1',
  );
  const refundNo = String(asked.body.refund?.refundNo);
  const resolve = (body: unknown, number = refundNo) =>
    rest.post(`/orders/${orderNo}/refunds/${number}/resolve`, body);
  return {
    ...rest,
    engine,
    orderNo,
    refundNo,
    resolve,
    growStuck: async () => {
      aheadMs = 20 * 60_000;
      const stuck = async () => {
        await rest.post(`/orders/${orderNo}/check`);
        return (await engine.payments.order(orderNo))?.refunds?.[0]?.state === 'stuck';
      };
      await until(stuck, { what: 'the refund is stuck' });
    },
  };
}

const decision = { as: 'done', by: 'Ann', reason: 'the portal shows it' };

test('a refund that is never settled calls for a person, whose word ends it with their name', async () => {
  const { get, till, resolve, growStuck, refundNo, orderNo } = await withStuckRefund();
  const early = await resolve(decision);
  expectProblem(early, 409, 'notPossible');
  expect(early.body.detail).toMatch(/it is (submitting|created)/);

  await growStuck();
  const health = async () => (await fetch(`${till.url}/healthz`)).json();
  expect(await health()).toMatchObject({ status: 'degraded', stuckOrders: 1, openCases: 0, openRefunds: 1 });
  expect((await get('/lanes/1')).body.screen).toMatchObject({
    mode: 'attention',
    message: 'Not sure that 5.00 USD of 12.30 USD went back to the customer',
  });

  expect(await resolve(decision)).toMatchObject({
    status: 200,
    body: { refund: { refundNo, state: 'done', settledBy: 'Ann', finalAt: expect.any(String) } },
  });
  expect(await health()).toMatchObject({ stuckOrders: 0, openRefunds: 0 });
  expect((await get('/lanes/1')).body.screen).toMatchObject({
    mode: 'refunded',
    hint: 'Ann decided so. 7.30 USD stays with the shop.',
  });
  expect((await get(`/orders/${orderNo}`)).body).toMatchObject({ refundedAmount: '5.00' });
  const twice = await resolve({ ...decision, as: 'failed' });
  expectProblem(twice, 409, 'notPossible');
  expect(twice.body.detail).toContain('it is done');
});

test('off its lane, a refund that nobody knows the end of is listed for every tablet of the lane', async () => {
  const { get, engine, orderNo, growStuck } = await withStuckRefund();
  engine.payments.dismiss('1', (await engine.payments.order(orderNo))?.saleId ?? '');
  await growStuck();
  expect((await get('/lanes/1')).body.screen).toMatchObject({
    mode: 'idle',
    openOrders: [
      { orderNo, state: 'refundStuck', attention: true, text: expect.stringContaining('5.00 USD') },
    ],
  });
});

test('a refund of another order, or a decision without a name or reason, changes nothing', async () => {
  const { resolve, growStuck, engine, orderNo } = await withStuckRefund();
  await growStuck();
  expectProblem(await resolve(decision, 'none'), 404, 'noSuchRefund');
  expectProblem(await resolve(decision, `${orderNo}RAAAAAAA`), 404, 'noSuchRefund');
  for (const [body, name] of [
    [{ ...decision, as: 'paid' }, 'as'],
    [{ ...decision, by: '' }, 'by'],
    [{ as: 'done', by: 'Ann' }, 'reason'],
  ] as const) {
    const answer = await resolve(body);
    expectProblem(answer, 400, 'badRequest');
    expect(answer.body.detail).toContain(name);
  }
  expect((await engine.payments.order(orderNo))?.refunds?.[0]?.state).toBe('stuck');
});
