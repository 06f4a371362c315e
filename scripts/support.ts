/** `scantill support`. Exit 0 where the bundle is written, 1 where it is not, 2 for wrong arguments. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CommanderError } from 'commander';
import { systemClock } from '../src/clock.ts';
import { systemListings } from '../src/devices/find-scanners.ts';
import { thisMachine } from '../src/doctor/machine.ts';
import { errorText, TillError } from '../src/errors.ts';
import { systemRandom } from '../src/random.ts';
import { lookAtAll } from './doctor/look.ts';
import { isAlive } from './doctor/process-life.ts';
import { createAsker, Interrupted } from './init/asker.ts';
import { configAt, exitCodeOf } from './people/place.ts';
import { askTillText } from './people/till-door.ts';
import { type BundleEntry, manifestOf, packed, safeEntries, writeBundle } from './support/bundle.ts';
import { collect } from './support/collect.ts';
import { parseSupportOptions, type SupportOptions } from './support/options.ts';
import { identifyingValues } from './support/redact-config.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

// A gun that hangs in its library keeps no process of ours alive.
process.exit(await main());

async function main(): Promise<number> {
  try {
    return await run(parseSupportOptions(process.argv.slice(2), process.env));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof TillError) {
      console.error(`${error.message}\n${error.hint}`);
      return exitCodeOf(error);
    }
    console.error(error instanceof Interrupted ? '\nNothing was written.' : errorText(error));
    return 1;
  }
}

async function run({ place, to, yes, json }: SupportOptions): Promise<number> {
  const now = systemClock.now();
  const stamp = new Date(now).toISOString().replace(/\D/g, '').slice(0, 14);
  const file = to ?? path.resolve(`scantill-support-${stamp}.tar.gz`);
  if (existsSync(file)) {
    console.error(`${file} is there already: give another name with --to. Nothing was written.`);
    return 1;
  }
  const loaded = configAt(place, process.env);
  const { config, secrets } = loaded;
  const machine = thisMachine({
    nodeVersion: process.version,
    uid: process.getuid?.(),
    groupIds: process.getgroups?.() ?? [],
  });
  const self = { pid: process.pid, isAlive };
  const parts = { loaded, machine, self, clock: systemClock, random: systemRandom, listings: systemListings };
  const found = await collect({
    config,
    version,
    machine,
    doctor: () => lookAtAll({ ...parts, asksGateway: true }),
    till: (address) => askTillText({ dataDir: config.dataDir, token: secrets.token }, address),
  });
  const entries = safeEntries(found, [...Object.values(secrets).flat(), ...identifyingValues(config)]);
  const all = [manifestOf(entries, { version, at: new Date(now).toISOString() }), ...entries];
  if (!json) console.error(contentsText(file, all));
  if (process.stdin.isTTY && !json && !yes && !(await isWanted())) {
    console.error('Nothing was written.');
    return 1;
  }
  writeBundle(file, packed(all, now));
  const names = all.map(({ name }) => name);
  console.log(
    json ? JSON.stringify({ file, files: names }) : `${file} is written. Look into it before you hand it on.`,
  );
  return 0;
}

function contentsText(file: string, entries: readonly BundleEntry[]): string {
  const lines = entries.map(
    ({ name, about, text }) =>
      `  ${name.padEnd(18)}${String(Buffer.byteLength(text)).padStart(9)} bytes  ${about}`,
  );
  return [`${file} will hold:`, ...lines].join('\n');
}

async function isWanted(): Promise<boolean> {
  const asker = createAsker({ input: process.stdin, output: process.stderr });
  try {
    return /^(y(es)?)?$/i.test(await asker.line('Write it? (Enter: yes, n: no)\n> '));
  } finally {
    asker.close();
  }
}
