import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import type { OutcomeId } from '../../src/sandbox/index.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Each outcome of the sandbox, lived through over real HTTP: the order must end as the truth of the money demands. */

interface Expectation {
  state: Order['state'];
  /** What the merchant keeps, minor units. */
  keptMinor: number;
}

const ENDS: Partial<Record<OutcomeId, Expectation>> = {
  paid: { state: 'paid', keptMinor: 1230 },
  password: { state: 'paid', keptMinor: 1230 },
  never: { state: 'cancelled', keptMinor: 0 },
  declined: { state: 'declined', keptMinor: 0 },
  refused: { state: 'declined', keptMinor: 0 },
  'no-answer': { state: 'paid', keptMinor: 1230 },
  race: { state: 'cancelled', keptMinor: 0 },
  'cancel-fails': { state: 'cancelled', keptMinor: 0 },
  forged: { state: 'cancelled', keptMinor: 0 },
  'wrong-amount': { state: 'held', keptMinor: 123 },
  slow: { state: 'paid', keptMinor: 1230 },
};
const outcomes = Object.entries(ENDS) as [OutcomeId, Expectation][];

const folder = mkdtempSync(join(tmpdir(), 'scantill-'));
let engine: Engine;
const placed = new Map<OutcomeId, Order>();

beforeAll(async () => {
  engine = await startEngine({ folder, lanes: outcomes.map(([outcome]) => outcome) });
  for (const [outcome] of outcomes) placed.set(outcome, await engine.sell(outcome, outcome));
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

test.each(outcomes)(
  'a sale with outcome %s ends as the truth demands',
  async (outcome, { state, keptMinor }) => {
    const orderNo = placed.get(outcome)?.orderNo ?? '';
    const order = await engine.orderWhen(orderNo, (each) => isFinal(each) || each.state === 'held');
    expect(order.state, JSON.stringify(order.history)).toBe(state);
    expect(engine.sandbox.truthOf(orderNo)).toMatchObject({ exists: true, keptMinor });
  },
);

test('a request that never reached the gateway is closed only when no delayed copy of it can arrive any more', async () => {
  const fast = await startEngine({ folder: temporaryFolder(), clock: scaledClock(250) });
  const { orderNo } = await fast.sell('1', 'lost');
  const stuck = await fast.orderWhen(orderNo, (order) => order.state === 'stuck');
  expect(stuck.cancels).toBeGreaterThan(1);
  const order = await fast.orderWhen(orderNo, isFinal);
  expect(order).toMatchObject({ state: 'cancelled', denials: expect.arrayContaining([expect.any(Number)]) });
  const age = (order.finalAt ?? 0) - (order.sentAt ?? 0);
  expect(age).toBeGreaterThan(15 * 60_000 + 120_000 + 60_000 + 120_000 - 1);
  expect(fast.sandbox.truthOf(orderNo).exists).toBe(false);
  await fast.stop();
});

test('a cancel of the cashier is not sent before the wallet takes it, and a payment before it still counts', async () => {
  const own = await startEngine({ folder: temporaryFolder() });
  const saleId = await own.charge('1');
  const { orderNo } = own.scan('1', 'password');
  expect(own.payments.cancel('1', saleId)).toEqual({ ok: true });
  const order = await own.orderWhen(orderNo, isFinal);
  expect(order.state).toBe('paid');
  expect(order.cancelWanted?.by).toBe('cashier');
  expect(order.firstCancelAt).toBeUndefined();

  own.payments.dismiss('1', saleId);
  const second = await own.charge('1');
  const never = own.scan('1', 'never');
  own.payments.cancel('1', second);
  const cancelled = await own.orderWhen(never.orderNo, isFinal);
  expect(cancelled.state).toBe('cancelled');
  expect((cancelled.firstCancelAt ?? 0) - (cancelled.sentAt ?? 0)).toBeGreaterThanOrEqual(15_000);
  await own.stop();
});
