import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../errors.ts';
import { GATEWAY_PUBLIC_KEY_FILE, MERCHANT_KEY_FILE } from './keys.ts';
import type { Sandbox } from './server.ts';

/**
 * Writes `scantill.json` into the sandbox's folder: a till started with it talks to this sandbox as to a genuine
 * gateway. An existing file keeps everything but its gateway. Returns the file's path.
 */
export async function writeTillConfig(dir: string, sandbox: Sandbox): Promise<string> {
  const path = join(dir, 'scantill.json');
  const config = { dataDir: 'till-data', ...(await existing(path)), gateway: gatewaySection(sandbox) };
  await writeFile(path, `${JSON.stringify(config, null, 2)}\n`);
  return path;
}

function gatewaySection(sandbox: Sandbox) {
  return {
    kind: 'codepay',
    baseUrl: sandbox.url,
    path: sandbox.path,
    appId: sandbox.appId,
    merchantNo: sandbox.merchantNo,
    auth: {
      type: 'rsa2',
      privateKeyFile: MERCHANT_KEY_FILE,
      gatewayPublicKeyFile: GATEWAY_PUBLIC_KEY_FILE,
    },
    refusalCodes: sandbox.refusalCodes,
  };
}

async function existing(path: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return {};
    throw error;
  }
}
