import type { OutcomeId } from '../../src/sandbox/outcomes.ts';
import { createSimulatedGateway } from '../../src/sandbox/simulated-gateway.ts';
import type { Screen } from '../../src/ui/messages.ts';
import { startManager } from './back-office.ts';
import { createBusinessDays } from './business-days.ts';
import { type Cashier, createCashier } from './cashier.ts';
import { cheapSigning } from './checksum-signing.ts';
import { createCodeMaker } from './codes.ts';
import { createFaults } from './faults.ts';
import { holdDays, isShown } from './last-look.ts';
import { createOrderNames } from './order-names.ts';
import { createPostman } from './postman.ts';
import { isSettling, mayRestLate, standingOf } from './rest.ts';
import { rsaSigning } from './rsa-signing.ts';
import { seededStreams } from './seeded-random.ts';
import { createShop } from './shop.ts';
import { createSimulatedDisk } from './simulated-disk.ts';
import { createNetwork } from './simulated-network.ts';
import { calmTemper, hostileTemper, type Temper } from './temper.ts';
import { createTill, GATEWAY_KEY, MERCHANT_KEY, type Planted, SCREEN_SETTING, SECRETS } from './till.ts';
import { createTimeline } from './timeline.ts';
import type { Violation } from './watch/promises.ts';
import { NOT_CONFIRMED_BY_MS } from './watch/screens.ts';
import { SLOW_SAVE_MS } from './watch/wire.ts';
import { Watch } from './watch.ts';

export interface WorldOptions {
  seed: number;
  sales: number;
  /** Default: true. Without, cashiers are patient too, and every customer's payment must be shown paid. */
  faults?: boolean;
  planted?: Planted;
  /** Requests and answers are signed with RSA, as at a till. Default: with something cheaper, over the same texts. */
  isRsa?: boolean;
  /** What of the seed's temper is to be otherwise. */
  temper?: Partial<Temper>;
  /** Each screen, as a lane's tablets get it. */
  onScreen?: (screen: Screen) => void;
  /** Nobody ever comes to these. */
  emptyLanes?: readonly string[];
  /** What happens, one line each, for a person to read. */
  onEvent?: (event: string) => void;
}

export interface WorldResult {
  seed: number;
  sales: number;
  orders: number;
  crashes: number;
  /** By kind. */
  faults: Map<string, number>;
  /** Orders by how they stand at rest. */
  states: Map<string, number>;
  violations: readonly Violation[];
}

/** Within this an order is settled, or waits for a person, once nothing fails any more. */
const REST_MS = 3 * 3_600_000;
/** The same, where only a look a day later finds the money, on whatever day the till then believes it is. */
const LATE_REST_MS = 75 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** What one code does to every order at the gateway. */
const TROUBLES_OF_ALL: readonly OutcomeId[] = ['down', 'skew'];
const RESTART_WITHIN_MS = 15 * 60_000;
/** Looking at everything after every step would cost more than the steps. */
const STEPS_PER_LOOK = 64;

/** One shop's life by one seed: the same seed is the same life, to the last byte. */
export async function runWorld(options: WorldOptions): Promise<WorldResult> {
  const { seed, sales, planted = {} } = options;
  const streams = seededStreams(seed);
  const made =
    options.faults === false ? calmTemper(streams('temper')) : hostileTemper(streams('temper'), sales);
  const temper = { ...made, ...options.temper };
  const timeline = createTimeline();
  const clock = timeline.clockFor({ isAlive: true });
  const lanes = Array.from({ length: temper.lanes }, (_, i) => String(i + 1));
  const names = createOrderNames();
  const faults = createFaults({ temper, timeline, streams, nameOf: names.of });
  const signing = options.isRsa
    ? rsaSigning(timeline.hold)
    : cheapSigning({ merchant: MERCHANT_KEY, gateway: GATEWAY_KEY });
  let disturbedAt = 0;
  const disturb = () => {
    disturbedAt = timeline.now();
    watch.disturbed();
  };
  const tell = (what: string) => options.onEvent?.(`${new Date(timeline.now()).toISOString()} ${what}`);
  const isTimeLost = (since: number) => faults.clockSetAt() > since && disturbedAt > since;
  let codeOnItsWay = '';

  const gateway = createSimulatedGateway({
    ledger: { events: [], append: async () => {}, close: async () => {} },
    clock,
    random: streams('gateway'),
    hashKey: 'sandbox',
    customerDelayMs: () => {
      const customer = streams(`customer ${codeOnItsWay}`);
      if (!temper.isFaulty) return customer.between(1_000, 30_000);
      return customer.chance(0.7) ? customer.between(1_000, 10_000) : customer.between(10_000, 110_000);
    },
    notify: (notice) => post(notice),
  });
  const diskChance = streams('disk');
  const disk = createSimulatedDisk({
    random: diskChance,
    disturb: (operation) => {
      if (faults.cutsPower()) shop.crash();
      const error = faults.ofDisk(operation);
      if (error !== undefined) disturb();
      return error;
    },
    pause: async (life) => {
      if (!temper.isShared) return;
      await timeline.clockFor(life).sleep(diskChance.chance(0.01) ? 1500 : diskChance.between(1, 10));
    },
    onWrite: (text) => watch.secrets.written(text, 'a file'),
  });
  const watch = new Watch({
    now: timeline.now,
    disk,
    truthOf: gateway.truthOf,
    setting: SCREEN_SETTING,
    secrets: SECRETS,
    onScan: names.scanned,
    isTimeLost,
  });
  const post = createPostman({
    clock,
    random: streams('post'),
    watch,
    disk,
    signing: signing.gateway,
    trouble: temper.notices,
    till: () => shop.till(),
    count: faults.count,
  });
  const network = createNetwork({
    clock,
    tillAheadMs: timeline.tillAheadMs,
    signing: signing.gateway,
    gateway: {
      ...gateway,
      react: (fields) => {
        codeOnItsWay = String(fields.auth_code);
        const reaction = gateway.react(fields);
        names.answered(fields, reaction);
        return reaction;
      },
    },
    chanceOf: (fields) => streams(`wire ${names.of(fields)}`),
    faultOf: (fields) => {
      const fault = faults.ofNetwork(fields);
      if (options.onEvent)
        tell(`${fields.method} ${fields.merchant_order_no ?? fields.trans_no} ${fault ?? ''}`);
      return fault;
    },
    onRequest: (fields) => {
      watch.requestLeaves(fields);
      if (fields.method === 'bscanc.pay.submit') askForResult(fields.merchant_order_no ?? '');
    },
  });

  /** Ninety seconds on, its screen has to say something, whatever fails. */
  const askForResult = (orderNo: string) => {
    const sentAt = timeline.now();
    clock.after(NOT_CONFIRMED_BY_MS + 500, () => {
      const view = shop.till()?.view(watch.books.saved.get(orderNo)?.lane ?? '');
      if (view && !isTimeLost(sentAt - SLOW_SAVE_MS)) watch.afterWait(orderNo, view);
    });
  };

  const shop = createShop({
    clock,
    random: streams('shop'),
    isFailing: faults.isFailing,
    fail: (what) => watch.demand(false, 'i', what),
    onStart: () => {
      tell('the till starts');
      disturb();
      watch.wire.restarted();
    },
    onServing: () => {
      for (const cashier of cashiers.values()) cashier.look();
    },
    onCut: () => {
      tell('the power is cut');
      disturb();
      disk.cut();
      watch.books.afterCut();
    },
    createTill: (life) =>
      createTill({
        life,
        lanes,
        random: streams('till'),
        watch,
        planted,
        signing: signing.till,
        isLogging: temper.isLogging,
        clock: timeline.clockFor(life, 'till'),
        disk: disk.diskFor(life),
        connection: network.connectionFor(life),
        onScreen: (lane, screen) => {
          options.onScreen?.(screen);
          if (options.onEvent) tell(`lane ${lane} shows ${screen.mode}: ${screen.message}`);
          cashiers.get(lane)?.look();
        },
      }),
  });
  const days = createBusinessDays({
    clock,
    random: streams('days'),
    shop,
    lanes,
    sales,
    days: temper.days,
    emptyLanes: options.emptyLanes ?? [],
    onOpen: () => {
      for (const cashier of cashiers.values()) cashier.look();
    },
  });
  const codesOfAll: string[] = [];
  const createLaneCashier = (lane: string) => {
    const random = streams(`cashier ${lane}`);
    return createCashier({
      lane,
      clock,
      random,
      watch,
      codes: temper.isShared ? codesOfAll : [],
      codeMaker: createCodeMaker(random, (outcome) => temper.isShared || !TROUBLES_OF_ALL.includes(outcome)),
      odd: temper.odd,
      isPatient: !temper.isFaulty,
      till: shop.till,
      hasCustomer: () => days.hasCustomer(lane),
      onSale: () => days.served(lane),
    });
  };
  const cashiers = new Map<string, Cashier>(lanes.map((lane) => [lane, createLaneCashier(lane)]));
  startManager({ clock, random: streams('manager'), watch, lanes, acts: temper.acts, till: shop.till });
  for (let i = 0; i < temper.restarts; i += 1) {
    clock.after(streams('restarts').between(10_000, RESTART_WITHIN_MS), () => {
      if (!faults.isFailing()) return;
      disturb();
      void shop.restart();
    });
  }
  days.start();

  const settling = () => {
    const tillNow = timeline.now() + timeline.tillAheadMs();
    return [...watch.books.saved.values()].filter((order) =>
      isSettling(order, gateway.truthOf(order.orderNo), tillNow),
    );
  };
  const isAtRest = () => shop.till() !== undefined && settling().length === 0;
  let isLate = false;
  let mustRestBy = timeline.now() + temper.days * 2 * DAY_MS;
  for (let steps = 1; await timeline.step(); steps += 1) {
    if (steps % STEPS_PER_LOOK > 0) continue;
    if (watch.violations.length > 0) break;
    if (timeline.now() > mustRestBy && !faults.isFailing() && !isLate) {
      isLate = settling().every((order) => mayRestLate(order, gateway.truthOf(order.orderNo)));
      if (isLate) mustRestBy += LATE_REST_MS - REST_MS;
    }
    if (timeline.now() > mustRestBy) {
      watch.demand(false, 'i', 'not at rest in time', settling()[0]);
      break;
    }
    if (days.areOver()) {
      if (faults.isFailing()) mustRestBy = Math.min(mustRestBy, timeline.now() + REST_MS);
      // Worlds that are compared end at different times: what fails in one must fail in the other.
      if (temper.isShared) faults.calm();
      if (isAtRest()) break;
    }
  }
  if (watch.violations.length === 0) {
    watch.atRest((order) => isShown(shop.till(), order));
    await holdDays(shop.till(), { watch, step: timeline.step });
  }
  if (!temper.isFaulty) watch.demandAllPaid();

  const states = new Map<string, number>();
  for (const order of watch.books.saved.values()) {
    const standing = standingOf(order);
    states.set(standing, (states.get(standing) ?? 0) + 1);
  }
  const orders = watch.books.saved.size;
  shop.end();
  return {
    seed,
    sales,
    orders,
    crashes: shop.crashes(),
    faults: faults.counts,
    states,
    violations: watch.violations,
  };
}
