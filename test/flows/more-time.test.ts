import { expect, test } from 'vitest';
import { isFinal, type Order } from '../../src/payment/order.ts';
import { isCancelHeld } from '../../src/ui/order-facts.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const sentSeconds = (order: Order, at: number | undefined) => ((at ?? 0) - (order.sentAt ?? 0)) / 1000;
const isCancelled = (order: Order) => order.firstCancelAt !== undefined;

/** A sale that its customer does not confirm by itself, as the gateway knows it. */
async function waiting(engine: Engine): Promise<Order> {
  const { orderNo } = await engine.sell('1', 'never');
  return engine.orderWhen(orderNo, ({ state }) => state === 'pending');
}

test('a customer who was given more time has it, though the cashier had pressed cancel; then the cancel runs', async () => {
  const engine = await startEngine({ folder: await temporaryFolder() });
  const { orderNo, saleId } = await waiting(engine);
  engine.payments.cancel('1', saleId);
  await engine.orderWhen(orderNo, ({ cancelWanted }) => cancelWanted !== undefined);
  const result = await engine.payments.hold(orderNo, 'Mia');
  expect(result.ok && isCancelHeld(result.order)).toBe(true);
  const order = await engine.orderWhen(orderNo, isCancelled, 30_000);
  expect(sentSeconds(order, order.firstCancelAt)).toBeGreaterThanOrEqual(80);
  expect(order.history).toContainEqual(expect.objectContaining({ event: 'cancelHeld', detail: 'Mia' }));
  const ended = await engine.orderWhen(orderNo, isFinal, 30_000);
  expect(ended.state).toBe('cancelled');
  expect(engine.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 0 });
  await engine.stop();
});

test('whoever cancels after that gets the cancel at once', async () => {
  const engine = await startEngine({ folder: await temporaryFolder() });
  const { orderNo, saleId } = await waiting(engine);
  expect(await engine.payments.hold(orderNo, '')).toMatchObject({ ok: true });
  await until(async () => engine.clock.now() > 0, { what: 'time goes on' });
  engine.payments.cancel('1', saleId);
  const order = await engine.orderWhen(orderNo, isCancelled, 30_000);
  expect(sentSeconds(order, order.firstCancelAt)).toBeLessThan(50);
  expect(await engine.payments.hold(orderNo, 'Mia')).toMatchObject({ ok: false, why: 'notPossible' });
  await engine.stop();
});

test('there is no more time for what nobody knows, has ended, or was given some before', async () => {
  const engine = await startEngine({ folder: await temporaryFolder() });
  const { orderNo } = await engine.sell('1', 'paid');
  await engine.orderWhen(orderNo, isFinal);
  expect(await engine.payments.hold(orderNo, 'Mia')).toEqual({ ok: false, why: 'notPossible' });
  expect(await engine.payments.hold('P261120NOBODY', 'Mia')).toEqual({ ok: false, why: 'noSuchOrder' });
  await engine.stop();
});
