import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Command } from 'commander';
import type { Temper } from '../test/simulation/temper.ts';
import type { WorldOptions } from '../test/simulation/world.ts';
import {
  addTally,
  emptyTally,
  optionsOf,
  runShops,
  type ShopTask,
  shopsOf,
  type Tally,
} from './soak/shops.ts';
import { shortestOf, storyOf } from './soak/shortest.ts';

/** The simulation, for as long as one likes: `npm run soak -- --sales 1000000 --seed 1`. Exits 1 on a violation. */

interface Options {
  sales: string;
  seed: string;
  jobs: string;
  temper?: string;
  calm?: boolean;
  json?: boolean;
}

/** Shops a thread is given at a time. */
const BATCH = 10;
const TOLD_EVERY_MS = 10_000;
/** What a world makes is soon of no use: with room for it the collector comes seldom. */
const YOUNG_MB = 128;

if (isMainThread) await main();
else await work();

async function main(): Promise<void> {
  const options = new Command('soak')
    .description('Simulates shops with crashes and faults, and holds their books against the truth.')
    .option('--sales <number>', 'how many sales in all', '10000')
    .option('--seed <number>', 'of the first shop; each further shop takes the next', '1')
    .option(
      '--jobs <number>',
      'threads; what happens does not depend on it',
      String(Math.max(1, availableParallelism() - 1)),
    )
    .option(
      '--temper <json>',
      'one shop only, of that seed, with these of its ways changed, such as {"crash":0}',
    )
    .option('--calm', 'with --temper: a shop in which nothing fails')
    .option('--json', 'the figures as one line of JSON')
    .parse()
    .opts<Options>();
  const [sales, seed] = [Number(options.sales), Number(options.seed)];
  if (options.temper !== undefined) return tellShortest({ ...oneShop(options), seed, sales });
  const startedAt = performance.now();
  const tasks = shopsOf(sales, seed);
  const sum = emptyTally();
  let toldAt = startedAt;
  await runOnThreads(tasks, Number(options.jobs), (tally) => {
    addTally(sum, tally);
    for (const { seed: broken, violations } of tally.broken) {
      console.error(`seed ${broken}: (${violations[0]?.promise}) ${violations[0]?.what}`);
    }
    if (performance.now() < toldAt + TOLD_EVERY_MS) return;
    toldAt = performance.now();
    console.error(
      `${sum.sales} sales, ${perSecond(sum, startedAt)} a second, ${sum.broken.length} violations`,
    );
  });
  const figures = {
    seeds: [seed, seed + tasks.length - 1],
    jobs: Number(options.jobs),
    ...figuresOf(sum, startedAt),
  };
  if (options.json) console.log(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${JSON.stringify(value)}`);
  const [shortest] = [...sum.broken].sort((a, b) => a.orders - b.orders);
  if (shortest) await tellShortest(optionsOf({ seed: shortest.seed, sales: shortest.sales }));
}

function oneShop({ temper = '{}', calm = false }: Options): Pick<WorldOptions, 'temper' | 'faults'> {
  return { temper: JSON.parse(temper) as Partial<Temper>, faults: !calm };
}

/** The smallest shop in which it is still broken, and its story. */
async function tellShortest(options: WorldOptions): Promise<void> {
  const shortest = await shortestOf(options);
  if (!shortest) {
    console.log(`seed ${options.seed}: nothing is broken`);
    return;
  }
  console.error(storyOf(shortest));
  process.exitCode = 1;
}

/** What each shop lives through follows from its seed alone; the threads only share the work. */
async function runOnThreads(
  tasks: readonly ShopTask[],
  jobs: number,
  onTally: (tally: Tally) => void,
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(tasks.length / BATCH) }, (_, i) =>
    tasks.slice(i * BATCH, (i + 1) * BATCH),
  );
  const runThread = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), {
        workerData: 'soak',
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      });
      const next = () => {
        const batch = batches.shift();
        if (batch) worker.postMessage(batch);
        else worker.terminate().then(() => resolve(), reject);
      };
      worker.on('message', (tally: Tally) => {
        onTally(tally);
        next();
      });
      worker.on('error', reject);
      next();
    });
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, runThread));
}

async function work(): Promise<void> {
  if (workerData !== 'soak') return;
  parentPort?.on('message', async (tasks: ShopTask[]) => {
    parentPort?.postMessage(await runShops(tasks));
  });
}

function figuresOf(sum: Tally, startedAt: number) {
  const { broken, faults, states, ...counts } = sum;
  const share = (isOne: (state: string) => boolean) => {
    const some = Object.entries(states).reduce(
      (total, [state, count]) => total + (isOne(state) ? count : 0),
      0,
    );
    return Math.round((some / Math.max(1, sum.orders)) * 10_000) / 10_000;
  };
  return {
    ...counts,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    salesPerSecond: perSecond(sum, startedAt),
    faults: sorted(faults),
    states: sorted(states),
    /** Of all orders: money that came in unwanted and went back, and what waits for a person. */
    reversalRate: share((state) => /^cancelled, (refunds|reversed)/.test(state)),
    unknownRate: share((state) => /^(stuck|held)|open case/.test(state)),
    violations: broken.length,
  };
}

function perSecond(sum: Tally, startedAt: number): number {
  return Math.round(sum.sales / ((performance.now() - startedAt) / 1000));
}

function sorted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
