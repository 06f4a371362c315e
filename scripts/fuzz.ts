import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { scaledClock } from '../src/clock.ts';
import { createLog } from '../src/log.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { seededRandom } from '../test/simulation/seeded-random.ts';
import { ms, percentile } from './bench/figures.ts';
import { noticeSigner } from './bench/signed-notice.ts';
import { booksAfter } from './fuzz/books-after.ts';
import { writeConfig } from './fuzz/config.ts';
import { growthOf, logProblem } from './fuzz/judged.ts';
import { launchFuzzedTill } from './fuzz/launch-till.ts';
import { runFuzz } from './fuzz/run-fuzz.ts';

/** `npm run fuzz -- --count 1000000 --seed 1`: feeds a till with requests, messages and notifications that nobody means well by. */

const options = new Command('fuzz')
  .description(
    'Feeds the built till over loopback with mutated and random HTTP requests, socket messages, notifications and bytes. Nothing may end it, no answer may be a fault or come late, its memory and its log stay small, a lane that is left alone sells on, and its books are right in the end. Exits 1 on a finding; the same seed and index make the same input again.',
  )
  .option('--count <n>', 'how many inputs', numberBetween(1, 100_000_000), 100_000)
  .option('--seed <n>', 'decides each input', numberBetween(0, 2 ** 31), 1)
  .option('--from <n>', 'index of the first input', numberBetween(0, 100_000_000), 0)
  .option('--at-once <n>', 'inputs under way at once', numberBetween(1, 500), 48)
  .option('--slowest-ms <n>', 'no answer may come later', numberBetween(10, 600_000), 10_000)
  .option('--speed <n>', "how many times as fast the till's time passes", numberBetween(1, 100), 5)
  .option('--json', 'the figures as one line of JSON')
  .parse()
  .opts<{
    count: number;
    seed: number;
    from: number;
    atOnce: number;
    slowestMs: number;
    speed: number;
    json?: boolean;
  }>();

const { json, speed, ...request } = options;
const say = (line: string) => {
  if (!json) console.log(line);
};
const folder = mkdtempSync(join(tmpdir(), 'scantill-fuzz-'));
const since = Date.now();
const customers = seededRandom(request.seed + 1);
const sandboxDir = join(folder, 'sandbox');
const sandbox = await startSandbox({
  dir: sandboxDir,
  clock: scaledClock(speed, since),
  random: customers,
  log: createLog('silent'),
  customerDelayMs: () => customers.between(1000, 30_000),
});
const config = join(folder, 'scantill.json');
writeFileSync(config, JSON.stringify(writeConfig(folder, sandbox)));
const plan = { config, speed, since, logLevel: 'info' as const };
try {
  const till = launchFuzzedTill(plan);
  const url = await till.ready;
  if (url === undefined) throw new Error(`the till did not start: ${till.output()}`);
  const result = await runFuzz({
    ...request,
    url,
    sandbox,
    sign: noticeSigner({ sandbox, sandboxDir }),
    isAlive: till.isAlive,
    memory: till.memory,
    say,
  });
  const log = till.log();
  const findings = [...result.findings];
  if (!till.isAlive()) findings.push({ index: -1, what: till.output().slice(-3000), input: '' });
  else if ((await till.stop()) !== 0)
    findings.push({ index: -1, what: `no peaceful end: ${till.output()}`, input: '' });
  const grown = growthOf(result.memory);
  if (grown.problem !== undefined) findings.push({ index: -1, what: grown.problem, input: '' });
  const noisy = logProblem(log, result.inputs);
  if (noisy !== undefined) findings.push({ index: -1, what: noisy, input: '' });
  say('the inputs are done; waiting for rest');
  const books = await booksAfter({ plan, sandbox, dataDir: join(folder, 'data'), speed });
  for (const violation of books.violations)
    findings.push({ index: -1, what: JSON.stringify(violation), input: '' });
  const { control, memory, findings: _, ...figures } = result;
  const shown = {
    ...figures,
    seconds: Math.round(figures.seconds),
    perSecond: Math.round(figures.inputs / figures.seconds),
    slowestMs: Math.round(figures.slowestMs),
    seed: request.seed,
    memory: memory.map(({ inputs, heap, resident }) => `${inputs}: ${mb(heap)}/${mb(resident)}`),
    heapGrowth: grown.text,
    log: { lines: log.lines, bytes: log.bytes, most: log.most },
    leftAlone: {
      paid: control.paid,
      p50: ms(percentile(control.tookMs, 0.5)),
      p99: ms(percentile(control.tookMs, 0.99)),
    },
    states: books.states,
    load: loadavg().map((each) => each.toFixed(1)),
    findings: findings.length,
  };
  if (json) console.log(JSON.stringify({ ...shown, found: findings }));
  else {
    for (const [name, value] of Object.entries(shown)) console.log(`${name}: ${JSON.stringify(value)}`);
    for (const finding of findings) console.error(JSON.stringify(finding, null, 2));
  }
  process.exitCode = findings.length > 0 || result.inputs < request.count ? 1 : 0;
} finally {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
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
