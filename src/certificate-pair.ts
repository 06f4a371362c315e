import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import { errorText } from './errors.ts';

/** Where a server's certificate and its key are, as PEM. */
export interface PairFiles {
  /** The certificate first; after it those of the authorities between it and the one that browsers know. */
  certFile: string;
  keyFile: string;
}

/** A certificate and the key that fits it. */
export interface CertificatePair {
  cert: string;
  /** Never for a log or an error. */
  key: string;
  /** Names and addresses it is for, without what kind each is. */
  names: readonly string[];
  issuer: string;
  /** Epoch ms. */
  validFrom: number;
  /** Epoch ms. */
  validTo: number;
  /** Whether a browser that asks for this name or address is content with it. */
  isFor(name: string): boolean;
}

/** The oldest TLS that is spoken. What is older has been given up by every browser a till's page runs in. */
export const OLDEST_TLS = 'TLSv1.2';

export type PairReading =
  | { ok: true; pair: CertificatePair }
  /** In words, each with the setting it is about. */
  | { ok: false; problems: string[] };

/** Reads both files. A certificate whose time is over is a pair all the same. */
export function readPair({ certFile, keyFile }: PairFiles): PairReading {
  const problems: string[] = [];
  const attempt = <T>(setting: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push(`${setting}: ${errorText(error)}`);
      return undefined;
    }
  };
  const cert = attempt('server.tls.certFile', () => readPem(certFile, 'CERTIFICATE', 'a certificate'));
  const key = attempt('server.tls.keyFile', () => readPem(keyFile, '(?:[A-Z]+ )*PRIVATE KEY', 'a key'));
  const leaf = cert && attempt('server.tls.certFile', () => certificateOf(cert, certFile));
  const secret = key && attempt('server.tls.keyFile', () => keyOf(key, keyFile));
  if (!cert || !key || !leaf || !secret) return { ok: false, problems };
  if (!leaf.checkPrivateKey(secret)) {
    const names = namesOf(leaf).join(', ') || 'nobody';
    return {
      ok: false,
      problems: [
        `server.tls.keyFile: expected the key of the certificate in ${certFile} (for ${names}); ${keyFile} holds another`,
      ],
    };
  }
  attempt('server.tls.certFile', () => createSecureContext({ cert, key, minVersion: OLDEST_TLS }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, pair: pairOf(leaf, { cert, key }) };
}

function readPem(file: string, label: string, what: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`expected a readable file; ${errorText(error)}`);
  }
  if (!new RegExp(`-----BEGIN ${label}-----`).test(text)) {
    throw new Error(`expected ${what} as PEM text (-----BEGIN …); ${file} has none`);
  }
  return text;
}

function certificateOf(cert: string, file: string): X509Certificate {
  try {
    return new X509Certificate(cert);
  } catch {
    throw new Error(`expected a certificate; what ${file} holds cannot be read as one`);
  }
}

function keyOf(key: string, file: string): KeyObject {
  if (key.includes('ENCRYPTED')) {
    throw new Error(
      `expected a key that is not encrypted, for nobody is there to type its password at night; ${file} is`,
    );
  }
  try {
    return createPrivateKey(key);
  } catch {
    throw new Error(`expected a private key; what ${file} holds cannot be read as one`);
  }
}

function pairOf(leaf: X509Certificate, texts: { cert: string; key: string }): CertificatePair {
  return {
    ...texts,
    names: namesOf(leaf),
    issuer: /^(?:O|CN)=(.+)$/m.exec(leaf.issuer)?.[1] ?? 'nobody known',
    validFrom: Date.parse(leaf.validFrom),
    validTo: Date.parse(leaf.validTo),
    isFor: (name) =>
      (isIP(name) === 0 ? leaf.checkHost(name, { subject: 'never' }) : leaf.checkIP(name)) !== undefined,
  };
}

/** As in `DNS:till.shop.lan, IP Address:192.0.2.7`. Browsers have long ceased to look at the subject. */
function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName
    .split(', ')
    .map((name) => name.replace(/^(?:DNS|IP Address):/, ''))
    .filter((name) => name !== '');
}
