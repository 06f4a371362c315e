import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import { ADA_PIN } from '../support/staff.ts';
import { staffedShop } from '../support/staffed-shop.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const refund = (by?: string) => ({ amount: '1.00', reason: 'broken', ...(by && { by }) });

test('only a manager gives money back: in that name, written down before it is done', async () => {
  const { ask, ada, mia, paidOrder, acts } = await staffedShop();
  const path = `/orders/${await paidOrder()}/refunds`;
  for (const session of [undefined, 'made-up', await mia()])
    expect(await ask('POST', path, refund(), { key: 'k', session })).toMatchObject({
      status: 403,
      body: { code: 'managerNeeded' },
    });
  const session = await ada();
  expect(await ask('POST', path, refund('Mia'), { key: 'k', session })).toMatchObject({
    status: 422,
    body: { code: 'notSignedBy' },
  });
  const done = await ask('POST', path, refund('Ada'), { key: 'k', session });
  expect(done).toMatchObject({ status: 201, body: { refund: { by: 'Ada' } } });
  expect((await ask('POST', path, refund(), { key: 'k2', session })).body.refund.by).toBe('Ada');
  expect(acts()).toContain(`Ada refund ${path.split('/')[2]}`);
});

test('where it cannot be written down who did it, a manager’s act is not done, and a sale is', async () => {
  let isFull = false;
  const { ask, ada, paidOrder, till } = await staffedShop({ isFull: () => isFull });
  const orderNo = await paidOrder();
  const session = await ada();
  isFull = true;
  const refused = await ask('POST', `/orders/${orderNo}/refunds`, refund(), { key: 'k', session });
  expect(refused).toMatchObject({ status: 503, body: { code: 'notWritten' } });
  expect((await till.engine.payments.order(orderNo))?.refunds).toBeUndefined();
  expect(
    await ask('POST', '/sessions', { person: 'p1', pin: ADA_PIN }),
    'nor signs anybody in',
  ).toMatchObject({
    status: 503,
    body: { code: 'notSaved' },
  });
  expect((await ask('POST', `/orders/${orderNo}/check`, undefined, { session })).status).toBe(200);
  expect((await ask('POST', '/lanes/1/charge', { amount: '1.00' }, { session })).status).toBe(201);
});

test('with no manager on the list everybody may do everything but change the list', async () => {
  const { ask, paidOrder } = await staffedShop({ asFound: true });
  const path = `/orders/${await paidOrder()}/refunds`;
  expect((await ask('POST', path, refund('anybody'), { key: 'k' })).body.refund.by).toBe('anybody');
  const first = { name: 'Eve', role: 'manager', pin: '161803' };
  expect(await ask('POST', '/people', first)).toMatchObject({ status: 403, body: { code: 'consoleNeeded' } });
  expect((await ask('GET', '/people')).body).toEqual({ people: [], hasManager: false, isDamaged: false });
});

test('with a damaged list sales go on, and what managers do does not', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'people.json'), '{"schema":1,"peo');
  const { ask, ada, paidOrder } = await staffedShop({ folder, asFound: true, settings: { signIn: true } });
  const orderNo = await paidOrder();
  expect((await ask('POST', '/lanes/1/charge', { amount: '1.00' })).status).toBe(201);
  const session = await ada();
  const refused = await ask('POST', `/orders/${orderNo}/refunds`, refund(), { key: 'k', session });
  expect(refused).toMatchObject({ status: 503, body: { code: 'peopleUnreadable' } });
  expect((await ask('GET', '/people')).body).toMatchObject({ people: [], isDamaged: true });
});

test('where cashiers sign in nobody sells without: the sale, the totals and the export say who did', async () => {
  const { ask, mia, till } = await staffedShop({ settings: { signIn: true } });
  const charge = (session?: string) => ask('POST', '/lanes/1/charge', { amount: '12.30' }, { session });
  expect(await charge()).toMatchObject({ status: 403, body: { code: 'personNeeded' } });
  expect(await charge('made-up')).toMatchObject({ status: 403, body: { code: 'personNeeded' } });
  expect((await charge(await mia())).status).toBe(201);
  const text = makeCode({ wallet: 'alipay', outcome: 'paid' }, systemRandom);
  await until(async () => (await ask('POST', '/lanes/1/scan', { text })).status === 202, {
    what: 'it is scanned',
  });
  const { payments } = till.engine;
  const paid = await until(async () => (await payments.orders({ limit: 1, state: 'paid' })).orders[0], {
    what: 'it is paid',
  });
  expect(paid).toMatchObject({ soldBy: { id: 'p2', name: 'Mia' }, bookings: [{ kind: 'paid', by: 'Mia' }] });
  const day = payments.books.days.today();
  expect(await payments.books.days.csv(day)).toContain(',Mia,');
  expect((await ask('GET', `/orders/${paid.orderNo}`)).body).toMatchObject({ by: 'Mia' });
});

test('closing the present day ends each shift, and says who closed it', async () => {
  const { ask, ada, mia, people, till, acts } = await staffedShop();
  const [manager, cashier] = [await ada(), await mia()];
  const day = till.engine.payments.books.days.today();
  expect((await ask('POST', `/days/${day}/close`, undefined, { session: cashier })).body.code).toBe(
    'managerNeeded',
  );
  expect((await ask('POST', `/days/${day}/close`, undefined, { session: manager })).body).toMatchObject({
    by: 'Ada',
  });
  expect(people.personOf(cashier, 'local')).toBeUndefined();
  expect(acts()).toContain(`Ada closeDay ${day}`);
});

test('what a manager settles is signed by the session; without one somebody has to be named', async () => {
  const { ask, ada, till } = await staffedShop();
  const { orderNo } = await till.engine.sell('1', 'wrong-amount', 1230);
  await till.engine.orderWhen(orderNo, ({ state }) => state === 'held');
  const path = `/orders/${orderNo}/resolve`;
  const decision = { as: 'paid', reason: 'kept' };
  expect(await ask('POST', path, decision)).toMatchObject({ status: 403, body: { code: 'managerNeeded' } });
  expect(await ask('POST', path, decision, { session: await ada() })).toMatchObject({
    status: 200,
    body: { settlement: { by: 'Ada', reason: 'kept' } },
  });
  const open = await staffedShop({ asFound: true });
  const other = await open.till.engine.sell('1', 'wrong-amount', 1230);
  await open.till.engine.orderWhen(other.orderNo, ({ state }) => state === 'held');
  const unsigned = await open.ask('POST', `/orders/${other.orderNo}/resolve`, decision);
  expect(unsigned).toMatchObject({ status: 400, body: { detail: expect.stringContaining('by: ') } });
});

test('only a manager gives a customer more time', async () => {
  const { ask, mia, till } = await staffedShop();
  const { orderNo } = await till.engine.sell('1', 'never', 1230);
  for (const session of [undefined, await mia()])
    expect(await ask('POST', `/orders/${orderNo}/hold`, { by: 'Ada' }, { session })).toMatchObject({
      status: 403,
      body: { code: 'managerNeeded' },
    });
  expect((await till.engine.payments.order(orderNo))?.cancelHeld).toBeUndefined();
});

test('what somebody tries without being allowed to is written down, once a minute; a page that looks again and again is not', async () => {
  const { ask, mia, device, acts } = await staffedShop();
  const session = await mia();
  const { headers } = await device('cashier');
  const before = acts().length;
  for (let at = 0; at < 5; at += 1) {
    await ask('POST', '/orders/none/refunds', refund(), { key: 'k', session });
    await ask('POST', '/days/2026-01-01/close', undefined, { headers });
    await ask('POST', '/lanes/1/bind-by-scan', {}, { headers });
    await ask('GET', '/log', undefined, { headers });
    await ask('GET', '/devices');
  }
  const told = ['Mia denied refund', 'A cashier denied closeDay', 'A cashier denied fixGuns'];
  expect(acts().slice(before)).toEqual(told);
});
