import { isFinal, type Order } from '../../src/payment/order.ts';
import type { Payments } from '../../src/payment/payments.ts';
import { createSimulatedGateway } from '../../src/sandbox/simulated-gateway.ts';
import { startCashier } from './cashier.ts';
import { seededRandom } from './seeded-random.ts';
import { createSimulatedDisk } from './simulated-disk.ts';
import { createNetwork, type NetworkFault } from './simulated-network.ts';
import { createTill, type Planted } from './till.ts';
import { createTimeline, type Life } from './timeline.ts';
import { type Violation, Watch } from './watch.ts';

export interface WorldOptions {
  seed: number;
  sales: number;
  /** Default: true. Without, cashiers are patient too, and every customer's payment must be shown paid. */
  faults?: boolean;
  planted?: Planted;
}

export interface WorldResult {
  seed: number;
  sales: number;
  orders: number;
  crashes: number;
  /** By kind. */
  faults: Map<string, number>;
  /** Orders by their state at rest. */
  states: Map<string, number>;
  violations: readonly Violation[];
}

const NETWORK_FAULTS: readonly [NetworkFault, ...NetworkFault[]] = [
  'notSent',
  'requestLost',
  'requestLate',
  'requestTwice',
  'reset',
  'answerLost',
  'answerGarbled',
];
/** Within this an order is settled, or waits for a person, once nothing fails any more. */
const REST_MS = 3 * 3_600_000;
const LONGEST_DAY_MS = 24 * 3_600_000;

/** One shop's life by one seed: the same seed is the same life, to the last byte. */
export async function runWorld({
  seed,
  sales,
  faults: isFaulty = true,
  planted = {},
}: WorldOptions): Promise<WorldResult> {
  const random = seededRandom(seed);
  const timeline = createTimeline();
  const world: Life = { isAlive: true };
  const clock = timeline.clockFor(world);
  const faults = new Map<string, number>();
  const count = (kind: string) => faults.set(kind, (faults.get(kind) ?? 0) + 1);
  const rates = {
    network: random.pick([0, 0.02, 0.1]),
    disk: random.pick([0, 0, 0.001, 0.005]),
    crash: random.pick([0, 0.0003, 0.002]),
  };
  let failing = isFaulty;
  let left = sales;
  let crashes = 0;
  let outageEndsAt = 0;
  let current: { life: Life; till: Payments } | undefined;

  const gateway = createSimulatedGateway({
    ledger: { events: [], append: async () => {}, close: async () => {} },
    clock,
    random,
    hashKey: 'sandbox',
    customerDelayMs: () => (isFaulty ? random.between(1_000, 110_000) : random.between(1_000, 30_000)),
  });
  const disk = createSimulatedDisk({
    random,
    disturb: (operation) => {
      if (failing && random.chance(rates.crash)) crash();
      if (!failing || !isDiskIll(timeline.now()) || !random.chance(rates.disk)) return undefined;
      count(`disk ${operation}`);
      return operation === 'write' || operation === 'open' ? 'ENOSPC' : 'EIO';
    },
    pause: (life) => timeline.clockFor(life).sleep(random.chance(0.01) ? 1500 : random.between(1, 10)),
    onWrite: (text) => watch.written(text),
  });
  const truthOf = (orderNo: string) => gateway.truthOf(orderNo);
  const watch = new Watch({ now: timeline.now, disk, truthOf });
  const network = createNetwork({
    timeline,
    random,
    gateway,
    faultOf: () => {
      if (!failing) return undefined;
      if (timeline.now() < outageEndsAt) return 'outage';
      if (!random.chance(rates.network)) return undefined;
      const fault = random.chance(0.02) ? 'outage' : random.pick(NETWORK_FAULTS);
      if (fault === 'outage') outageEndsAt = timeline.now() + random.between(5_000, 20 * 60_000);
      count(`network ${fault}`);
      return fault;
    },
    onRequest: (fields) => watch.requestLeaves(fields),
  });
  const lanes = Array.from({ length: random.between(1, 6) }, (_, i) => String(i + 1));

  const crash = () => {
    if (!current) return;
    current.life.isAlive = false;
    current = undefined;
    crashes += 1;
    disk.cut();
    watch.afterCut();
    clock.after(random.chance(0.9) ? random.between(500, 10_000) : random.between(60_000, 900_000), start);
  };

  const start = () => {
    const life: Life = { isAlive: true };
    watch.restarted();
    const parts = {
      life,
      lanes,
      random,
      watch,
      planted,
      clock: timeline.clockFor(life),
      disk: disk.diskFor(life),
      connection: network.connectionFor(life),
    };
    const till = createTill(parts);
    current = { life, till };
    till.start().catch((error: unknown) => {
      // A disk that fails at the start: the process ends with its error, and is started again.
      if (!failing) watch.demand(false, 'i', `the till does not start: ${error}`);
      crash();
    });
  };

  const codes: string[] = [];
  for (const lane of lanes) {
    startCashier({
      lane,
      clock,
      random,
      watch,
      codes,
      isPatient: !isFaulty,
      till: () => current?.till,
      isOpen: () => left > 0,
      onSale: () => {
        left -= 1;
      },
    });
  }
  start();

  const openOrders = () => [...watch.saved.values()].filter((order) => !isFinal(order));
  const isAtRest = () =>
    left <= 0 && lanes.every((lane) => isQuiet(current?.till, lane)) && openOrders().every(waitsForPerson);
  const waitsForPerson = (order: Order) =>
    order.state === 'held' || (order.state === 'stuck' && truthOf(order.orderNo).keptMinor > 0);

  let calmAt = timeline.now() + LONGEST_DAY_MS;
  for (let steps = 0; await timeline.step(); steps += 1) {
    if (steps % 64 > 0) continue;
    if (failing && left <= 0 && !lanes.some((lane) => isReady(current?.till, lane))) failing = false;
    if (!failing && calmAt > timeline.now() + REST_MS && left <= 0) calmAt = timeline.now() + REST_MS;
    if (watch.violations.length > 0 || (!failing && isAtRest())) break;
    if (timeline.now() > calmAt) {
      const [order] = openOrders().filter((each) => !waitsForPerson(each));
      watch.demand(false, 'i', 'not at rest in time', order);
      break;
    }
  }
  const followed = openOrders().filter((order) => isFollowed(current?.till, order));
  if (watch.violations.length === 0) watch.atRest(new Set(followed.map(({ orderNo }) => orderNo)));
  if (!isFaulty) demandAllPaid(watch);
  if (current) current.life.isAlive = false;
  const states = new Map<string, number>();
  for (const { state } of watch.saved.values()) states.set(state, (states.get(state) ?? 0) + 1);
  return { seed, sales, orders: watch.saved.size, crashes, faults, states, violations: watch.violations };
}

/** One minute in three: a disk that fails all the time lets no till start. */
function isDiskIll(now: number): boolean {
  return Math.floor(now / 60_000) % 3 === 0;
}

function isReady(till: Payments | undefined, lane: string): boolean {
  return till?.view(lane)?.phase.kind === 'ready';
}

/** Nothing is under way; a result that nobody has put away yet may stand. */
function isQuiet(till: Payments | undefined, lane: string): boolean {
  const view = till?.view(lane);
  return view !== undefined && view.phase.kind !== 'ready';
}

/** A person finds it on its lane's screen. */
function isFollowed(till: Payments | undefined, { lane, orderNo }: Order): boolean {
  const view = till?.view(lane);
  const current = view?.phase.kind === 'order' ? view.phase.order : undefined;
  return current?.orderNo === orderNo || (view?.otherOpen ?? []).some((order) => order.orderNo === orderNo);
}

function demandAllPaid(watch: Watch): void {
  for (const order of watch.saved.values()) {
    watch.demand(order.state === 'paid', 'k', `nothing failed, and yet it is ${order.state}`, order);
  }
}
