import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/index.ts';

export interface ConfigParts {
  folder: string;
  /** Default: `data` in that folder. */
  dataDir?: string;
  sandbox: Sandbox;
  gatewayUrl: string;
  lanes: number;
  since: number;
}

/** The shop's day changes some two hours of its time after the start, so that a long run lives through it. */
export function writeConfig({
  folder,
  dataDir = 'data',
  sandbox,
  gatewayUrl,
  lanes,
  since,
}: ConfigParts): string {
  writeFileSync(join(folder, 'merchant.pem'), sandbox.merchantPrivateKey, { mode: 0o600 });
  writeFileSync(join(folder, 'gateway.pub.pem'), sandbox.gatewayPublicKey);
  const config = {
    server: { port: 0 },
    dataDir,
    shop: { timeZone: 'UTC', dayStartsAt: new Date(since + 2 * 3_600_000).toISOString().slice(11, 16) },
    gateway: {
      kind: 'codepay',
      baseUrl: gatewayUrl,
      path: sandbox.path,
      appId: sandbox.appId,
      merchantNo: sandbox.merchantNo,
      auth: { type: 'rsa2', privateKeyFile: 'merchant.pem', gatewayPublicKeyFile: 'gateway.pub.pem' },
      refusalCodes: sandbox.refusalCodes,
    },
    payment: { quietMs: 0 },
    lanes: Array.from({ length: lanes }, (_, i) => ({ id: String(i + 1), scanners: [] })),
  };
  const file = join(folder, 'scantill.json');
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** A new folder in that one. */
export function madeFolder(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}
