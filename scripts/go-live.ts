/** `scantill go-live`. Exit 0 where payment and refund were done, 1 where not, 2 for wrong arguments, 130 where it was stopped. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommanderError } from 'commander';
import { readLastBackup } from '../src/backup/index.ts';
import { systemClock } from '../src/clock.ts';
import { currencyOf } from '../src/config-checks.ts';
import { systemListings } from '../src/devices/find-scanners.ts';
import { thisMachine } from '../src/doctor/machine.ts';
import { TillError } from '../src/errors.ts';
import { formatMinor } from '../src/money.ts';
import { systemRandom } from '../src/random.ts';
import { lookAtAll } from './doctor/look.ts';
import { isAlive } from './doctor/process-life.ts';
import { lead } from './go-live/lead.ts';
import { type GoLiveOptions, parseGoLiveOptions } from './go-live/options.ts';
import { lacks } from './go-live/readiness.ts';
import { Stopped, type Till } from './go-live/steps.ts';
import { createAsker, Interrupted } from './init/asker.ts';
import { configAt, exitCodeOf } from './people/place.ts';
import { askTill, NotDone } from './people/till-door.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
const protocol: string[] = [];

// A gun that hangs in its library keeps no process of ours alive.
process.exit(await main());

async function main(): Promise<number> {
  let options: GoLiveOptions;
  try {
    options = parseGoLiveOptions(process.argv.slice(2), process.env);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  try {
    return await run(options);
  } catch (error) {
    if (error instanceof TillError) say(`${error.message}\n${error.hint}`);
    else if (error instanceof Stopped || error instanceof NotDone) say(error.message);
    else if (error instanceof Interrupted) say('\nNothing was charged.');
    else throw error;
    if (stopping.signal.aborted) return 130;
    return error instanceof TillError ? exitCodeOf(error) : 1;
  } finally {
    keepProtocol(options);
  }
}

function say(text: string): void {
  console.log(text);
  protocol.push(`${new Date(systemClock.now()).toISOString()}  ${text}`);
}

async function run({ place, lane: wanted, practice, anyway, yes }: GoLiveOptions): Promise<number> {
  // Only a person says yes to money that moves.
  if (!yes && !process.stdin.isTTY)
    throw new Stopped('Nobody can be asked here: say yes with --yes. Nothing was charged.');
  const loaded = configAt(place, process.env);
  const { config, secrets } = loaded;
  const { dataDir } = config;
  const door = { dataDir, token: secrets.token };
  const till: Till = {
    ask: (method, address, { body, key } = {}) =>
      askTill(door, {
        method,
        path: address,
        body,
        ...(key !== undefined && { headers: { 'idempotency-key': key } }),
      }),
  };
  say(
    `Scantill ${version}: ${practice ? 'practising to go live' : 'going live'}. Looking at everything first.`,
  );
  const { hasManager } = await till.ask<{ hasManager: boolean }>('GET', '/people');
  const parts = { loaded, self: { pid: process.pid, isAlive }, clock: systemClock, random: systemRandom };
  const machine = thisMachine({
    nodeVersion: process.version,
    uid: process.getuid?.(),
    groupIds: process.getgroups?.() ?? [],
  });
  const checks = await lookAtAll({ ...parts, machine, listings: systemListings, asksGateway: true });
  const hasBackup = (await readLastBackup(dataDir).catch(() => undefined))?.good !== undefined;
  const found = lacks({ config, practice, checks, hasManager, hasBackup });
  for (const { must, text } of found) say(`${must ? 'FAIL' : 'LACK'}  ${text}`);
  const isBarred = found.some(({ must }) => must) || (found.length > 0 && !anyway && !practice);
  if (isBarred) {
    throw new Stopped(
      found.some(({ must }) => must)
        ? 'Nothing was charged. Mend what fails, and begin anew.'
        : 'Nothing was charged. Mend what lacks, or go on without it: --anyway.',
    );
  }
  for (const { title, detail } of checks.filter(({ outcome }) => outcome === 'warn')) {
    say(`WARN  ${title}: ${detail}`);
  }
  say(`All is ready (${checks.length} checks).`);
  const { code, digits } = currencyOf(config);
  const done = await lead({
    till,
    lane: wanted ?? config.lanes[0]?.id ?? '1',
    amount: formatMinor(1, digits),
    currency: code,
    practice,
    key: () => `go-live-${randomBytes(12).toString('hex')}`,
    say,
    clock: systemClock,
    signal: stopping.signal,
    isWanted: (question) => (yes ? Promise.resolve(true) : ask(question)),
  });
  say(
    `Done: ${practice ? 'the practice' : 'the shop is live'}. Order ${done.orderNo}, refund ${done.refundNo}.`,
  );
  return 0;
}

async function ask(question: string): Promise<boolean> {
  const asker = createAsker({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test(await asker.line(`${question}\nType yes to go on: `));
  } finally {
    asker.close();
  }
}

function keepProtocol({ protocol: given }: GoLiveOptions): void {
  const stamp = new Date(systemClock.now()).toISOString().replace(/\D/g, '').slice(0, 14);
  const file = given ?? path.resolve(`go-live-${stamp}.txt`);
  try {
    writeFileSync(file, `${protocol.join('\n')}\n`, { mode: 0o600, flag: 'wx' });
    console.log(`What was done is kept in ${file}.`);
  } catch (error) {
    console.error(`What was done could not be kept in ${file}: ${String(error)}`);
  }
}
