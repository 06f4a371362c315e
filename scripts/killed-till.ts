import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApp } from '../src/app.ts';
import { scaledClock } from '../src/clock.ts';
import { configChecks } from '../src/config-checks.ts';
import { loadConfig } from '../src/load-config.ts';
import { createLog, type LogLevel } from '../src/log.ts';
import { createLogRing } from '../src/log-ring.ts';
import { systemRandom } from '../src/random.ts';

/**
 * The till that `npm run kills` kills and `npm run fuzz` feeds: all of it, wired as `src/main` wires it, on a clock that may run faster. Its one
 * argument is JSON, a `TillPlan`.
 */

/** What a killed till is told. */
export interface TillPlan {
  /** Its configuration file. */
  config: string;
  /** How many times as fast its time passes since `since` (epoch ms). */
  speed: number;
  since: number;
  /** Default: warnings and errors. */
  logLevel?: LogLevel;
}

/** What it answers, started with `--expose-gc`, to any message of the process that started it: bytes in use after a collection. */
export interface TillMemory {
  heap: number;
  buffers: number;
  resident: number;
}

const plan = JSON.parse(process.argv[2] ?? '') as TillPlan;
const { version } = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8'),
) as { version: string };
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const { config, secrets } = loadConfig(
  { cwd: dirname(plan.config), env: {}, file: plan.config, overrides: {} },
  [configChecks],
);
const app = await startApp(
  {
    config,
    secrets,
    version,
    publicDir: fileURLToPath(new URL('../public', import.meta.url)),
    self: { pid: process.pid, isAlive },
  },
  {
    clock: scaledClock(plan.speed, plan.since),
    random: systemRandom,
    log: createLog(plan.logLevel ?? 'warn'),
    logRing: createLogRing(),
  },
);
process.once('SIGTERM', () => void app.stop().then(() => process.exit(0)));
process.on('message', () => {
  for (let i = 0; i < 3; i += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  process.send?.({ heap: heapUsed, buffers: arrayBuffers, resident: rss } satisfies TillMemory);
});
// Whoever started it may be gone: it does not live on for that.
process.on('disconnect', () => process.exit(1));
console.log(`Till ready on ${app.url}`);
