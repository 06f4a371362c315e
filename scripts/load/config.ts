import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/index.ts';

export interface LoadConfigParts {
  folder: string;
  sandbox: Sandbox;
  gatewayUrl: string;
  lanes: number;
}

/** A gateway that takes as many calls as come: 50 lanes at a sale each two seconds are more than the default's 20 a second. */
export function writeConfig({ folder, sandbox, gatewayUrl, lanes }: LoadConfigParts): object {
  writeFileSync(join(folder, 'merchant.pem'), sandbox.merchantPrivateKey, { mode: 0o600 });
  writeFileSync(join(folder, 'gateway.pub.pem'), sandbox.gatewayPublicKey);
  return {
    server: { port: 0 },
    dataDir: 'data',
    gateway: {
      kind: 'codepay',
      baseUrl: gatewayUrl,
      path: sandbox.path,
      appId: sandbox.appId,
      merchantNo: sandbox.merchantNo,
      auth: { type: 'rsa2', privateKeyFile: 'merchant.pem', gatewayPublicKeyFile: 'gateway.pub.pem' },
      refusalCodes: sandbox.refusalCodes,
    },
    payment: { quietMs: 0, callsPerSecond: 1000, callBurst: 1000 },
    lanes: Array.from({ length: lanes }, (_, index) => ({
      id: String(index + 1),
      scanners: [{ transport: 'tcp', listen: '127.0.0.1:0' }],
    })),
  };
}
