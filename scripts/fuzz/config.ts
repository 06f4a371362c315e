import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { CONTROL_LANE } from './control-lane.ts';
import { FUZZED_LANES } from './shapes.ts';

/** A till whose limits of calls and requests are wide open: what is tried is everything behind them. */
export function writeConfig(folder: string, sandbox: Sandbox): object {
  writeFileSync(join(folder, 'merchant.pem'), sandbox.merchantPrivateKey, { mode: 0o600 });
  writeFileSync(join(folder, 'gateway.pub.pem'), sandbox.gatewayPublicKey);
  return {
    server: { port: 0, limits: { requestsPerSecond: 100_000 } },
    dataDir: 'data',
    shop: { timeZone: 'UTC', dayStartsAt: '00:00' },
    gateway: {
      kind: 'codepay',
      baseUrl: sandbox.url,
      path: sandbox.path,
      appId: sandbox.appId,
      merchantNo: sandbox.merchantNo,
      auth: { type: 'rsa2', privateKeyFile: 'merchant.pem', gatewayPublicKeyFile: 'gateway.pub.pem' },
      refusalCodes: sandbox.refusalCodes,
    },
    payment: { quietMs: 0, callsPerSecond: 5000, callBurst: 5000 },
    lanes: [...FUZZED_LANES, CONTROL_LANE].map((id) => ({ id, scanners: [] })),
  };
}
