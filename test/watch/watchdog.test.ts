import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { chargeOn, ordersOf, scanOn } from '../support/till-api.ts';
import { startTill, type TillProcess } from '../support/till-process.ts';
import { until } from '../support/until.ts';

beforeAll(() => void execFileSync(process.execPath, ['scripts/build.mjs']));

const LIMIT_SECONDS = 2;
const standStill = fileURLToPath(new URL('../support/stand-still.mjs', import.meta.url));

async function watchedTill(dataDir: string, env: Record<string, string> = {}): Promise<TillProcess> {
  const watched = {
    NODE_OPTIONS: `--import=${standStill}`,
    SCANTILL_WATCHDOG_SECONDS: String(LIMIT_SECONDS),
    ...env,
  };
  const till = await startTill({ dataDir, env: watched });
  onTestFinished(() => till.kill());
  return till;
}

function isAlive({ pid }: TillProcess): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a till that stands still is ended, says so, and goes on with its orders when it is started again', async () => {
  const dataDir = temporaryFolder();
  const till = await watchedTill(dataDir);
  await chargeOn(till.url, '12.30');
  await scanOn(till.url, { wallet: 'alipay', outcome: 'never' });
  await until(async () => (await ordersOf(till.url))[0]?.state === 'pending', {
    what: 'the order is pending',
  });
  const [before] = await ordersOf(till.url);

  process.kill(till.pid, 'SIGUSR2');
  await until(() => !isAlive(till), { what: 'the watchdog ends the till', timeoutMs: 15_000 });
  expect(till.output()).toContain('the till stood still and is ended, to be started again');
  expect(till.output()).toMatch(/"busySeconds":[1-9]/);

  const again = await watchedTill(dataDir);
  expect(again.output()).toContain('"msg":"orders resumed"');
  const [after] = await ordersOf(again.url);
  expect(after).toMatchObject({ orderNo: before?.orderNo, amount: '12.30' });
}, 60_000);

test('a till that was halted for longer than the limit lives on when it is let go', async () => {
  const till = await watchedTill(temporaryFolder());
  process.kill(till.pid, 'SIGSTOP');
  const haltedAt = performance.now();
  await until(() => performance.now() - haltedAt > (LIMIT_SECONDS + 2) * 1000, { what: 'the limit is over' });
  process.kill(till.pid, 'SIGCONT');
  const letGoAt = performance.now();
  await until(() => performance.now() - letGoAt > 2000, { what: 'the watchdog has looked again' });
  expect((await fetch(`${till.url}/healthz`)).status).toBe(200);
}, 60_000);

test('without a watchdog a till that stands still stays', async () => {
  const till = await watchedTill(temporaryFolder(), { SCANTILL_WATCHDOG_SECONDS: '0' });
  process.kill(till.pid, 'SIGUSR2');
  const stoodAt = performance.now();
  await until(() => performance.now() - stoodAt > (LIMIT_SECONDS + 2) * 1000, { what: 'the limit is over' });
  expect(isAlive(till)).toBe(true);
}, 60_000);

test('a wrong limit of the watchdog is refused, with what was expected', async () => {
  const start = startTill({ dataDir: temporaryFolder(), env: { SCANTILL_WATCHDOG_SECONDS: 'soon' } });
  await expect(start).rejects.toThrow('expected 2 to 3600, or 0 for no watchdog; got "soon"');
});

test('in a container the till is not the first process, which nothing within could end', () => {
  const dockerfile = readFileSync(fileURLToPath(new URL('../../Dockerfile', import.meta.url)), 'utf8');
  expect(dockerfile).toMatch(/^ENTRYPOINT \["tini", "--", /m);
});
