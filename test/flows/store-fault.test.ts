import { expect, test } from 'vitest';
import { isFinal } from '../../src/payment/order.ts';
import { type ScriptedTill, scriptedTill } from '../support/scripted-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** A disk that takes nothing: the till must charge nobody, show nothing it has not written down, and lose nothing. */

const CODE = '281234567890123456';
const refused = (why: string) => ({ ok: false, why });

/** Lets the till find the disk mended: it looks every five seconds. */
async function mend({ script, clock, seen, view }: ScriptedTill): Promise<void> {
  script.isDiskBroken = false;
  await clock.advance(5000);
  await seen('the fault is over', () => view().block === undefined);
}

test('an order that cannot be written down is not sent, and its code may be scanned again', async () => {
  const till = await scriptedTill();
  const { payments, script, calls, view, seen } = till;
  await payments.charge('1', { amountMinor: 1230 });
  await payments.charge('2', { amountMinor: 500 });
  script.isDiskBroken = true;
  expect(payments.scan('1', { text: CODE })).toEqual({ ok: true });
  await seen('the fault is shown', () => view().block !== undefined);
  expect(view('1').block).toMatchObject({ kind: 'storeFault' });
  expect(view('2').block).toMatchObject({ kind: 'storeFault' });
  expect(view('1').phase).toEqual({ kind: 'idle', draftMinor: 1230, unsent: true });
  expect(await payments.charge('1', { amountMinor: 1230 })).toEqual(refused('blocked'));
  expect(payments.scan('2', { text: '281234567890123457' })).toEqual(refused('blocked'));
  expect(view('2').phase.kind).toBe('ready');
  expect(calls).toEqual([]);

  await mend(till);
  script.submit = 'success';
  const { orderNo } = await till.sell(CODE);
  await seen('it is paid', () => view().phase.kind === 'order' && stateOf(till) === 'paid');
  expect((await payments.orders({ limit: 9 })).orders.map((order) => order.orderNo)).toEqual([orderNo]);
});

test('an order that was not sent does not come back at the next start, though its failed save left it on disk', async () => {
  const folder = temporaryFolder();
  const first = await scriptedTill({ folder });
  await first.payments.charge('1', { amountMinor: 1230 });
  Object.assign(first.script, { isDiskBroken: true, isDiskLying: true });
  expect(first.payments.scan('1', { text: CODE })).toEqual({ ok: true });
  await first.seen('the fault is shown', () => first.view().block !== undefined);
  await mend(first);
  await first.payments.stop();

  const second = await scriptedTill({ folder });
  expect((await second.payments.orders({ limit: 9 })).orders).toEqual([]);
  expect(second.view().phase).toEqual({ kind: 'idle' });
  expect([...first.calls, ...second.calls]).toEqual([]);
});

test('a payment that cannot be written down is not shown, and is asked for and shown once it can', async () => {
  const till = await scriptedTill();
  const { payments, script, calls, clock, view, seen } = till;
  const { saleId, orderNo } = await till.sell(CODE);
  await seen('it is pending', () => stateOf(till) === 'pending');
  script.query = 'success';
  script.isDiskBroken = true;
  await clock.advance(1000);
  await seen('the fault is shown', () => view().block !== undefined);
  expect(stateOf(till)).toBe('pending');
  expect(await payments.order(orderNo)).toMatchObject({ state: 'pending' });
  expect(payments.health()).toMatchObject({ openOrders: 1, block: { kind: 'storeFault' } });
  const asked = calls.length;
  await clock.advance(60_000);
  expect(calls).toHaveLength(asked);
  expect(await payments.release('1', saleId, 'nextCustomer')).toEqual(refused('notPossible'));

  await mend(till);
  await clock.advance(1000);
  await seen('it is paid', () => stateOf(till) === 'paid');
  expect(calls.filter((call) => call.startsWith('submit'))).toHaveLength(1);
  expect(calls.filter((call) => call.startsWith('cancel'))).toEqual([]);
});

test('a cancel that cannot be written down is not sent', async () => {
  const till = await scriptedTill();
  const { script, calls, clock, view, seen } = till;
  await till.sell(CODE);
  await seen('it is pending', () => stateOf(till) === 'pending');
  await clock.advance(45_000);
  script.isDiskBroken = true;
  for (let second = 0; second < 10; second += 1) await clock.advance(1000);
  await seen('the fault is shown', () => view().block !== undefined);
  expect(calls.filter((call) => call.startsWith('cancel'))).toEqual([]);
  await mend(till);
  await seen('it is asked about first', () => calls.length > 1);
  for (let second = 0; second < 10; second += 1) await clock.advance(1000);
  await seen('it is cancelled', () => calls.some((call) => call.startsWith('cancel')));
});

test('orders that stopped at a fault and were never mended are found at the next start', async () => {
  const folder = temporaryFolder();
  const first = await scriptedTill({ folder });
  const { orderNo } = await first.sell(CODE);
  await first.seen('it is pending', () => stateOf(first) === 'pending');
  first.script.query = 'success';
  first.script.isDiskBroken = true;
  await first.clock.advance(1000);
  await first.seen('the fault is shown', () => first.view().block !== undefined);
  await first.payments.stop();

  const second = await scriptedTill({ folder, query: 'success' });
  await second.seen('it is paid', () => stateOf(second) === 'paid');
  expect(await second.payments.order(orderNo)).toSatisfy(isFinal);
  expect(second.calls[0]).toBe(`query ${orderNo}`);
  expect(second.calls.filter((call) => call.startsWith('submit'))).toEqual([]);
});

function stateOf(till: ScriptedTill): string | undefined {
  const { phase } = till.view();
  return phase.kind === 'order' ? phase.order.state : undefined;
}

test('what a failed save left on disk never wins over what was saved after it', async () => {
  const folder = temporaryFolder();
  const first = await scriptedTill({ folder });
  const { orderNo, saleId } = await first.sell(CODE);
  await first.seen('it is pending', () => stateOf(first) === 'pending');
  first.script.query = 'success';
  Object.assign(first.script, { isDiskBroken: true, isDiskLying: true });
  await first.clock.advance(1000);
  await first.seen('the fault is shown', () => first.view().block !== undefined);
  first.script.query = 'unknown';
  await mend(first);
  await first.seen('the order goes on', () => first.payments.cancel('1', saleId).ok);
  await until(async () => (await first.payments.order(orderNo))?.cancelWanted, { what: 'the wish is kept' });
  await first.payments.stop();

  const second = await scriptedTill({ folder, query: 'unknown' });
  expect(await second.payments.order(orderNo)).toMatchObject({ cancelWanted: { by: 'cashier' } });
});

test('an order whose disk failed goes on in its own time, though somebody set the clock an hour ahead meanwhile', async () => {
  const till = await scriptedTill();
  const { payments, script, calls, clock, seen } = till;
  const { orderNo } = await till.sell(CODE);
  await seen('it is pending', () => stateOf(till) === 'pending');
  Object.assign(script, { query: 'success', isDiskBroken: true });
  await clock.advance(2000);
  await seen('the fault is shown', () => till.view().block !== undefined);
  const sentAt = (await payments.order(orderNo))?.sentAt ?? 0;
  clock.setWall(clock.now() + 3_600_000);
  script.query = 'pending';
  const asked = calls.length;
  await mend(till);
  await clock.advance(5000);
  await seen('it is asked about again', () => calls.length > asked);
  const order = await payments.order(orderNo);
  expect(order?.lastQueryAt ?? 0).toBeLessThan(sentAt + 60_000);
  expect(order).toMatchObject({ cancels: 0 });
});
