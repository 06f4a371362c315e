import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { type Clock, scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode, type OutcomeId, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** At which point of a sale of 12.30 a till dies. */
export interface Kill {
  /** As `crashing-till.mjs` names it. */
  point: string;
  outcome: OutcomeId;
  /** Killed from outside as the gateway receives this, where the point is no write of the till. */
  onRequest?: string;
  cancel?: true;
  /** Asked for as soon as the sale is paid. */
  refund?: { amountMinor: number; reason: string; key: string };
  /** Default: 40 times as fast as outside. */
  speed?: number;
}

/** What a killed till leaves behind. */
export interface Killed {
  folder: string;
  sandbox: Sandbox;
  clock: Clock;
  /** Empty where no code was scanned. */
  orderNo: string;
  /** What the gateway was asked, before the kill and since. */
  requests: { method: string; orderNo: string }[];
}

const child = fileURLToPath(new URL('crashing-till.mjs', import.meta.url));

/** Builds what is going to be killed. */
export function buildTill(): void {
  execFileSync(process.execPath, ['scripts/build.mjs']);
}

/** Lets a till of its own process sell until it dies at that point, by SIGKILL. Its sandbox lives on until the test ends. */
export async function killTill(kill: Kill): Promise<Killed> {
  const folder = temporaryFolder();
  const since = Date.now();
  const speed = kill.speed ?? 40;
  const clock = scaledClock(speed, since);
  const requests: Killed['requests'] = [];
  const sandbox = await startSandbox({
    dir: join(folder, 'sandbox'),
    clock,
    random: systemRandom,
    log: silentLog,
    onRequest: (request) => {
      requests.push(request);
      if (request.method === kill.onRequest) till.kill('SIGKILL');
    },
  });
  onTestFinished(() => sandbox.close());
  const plan = {
    folder,
    speed,
    since,
    code: makeCode({ wallet: 'alipay', outcome: kill.outcome }, systemRandom),
    gateway: {
      baseUrl: sandbox.url,
      path: sandbox.path,
      appId: sandbox.appId,
      merchantNo: sandbox.merchantNo,
      refusalCodes: sandbox.refusalCodes,
      keys: { merchantPrivateKey: sandbox.merchantPrivateKey, gatewayPublicKey: sandbox.gatewayPublicKey },
    },
    crash: kill.point,
    cancel: kill.cancel,
    refund: kill.refund,
  };
  const till = spawn(process.execPath, [child, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void till.kill('SIGKILL'));
  let printed = '';
  till.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const [, signal] = await once(till, 'close');
  expect(signal).toBe('SIGKILL');
  return { folder, sandbox, clock, orderNo: printed.trim(), requests };
}
