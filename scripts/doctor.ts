/** `npm run doctor`. Exit 0 where nothing fails, 1 where something does, 2 for wrong arguments. */
import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { systemClock } from '../src/clock.ts';
import { configChecks } from '../src/config-checks.ts';
import { systemListings } from '../src/devices/find-scanners.ts';
import type { Check } from '../src/doctor/check.ts';
import { examine } from '../src/doctor/examine.ts';
import { thisMachine } from '../src/doctor/machine.ts';
import { softwareChecks } from '../src/doctor/software.ts';
import { errorText, TillError } from '../src/errors.ts';
import { type LoadedConfig, loadConfig } from '../src/load-config.ts';
import { systemRandom } from '../src/random.ts';
import { findSettingsAt } from './doctor/find-settings.ts';
import { lookAtAll } from './doctor/look.ts';
import { type DoctorOptions, parseDoctorOptions } from './doctor/options.ts';
import { isAlive } from './doctor/process-life.ts';
import { hasFailed, type ReportLook, reportJson, reportText } from './doctor/report.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const LIMIT_MS = 8500;
const machine = thisMachine({
  nodeVersion: process.version,
  uid: process.getuid?.(),
  groupIds: process.getgroups?.() ?? [],
});

// A gun that hangs in its library keeps no process of ours alive.
process.exit(await main());

async function main(): Promise<number> {
  let options: DoctorOptions;
  try {
    options = parseDoctorOptions(process.argv.slice(2), process.env);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  if (options.findSettings !== undefined) return findSettingsAt(options.findSettings, options);
  const checks = await look(options);
  const text = options.json ? reportJson(checks, version) : reportText(checks, terminalLook());
  await new Promise<void>((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
  return hasFailed(checks) ? 1 : 0;
}

function terminalLook(): ReportLook {
  const { isTTY, columns } = process.stdout;
  return isTTY ? { hasColours: process.env.NO_COLOR === undefined, columns } : { hasColours: false };
}

async function look(options: DoctorOptions): Promise<Check[]> {
  const { config: file, host, port, dataDir } = options;
  let loaded: LoadedConfig;
  try {
    loaded = loadConfig(
      {
        cwd: process.cwd(),
        env: process.env,
        ...(file !== undefined && { file }),
        overrides: {
          ...(host !== undefined && { host }),
          ...(port !== undefined && { port }),
          ...(dataDir !== undefined && { dataDir }),
        },
      },
      [configChecks],
    );
  } catch (error) {
    return [...configProblems(error), ...(await withoutConfig())];
  }
  const where = file === undefined ? 'None: the sandbox, with its defaults.' : `${file} is valid.`;
  const parts = { loaded, machine, clock: systemClock, random: systemRandom, listings: systemListings };
  const checks = await lookAtAll({
    ...parts,
    self: { pid: process.pid, isAlive },
    asksGateway: options.gateway,
  });
  return [{ id: 'configuration', title: 'Configuration', outcome: 'ok', detail: where }, ...checks];
}

/** Each problem of the configuration, as the till tells them at its start. */
function configProblems(error: unknown): Check[] {
  const base = { id: 'configuration', title: 'Configuration', outcome: 'fail' as const };
  const text = error instanceof TillError ? error.message : errorText(error);
  const [head = '', ...problems] = text.split('\n  - ');
  return (problems.length === 0 ? [head] : problems).map((detail) => ({
    ...base,
    detail,
    cure: configCure(detail),
  }));
}

function configCure(problem: string): string {
  if (problem.startsWith('the file cannot be read'))
    return 'Give --config the name of a file that is there and that you may read.';
  if (problem.startsWith('the file is not JSON')) return 'Mend the file there: a comma, a quote, a bracket.';
  return 'Mend it where it was given: the file, a flag, the environment; docs/configuration.md has each setting.';
}

/** What can be looked at where it is not known how the till is set. */
function withoutConfig(): Promise<Check[]> {
  const look = () => softwareChecks(machine, { hid: false, serial: false });
  return examine([{ id: 'software', title: 'Software', look }], { clock: systemClock, limitMs: LIMIT_MS });
}
