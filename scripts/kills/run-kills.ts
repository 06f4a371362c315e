import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaledClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { type OutcomeId, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { seededRandom } from '../../test/simulation/seeded-random.ts';
import { booksAtRest } from './books-at-rest.ts';
import { type Shop, workAt } from './cashier.ts';
import { judge } from './judge.ts';
import { type KillableTill, launchTill } from './killable-till.ts';
import { MOMENTS, until } from './moments.ts';
import { type Now, restOf } from './rest.ts';
import { madeFolder, writeConfig } from './till-config.ts';
import { Told, type Violation } from './told.ts';
import { type Call, startWire } from './wire.ts';

export interface KillsRequest {
  kills: number;
  seed: number;
  lanes: number;
  /** How many times as fast the till's and the gateway's time passes. */
  speed: number;
  outcomes: readonly [OutcomeId, ...OutcomeId[]];
  /** Progress, for a person. */
  say(line: string): void;
}

export interface KillsResult {
  kills: number;
  /** By what the kill waited for. */
  killsBy: Record<string, number>;
  starts: number;
  sales: number;
  submits: number;
  refunds: number;
  /** Days closed, early ones too. */
  closes: number;
  /** Results told over REST and on screens while the kills went on. */
  resultsTold: number;
  states: Record<string, number>;
  seconds: { load: number; rest: number };
  violations: (Violation & { story?: unknown })[];
}

/** A till that does not listen by then does not start. */
const START_WITHIN_MS = 30_000;
/** The gateway's customers type for so long, ms of its own time. */
const CUSTOMER_MS = [1_000, 60_000] as const;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills a till under load over and over, lets everything come to rest, and holds its books against the gateway's. */
export async function runKills(request: KillsRequest): Promise<KillsResult> {
  const { kills, seed, lanes, speed, outcomes, say } = request;
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'scantill-kills-'));
  const since = Date.now();
  const customers = seededRandom(seed + 1);
  const sandbox = await startSandbox({
    dir: madeFolder(folder, 'sandbox'),
    clock: scaledClock(speed, since),
    random: customers,
    log: createLog('silent'),
    customerDelayMs: () => customers.between(...CUSTOMER_MS),
  });
  const listeners = new Set<(call: Call) => void>();
  const wire = await startWire(sandbox.url, (call) => {
    for (const listen of listeners) listen(call);
  });
  const config = writeConfig({ folder, sandbox, gatewayUrl: wire.url, lanes, since });
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
  const plan = { config, speed, since };
  const counts = { starts: 0, kills: 0, by: {} as Record<string, number> };

  const start = async (): Promise<KillableTill> => {
    counts.starts += 1;
    const till = launchTill(plan);
    const tooLate = sleep(START_WITHIN_MS).then(() => undefined);
    const url = await Promise.race([till.ready, tooLate]);
    if (url === undefined) told.broken(`the till did not start: ${till.output().slice(-2000)}`);
    else now = { till, url };
    return till;
  };
  const killed = async (till: KillableTill, by: string) => {
    now = undefined;
    if (!(await till.kill())) told.broken(`the till ended by itself: ${till.output().slice(-2000)}`);
    counts.kills += 1;
    counts.by[by] = (counts.by[by] ?? 0) + 1;
    if (counts.kills % 20 === 0) say(`${counts.kills} kills, ${shop.amounts.size} sales`);
  };

  try {
    const startedAt = performance.now();
    const cashiers = Array.from({ length: lanes }, (_, i) =>
      workAt(String(i + 1), shop, seededRandom(seed * 1000 + i)),
    );
    while (counts.kills < kills && told.violations.length === 0) {
      const moment = random.pick(MOMENTS);
      if (moment === 'while it starts') {
        counts.starts += 1;
        const till = launchTill(plan);
        await sleep(random.between(0, 900));
        await killed(till, moment);
        continue;
      }
      const till = await start();
      await until(moment, random, listeners);
      if (till.isAlive() || told.violations.length === 0) await killed(till, moment);
    }
    isOpen = false;
    await Promise.all(cashiers);
    const loadSeconds = (performance.now() - startedAt) / 1000;
    say(`${counts.kills} kills are done; waiting for rest`);
    const resultsTold = told.results;
    const books = await booksAtRest({ start, shop, sandbox, dataDir: join(folder, 'data'), speed });
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
      kills: counts.kills,
      killsBy: counts.by,
      starts: counts.starts,
      sales: shop.amounts.size,
      submits: callsOf('bscanc.pay.submit'),
      refunds: callsOf('order.refund.submit'),
      closes: told.closes.size,
      resultsTold,
      states,
      seconds: { load: loadSeconds, rest: (performance.now() - startedAt) / 1000 - loadSeconds },
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
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface StoryParts {
  told: Told;
  calls: readonly Call[];
  sandbox: Sandbox;
}

/** What is known of an order about which something is wrong. */
export function storyOf(orderNo: string, { told, calls, sandbox }: StoryParts) {
  const ofOrder = calls.filter(({ number }) => number.startsWith(orderNo));
  return {
    truth: sandbox.truthOf(orderNo),
    told: told.storyOf(orderNo),
    calls: ofOrder.map(({ at, method, number, amount }) => ({ at: Math.round(at), method, number, amount })),
  };
}
