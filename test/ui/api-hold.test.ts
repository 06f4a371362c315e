import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { api, expectProblem } from '../support/api-client.ts';

test('a customer who needs longer gets more time once, and the screen counts to its end', async () => {
  const { till, get, post } = await api({ engine: { clock: scaledClock(4) } });
  const { orderNo, saleId } = await till.engine.sell('1', 'never');
  const sent = await till.engine.orderWhen(orderNo, ({ state }) => state === 'pending');
  await post('/lanes/1/cancel', { saleId });
  const { cancelWanted } = await till.engine.orderWhen(orderNo, (order) => order.cancelWanted !== undefined);
  const asked = cancelWanted?.at ?? 0;
  expect((await get('/lanes/1')).body.screen).toMatchObject({ mode: 'cancelling' });
  expect(await post(`/orders/${orderNo}/hold`, { by: 'Mia' })).toMatchObject({
    status: 200,
    body: { orderNo },
  });
  const { screen } = (await get('/lanes/1')).body;
  expect(screen).toMatchObject({ mode: 'paying', deadlineAt: (sent.sentAt ?? 0) + 80_000 });
  await post('/lanes/1/cancel', { saleId });
  await till.engine.orderWhen(orderNo, ({ cancelWanted }) => (cancelWanted?.at ?? 0) > asked);
  expectProblem(await post(`/orders/${orderNo}/hold`), 409, 'notPossible');
  expectProblem(await post('/orders/none/hold'), 404, 'noSuchOrder');
});
