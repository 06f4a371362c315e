import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaledClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import type { GatewayRig } from '../contracts/gateway.ts';
import { submitRequest } from './codepay.ts';
import { openSandbox } from './sandbox.ts';

/** The client for CodePay before a sandbox of its own, on a clock that runs five times as fast. */
export async function codePayRig(): Promise<GatewayRig> {
  const clock = scaledClock(5);
  const dir = await mkdtemp(join(tmpdir(), 'scantill-'));
  const { sandbox, gateway, close } = await openSandbox({ dir, clock });
  return {
    clock,
    gateway,
    truthOf: sandbox.truthOf,
    payment: (outcome) => submitRequest(makeCode({ wallet: 'alipay', outcome }, systemRandom)),
    close: async () => {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
