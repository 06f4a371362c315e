import { configSchema } from '../../src/config.ts';
import { silentLog } from '../../src/log.ts';
import { createCodePayGateway, createPayments, type Payments } from '../../src/payment/index.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import { makeCode, type OutcomeId } from '../../src/sandbox/index.ts';
import { SANDBOX_APP_ID, SANDBOX_MERCHANT_NO, SANDBOX_REFUSAL_CODES } from '../../src/sandbox/requests.ts';
import { createSimulatedGateway, type SimulatedGateway } from '../../src/sandbox/simulated-gateway.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { cheapSigning } from '../simulation/checksum-signing.ts';
import { seededRandom } from '../simulation/seeded-random.ts';
import { createSimulatedDisk } from '../simulation/simulated-disk.ts';
import { createNetwork } from '../simulation/simulated-network.ts';
import { createTimeline, type Life } from '../simulation/timeline.ts';
import type { DiskFault } from './failing-disk.ts';
import { screenNow } from './shop.ts';

/**
 * One shop on a time of its own: the till's engine, client and store format, over a disk that forgets what was not synced
 * and a wire that can be cut. Hours pass in a moment; the same seed is the same life.
 */
export interface VirtualShop {
  gateway: SimulatedGateway;
  /** The running till. */
  till(): Payments;
  isOn(): boolean;
  /** The till's process is started. */
  start(): Promise<void>;
  /** Before the so manyth disk operation from now on the power is cut. */
  cutPowerBefore(operation: number): void;
  /** From so many disk operations from now on, those that the fault strikes fail, until `mendDisk`. */
  failDiskAfter(operations: number, fault: DiskFault): void;
  mendDisk(): void;
  /** Disk operations so far. */
  operations(): number;
  /** No connection to the gateway can be made while it is true. */
  isCutOff: boolean;
  /** Orders whose payment was sent, each time it was. */
  submits: readonly string[];
  /** Orders that were shown as paid, and whether that was safe on the disk then. */
  shownPaid: ReadonlyMap<string, boolean>;
  screen(lane?: string): Screen;
  /** Charges and scans; gives the sale. */
  sell(outcome: OutcomeId, lane?: string): Promise<string>;
  pass(ms: number): Promise<void>;
  /** Lets time pass until it is so; throws, naming `what`, after two hours. */
  passUntil(what: string, isSo: () => boolean): Promise<void>;
  /** For a promise that needs time to pass. */
  settled<T>(promise: Promise<T>): Promise<T>;
  orders(): Promise<Order[]>;
}

/** What each fault strikes on the simulated disk. */
const STRUCK: Record<DiskFault, RegExp> = {
  ENOSPC: /^(write|mkdir)$/,
  EROFS: /^(open|write|rename|unlink|mkdir|truncate)$/,
  EIO: /^(write|sync|truncate)$/,
};
const LANES = ['1', '2'];
const LONGEST_MS = 2 * 3_600_000;
const payment = configSchema.parse({ gateway: { kind: 'sandbox' }, payment: { quietMs: 0 } }).payment;
const identity = { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' } as const;

const signing = cheapSigning({ merchant: 'merchant', gateway: 'gateway' });

export function virtualShop(seed: number): VirtualShop {
  const random = seededRandom(seed);
  const timeline = createTimeline();
  const clock = timeline.clockFor({ isAlive: true });
  let current: { life: Life; till: Payments; hasStarted: boolean } | undefined;
  let operations = 0;
  let cutBefore = Number.POSITIVE_INFINITY;
  let fault: { code: DiskFault; after: number } | undefined;
  const submits: string[] = [];
  const shownPaid = new Map<string, boolean>();

  const gateway = createSimulatedGateway({
    ledger: { events: [], append: async () => {}, close: async () => {} },
    clock,
    random,
    hashKey: 'sandbox',
    customerDelayMs: () => 20_000,
  });
  const disk = createSimulatedDisk({
    random,
    disturb: (operation) => {
      operations += 1;
      if (operations >= cutBefore) cutPower();
      if (!fault || operations <= fault.after || !STRUCK[fault.code].test(operation)) return undefined;
      return fault.code;
    },
    pause: (life) => timeline.clockFor(life).sleep(random.between(1, 10)),
    onWrite: () => {},
  });
  const network = createNetwork({
    clock,
    tillAheadMs: () => 0,
    signing: signing.gateway,
    gateway,
    chanceOf: () => random,
    faultOf: () => (shop.isCutOff ? 'outage' : undefined),
    onRequest: ({ method, merchant_order_no: orderNo = '' }) => {
      if (method === 'bscanc.pay.submit') submits.push(orderNo);
    },
  });

  const isKeptAsPaid = (orderNo: string) =>
    ['/data/days', '/data/open'].some((folder) =>
      disk
        .syncedNames(folder)
        .some((name) =>
          (disk.synced(`${folder}/${name}`) ?? '')
            .split('\n')
            .some((line) => line.includes(`"orderNo":"${orderNo}"`) && line.includes('"state":"paid"')),
        ),
    );

  const cutPower = () => {
    cutBefore = Number.POSITIVE_INFINITY;
    if (current) current.life.isAlive = false;
    current = undefined;
    disk.cut();
  };

  const till = () => {
    if (!current) throw new Error('the till is off');
    return current.till;
  };
  const screen = (lane = '1') => screenNow(till(), clock, lane);

  const passUntil = async (what: string, isSo: () => boolean) => {
    const end = timeline.now() + LONGEST_MS;
    while (!isSo()) {
      if (!(await timeline.step()) || timeline.now() > end) throw new Error(`In vain until ${what}.`);
    }
  };
  const settled = async <T>(promise: Promise<T>): Promise<T> => {
    let isSettled = false;
    const note = () => {
      isSettled = true;
    };
    promise.then(note, note);
    await passUntil('it has ended', () => isSettled);
    return promise;
  };

  const shop: VirtualShop = {
    gateway,
    till,
    isOn: () => current !== undefined,
    isCutOff: false,
    submits,
    shownPaid,
    screen,
    passUntil,
    settled,
    operations: () => operations,
    failDiskAfter: (after, code) => {
      fault = { code, after: operations + after };
    },
    mendDisk: () => {
      fault = undefined;
    },
    cutPowerBefore: (operation) => {
      cutBefore = operations + operation;
    },
    pass: async (ms) => {
      const end = timeline.now() + ms;
      clock.after(ms, () => {});
      while (timeline.now() < end && (await timeline.step()));
    },
    start: async () => {
      const life: Life = { isAlive: true };
      const parts = { clock: timeline.clockFor(life), random, log: silentLog };
      const client = createCodePayGateway({
        ...parts,
        identity,
        connection: network.connectionFor(life),
        credentials: {
          type: 'rsa2',
          ...signing.till,
        },
        config: {
          kind: 'codepay',
          baseUrl: 'http://127.0.0.1',
          path: '/api/entry',
          appId: SANDBOX_APP_ID,
          merchantNo: SANDBOX_MERCHANT_NO,
          refusalCodes: [...SANDBOX_REFUSAL_CODES],
          noRecordCodes: ['E04111'],
        },
      });
      const made = createPayments(
        {
          lanes: LANES,
          payment,
          currency: { code: 'USD', digits: 2 },
          maxMinor: 99_999_999,
          dayRule: { timeZone: 'UTC', startsAt: '04:00' },
          shopName: 'Corner Shop',
          gateway: client,
          folder: {
            folder: '/data',
            tillId: 'GRND',
            codeKey: new Uint8Array(32),
            release: async () => {},
          },
          disk: disk.diskFor(life),
          onChange: (lane) => {
            if (!life.isAlive || !current?.hasStarted) return;
            const { mode, order } = screenNow(made, clock, lane);
            if (mode === 'paid' && order) shownPaid.set(order.orderNo, isKeptAsPaid(order.orderNo));
          },
        },
        parts,
      );
      const run = { life, till: made, hasStarted: false };
      current = run;
      // A till that loses its power while it starts never says so.
      let hasStarted = false;
      void made.start().then(() => {
        hasStarted = true;
        run.hasStarted = true;
      });
      await passUntil('the till has started', () => hasStarted || !life.isAlive);
    },
    sell: async (outcome, lane = '1') => {
      const charged = await till().charge(lane, { amountMinor: 1230 });
      const scanned = till().scan(lane, { text: makeCode({ wallet: 'alipay', outcome }, random) });
      if (!charged.ok || !scanned.ok) throw new Error(`not sold: ${JSON.stringify({ charged, scanned })}`);
      return charged.sale.saleId;
    },
    orders: async () => (await settled(till().orders({ limit: 100 }))).orders,
  };
  return shop;
}

/** Every order is final, is there once, was sent once, and is kept by the shop as the books say. */
export async function faultsOfBooks(shop: VirtualShop): Promise<string[]> {
  const orders = await shop.orders();
  const numbers = orders.map(({ orderNo }) => orderNo);
  const found: string[] = [];
  if (new Set(numbers).size !== numbers.length) found.push(`an order is there twice: ${numbers}`);
  if (new Set(shop.submits).size !== shop.submits.length) found.push(`sent twice: ${shop.submits}`);
  for (const orderNo of shop.submits) if (!numbers.includes(orderNo)) found.push(`${orderNo} is lost`);
  for (const [orderNo, wasKept] of shop.shownPaid) {
    if (!wasKept) found.push(`${orderNo} was shown paid before it was kept`);
    if (orders.find((order) => order.orderNo === orderNo)?.state !== 'paid')
      found.push(`${orderNo} was shown paid`);
  }
  for (const order of orders) {
    const refunded = (order.refunds ?? [])
      .filter(({ state }) => state === 'done')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const kept = order.state === 'paid' ? order.amountMinor - refunded : 0;
    const truth = shop.gateway.truthOf(order.orderNo);
    if (!isFinal(order)) found.push(`${order.orderNo} is ${order.state}`);
    if (truth.keptMinor !== kept) found.push(`${order.orderNo} is ${order.state}, kept ${truth.keptMinor}`);
  }
  return found;
}
