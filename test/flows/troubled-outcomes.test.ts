import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import type { OutcomeId } from '../../src/sandbox/index.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { until } from '../support/until.ts';

/**
 * What a gateway does when it is at its worst, lived through over real HTTP by a till that hears no notifications: results
 * are asked for, and money that no cancel brings back is asked back by a refund.
 */

interface Expectation {
  state: Order['state'];
  /** What the merchant keeps, minor units. */
  keptMinor: number;
}

const ENDS: Partial<Record<OutcomeId, Expectation>> = {
  'cancel-keeps': { state: 'cancelled', keptMinor: 0 },
  'unknown-code': { state: 'paid', keptMinor: 1230 },
  'no-record': { state: 'paid', keptMinor: 1230 },
  notified: { state: 'paid', keptMinor: 1230 },
  'notified-twice': { state: 'paid', keptMinor: 1230 },
  'notified-late': { state: 'paid', keptMinor: 1230 },
  'notified-forged': { state: 'cancelled', keptMinor: 0 },
  discount: { state: 'paid', keptMinor: 1230 },
};
const outcomes = Object.entries(ENDS) as [OutcomeId, Expectation][];

let engine: Engine;
const placed = new Map<OutcomeId, Order>();
const cleanups: (() => unknown)[] = [];

/** For a story of which a few seconds decide: a busy machine must not stand still for so long. */
const SLOW = 12;

async function ownEngine(lanes: readonly string[], payment: object = {}, speed = 40): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'scantill-'));
  const own = await startEngine({ folder, lanes, payment, clock: scaledClock(speed) });
  cleanups.push(own.stop, () => rmSync(folder, { recursive: true }));
  return own;
}

beforeAll(async () => {
  engine = await ownEngine(outcomes.map(([outcome]) => outcome));
  for (const [outcome] of outcomes) placed.set(outcome, await engine.sell(outcome, outcome));
});
afterAll(async () => {
  for (const cleanUp of cleanups) await cleanUp();
});

const settled = (on: Engine, orderNo: string) =>
  on.orderWhen(orderNo, (order) => isFinal(order) || order.state === 'stuck');

test.concurrent.each(outcomes)(
  'a sale with outcome %s ends as the truth demands',
  async (outcome, { state, keptMinor }) => {
    const orderNo = placed.get(outcome)?.orderNo ?? '';
    const order = await settled(engine, orderNo);
    expect(order.state, JSON.stringify(order.history)).toBe(state);
    expect(engine.sandbox.truthOf(orderNo)).toMatchObject({ exists: true, keptMinor });
  },
);

test.concurrent('money that no cancel brings back is asked back by one refund, after three looks over two minutes', async () => {
  const orderNo = placed.get('cancel-keeps')?.orderNo ?? '';
  const order = await settled(engine, orderNo);
  expect(order.cancels).toBeGreaterThan(1);
  const [refund, ...others] = order.refunds ?? [];
  expect(others).toEqual([]);
  expect(refund).toMatchObject({ refundNo: `${orderNo}R`, purpose: 'reversal', state: 'done', sends: 1 });
  expect((refund?.createdAt ?? 0) - (order.paidBehindLineAt ?? 0)).toBeGreaterThanOrEqual(120_000);
  expect(order.paidBehindLineLooks).toBeGreaterThanOrEqual(3);
  expect(order.bookings).toMatchObject([{ kind: 'reversed', amountMinor: 1230 }]);
});

test.concurrent('a request that arrived late is paid when it arrives, without a cancel', async () => {
  const order = await settled(engine, placed.get('no-record')?.orderNo ?? '');
  expect((order.finalAt ?? 0) - (order.sentAt ?? 0)).toBeGreaterThan(19_000);
  expect(order).toMatchObject({ state: 'paid', cancels: 0 });
});

test.concurrent('a request that arrives after the cancel of it was refused is paid, and goes back', async () => {
  const own = await ownEngine(['1'], {}, SLOW);
  const saleId = await own.charge('1');
  const { orderNo } = own.scan('1', 'no-record');
  own.payments.cancel('1', saleId);
  const order = await settled(own, orderNo);
  expect(order).toMatchObject({ state: 'cancelled', paidBehindLineAt: expect.any(Number) });
  expect((order.firstCancelAt ?? 0) - (order.sentAt ?? 0)).toBeLessThan(20_000);
  expect(own.sandbox.truthOf(orderNo)).toMatchObject({ state: 'reversed', paidMinor: 1230, keptMinor: 0 });
});

test.concurrent('a discount is booked as what the customer paid, for the amount that was asked for', async () => {
  const order = await settled(engine, placed.get('discount')?.orderNo ?? '');
  expect(order).toMatchObject({ amountMinor: 1230, paidAmountMinor: 1107 });
});

test.concurrent.each([
  { waitSeconds: 50, state: 'cancelled', keptMinor: 0 },
  { waitSeconds: 65, state: 'paid', keptMinor: 1230 },
])(
  'nobody sells while the gateway is down for a minute; after a wait of $waitSeconds s the payment is $state',
  async ({ waitSeconds, state, keptMinor }) => {
    const own = await ownEngine(['1', '2'], { waitSeconds }, SLOW);
    const { orderNo } = await own.sell('1', 'down');
    await until(() => own.payments.view('2')?.block?.kind === 'unreachable', {
      what: 'the other lane says so',
    });
    expect(await own.payments.charge('2', { amountMinor: 100 })).toMatchObject({ ok: false });
    expect(own.sandbox.truthOf(orderNo)).toMatchObject({ state: 'paid', keptMinor: 1230 });
    const order = await settled(own, orderNo);
    expect(order.state, JSON.stringify(order.history)).toBe(state);
    expect(own.sandbox.truthOf(orderNo)).toMatchObject({ paidMinor: 1230, keptMinor });
    await until(() => own.payments.view('2')?.block === undefined, { what: 'the other lane sells again' });
  },
);

test.concurrent('a gateway whose clock is off has taken the payment; new sales wait until the clocks agree', async () => {
  const own = await ownEngine(['1', '2']);
  const { orderNo } = await own.sell('1', 'skew');
  expect(await settled(own, orderNo)).toMatchObject({ state: 'paid' });
  expect(own.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 1230 });
  await until(() => own.payments.view('2')?.block?.kind === 'clockWrong', { what: 'the other lane says so' });
  expect(await own.payments.charge('2', { amountMinor: 100 })).toMatchObject({ ok: false });
  const second = await own.sell('2', 'paid');
  expect(await settled(own, second.orderNo)).toMatchObject({ state: 'paid' });
});
