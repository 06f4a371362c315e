import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import type { OutcomeId } from '../../src/sandbox/index.ts';
import { api, expectProblem } from '../support/api-client.ts';
import { until } from '../support/until.ts';

/** A till with one paid order of 12.30 USD. */
async function withPaid(outcome: OutcomeId = 'paid', payment: object = {}) {
  const rest = await api({ engine: { clock: scaledClock(40), payment } });
  const { engine } = rest.till;
  const { orderNo } = await engine.sell('1', outcome, 1230);
  await engine.orderWhen(orderNo, ({ state }) => state === 'paid');
  const path = `/orders/${orderNo}/refunds`;
  return {
    ...rest,
    engine,
    orderNo,
    refund: (amount: unknown, key?: string, more: object = {}) =>
      rest.post(path, { amount, reason: 'returned', ...more }, key),
    refunds: async () => (await rest.get(path)).body.refunds as Record<string, unknown>[],
    /** Every refund of the order has come to its end. */
    allEnded: () =>
      until(
        async () => {
          const refunds = (await rest.get(path)).body.refunds as { state: string }[];
          return refunds.every(({ state }) => state === 'done' || state === 'failed');
        },
        { what: 'the refunds have ended' },
      ),
  };
}

test('a part and then the rest of a payment is refunded, and the order tells both', async () => {
  const { get, orderNo, refund, refunds, allEnded, engine } = await withPaid();
  const first = await refund('5.00', 'key-1', { by: 'Ann' });
  expect(first).toMatchObject({
    status: 201,
    body: {
      refund: {
        refundNo: expect.stringMatching(new RegExp(`^${orderNo}R[0-9A-Z]{7}$`)),
        orderNo,
        amount: '5.00',
        currency: 'USD',
        reason: 'returned',
        by: 'Ann',
        purpose: 'customer',
        createdAt: expect.stringMatching(/Z$/),
      },
      refundableAmount: '7.30',
    },
  });
  expect(first.body).not.toHaveProperty('note');
  expect((await refund('7.30', 'key-2')).status).toBe(201);
  await allEnded();
  expect(await refunds()).toMatchObject([
    { amount: '5.00', state: 'done', finalAt: expect.stringMatching(/Z$/), transNo: expect.any(String) },
    { amount: '7.30', state: 'done' },
  ]);
  expect(await get(`/orders/${orderNo}`)).toMatchObject({
    body: {
      state: 'paid',
      amount: '12.30',
      refundedAmount: '12.30',
      refundableAmount: '0.00',
      refunds: [{ amount: '5.00' }, { amount: '7.30' }],
    },
  });
  expect(await engine.sandbox.truthOf(orderNo)).toMatchObject({ refundedMinor: 1230, keptMinor: 0 });
});

test('the same key is the same refund, also many times at once; for another amount it is refused', async () => {
  const { refund, refunds } = await withPaid();
  const answers = await Promise.all(Array.from({ length: 8 }, () => refund('5.00', 'key-1')));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
  expect(new Set(answers.map(({ body }) => body.refund?.refundNo)).size).toBe(1);
  expectProblem(await refund('5.01', 'key-1'), 422, 'keyReused');
  expectProblem(await refund('5.00', 'key-1', { reason: 'broken' }), 422, 'keyReused');
  expectProblem(await refund('5.00', 'key-1', { outside: true }), 422, 'keyReused');
  expect(await refunds()).toHaveLength(1);
});

test('without a key nothing is refunded, and the answer names what is missing', async () => {
  const { refund, refunds } = await withPaid();
  const answer = await refund('5.00');
  expectProblem(answer, 400, 'keyNeeded');
  expect(answer.body.detail).toContain('Idempotency-Key');
  expectProblem(await refund('5.00', 'x'.repeat(129)), 400, 'badKey');
  expect(await refunds()).toEqual([]);
});

test('never more goes back than was paid, counting what is still on its way', async () => {
  const { refund, refunds } = await withPaid();
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((key) => refund('5.00', key)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
  const refused = answers.filter(({ status }) => status !== 201);
  // One that another was a moment faster than is told to come again: then it hears how much is left.
  for (const { status } of refused) expect([409, 422]).toContain(status);
  const tooMuch = await refund('2.31', 'key-e');
  expectProblem(tooMuch, 422, 'tooMuch');
  expect(tooMuch.body.detail).toContain('2.30 USD');
  expect((await refund('2.30', 'key-f')).status).toBe(201);
  expectProblem(await refund('0.01', 'key-g'), 422, 'tooMuch');
  expect(await refunds()).toHaveLength(3);
});

test('no more refunds are taken than are configured for one order', async () => {
  const { refund } = await withPaid('paid', { maxRefundsPerOrder: 2 });
  expect((await refund('1.00', 'key-1')).status).toBe(201);
  expect((await refund('1.00', 'key-2')).status).toBe(201);
  expectProblem(await refund('1.00', 'key-3'), 422, 'tooManyRefunds');
  expect((await refund('1.00', 'key-2')).status, 'a repeat is no further refund').toBe(201);
});

test('what a refund must not be is refused by name', async () => {
  const { post, refund, refunds, orderNo } = await withPaid();
  for (const amount of ['5', '5.0', '5.000', '5,00', '-5.00', '0.00', '', '1e1', ' 5.00']) {
    expectProblem(await refund(amount, 'key-1'), 400, 'amountInvalid');
  }
  const wrong: [object, string][] = [
    [{ amount: 5, reason: 'x' }, 'amount'],
    [{ amount: '5.00' }, 'reason'],
    [{ amount: '5.00', reason: '  ' }, 'reason'],
    [{ amount: '5.00', reason: 'x'.repeat(201) }, 'reason'],
    [{ amount: '5.00', reason: 'x', by: '' }, 'by'],
    [{ amount: '5.00', reason: 'x', outside: 'yes' }, 'outside'],
    [{ amount: '5.00', reason: 'x', currency: 'USD' }, 'currency'],
  ];
  for (const [body, name] of wrong) {
    const answer = await post(`/orders/${orderNo}/refunds`, body, 'key-1');
    expectProblem(answer, 400, 'badRequest');
    expect(answer.body.detail).toContain(name);
  }
  expect(await refunds()).toEqual([]);
});

test('an order that is not there, or not paid, is not refunded', async () => {
  const { get, post, engine } = await withPaid();
  const body = { amount: '1.00', reason: 'returned' };
  expectProblem(await post('/orders/none/refunds', body, 'key-1'), 404, 'noSuchOrder');
  expectProblem(await get('/orders/none/refunds'), 404, 'noSuchOrder');
  const { orderNo } = await engine.sell('1', 'declined');
  await engine.orderWhen(orderNo, ({ state }) => state === 'declined');
  const answer = await post(`/orders/${orderNo}/refunds`, body, 'key-1');
  expectProblem(answer, 409, 'notRefundable');
  expect(answer.body.detail).toContain('declined');
});

test('money given back outside the till is recorded, and no wallet is asked', async () => {
  const { refund, refunds, engine, orderNo } = await withPaid();
  expect(await refund('12.30', 'key-1', { outside: true, by: 'Ann' })).toMatchObject({
    status: 201,
    body: { refund: { state: 'done', outside: true, by: 'Ann' } },
  });
  expect(await refunds()).toMatchObject([{ state: 'done', outside: true }]);
  expect(await engine.sandbox.truthOf(orderNo)).toMatchObject({ refundedMinor: 0 });
});

test('with a discount the answer says that the wallet decides who gets what of it', async () => {
  const { refund } = await withPaid('discount');
  const { body } = await refund('5.00', 'key-1');
  expect(body.note).toContain('The wallet gave a discount');
  expect((await refund('5.00', 'key-2', { outside: true })).body).not.toHaveProperty('note');
});

test('an order is found, asked about and refunded by the number of its refund too', async () => {
  const { get, post, orderNo, refund, allEnded } = await withPaid();
  const { body } = await refund('5.00', 'key-1');
  const refundNo = String(body.refund?.refundNo);
  await allEnded();
  expect(await get(`/orders/${refundNo}`)).toMatchObject({ status: 200, body: { orderNo } });
  expect(await get(`/orders/${refundNo}/refunds`)).toMatchObject({ body: { refunds: [{ refundNo }] } });
  expect(await post(`/orders/${refundNo}/check`)).toMatchObject({ status: 200, body: { orderNo } });
  const more = { amount: '1.00', reason: 'again' };
  expect(await post(`/orders/${refundNo}/refunds`, more, 'key-2')).toMatchObject({
    status: 201,
    body: { refund: { orderNo } },
  });
});

test('a cash register that asks for the sale learns that its money went back', async () => {
  const { get, engine, orderNo, refund, allEnded } = await withPaid();
  const saleId = (await engine.payments.order(orderNo))?.saleId;
  expect((await get(`/sales/${saleId}`)).body.sale).not.toHaveProperty('refundedAmount');
  await refund('5.00', 'key-1');
  await allEnded();
  expect((await get(`/sales/${saleId}`)).body.sale).toMatchObject({ state: 'paid', refundedAmount: '5.00' });
});

test('a refund that the wallet refuses has failed, in its words, and what it held is free again', async () => {
  const { get, orderNo, refund, refunds, allEnded } = await withPaid('refund-fails');
  await refund('12.30', 'key-1');
  await allEnded();
  expect(await refunds()).toMatchObject([{ state: 'failed' }]);
  expect(await get(`/orders/${orderNo}`)).toMatchObject({
    body: { state: 'paid', refundedAmount: '0.00', refundableAmount: '12.30' },
  });
  const outside = await refund('12.30', 'key-2', { outside: true, by: 'Ann' });
  expect(outside).toMatchObject({ status: 201, body: { refund: { state: 'done' } } });
});

test('of refunds asked for at once that do not all fit, those that come too late are told to ask again', async () => {
  const { engine, refund, allEnded, orderNo } = await withPaid();
  const { payments } = engine;
  const wish = { amountMinor: 700, reason: 'returned' };
  const both = await Promise.all([
    payments.refund(orderNo, { ...wish, key: 'rest:key-1' }),
    payments.refund(orderNo, { ...wish, key: 'rest:key-2' }),
  ]);
  // Either may be the first to reach the order.
  const results = both.map((result) => (result.ok ? 'made' : result.why));
  expect(results.toSorted()).toEqual(['made', 'notPossible']);
  expectProblem(await refund('7.00', `key-${results.indexOf('notPossible') + 1}`), 422, 'tooMuch');
  await allEnded();

  payments.refund = async () => ({ ok: false, why: 'notPossible' });
  const late = await refund('7.00', 'key-3');
  expectProblem(late, 409, 'notPossible');
  expect(late.body.detail).toContain('ask again, with the same key');
});
