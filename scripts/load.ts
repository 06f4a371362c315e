import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../src/clock.ts';
import { createLog } from '../src/log.ts';
import { systemRandom } from '../src/random.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { ms } from './bench/figures.ts';
import { startWire } from './kills/wire.ts';
import { lostSales } from './load/books.ts';
import { writeConfig } from './load/config.ts';
import { measureEcho, pause } from './load/echo.ts';
import { type LoadLane, openLane, type SaleTimes } from './load/lane.ts';
import { pinThis, splitOf, startPinned } from './load/pinned.ts';
import { type Spread, STAGES, samplesOf, slopeOf, spreadOf, tooSlow } from './load/stages.ts';

/** `npm run load`: many lanes sell at a shop's pace on two processors, and each stage is held against that of one lane alone. */

const options = new Command('load')
  .description(
    'Has many lanes sell at once, each with a gun, a tablet, a customer’s screen and a cash register that waits over REST; the till on two processors, everything else on the others. Exits 1 where the p99 of a stage is beyond twice that of one lane alone and 50 ms, memory grows, or a sale is not in the books and at the gateway.',
  )
  .option('--lanes <n>', 'lanes that sell; each has two sockets', numberBetween(1, 200), 50)
  .option('--every <ms>', 'each lane begins a sale so often', numberBetween(200, 600_000), 2000)
  .option('--minutes <n>', 'how long', numberBetween(0.05, 24 * 60), 10)
  .option('--alone <n>', 'sales of one lane alone before', numberBetween(20, 10_000), 300)
  .option('--cpu-prof <folder>', "where the till's processor profile goes")
  .option('--json', 'the figures as one line of JSON')
  .parse()
  .opts<{ lanes: number; every: number; minutes: number; alone: number; cpuProf?: string; json?: boolean }>();

/** MB a minute. A sale leaves about 1 KB of keys and hashes, kept for days: 1,500 a minute are 1.5 MB. */
const MOST_GROWTH = 3;

const { lanes: laneCount, every, minutes, alone: aloneSales, json } = options;
const say = (line: string) => {
  if (!json) console.log(line);
};
const split = splitOf();
if (split) pinThis(split.rest);
else
  say(
    'THE TILL IS NOT PINNED: that takes taskset and four processors. The figures are of a till that shares all.',
  );
const folder = mkdtempSync(join(tmpdir(), 'scantill-load-'));
const sandbox = await startSandbox({
  dir: join(folder, 'sandbox'),
  clock: systemClock,
  random: systemRandom,
  log: createLog('silent'),
});
const arrived = new Map<string, number>();
const answered = new Map<string, number>();
const isSubmit = (method: string) => method === 'bscanc.pay.submit';
const wire = await startWire(
  sandbox.url,
  ({ method, number, at }) => void (isSubmit(method) && arrived.set(number, at)),
  ({ method, number }) => void (isSubmit(method) && answered.set(number, performance.now())),
);
const config = join(folder, 'scantill.json');
writeFileSync(
  config,
  JSON.stringify(writeConfig({ folder, sandbox, gatewayUrl: wire.url, lanes: laneCount })),
);
const profile = options.cpuProf === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.cpuProf}`];

try {
  const echo = await startPinned('scripts/load-echo', [], { processors: split?.till });
  const share = await measureEcho(echo.url, { count: 2000, lanes: laneCount, everyMs: every });
  await echo.stop();
  say(`an echo: socket ${shown(share.socket)}; HTTP ${shown(share.http)}`);

  const till = await startPinned('src/main', ['--config', config], {
    processors: split?.till,
    node: profile,
  });
  const lanes: LoadLane[] = [];
  for (let id = 1; id <= laneCount; id += 1) lanes.push(await openLane(till.url, String(id)));
  const sales: SaleTimes[] = [];
  const failures: string[] = [];
  const sell = async (lane: LoadLane): Promise<SaleTimes | undefined> => {
    try {
      const times = await lane.sell(100 + Math.floor(systemRandom.fraction() * 9900));
      sales.push(times);
      return times;
    } catch (error) {
      failures.push(String(error));
      return undefined;
    }
  };

  const [first] = lanes;
  if (!first) throw new Error('no lane');
  for (let i = 0; i < 20; i += 1) await sell(first);
  const warm = sales.length;
  for (let i = 0; i < aloneSales; i += 1) {
    await sell(first);
    await pause(40);
  }
  const alone = samplesOf(sales.slice(warm), { arrived, answered });
  for (const stage of STAGES) say(`one lane: ${stage}: ${shown(spreadOf(alone[stage]))}`);

  const before = sales.length;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const usedBefore = till.cpuSeconds();
  const until = startedAt + minutes * 60_000;
  const memory = [{ minute: 0, mb: till.memoryMb() }];
  const looking = setInterval(
    () => {
      memory.push({ minute: (performance.now() - startedAt) / 60_000, mb: till.memoryMb() });
      if (memory.length % 6 === 0) say(`${sales.length - before} sales, ${memory.at(-1)?.mb.toFixed(0)} MB`);
    },
    Math.min(10_000, (minutes * 60_000) / 12),
  );
  await Promise.all(
    lanes.map(async (lane, index) => {
      await pause((every * index) / laneCount);
      for (let due = performance.now(); due < until; due += every) {
        await sell(lane);
        await pause(due + every - performance.now());
      }
    }),
  );
  clearInterval(looking);
  delay.disable();
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = till.cpuSeconds() - usedBefore;
  const together = samplesOf(sales.slice(before), { arrived, answered });
  for (const lane of lanes) lane.close();
  const wrong = await lostSales(till.url, sandbox, sales);
  const exit = await till.stop();

  const growth = slopeOf(memory);
  const problems = [
    ...failures.slice(0, 10),
    ...wrong.slice(0, 10),
    ...tooSlow(alone, together),
    ...(minutes >= 2 && growth > MOST_GROWTH ? [`memory grows by ${growth.toFixed(1)} MB a minute`] : []),
    ...(exit === 0 ? [] : [`the till ended with ${exit}`]),
  ];
  const report = {
    sales: sales.length - before,
    perSecond: ((sales.length - before) / seconds).toFixed(1),
    sockets: laneCount * 2,
    processors: split ? `till ${split.till}, load ${split.rest}` : 'shared',
    tillUses: `${((cpu / seconds) * 100).toFixed(0)} % of one processor`,
    generatorDelay: `p50 ${ms(delay.percentile(50) / 1e6)}, p99 ${ms(delay.percentile(99) / 1e6)}`,
    memoryMb: memory.map(({ mb }) => Math.round(mb)),
    growth: `${growth.toFixed(2)} MB a minute`,
    notInTheBooks: wrong.length,
    failed: failures.length,
    machineLoad: loadavg().map((each) => each.toFixed(1)),
  };
  const figures = Object.fromEntries(
    STAGES.map((stage) => [stage, { alone: spreadOf(alone[stage]), together: spreadOf(together[stage]) }]),
  );
  if (json) console.log(JSON.stringify({ ...report, echo: share, stages: figures, problems }));
  else {
    for (const [name, value] of Object.entries(report)) console.log(`${name}: ${JSON.stringify(value)}`);
    for (const stage of STAGES) console.log(`${stage}: ${shown(spreadOf(together[stage]))}`);
    for (const problem of problems) console.error(problem);
  }
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  await wire.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}

function shown({ p50, p95, p99, max, n }: Spread): string {
  return `p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}, max ${ms(max)}, n ${n}`;
}

function numberBetween(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= min && value <= max)) {
      throw new InvalidArgumentError(`expected a number from ${min} to ${max}`);
    }
    return value;
  };
}
