import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { errorText } from '../../src/errors.ts';
import { readPrivateKey, readPublicKey } from '../../src/payment/index.ts';
import { makePrivateFolder, type Owner, placeFile } from './new-file.ts';
import { NotMade } from './not-made.ts';

/** The gateway's documents ask for RSA-2048. */
const BITS = 2048;

/** The merchant's pair. The private half is not in here: nothing has reason to show it. */
export interface MerchantKey {
  /** As the gateway's portal takes it: one line of base64, without "-----BEGIN". */
  publicKey: string;
  /** The same as PEM. */
  publicKeyFile: string;
  /** It was there already, and may be known to the gateway. */
  wasThere: boolean;
}

export interface MerchantKeyRequest {
  /** The private key's, absolute. The public key stands beside it, as `.pub.pem`. */
  file: string;
  owner: Owner | undefined;
}

/** The pair there, made where there is none: durable before anybody can have seen it. Throws `NotMade`. */
export function merchantKey({ file, owner }: MerchantKeyRequest): MerchantKey {
  const publicKeyFile = file.replace(/(\.pem)?$/, '.pub.pem');
  const wasThere = existsSync(file);
  if (!wasThere) {
    makePrivateFolder(path.dirname(file), owner);
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: BITS,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    placeFile({ file, text: privateKey, isSecret: true, owner });
  }
  const own = createPublicKey(privateKeyAt(file));
  const pem = own.export({ type: 'spki', format: 'pem' }).toString();
  if (!existsSync(publicKeyFile) || readFileSync(publicKeyFile, 'utf8') !== pem) {
    placeFile({ file: publicKeyFile, text: pem, isSecret: false, owner });
  }
  return { publicKey: oneLine(own), publicKeyFile, wasThere };
}

function privateKeyAt(file: string): KeyObject {
  let key: KeyObject;
  try {
    key = readPrivateKey(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new NotMade(
      `${file}: ${errorText(error)}\nPut the right one there, or make a new pair with --new-key.`,
    );
  }
  if (bitsOf(key) >= BITS) return key;
  throw new NotMade(
    `${file}: expected a key of ${BITS} bits or more; got ${bitsOf(key)}.\nMake a new pair with --new-key, and upload its public key.`,
  );
}

/** The gateway's public key as PEM. `ours` is the merchant's, in one line: the portal shows both, side by side. Throws `NotMade`. */
export function gatewayKeyPem(text: string, ours: string): string {
  let key: KeyObject;
  try {
    key = readPublicKey(text);
  } catch (error) {
    throw new NotMade(`The gateway's public key: ${errorText(error)}`);
  }
  if (oneLine(key) === ours) {
    throw new NotMade(
      "That is your own public key, the one you upload. Copy the gateway's (platform's) public key: the portal shows both.",
    );
  }
  if (bitsOf(key) < BITS) {
    throw new NotMade(`The gateway's public key: expected ${BITS} bits or more; got ${bitsOf(key)}.`);
  }
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function oneLine(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

function bitsOf(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}
