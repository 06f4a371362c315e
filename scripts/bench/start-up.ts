import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { ms, percentile, print } from './figures.ts';
import { fillDay } from './store-growth.ts';

/** `npm start`'s own command → `/healthz` answers, once built. */
export async function benchStartUp(starts: number): Promise<void> {
  for (const finished of [0, 10_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'scantill-bench-'));
    // The first start makes keys; every later one is what a shop sees.
    await startOnce(folder);
    fillDay(folder, finished);
    const samples: number[] = [];
    for (let i = 0; i < starts; i += 1) samples.push(await startOnce(folder));
    rmSync(folder, { recursive: true });
    print({
      name: `start → healthz, ${finished.toLocaleString('en')} orders today`,
      values: { p50: ms(percentile(samples, 0.5)), max: ms(Math.max(...samples)), n: String(samples.length) },
      aim: '< 1 s',
    });
  }
}

/** The time of one start. */
async function startOnce(folder: string): Promise<number> {
  const { tookMs, stop } = await startTill(folder);
  await stop();
  return tookMs;
}

/** The till in a process of its own, on its sandbox; `tookMs` until `/healthz` answered. */
export async function startTill(
  folder: string,
): Promise<{ url: string; tookMs: number; stop: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const args = ['scripts/run.mjs', 'src/main', '--port', String(port), '--data-dir', folder];
  const till = spawn(process.execPath, args, { stdio: 'ignore' });
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) break;
    if (till.exitCode !== null) throw new Error('the till did not start');
    await systemClock.sleep(2);
  }
  const tookMs = performance.now() - startedAt;
  const stop = async () => {
    till.kill('SIGTERM');
    await once(till, 'exit');
  };
  return { url, tookMs, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
