import { join } from 'node:path';
import { type Clock, scaledClock } from '../../src/clock.ts';
import { configSchema } from '../../src/config.ts';
import { type Log, silentLog } from '../../src/log.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import {
  createCodePayGateway,
  createPayments,
  type EngineNews,
  type Order,
  openDataFolder,
  type Payments,
  readPrivateKey,
  readPublicKey,
  rsa2Signer,
  rsa2Verifier,
} from '../../src/payment/index.ts';
import type { Disk } from '../../src/payment/store/disk.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode, type OutcomeId, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { until } from './until.ts';

export interface EngineOptions {
  /** Holds the till's data and, unless a sandbox is given, the sandbox's. */
  folder: string;
  /** Default: one that runs 40 times as fast. */
  clock?: Clock;
  lanes?: readonly string[];
  /** A sandbox to share or to keep over a restart. */
  sandbox?: Sandbox;
  /** Puts something between the engine and its gateway. */
  wrap?: (gateway: Gateway) => Gateway;
  /** Where the sandbox tells of outcomes. Default: nowhere. */
  notifyUrl?: () => string | undefined;
  log?: Log;
  /** Default: this machine's. */
  disk?: Disk;
  payment?: object;
  /** A lane's view has changed. */
  onChange?: (lane: string) => void;
  /** Who hears of what happened. */
  news?: EngineNews;
}

/** The payment engine as the till wires it, with a sandbox over real HTTP and a data folder on disk. */
export interface Engine {
  payments: Payments;
  sandbox: Sandbox;
  clock: Clock;
  /** Waits until the lane can sell, and puts the amount on it. */
  charge(lane: string, amountMinor?: number): Promise<string>;
  /** Scans a fresh code with that outcome into a ready lane. Resolves with the order as it then stands. */
  scan(lane: string, outcome: OutcomeId): Order;
  /** Charge and scan. */
  sell(lane: string, outcome: OutcomeId, amountMinor?: number): Promise<Order>;
  /** The order once it meets the condition. */
  orderWhen(orderNo: string, isMet: (order: Order) => boolean, timeoutMs?: number): Promise<Order>;
  stop(): Promise<void>;
}

export async function startEngine(options: EngineOptions): Promise<Engine> {
  const clock = options.clock ?? scaledClock(40);
  const parts = { clock, random: systemRandom, log: options.log ?? silentLog };
  const sandbox = options.sandbox ?? (await startSandbox({ ...parts, dir: join(options.folder, 'sandbox') }));
  const config = configSchema.parse({
    gateway: { kind: 'sandbox' },
    payment: { quietMs: 0, callsPerSecond: 1000, callBurst: 1000, ...options.payment },
  });
  const identity = { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' } as const;
  const folder = await openDataFolder({
    folder: join(options.folder, 'data'),
    gateway: identity,
    random: systemRandom,
    self: { pid: process.pid, isAlive: () => false },
  });
  const gateway = createCodePayGateway({
    ...parts,
    identity,
    ...(options.notifyUrl && { notifyUrl: options.notifyUrl }),
    config: {
      kind: 'codepay',
      baseUrl: sandbox.url,
      path: sandbox.path,
      appId: sandbox.appId,
      merchantNo: sandbox.merchantNo,
      refusalCodes: [...sandbox.refusalCodes],
      noRecordCodes: ['E04111'],
    },
    credentials: {
      type: 'rsa2',
      signer: rsa2Signer(readPrivateKey(sandbox.merchantPrivateKey)),
      verifier: rsa2Verifier(readPublicKey(sandbox.gatewayPublicKey)),
    },
  });
  const payments = createPayments(
    {
      lanes: options.lanes ?? ['1'],
      payment: config.payment,
      currency: { code: 'USD', digits: 2 },
      maxMinor: 99_999_999,
      dayRule: { timeZone: 'America/New_York', startsAt: '04:00' },
      shopName: 'Corner Shop',
      gateway: options.wrap ? options.wrap(gateway) : gateway,
      folder,
      ...(options.disk && { disk: options.disk }),
      onChange: options.onChange ?? (() => {}),
      ...(options.news && { news: options.news }),
    },
    parts,
  );
  await payments.start();

  const charge = async (lane: string, amountMinor = 1230) => {
    const sale = await until(
      async () => {
        const result = await payments.charge(lane, { amountMinor });
        return result.ok && result.sale;
      },
      { what: `lane ${lane} can sell` },
    );
    return sale.saleId;
  };
  const scan = (lane: string, outcome: OutcomeId) => {
    const result = payments.scan(lane, { text: makeCode({ wallet: 'alipay', outcome }, systemRandom) });
    const phase = payments.view(lane)?.phase;
    if (!result.ok || phase?.kind !== 'order') throw new Error(`scan refused: ${JSON.stringify(result)}`);
    return phase.order;
  };
  return {
    payments,
    sandbox,
    clock,
    charge,
    scan,
    sell: async (lane, outcome, amountMinor) => {
      await charge(lane, amountMinor);
      return scan(lane, outcome);
    },
    orderWhen: (orderNo, isMet, timeoutMs = 15_000) =>
      until(
        async () => {
          const order = await payments.order(orderNo);
          return order && isMet(order) && order;
        },
        { what: `order ${orderNo} is as wanted`, timeoutMs },
      ),
    stop: async () => {
      await payments.stop();
      await folder.release();
      if (!options.sandbox) await sandbox.close();
    },
  };
}
