import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import { readPrivateKey, readPublicKey, rsa2Signer, rsa2Verifier } from '../../src/payment/codepay/index.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import { systemRandom } from '../../src/random.ts';
import { type Sandbox, type SandboxParts, startSandbox } from '../../src/sandbox/index.ts';
import { type GatewayAt, gatewayAt } from './codepay.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface RunningSandbox {
  sandbox: Sandbox;
  /** A client that knows its keys. */
  gateway: Gateway;
  close(): Promise<void>;
}

/** A sandbox over `dir`, and a client of it. The caller closes both. */
export async function openSandbox(
  parts: Pick<SandboxParts, 'dir'> & Partial<SandboxParts>,
): Promise<RunningSandbox> {
  const clock: Clock = parts.clock ?? systemClock;
  const sandbox = await startSandbox({ clock, random: systemRandom, log: silentLog, ...parts });
  const gateway = clientOf(sandbox, clock);
  const close = async () => {
    await gateway.close();
    await sandbox.close();
  };
  return { sandbox, gateway, close };
}

/** The same in a folder of its own; all of it goes away with the test. */
export async function runSandbox(parts: Partial<SandboxParts> = {}): Promise<RunningSandbox> {
  const running = await openSandbox({ dir: temporaryFolder(), ...parts });
  onTestFinished(running.close);
  return running;
}

/** A client with the sandbox's keys; `config` adds to what it has to be. */
export function clientOf(
  sandbox: Sandbox,
  clock: Clock = systemClock,
  config: GatewayAt['config'] = {},
): Gateway {
  return gatewayAt({
    url: sandbox.url,
    clock,
    config: { refusalCodes: [...sandbox.refusalCodes], ...config },
    parts: {
      credentials: {
        type: 'rsa2',
        signer: rsa2Signer(readPrivateKey(sandbox.merchantPrivateKey)),
        verifier: rsa2Verifier(readPublicKey(sandbox.gatewayPublicKey)),
      },
    },
  });
}
