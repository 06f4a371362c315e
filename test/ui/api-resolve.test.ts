import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { api, expectProblem } from '../support/api-client.ts';

const decision = { as: 'paid', by: 'Ann', reason: 'the wallet said so on the phone' };

/** A till whose lane has a held order: 1.23 USD was charged instead of 12.30. */
async function withHeld() {
  const rest = await api({ engine: { clock: scaledClock(40) } });
  const { engine } = rest.till;
  const { orderNo } = await engine.sell('1', 'wrong-amount', 1230);
  await engine.orderWhen(orderNo, ({ state }) => state === 'held');
  const resolve = (body: unknown, number = orderNo) => rest.post(`/orders/${number}/resolve`, body);
  return { ...rest, engine, orderNo, resolve };
}

test('a held order is settled by a person: the order says who, what and why, and the lane is free', async () => {
  const { get, post, orderNo, resolve } = await withHeld();
  expectProblem(await post('/lanes/1/charge', { amount: '1.00' }), 409, 'laneBusy');
  expect(await resolve(decision)).toMatchObject({
    status: 200,
    body: {
      orderNo,
      state: 'held',
      settlement: { ...decision, at: expect.stringMatching(/^\d{4}-.*Z$/) },
      history: expect.arrayContaining([expect.objectContaining({ event: 'settled' })]),
    },
  });
  const { body } = await get('/lanes/1');
  expect(body.screen).toMatchObject({
    mode: 'settled',
    message: 'Ann decided to keep the 1.23 USD',
    amount: { minor: 123 },
    actions: ['charge', 'dismiss'],
  });
  expect((await post('/lanes/1/charge', { amount: '1.00' })).status).toBe(201);
});

test('what was kept by hand is given back in the portal, and the refusal says so', async () => {
  const { orderNo, resolve, post } = await withHeld();
  const refund = () => post(`/orders/${orderNo}/refunds`, { amount: '1.00', reason: 'back' }, 'key-1');
  expect((await refund()).body.detail).toContain('Settle it as "notPaid"');
  await resolve(decision);
  const settled = await refund();
  expectProblem(settled, 409, 'notRefundable');
  expect(settled.body.detail).toContain('Ann has settled it as paid: give money back in the gateway');
});

test('a held order that is not kept goes back to the customer, and ends so', async () => {
  const { engine, orderNo, resolve, get } = await withHeld();
  expect((await resolve({ ...decision, as: 'notPaid' })).status).toBe(200);
  await engine.orderWhen(orderNo, ({ state }) => state === 'cancelled');
  expect(await engine.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 0 });
  expect(await get(`/orders/${orderNo}`)).toMatchObject({
    body: { settlement: { as: 'notPaid' }, refunds: [{ purpose: 'reversal', state: 'done' }] },
  });
  const { body } = await get('/lanes/1');
  expect(body.screen).toMatchObject({
    mode: 'settled',
    hint: expect.stringContaining('The customer has the money back.'),
  });
});

test('a cash register that waits for the sale learns of the decision', async () => {
  const { engine, orderNo, resolve, get } = await withHeld();
  const saleId = (await engine.payments.order(orderNo))?.saleId;
  expect((await get(`/sales/${saleId}`)).body.sale).not.toHaveProperty('settlement');
  await resolve(decision);
  expect((await get(`/sales/${saleId}`)).body.sale).toMatchObject({
    state: 'held',
    settlement: { as: 'paid', by: 'Ann' },
  });
});

test('what does not wait for a person is decided by nobody, and says why not', async () => {
  const { engine, resolve, orderNo } = await withHeld();
  expect((await resolve(decision)).status).toBe(200);
  const twice = await resolve({ ...decision, as: 'notPaid', by: 'Bob' });
  expectProblem(twice, 409, 'notPossible');
  expect(twice.body.detail).toContain('Ann has settled it as paid');
  expect((await engine.payments.order(orderNo))?.settlement).toMatchObject({ as: 'paid', by: 'Ann' });

  engine.payments.dismiss('1', (await engine.payments.order(orderNo))?.saleId ?? '');
  const paid = await engine.sell('1', 'paid');
  await engine.orderWhen(paid.orderNo, ({ state }) => state === 'paid');
  const refused = await resolve({ ...decision, as: 'notPaid' }, paid.orderNo);
  expectProblem(refused, 409, 'notPossible');
  expect(refused.body.detail).toContain('it is paid');
  expectProblem(await resolve(decision, 'none'), 404, 'noSuchOrder');
});

test('a decision without a name, a reason or a known outcome is refused by name', async () => {
  const { engine, orderNo, resolve } = await withHeld();
  const wrong: [object, string][] = [
    [{ ...decision, as: 'cancelled' }, 'as'],
    [{ ...decision, by: ' ' }, 'by'],
    [{ as: 'paid', by: 'Ann' }, 'reason'],
    [{ ...decision, reason: '' }, 'reason'],
    [{ ...decision, reason: 'x'.repeat(201) }, 'reason'],
    [{ ...decision, amount: '12.30' }, 'amount'],
  ];
  for (const [body, name] of wrong) {
    const answer = await resolve(body);
    expectProblem(answer, 400, 'badRequest');
    expect(answer.body.detail).toContain(name);
  }
  expect((await engine.payments.order(orderNo))?.settlement).toBeUndefined();
});
