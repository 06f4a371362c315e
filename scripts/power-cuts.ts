import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { mean, percentile } from './bench/figures.ts';
import { everything } from './kills/outcomes.ts';
import { FILE_SYSTEMS, type FileSystem, missingFor } from './power-cuts/needs.ts';
import { runPowerCuts } from './power-cuts/run-power-cuts.ts';

/** `npm run power-cuts -- --rounds 100`: takes the disk from under a running till, and looks at what is left. */

const EXIT_MISSING = 3;
/** Set in the process that has a mount namespace of its own. */
const INSIDE = 'SCANTILL_POWER_CUTS_INSIDE';

const options = new Command('power-cuts')
  .description(
    'Runs the built till on a file system of its own and shuts that down at random moments under load, without a flush of its journal. Then the till is killed, the journal played back, every file and everything that was acknowledged looked for, and the till started again. In the end its books are held against what the sandbox gateway knows. Needs root on Linux. Exits 1 on a violation, 3 where this machine cannot do it.',
  )
  .option('--rounds <n>', 'how often', numberBetween(1, 100_000), 100)
  .option(
    '--seed <n>',
    'decides moments, amounts and codes; the machine decides the rest',
    numberBetween(0, 2 ** 31),
    1,
  )
  .option('--lanes <n>', 'lanes under load', numberBetween(1, 50), 6)
  .option(
    '--speed <n>',
    "how many times as fast the till's and the gateway's time passes",
    numberBetween(1, 100),
    20,
  )
  .addOption(
    new Option('--file-system <name>', 'what is shut down')
      .choices(Object.keys(FILE_SYSTEMS))
      .default('ext4' satisfies FileSystem),
  )
  .option('--mount <options>', 'mount options, such as data=writeback,noauto_da_alloc', '')
  .option('--history <n>', 'finished orders of the year before', numberBetween(0, 10_000_000), 0)
  .option('--json', 'the figures as one line of JSON')
  .parse()
  .opts<{
    rounds: number;
    seed: number;
    lanes: number;
    speed: number;
    fileSystem: FileSystem;
    mount: string;
    history: number;
    json?: boolean;
  }>();

const missing = missingFor(options.fileSystem);
if (missing.length > 0) {
  console.error(
    ['NOTHING WAS TESTED: no power can be cut here.', ...missing.map((each) => `- ${each}`)].join('\n'),
  );
  process.exitCode = EXIT_MISSING;
} else if (process.env[INSIDE] === undefined) {
  // The mount is seen by this run alone, and ends with it however it ends.
  const own = ['--mount', '--propagation', 'private', process.execPath, ...process.argv.slice(1)];
  const inside = spawnSync('unshare', own, { stdio: 'inherit', env: { ...process.env, [INSIDE]: '1' } });
  process.exitCode = inside.status ?? 1;
} else await run();

async function run(): Promise<void> {
  const { json, mount, ...request } = options;
  const { violations, starts, seconds, ...figures } = await runPowerCuts({
    ...request,
    options: mount,
    outcomes: everything,
    say: (line) => {
      if (!json) console.log(line);
    },
  });
  const round = (value: number) => Math.round(value);
  const shown = {
    ...figures,
    fileSystem: `${request.fileSystem}${mount === '' ? '' : ` (${mount})`}`,
    lanes: request.lanes,
    seed: request.seed,
    history: request.history,
    speed: `the till's and the gateway's clocks run ${request.speed} times as fast; processes, disk and HTTP are as they are`,
    startAfterCutMs: {
      mean: round(mean(starts)),
      p50: round(percentile(starts, 0.5)),
      p99: round(percentile(starts, 0.99)),
      max: round(Math.max(...starts)),
      n: starts.length,
    },
    load: loadavg().map((each) => each.toFixed(1)),
    seconds: round(seconds),
    violations: violations.length,
  };
  if (json) console.log(JSON.stringify({ ...shown, found: violations }));
  else {
    for (const [name, value] of Object.entries(shown)) console.log(`${name}: ${JSON.stringify(value)}`);
    for (const violation of violations) console.error(JSON.stringify(violation, null, 2));
  }
  process.exitCode = violations.length > 0 || figures.rounds < request.rounds ? 1 : 0;
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
