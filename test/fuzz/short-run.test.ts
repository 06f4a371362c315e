import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noticeSigner } from '../../scripts/bench/signed-notice.ts';
import { writeConfig } from '../../scripts/fuzz/config.ts';
import { runFuzz } from '../../scripts/fuzz/run-fuzz.ts';
import { unreadableIn } from '../../scripts/power-cuts/after-cut.ts';
import { startApp } from '../../src/app.ts';
import { scaledClock } from '../../src/clock.ts';
import { configChecks } from '../../src/config-checks.ts';
import { loadConfig } from '../../src/load-config.ts';
import { createLog, silentLog } from '../../src/log.ts';
import { createLogRing } from '../../src/log-ring.ts';
import { systemRandom } from '../../src/random.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { seededRandom } from '../simulation/seeded-random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('three thousand inputs that nobody means well by end nothing, get no fault, and leave the lane beside them in peace', async () => {
  const folder = temporaryFolder();
  const sandboxDir = join(folder, 'sandbox');
  mkdirSync(sandboxDir);
  const clock = scaledClock(5);
  const customers = seededRandom(1);
  const sandbox = await startSandbox({ dir: sandboxDir, clock, random: customers, log: silentLog });
  onTestFinished(() => sandbox.close());
  const file = join(folder, 'scantill.json');
  writeFileSync(file, JSON.stringify(writeConfig(folder, sandbox)));
  const { config, secrets } = loadConfig({ cwd: folder, env: {}, file, overrides: {} }, [configChecks]);
  const faults: string[] = [];
  const log = createLog('error', (line) => faults.push(line));
  const app = await startApp(
    {
      config,
      secrets,
      version: '1.2.3',
      publicDir: folder,
      self: { pid: process.pid, isAlive: () => false },
    },
    { clock, random: systemRandom, log, logRing: createLogRing() },
  );
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const result = await runFuzz({
    from: 0,
    count: 3000,
    seed: 3,
    atOnce: 16,
    slowestMs: 15_000,
    url: app.url,
    sandbox,
    sign: noticeSigner({ sandbox, sandboxDir }),
    isAlive: () => true,
    memory: async () => ({ heap: 0, buffers: 0, resident: 0 }),
    say: () => {},
  }).finally(() => app.stop());
  process.off('unhandledRejection', note);
  expect(result.findings).toEqual([]);
  expect(unhandled).toEqual([]);
  expect(faults.filter((line) => line.includes('failed'))).toEqual([]);
  expect(result.inputs).toBe(3000);
  expect(result.control.paid).toBeGreaterThan(0);
  expect(unreadableIn(join(folder, 'data'))).toEqual([]);
}, 180_000);
