import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { owedBookings } from '../../src/payment/booking.ts';
import { saleOfOrders } from '../../src/payment/sale.ts';
import { parseOrder } from '../../src/payment/store/order-schema.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode, startSandbox } from '../../src/sandbox/index.ts';
import { startEngine } from '../support/engine.ts';
import { orderOf } from '../support/orders.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const mia = { id: 'p2', name: 'Mia' };

test('who sold it is told by the sale of its orders, and booked with the payment alone', () => {
  const paid = orderOf({ state: 'paid', soldBy: mia });
  expect(saleOfOrders(paid, []).soldBy).toEqual(mia);
  expect(owedBookings(paid)).toMatchObject([{ kind: 'paid', by: 'Mia' }]);
  expect(owedBookings(orderOf({ state: 'paid' }))[0]).not.toHaveProperty('by');
  expect(saleOfOrders(orderOf(), [])).not.toHaveProperty('soldBy');
  const reversed = orderOf({ state: 'cancelled', soldBy: mia, moneyBackAt: 1, finalAt: 1 });
  expect(owedBookings(reversed)[0], 'the gateway took it back').not.toHaveProperty('by');
});

test('documents from before there were people are read, and a seller that is none is damage', () => {
  const before = JSON.parse(JSON.stringify({ ...orderOf(), rev: 1 }));
  expect(parseOrder(before)).not.toHaveProperty('soldBy');
  expect(parseOrder({ ...before, soldBy: mia }).soldBy).toEqual(mia);
  for (const soldBy of ['Mia', { id: 'p2' }, { id: 2, name: 'Mia' }, null])
    expect(() => parseOrder({ ...before, soldBy }), JSON.stringify(soldBy)).toThrow('soldBy');
});

test('who sold it outlives a decline, the next code and a restart', async () => {
  const folder = temporaryFolder();
  const clock = scaledClock(40);
  const parts = { clock, random: systemRandom, log: silentLog };
  const sandbox = await startSandbox({ ...parts, dir: `${folder}/sandbox` });
  const start = async () => {
    const engine = await startEngine({ folder, clock, sandbox });
    await until(() => engine.payments.health().block === undefined, { what: 'the lanes can sell' });
    return engine;
  };
  const code = (outcome: 'declined' | 'paid') => makeCode({ wallet: 'alipay', outcome }, systemRandom);
  let engine = await start();
  const charged = await engine.payments.charge('1', { amountMinor: 1230, soldBy: mia });
  const saleId = charged.ok ? charged.sale.saleId : '';
  const stateOf = async () => (await engine.payments.sale(saleId))?.state;
  engine.payments.scan('1', { text: code('declined') });
  await until(async () => (await stateOf()) === 'declined', { what: 'it is declined' });
  await engine.stop();
  engine = await start();
  expect(engine.payments.retry('1', saleId)).toMatchObject({ ok: true, sale: { soldBy: mia } });
  engine.payments.scan('1', { text: code('paid') });
  await until(async () => (await stateOf()) === 'paid', { what: 'it is paid' });
  const { orders } = await engine.payments.orders({ limit: 10 });
  expect(orders.map(({ soldBy }) => soldBy)).toEqual([mia, mia]);
  await engine.stop();
  await sandbox.close();
});
