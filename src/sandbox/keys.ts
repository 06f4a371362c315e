import { createPublicKey, generateKeyPair } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemCode } from '../errors.ts';

/** One RSA key pair, PEM: PKCS#8 and SPKI. */
interface KeyPair {
  privateKey: string;
  publicKey: string;
}

/** The merchant's pair signs requests, the gateway's pair signs answers. */
export interface SandboxKeys {
  merchant: KeyPair;
  gateway: KeyPair;
}

/** Where a till finds its keys, relative to the sandbox's folder. */
export const MERCHANT_KEY_FILE = 'keys/merchant.pem';
export const GATEWAY_PUBLIC_KEY_FILE = 'keys/gateway.pub.pem';

/** Both key pairs of a sandbox folder, made once and kept. */
export async function sandboxKeys(dir: string): Promise<SandboxKeys> {
  const folder = join(dir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [merchant, gateway] = await Promise.all([keyPair(folder, 'merchant'), keyPair(folder, 'gateway')]);
  return { merchant, gateway };
}

async function keyPair(folder: string, name: string): Promise<KeyPair> {
  const path = join(folder, `${name}.pem`);
  const privateKey = (await readIfThere(path)) ?? (await newPrivateKey(path));
  // Derived, so that a crash between the two files cannot leave a pair that does not fit.
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const publicPath = join(folder, `${name}.pub.pem`);
  if ((await readIfThere(publicPath)) !== publicKey) await writeDurably(publicPath, publicKey);
  return { privateKey, publicKey };
}

async function newPrivateKey(path: string): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await writeDurably(path, privateKey);
  return privateKey;
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
