/** The scanner simulator: `npm run scan`. Exit 0 when the scans were made, 1 when they could not be, 2 for wrong arguments. */
import { createInterface } from 'node:readline';
import { CommanderError } from 'commander';
import { systemClock } from '../src/clock.ts';
import { systemRandom } from '../src/random.ts';
import { OUTCOMES } from '../src/sandbox/outcomes.ts';
import { parseScanOptions, type ScanOptions, UsageError } from './scanner-simulator/options.ts';
import { simulate } from './scanner-simulator/simulate.ts';
import { connectTill, ScanProblem } from './scanner-simulator/till.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = parseScanOptions(process.argv.slice(2), process.env);
    if (options.listOutcomes) listOutcomes(options.json);
    else await run(options);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError || error instanceof ScanProblem)) throw error;
    console.error(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function run(options: ScanOptions): Promise<void> {
  const stopping = new AbortController();
  // npm and the terminal both pass it on: a second one is the same.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  const keyboard = process.stdin.isTTY ? createInterface({ input: process.stdin }) : undefined;
  keyboard?.on('SIGINT', () => stopping.abort());
  const enter = keyboard && (() => pressOf(keyboard, stopping.signal));
  try {
    await simulate(options, {
      till: connectTill({ host: options.host, port: options.port, token: process.env.SCANTILL_TOKEN }),
      clock: systemClock,
      random: systemRandom,
      say: (words, facts) => console.log(options.json ? JSON.stringify(facts) : words),
      ...(enter && { enter }),
      signal: stopping.signal,
    });
  } finally {
    keyboard?.close();
  }
}

function pressOf(keyboard: ReturnType<typeof createInterface>, signal: AbortSignal): Promise<void> {
  console.log('Press Enter to scan, Ctrl-C to end.');
  return new Promise((resolve, reject) => {
    keyboard.once('line', () => resolve());
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function listOutcomes(json: boolean): void {
  if (json) {
    console.log(JSON.stringify(OUTCOMES));
    return;
  }
  for (const { digits, id, description, available } of OUTCOMES)
    console.log(`${digits}  ${id.padEnd(16)}${description}${available ? '' : ' (later version)'}`);
}
