import { existsSync, readFileSync } from 'node:fs';
import { url as debuggerAddress } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type App, startApp } from './app.ts';
import { systemClock } from './clock.ts';
import { configChecks } from './config-checks.ts';
import { errorText, TillError } from './errors.ts';
import { loadConfig } from './load-config.ts';
import { createLog, LOG_LEVELS, type Log, type LogLevel, lastNet, maskCrash } from './log.ts';
import { createLogRing } from './log-ring.ts';
import { systemRandom } from './random.ts';
import { startWatchdog } from './watch/watchdog.ts';

/** The process: reads what it was told, starts the till, and stops it on SIGINT and SIGTERM. */

const EXIT_FATAL = 1;
const EXIT_BAD_CONFIG = 2;
/** A start that takes longer waits for a disk that does not answer, and must say so. */
const SLOW_START_MS = 10_000;
/** Orders in flight are saved long before this; nothing may hold the process longer. */
const STOP_WITHIN_MS = 10_000;
/** An event loop that has not turned for so long will not turn again; the till's longest work takes far less. */
const STANDSTILL_SECONDS = 20;

interface Options {
  config?: string;
  port?: string;
  host?: string;
  dataDir?: string;
  check?: boolean;
}

const { version } = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8'),
) as { version: string };

/** What goes over all words that leave the process. */
let net = lastNet(secretsIn(process.env));

async function main(): Promise<void> {
  const options = readOptions();
  const { env } = process;
  const logRing = createLogRing();
  const log = createLog(logLevel(env.SCANTILL_LOG_LEVEL), (line) => {
    const safe = net(line);
    process.stderr.write(safe);
    logRing.write(safe);
  });
  const file = options.config ?? env.SCANTILL_CONFIG;
  const host = options.host ?? env.SCANTILL_HOST;
  const port = options.port ?? env.SCANTILL_PORT;
  const dataDir = options.dataDir ?? env.SCANTILL_DATA_DIR;
  const { config, secrets } = loadConfig(
    {
      cwd: process.cwd(),
      env,
      ...(file === undefined ? {} : { file }),
      overrides: {
        ...(host === undefined ? {} : { host }),
        ...(port === undefined ? {} : { port }),
        ...(dataDir === undefined ? {} : { dataDir }),
      },
    },
    [configChecks],
  );
  net = lastNet(Object.values(secrets).flat());
  if (options.check) {
    console.log('The configuration is good.');
    return;
  }
  watchOver(log, env.SCANTILL_WATCHDOG_SECONDS);
  const app = startApp(
    {
      config,
      secrets,
      version,
      publicDir: fileURLToPath(new URL('../public', import.meta.url)),
      self: { pid: process.pid, isAlive },
      process: {
        nodeVersion: process.version,
        uid: process.getuid?.(),
        groupIds: process.getgroups?.() ?? [],
      },
    },
    { clock: systemClock, random: systemRandom, log, logRing },
  );
  stopOnSignal(app);
  const callOff = systemClock.after(SLOW_START_MS, () => {
    console.error(
      `Still starting: the data folder ${config.dataDir} has not answered yet. Is its disk well?`,
    );
  });
  greet(await app.finally(callOff));
}

/** Has a till that stands still ended, so that it is started again. `seconds`: as the environment says; 0: never. */
function watchOver(log: Log, seconds = ''): void {
  const limit = seconds === '' ? STANDSTILL_SECONDS : Number(seconds);
  if (!(limit === 0 || (limit >= 2 && limit <= 3600))) {
    throw new TillError({
      code: 'CONFIG_INVALID',
      message: `SCANTILL_WATCHDOG_SECONDS: expected 2 to 3600, or 0 for no watchdog; got "${seconds}"`,
      hint: 'Set it to one of these, or leave it out.',
    });
  }
  if (limit === 0) return;
  // The kernel lets nothing within a container end its first process.
  if (process.pid === 1) {
    log.warn('no watchdog: it cannot end the first process of a container', { cure: 'docker run --init' });
    return;
  }
  const isDebugged = () => debuggerAddress() !== undefined;
  startWatchdog({ limitMs: limit * 1000, isDebugged, clock: systemClock, log });
}

function readOptions(): Options {
  const program = new Command('scantill')
    .description('A till that takes wallet payments from a scan gun.')
    .version(version)
    .option('--config <file>', 'configuration (JSON); without one the till runs on its sandbox gateway')
    .option('--port <number>', 'port to listen on (default 8080)')
    .option('--host <address>', 'address to listen on (default 127.0.0.1)')
    .option('--data-dir <folder>', 'where orders are kept (default data)')
    .option('--check', 'check the configuration and stop')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_BAD_CONFIG));
  return program.parse().opts<Options>();
}

/** Known before any file was read. */
function secretsIn(env: NodeJS.ProcessEnv): string[] {
  const names = ['TOKEN', 'PRIVATE_KEY', 'BASIC_PASSWORD'];
  return names.flatMap((name) => env[`SCANTILL_${name}`] ?? []);
}

function logLevel(given: string | undefined): LogLevel {
  if (given === undefined || given === '') return 'info';
  const level = LOG_LEVELS.find((each) => each === given);
  if (level) return level;
  throw new TillError({
    code: 'CONFIG_INVALID',
    message: `SCANTILL_LOG_LEVEL: expected one of ${LOG_LEVELS.join(', ')}; got "${given}"`,
    hint: 'Set it to one of these, or leave it out.',
  });
}

function greet(app: App): void {
  const port = new URL(app.url).port || '80';
  const [lane = '1'] = app.lanes;
  const where = [...(lane === '1' ? [] : ['--lane', lane]), ...(port === '8080' ? [] : ['--port', port])];
  const practice = app.sandbox
    ? [
        '',
        '  SANDBOX: no money moves. Charge an amount on the page, then make a test scan',
        `  in a second terminal:  ${scanCommand(where)}`,
      ]
    : [];
  const tablets = app.tabletUrls.length === 0 ? [] : [`Tablets come by ${app.tabletUrls.join(' or ')}`];
  console.log([`Till ready on ${app.url}`, ...tablets, ...practice].join('\n'));
}

/** In the repository a script of npm; an installed till has its own command, which finds the port by itself. */
function scanCommand(where: readonly string[]): string {
  const isRepository = existsSync(fileURLToPath(new URL('../../src', import.meta.url)));
  const [command, between] = isRepository ? ['npm run scan', ['--']] : ['sudo scantill scan', []];
  return [command, ...(where.length > 0 ? [...between, ...where] : [])].join(' ');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * A till asked to end while it starts ends as soon as it has. npm and the terminal both pass the signal on: one that
 * repeats is the same one, and stopping is bounded anyway.
 */
function stopOnSignal(app: Promise<App>): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    systemClock.after(STOP_WITHIN_MS, () => process.exit(EXIT_FATAL));
    app.then((started) => started.stop()).then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): never {
  if (error instanceof TillError) {
    console.error(net(`\n${error.code}: ${error.message}\n${error.hint}`));
    const isConfig =
      error.code === 'CONFIG_INVALID' ||
      error.code === 'KEY_UNREADABLE' ||
      error.code === 'DATA_FOLDER_OF_ANOTHER_GATEWAY';
    process.exit(isConfig ? EXIT_BAD_CONFIG : EXIT_FATAL);
  }
  console.error(maskCrash(net(error instanceof Error ? String(error.stack) : errorText(error))));
  process.exit(EXIT_FATAL);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
main().catch(fail);
