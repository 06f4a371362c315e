/** `npm run record`. Exit 0 when a recording was saved, 1 when none could be, 2 for wrong arguments. */
import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CommanderError } from 'commander';
import { systemClock } from '../src/clock.ts';
import type { Config } from '../src/config.ts';
import { configChecks } from '../src/config-checks.ts';
import { findScanners, systemListings } from '../src/devices/find-scanners.ts';
import { reportDescriptorOf } from '../src/devices/hid/sysfs.ts';
import { type RecordingHeader, recordedSettings, recordingText } from '../src/devices/recording.ts';
import { transportMaker } from '../src/devices/transport-maker.ts';
import { errorText, TillError } from '../src/errors.ts';
import { type LoadedConfig, loadConfig } from '../src/load-config.ts';
import { plainHost } from '../src/loopback.ts';
import { systemRandom } from '../src/random.ts';
import { type ScannerConfig, scannerConfig } from '../src/scanner-config.ts';
import { findTill } from './doctor/running-till.ts';
import { type Disguised, disguise } from './record/disguise.ts';
import { heldByTill } from './record/held-by-till.ts';
import { parseRecordOptions, type RecordOptions } from './record/options.ts';
import { watchGun } from './record/watch.ts';

/** Why nothing can be recorded; `exitCode` says whose fault it is. */
class RecordProblem extends Error {
  readonly exitCode: 1 | 2;
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    await record(parseRecordOptions(process.argv.slice(2), process.env));
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof TillError) console.error(`${error.message}\n${error.hint}`);
    else if (error instanceof RecordProblem) console.error(error.message);
    else throw error;
    return error instanceof RecordProblem ? error.exitCode : 2;
  }
}

async function record(options: RecordOptions): Promise<void> {
  refuseUnsavable(options);
  const loaded = load(options);
  const config = options.scanner ?? (await chosenGun(options, loaded.config));
  await refuseHeld(config, loaded);
  const stopping = new AbortController();
  // npm and the terminal both pass it on: a second one is the same.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  const mode = modeOf(config);
  const watched = await watchGun(
    {
      transport: transportMaker(systemClock)(config),
      mode,
      clock: systemClock,
      count: options.count,
      say: (line) => console.log(line),
    },
    stopping.signal,
  );
  if (!watched.ok) {
    const { message, cure, code } = watched.finding;
    const held = 'If the till has it: stop the till, or switch the gun off on its page /technician.';
    throw new RecordProblem([message, cure, ...(code === 'IN_USE' ? [held] : [])].join('\n'));
  }
  const { serialNumber, path, usbPort: _, ...device } = watched.identity;
  const descriptor =
    path === undefined || config.transport !== 'hid' ? undefined : await reportDescriptorOf(path);
  const header: RecordingHeader = {
    scantillRecording: 1,
    mode,
    device: { ...device, ...(options.withSerial && serialNumber !== undefined && { serialNumber }) },
    settings: recordedSettings(config),
    ...(descriptor && { descriptor: Buffer.from(descriptor).toString('hex') }),
  };
  save(options, await disguise(watched.heard, header, systemRandom), header);
}

/** Before anybody scans: what cannot be saved in the end would be lost. */
function refuseUnsavable({ out }: RecordOptions): void {
  if (out === undefined) return;
  if (existsSync(out)) throw new RecordProblem(`--out: ${out} is there already. Give another name.`, 2);
  try {
    accessSync(dirname(out), constants.W_OK);
  } catch (error) {
    throw new RecordProblem(`--out: ${out} cannot be written: ${errorText(error)}`, 2);
  }
}

function load({ config: file }: RecordOptions): LoadedConfig {
  const { env } = process;
  const { SCANTILL_HOST: host, SCANTILL_PORT: port } = env;
  const overrides = { ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
  const sources = { cwd: process.cwd(), env, overrides, ...(file !== undefined && { file }) };
  return loadConfig(sources, [configChecks]);
}

/** The gun of the configuration that has this id; without one, the only scanner that is plugged in. */
async function chosenGun({ id }: RecordOptions, { lanes }: Config): Promise<ScannerConfig> {
  if (id !== undefined) {
    const guns = lanes.flatMap(({ id: lane, scanners = [] }) =>
      scanners.map((gun, i) => ({ gun, id: gun.id ?? `${lane}-${gun.transport}-${i + 1}` })),
    );
    const found = guns.find((each) => each.id === id);
    if (found) return found.gun;
    const known = guns.map((each) => each.id).join(', ') || 'none';
    throw new RecordProblem(`--id: expected one of the configuration's guns (${known}); got "${id}"`, 2);
  }
  const { candidates, findings } = await findScanners(systemListings);
  const certain = candidates.filter(({ certainty, entry }) => certainty === 'certain' && entry !== undefined);
  const [only, ...others] = certain;
  if (only?.entry && others.length === 0) return scannerConfig(only.entry);
  const seen = certain.map(({ name, place }) => `  ${name} at ${place}`);
  const why =
    certain.length > 0
      ? ['Several scanners are plugged in:', ...seen]
      : ['No scanner is plugged in that can be told from other devices.'];
  const told = findings.map(({ message, cure }) => `${message} ${cure}`);
  throw new RecordProblem(
    [...why, ...told, 'Name one with --scanner (see --help), or --config and --id.'].join('\n'),
    2,
  );
}

async function refuseHeld(
  config: ScannerConfig,
  { config: { server }, secrets }: LoadedConfig,
): Promise<void> {
  const till = await findTill({ host: plainHost(server), port: server.port, token: secrets.token });
  const held = heldByTill(config, till?.guns ?? []);
  if (!held) return;
  throw new RecordProblem(
    `The till that runs has this gun (${held.name}). Stop the till, or switch the gun off on its page /technician, then record.`,
  );
}

function modeOf(config: ScannerConfig): RecordingHeader['mode'] {
  if (config.transport === 'serial') return 'serial';
  if (config.transport === 'tcp') return 'network';
  return config.mode === 'keyboard' ? 'keyboard' : 'hidPos';
}

function save(options: RecordOptions, { entries, unsaved }: Disguised, header: RecordingHeader): void {
  if (unsaved > 0) {
    console.log(
      `${unsaved} scans are not saved: the code was not found in what came, or something else was there that may be of a code.`,
    );
  }
  const codes = entries.filter((entry) => 'code' in entry).length;
  if (codes === 0) throw new RecordProblem('Nothing is saved: no whole code came that can be made up.');
  const out = options.out ?? `recording-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.jsonl`;
  try {
    // Never over another one.
    writeFileSync(out, recordingText({ header, entries }), { flag: 'wx' });
  } catch (error) {
    throw new RecordProblem(`The recording cannot be saved: ${errorText(error)}`);
  }
  console.log(`Saved ${codes} scans, their codes made up, to ${out}. Replay: npm run scan -- --file ${out}`);
}
