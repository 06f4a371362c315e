import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { isFinal } from '../../src/payment/order.ts';
import type { WireOrders } from '../../src/ui/order-messages.ts';
import { api } from '../support/api-client.ts';

/** Three sales: paid 1.00, declined 1.01, paid 1.02 of which 0.50 went back. */
async function shop() {
  const { till, get, post } = await api({ engine: { clock: scaledClock(40) } });
  const orderNos: string[] = [];
  for (const outcome of ['paid', 'declined', 'paid'] as const) {
    const { orderNo } = await till.engine.sell('1', outcome, 100 + orderNos.length);
    await till.engine.orderWhen(orderNo, isFinal);
    orderNos.push(orderNo);
  }
  await post(`/orders/${orderNos[2]}/refunds`, { amount: '0.50', reason: 'half of it' }, 'half');
  const list = async (query: string) => {
    const { status, body } = await get(`/orders${query}`);
    expect(status, query).toBe(200);
    return body as unknown as WireOrders;
  };
  const places = async (query: string) =>
    (await list(query)).orders.map(({ orderNo }) => orderNos.indexOf(orderNo));
  return { orderNos, get, list, places };
}

test('orders are found by what became of them, by amounts as people type them, and by the name of the wallet', async () => {
  const { list, places } = await shop();
  expect(await places('?kind=paid')).toEqual([2, 0]);
  expect(await places('?kind=notPaid')).toEqual([1]);
  expect(await places('?kind=refunded')).toEqual([2]);
  expect(await places('?kind=attention')).toEqual([]);
  expect(await places('?q=1,01')).toEqual([1]);
  expect(await places('?q=101')).toContain(1);
  expect(await places('?q=0.50')).toEqual([2]);
  expect(await places('?q=ALIPAY')).toEqual([2, 1, 0]);
  const { day, orders } = await list('');
  expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(orders[0]).toMatchObject({ walletName: 'Alipay', attention: false, amount: '1.02' });
});

test('what is open is found whatever its day, and is gone from there once it has ended', async () => {
  const { till, get } = await api({ engine: { clock: scaledClock(40) } });
  const { orderNo } = await till.engine.sell('1', 'password', 700);
  await till.engine.orderWhen(orderNo, ({ state }) => state === 'pending');
  const open = async () => ((await get('/orders?kind=open')).body as unknown as WireOrders).orders;
  expect(await open()).toMatchObject([{ orderNo, state: 'pending', attention: false }]);
  await till.engine.orderWhen(orderNo, isFinal);
  expect(await open()).toEqual([]);
});

test('who sent a refund and heard no answer finds it by its key, and no other', async () => {
  const { orderNos, get } = await shop();
  const refunds = async (key: string) =>
    (await get(`/orders/${orderNos[2]}/refunds?key=${key}`)).body.refunds;
  expect(await refunds('half')).toMatchObject([{ amount: '0.50', reason: 'half of it' }]);
  expect(await refunds('other')).toEqual([]);
  expect((await get(`/orders/${orderNos[2]}/refunds?key=${'x'.repeat(129)}`)).status).toBe(400);
});
