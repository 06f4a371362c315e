import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaledClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { type OutcomeId, startSandbox } from '../../src/sandbox/index.ts';
import { seededRandom } from '../../test/simulation/seeded-random.ts';
import { noticeSigner } from '../bench/signed-notice.ts';
import { booksAtRest } from '../kills/books-at-rest.ts';
import { type Shop, workAt } from '../kills/cashier.ts';
import { judge } from '../kills/judge.ts';
import { type KillableTill, launchTill } from '../kills/killable-till.ts';
import { MOMENTS, until } from '../kills/moments.ts';
import { type Now, restOf } from '../kills/rest.ts';
import { storyOf } from '../kills/run-kills.ts';
import { readStoredOrders } from '../kills/stored-orders.ts';
import { madeFolder, writeConfig } from '../kills/till-config.ts';
import { Told, type Violation } from '../kills/told.ts';
import { type Call, startWire } from '../kills/wire.ts';
import { foundIn, lostOf, unreadableIn } from './after-cut.ts';
import { makeCutDisk } from './cut-disk.ts';
import { fillHistory } from './history.ts';
import type { FileSystem } from './needs.ts';
import { type Office, workInOffice } from './office.ts';

export interface PowerCutsRequest {
  rounds: number;
  seed: number;
  lanes: number;
  /** How many times as fast the till's and the gateway's time passes. */
  speed: number;
  fileSystem: FileSystem;
  /** Mount options; empty: the system's defaults. */
  options: string;
  /** Finished orders of the year before, 0 for a new till. */
  history: number;
  outcomes: readonly [OutcomeId, ...OutcomeId[]];
  /** Progress, for a person. */
  say(line: string): void;
}

export interface PowerCutsResult {
  rounds: number;
  roundsBy: Record<string, number>;
  sales: number;
  submits: number;
  refunds: number;
  closes: number;
  resultsTold: number;
  /** Settings saved and notifications acknowledged. */
  officeAcknowledged: number;
  /** From the start of the process after a cut until it shows its first screens, ms. */
  starts: number[];
  states: Record<string, number>;
  seconds: number;
  violations: (Violation & { story?: unknown })[];
}

const DAY_MS = 86_400_000;
const START_WITHIN_MS = 30_000;
const SLOW_START_MS = 2000;
const CUSTOMER_MS = [1_000, 60_000] as const;
/** A till lives on for so long without its disk, ms: it must not say then what is not kept. */
const LINGER_MS = [0, 0, 5, 50, 400] as const;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Cuts a till's power under load over and over; after each cut looks at the disk, in the end at the books. */
export async function runPowerCuts(request: PowerCutsRequest): Promise<PowerCutsResult> {
  const { rounds, seed, lanes, speed, outcomes, say } = request;
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'scantill-power-cuts-'));
  const since = Date.now();
  const customers = seededRandom(seed + 1);
  const disk = await makeCutDisk({ ...request, folder, sizeMb: request.history > 0 ? 1024 : 384 });
  await disk.mount();
  const dataDir = join(disk.folder, 'data');
  const from = new Date(since - DAY_MS).toISOString().slice(0, 10);
  const sandboxDir = madeFolder(folder, 'sandbox');
  const sandbox = await startSandbox({
    dir: sandboxDir,
    clock: scaledClock(speed, since),
    random: customers,
    log: createLog('silent'),
    customerDelayMs: () => customers.between(...CUSTOMER_MS),
  });
  const listeners = new Set<(call: Call) => void>();
  const wire = await startWire(sandbox.url, (call) => {
    for (const listen of listeners) listen(call);
  });
  const config = writeConfig({ folder, dataDir, sandbox, gatewayUrl: wire.url, lanes, since });
  const told = new Told();
  let now: Now | undefined;
  let isOpen = true;
  const shop: Shop = {
    rest: restOf(() => now, told),
    told,
    now: () => now,
    isOpen: () => isOpen,
    outcomes,
    amounts: new Map(),
    keys: new Map(),
    codes: [],
    paid: [],
    refunds: new Map(),
  };
  const office: Office = { footer: undefined, notices: new Set(), acknowledged: 0 };
  const plan = { config, speed, since };
  const done = { rounds: 0, by: {} as Record<string, number>, starts: [] as number[] };

  const start = async (): Promise<KillableTill> => {
    const startedAt = performance.now();
    const till = launchTill(plan);
    const url = await Promise.race([till.ready, sleep(START_WITHIN_MS).then(() => undefined)]);
    if (url === undefined) told.broken(`the till did not start: ${till.output().slice(-2000)}`);
    else {
      const tookMs = performance.now() - startedAt;
      done.starts.push(tookMs);
      if (tookMs > SLOW_START_MS) say(`a start took ${Math.round(tookMs)} ms (${new Date().toISOString()})`);
      now = { till, url };
      const { damaged = [] } = (await (await fetch(`${url}/healthz`)).json()) as { damaged?: Damage[] };
      for (const { file, reason } of damaged)
        if (!/not written whole/.test(reason)) told.broken(`${file} is told as damaged: ${reason}`);
    }
    return till;
  };

  /** After the power is back: the file system, every file, everything that was acknowledged. */
  const look = async (): Promise<void> => {
    await disk.unmount();
    await disk.mount();
    await disk.unmount();
    const complaint = await disk.check();
    if (complaint !== undefined) told.broken(complaint);
    await disk.mount();
    const unreadable = unreadableIn(dataDir);
    told.violations.push(...unreadable);
    if (unreadable.length > 0) return;
    const refunds = new Map<string, Set<string>>();
    for (const { orderNo, refundNos } of shop.refunds.values())
      refunds.set(orderNo, new Set([...(refunds.get(orderNo) ?? []), ...refundNos]));
    const acknowledged = {
      results: told.finals,
      refunds,
      settlements: told.settlements,
      closes: told.closes.keys(),
      notices: office.notices,
      footer: office.footer,
    };
    told.violations.push(...lostOf(acknowledged, foundIn(dataDir, readStoredOrders(dataDir, { from }))));
  };

  const round = async (): Promise<void> => {
    const moment = random.pick(MOMENTS);
    const cut = disk.readyToCut();
    let till: KillableTill;
    if (moment === 'while it starts') {
      till = launchTill(plan);
      await sleep(random.between(0, 900));
    } else {
      till = await start();
      await until(moment, random, listeners);
    }
    await cut.now();
    await sleep(random.pick(LINGER_MS));
    now = undefined;
    // One that finds no disk while it starts may end by itself; one that runs must not.
    const isKilled = await till.kill();
    if (!isKilled && moment !== 'while it starts')
      told.broken(`the till ended by itself: ${till.output().slice(-2000)}`);
    await look();
    done.rounds += 1;
    done.by[moment] = (done.by[moment] ?? 0) + 1;
    if (done.rounds % 10 === 0) say(`${done.rounds} power cuts, ${shop.amounts.size} sales`);
  };

  try {
    const startedAt = performance.now();
    if (request.history > 0) {
      // The first start makes the folder, the second its books.
      await (await start()).stop();
      fillHistory(dataDir, request.history);
      await (await start()).stop();
    }
    done.starts = [];
    now = undefined;
    const sign = noticeSigner({ sandbox, sandboxDir });
    const people = [
      ...Array.from({ length: lanes }, (_, i) => workAt(String(i + 1), shop, seededRandom(seed * 1000 + i))),
      workInOffice(office, { now: () => now, isOpen: () => isOpen, sign }, seededRandom(seed + 2)),
    ];
    while (done.rounds < rounds && told.violations.length === 0) await round();
    isOpen = false;
    await Promise.all(people);
    say(`${done.rounds} power cuts are done; waiting for rest`);
    const starts = [...done.starts];
    const resultsTold = told.results;
    const books = await booksAtRest({ start, shop, sandbox, dataDir, speed, from });
    const violations = [
      ...told.violations,
      ...judge({
        ...books,
        calls: wire.calls,
        truthOf: sandbox.truthOf,
        told: told.orderNos,
        settlements: told.settlements,
        amounts: shop.amounts,
        keys: shop.keys,
        refundKeys: new Map([...shop.refunds].map(([key, { refundNos }]) => [key, refundNos])),
      }),
    ];
    const states: Record<string, number> = {};
    for (const { state } of books.listed) states[state] = (states[state] ?? 0) + 1;
    const callsOf = (method: string) =>
      new Set(wire.calls.filter((call) => call.method === method).map(({ number }) => number)).size;
    return {
      rounds: done.rounds,
      roundsBy: done.by,
      sales: shop.amounts.size,
      submits: callsOf('bscanc.pay.submit'),
      refunds: callsOf('order.refund.submit'),
      closes: told.closes.size,
      resultsTold,
      officeAcknowledged: office.acknowledged,
      starts,
      states,
      seconds: (performance.now() - startedAt) / 1000,
      violations: violations.map((violation) =>
        violation.orderNo === undefined
          ? violation
          : { ...violation, story: storyOf(violation.orderNo, { told, calls: wire.calls, sandbox }) },
      ),
    };
  } finally {
    isOpen = false;
    await now?.till.kill();
    await wire.close();
    await sandbox.close();
    await disk.unmount().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Damage {
  file: string;
  reason: string;
}
