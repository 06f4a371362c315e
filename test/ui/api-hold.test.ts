import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { isFinal } from '../../src/payment/order.ts';
import { api, expectProblem } from '../support/api-client.ts';

test('a customer who needs longer gets more time once, and the screen counts to its end', async () => {
  const { till, get, post } = await api({ engine: { clock: scaledClock(40) } });
  const { orderNo, saleId } = await till.engine.sell('1', 'never');
  const sent = await till.engine.orderWhen(orderNo, ({ state }) => state === 'pending');
  await post('/lanes/1/cancel', { saleId });
  await till.engine.orderWhen(orderNo, ({ cancelWanted }) => cancelWanted !== undefined);
  expect((await get('/lanes/1')).body.screen).toMatchObject({ mode: 'cancelling' });
  expect(await post(`/orders/${orderNo}/hold`, { by: 'Mia' })).toMatchObject({
    status: 200,
    body: { orderNo },
  });
  const { screen } = (await get('/lanes/1')).body;
  expect(screen).toMatchObject({ mode: 'paying', deadlineAt: (sent.sentAt ?? 0) + 80_000 });
  await till.engine.orderWhen(orderNo, isFinal, 30_000);
  expectProblem(await post(`/orders/${orderNo}/hold`), 409, 'notPossible');
  expectProblem(await post('/orders/none/hold'), 404, 'noSuchOrder');
});
