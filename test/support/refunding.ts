import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Clock, scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import { isOpenRefund, type Refund } from '../../src/payment/refund.ts';
import { systemRandom } from '../../src/random.ts';
import { type OutcomeId, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type Engine, type EngineOptions, startEngine } from './engine.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A till with a sandbox that outlives it, and what is asked of both when money goes back. */
export interface RefundShop {
  folder: string;
  clock: Clock;
  sandbox: Sandbox;
  /** Every request the gateway got, in order. */
  requests: { method: string; orderNo: string }[];
  /** Starts a till over the shop's folder; the one before must be stopped. */
  open(options?: Partial<EngineOptions>): Promise<Engine>;
}

/** All of it goes away with the test. */
export async function refundShop(clock: Clock = scaledClock(40)): Promise<RefundShop> {
  const folder = temporaryFolder();
  const requests: RefundShop['requests'] = [];
  const sandbox = await startSandbox({
    dir: join(folder, 'sandbox'),
    clock,
    random: systemRandom,
    log: silentLog,
    onRequest: (request) => void requests.push(request),
  });
  onTestFinished(() => sandbox.close());
  return {
    folder,
    clock,
    sandbox,
    requests,
    open: async (options = {}) => {
      const engine = await startEngine({ folder, sandbox, clock, ...options });
      onTestFinished(() => engine.stop().catch(() => {}));
      return engine;
    },
  };
}

/** A paid sale of 12.30 on lane 1, its result seen. */
export async function paidSale(engine: Engine, outcome: OutcomeId = 'paid'): Promise<Order> {
  const { orderNo, saleId } = await engine.sell('1', outcome);
  const order = await engine.orderWhen(orderNo, isFinal);
  engine.payments.dismiss('1', saleId);
  return order;
}

let keys = 0;

/** Asks for money back, each time with a key of its own, and expects it to be taken on. */
export async function refunded(engine: Engine, orderNo: string, amountMinor: number): Promise<Refund> {
  keys += 1;
  const wish = { amountMinor, reason: 'returned', key: `key ${keys}` };
  const result = await engine.payments.refund(orderNo, wish);
  if (!result.ok) throw new Error(`refund refused: ${result.why}`);
  return result.refund;
}

/** The order once all of its refunds have ended. */
export function atRest(engine: Engine, orderNo: string, timeoutMs?: number): Promise<Order> {
  return engine.orderWhen(orderNo, ({ refunds = [] }) => !refunds.some(isOpenRefund), timeoutMs);
}

/** What the books say the shop keeps of an order through the gateway, minor units. */
export function keptByBooks({ bookings = [] }: Order): number {
  const sum = (kind: string) =>
    bookings.reduce((total, booking) => total + (booking.kind === kind ? booking.amountMinor : 0), 0);
  return sum('paid') - sum('refunded');
}
