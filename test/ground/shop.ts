import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type Clock, scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import type { Payments } from '../../src/payment/payments.ts';
import { systemRandom } from '../../src/random.ts';
import {
  makeCode,
  type OutcomeId,
  type Sandbox,
  type SandboxParts,
  startSandbox,
} from '../../src/sandbox/index.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { screenOf } from '../../src/ui/screen.ts';
import { type Engine, type EngineOptions, startEngine } from '../support/engine.ts';
import { setting } from '../support/screen-setting.ts';
import { until } from '../support/until.ts';

/** A till on its sandbox whose screens are read and whose books are held against the gateway's truth. */
export interface Shop extends Engine {
  /** What the lane's tablets show now. */
  screen(lane?: string): Screen;
  screenWhen(isMet: (screen: Screen) => boolean, lane?: string): Promise<Screen>;
  /** Every request the gateway has received, in order. */
  requests: readonly { method: string; orderNo: string }[];
  /** A payment code that makes the gateway behave so. */
  freshCode(outcome: OutcomeId): string;
  /** Waits until a further sale on the lane, whatever it shows now, is paid. */
  sellsAgain(lane?: string): Promise<void>;
  /**
   * Demands that every sale the gateway knows is in the books once and final, that paid ones and no others are kept, and that
   * each was submitted once. Gives the orders, newest first.
   */
  expectTrueBooks(): Promise<Order[]>;
}

export interface ShopOptions extends Partial<Omit<EngineOptions, 'sandbox'>> {
  folder: string;
  /** Default 40. */
  speed?: number;
  sandbox?: Partial<SandboxParts>;
  /** What the till is told is its gateway's address. Default: the sandbox's own. */
  reachedAt?: (gatewayUrl: string) => Promise<string>;
  /** Puts something between the engine and its client of that sandbox. */
  throughSandbox?: (sandbox: Sandbox) => NonNullable<EngineOptions['wrap']>;
  /** The same gateway as another shop's, which is not closed with this one. */
  gatewayOf?: Shop;
}

/** Opens it over real HTTP; it closes with the test. */
export async function openShop({
  speed = 40,
  gatewayOf,
  sandbox: asked,
  reachedAt,
  throughSandbox,
  ...options
}: ShopOptions): Promise<Shop> {
  const clock: Clock = options.clock ?? gatewayOf?.clock ?? scaledClock(speed);
  const requests: { method: string; orderNo: string }[] = gatewayOf ? [...gatewayOf.requests] : [];
  const sandbox = gatewayOf?.sandbox ?? (await gateway(options.folder, clock, requests, asked));
  const url = (await reachedAt?.(sandbox.url)) ?? sandbox.url;
  const wrap = throughSandbox?.(sandbox);
  const engine = await startEngine({
    ...options,
    ...(wrap && { wrap }),
    clock,
    sandbox: { ...sandbox, url },
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await engine.stop();
  };
  onTestFinished(stop);
  const screen = (lane = '1') => screenNow(engine.payments, clock, lane);
  const screenWhen = (isMet: (screen: Screen) => boolean, lane = '1') =>
    until(
      () => {
        const shown = screen(lane);
        return isMet(shown) && shown;
      },
      { what: `lane ${lane} shows it, and not ${screen(lane).message}` },
    );
  return {
    ...engine,
    stop,
    requests: gatewayOf?.requests ?? requests,
    screen,
    freshCode: (outcome) => makeCode({ wallet: 'alipay', outcome }, systemRandom),
    screenWhen,
    sellsAgain: async (lane = '1') => {
      await screenWhen(({ mode }) => mode !== 'paying' && mode !== 'cancelling' && mode !== 'unknown', lane);
      const order = await engine.sell(lane, 'paid');
      await engine.orderWhen(order.orderNo, ({ state }) => state === 'paid');
      await screenWhen(({ mode }) => mode === 'paid', lane);
    },
    expectTrueBooks: () => expectTrueBooks(engine, gatewayOf?.requests ?? requests),
  };
}

/** A lane's screen, as its tablets are told to show it. */
export function screenNow(payments: Payments, clock: Clock, lane = '1'): Screen {
  const view = payments.view(lane);
  if (!view) throw new Error(`no lane ${lane}`);
  return screenOf({ view, scanners: [], rev: 0, now: clock.now() }, setting);
}

async function gateway(
  folder: string,
  clock: Clock,
  requests: { method: string; orderNo: string }[],
  asked: Partial<SandboxParts> = {},
): Promise<Sandbox> {
  const sandbox = await startSandbox({
    dir: join(folder, 'sandbox'),
    clock,
    random: systemRandom,
    log: silentLog,
    onRequest: (request) => requests.push(request),
    ...asked,
  });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function expectTrueBooks({ payments, sandbox }: Engine, requests: Shop['requests']): Promise<Order[]> {
  const submits = requests
    .filter(({ method }) => method === 'bscanc.pay.submit')
    .map(({ orderNo }) => orderNo);
  expect(submits, 'each sale is submitted once').toEqual([...new Set(submits)]);
  const { orders } = await payments.orders({ limit: 2000 });
  const numbers = orders.map(({ orderNo }) => orderNo);
  expect(numbers, 'each order is there once').toEqual([...new Set(numbers)]);
  expect(
    submits.filter((orderNo) => !numbers.includes(orderNo)),
    'no sale is lost',
  ).toEqual([]);
  for (const order of orders) {
    const { keptMinor } = sandbox.truthOf(order.orderNo);
    expect(isFinal(order), JSON.stringify(order.history)).toBe(true);
    expect(keptMinor, JSON.stringify(order.history)).toBe(order.state === 'paid' ? order.amountMinor : 0);
  }
  return orders;
}
