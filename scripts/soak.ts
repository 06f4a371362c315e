import { Command } from 'commander';
import { runWorld, type WorldResult } from '../test/simulation/world.ts';

/** The simulation, for as long as one likes: `npm run soak -- --sales 1000000 --seed 1`. Exits 1 on a violation. */

const SALES_PER_WORLD = 40;
const options = new Command('soak')
  .description('Simulates shops with crashes and faults, and holds their books against the truth.')
  .option('--sales <number>', 'how many sales in all', '10000')
  .option('--seed <number>', 'of the first shop; each further shop takes the next', '1')
  .option('--json', 'the figures as one line of JSON')
  .parse()
  .opts<{ sales: string; seed: string; json?: boolean }>();

const startedAt = performance.now();
const wanted = Number(options.sales);
const firstSeed = Number(options.seed);
const faults = new Map<string, number>();
const states = new Map<string, number>();
const broken: WorldResult[] = [];
let [sales, orders, crashes, seed] = [0, 0, 0, firstSeed];

const addTo = (sums: Map<string, number>, more: ReadonlyMap<string, number>) => {
  for (const [name, count] of more) sums.set(name, (sums.get(name) ?? 0) + count);
};

for (; sales < wanted; seed += 1) {
  // Every tenth shop has a day without faults, on which each payment must be shown paid.
  const result = await runWorld({
    seed,
    sales: Math.min(SALES_PER_WORLD, wanted - sales),
    faults: seed % 10 > 0,
  });
  sales += result.sales;
  orders += result.orders;
  crashes += result.crashes;
  addTo(faults, result.faults);
  addTo(states, result.states);
  if (result.violations.length > 0) broken.push(result);
}

const seconds = (performance.now() - startedAt) / 1000;
const figures = {
  seeds: [firstSeed, seed - 1],
  sales,
  orders,
  seconds: Math.round(seconds * 10) / 10,
  salesPerSecond: Math.round(sales / seconds),
  crashes,
  faults: Object.fromEntries([...faults].sort()),
  states: Object.fromEntries([...states].sort()),
  violations: broken.length,
};
if (options.json) console.log(JSON.stringify(figures));
else for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${JSON.stringify(value)}`);
const [shortest] = [...broken].sort((a, b) => a.orders - b.orders);
if (shortest) {
  const [first] = shortest.violations;
  console.error(`seed ${shortest.seed}: (${first?.promise}) ${first?.what}`);
  console.error(JSON.stringify(first?.order, null, 2));
  process.exitCode = 1;
}
