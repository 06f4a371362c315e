import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { TillError } from '../../errors.ts';

/** Signs the canonical string of a request or an answer. */
export interface Signer {
  /** The signature in base64. */
  sign(text: string): Promise<string>;
}

/** Tells whether a signature fits a canonical string. */
export interface Verifier {
  /** Never throws: what cannot be read does not fit. */
  verify(text: string, signature: string): Promise<boolean>;
}

/** RSASSA-PKCS1-v1_5 over SHA-256, on a thread of its own: the event loop goes on. */
export function rsa2Signer(privateKey: KeyObject): Signer {
  return {
    sign: (text) =>
      new Promise((resolve, reject) => {
        sign('sha256', Buffer.from(text, 'utf8'), privateKey, (error, signature) =>
          error ? reject(error) : resolve(signature.toString('base64')),
        );
      }),
  };
}

/** The other side of `rsa2Signer`. Takes standard base64 only, exactly as it is printed by an encoder. */
export function rsa2Verifier(publicKey: KeyObject): Verifier {
  return {
    verify: (text, signature) => {
      const bytes = Buffer.from(signature, 'base64');
      if (bytes.toString('base64') !== signature) return Promise.resolve(false);
      return new Promise((resolve) => {
        verify('sha256', Buffer.from(text, 'utf8'), publicKey, bytes, (error, fits) =>
          resolve(error === null && fits),
        );
      });
    },
  };
}

/** The merchant's RSA private key: PKCS#8 or PKCS#1, as PEM or bare base64. Throws `KEY_UNREADABLE`. */
export function readPrivateKey(text: string): KeyObject {
  const der = keyBytes(text);
  const key = der && privateKeyOf(der);
  if (!key) throw unreadable('private key', 'an RSA private key, PKCS#8 or PKCS#1, unencrypted', text);
  return key;
}

/** The gateway's RSA public key: SPKI or PKCS#1, as PEM or bare base64. Throws `KEY_UNREADABLE`. */
export function readPublicKey(text: string): KeyObject {
  const der = keyBytes(text);
  if (der && privateKeyOf(der)) {
    throw unreadable('public key', "the gateway's public key; this one is a private key", text);
  }
  const key = der && publicKeyOf(der);
  if (!key) throw unreadable('public key', 'an RSA public key (SPKI)', text);
  return key;
}

/** Environment variables often lose the line breaks of a PEM, or hold them as `\n`: neither matters here. */
function keyBytes(text: string): Buffer | undefined {
  const base64 = text.replace(/-----[^-]*-----/g, '').replace(/\\r|\\n|[\s\uFEFF]/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}

function privateKeyOf(der: Buffer): KeyObject | undefined {
  return (
    rsaKey(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })) ??
    rsaKey(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }))
  );
}

function publicKeyOf(der: Buffer): KeyObject | undefined {
  return (
    rsaKey(() => createPublicKey({ key: der, format: 'der', type: 'spki' })) ??
    rsaKey(() => createPublicKey({ key: der, format: 'der', type: 'pkcs1' }))
  );
}

/** Whatever OpenSSL objects to, the reader tries the next format; its messages may quote the input. */
function rsaKey(read: () => KeyObject): KeyObject | undefined {
  try {
    const key = read();
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(what: string, expected: string, text: string): TillError {
  const got = text.trim() === '' ? 'nothing' : `${text.trim().length} characters that are not one`;
  return new TillError({
    code: 'KEY_UNREADABLE',
    message: `the ${what} cannot be read: expected ${expected}; got ${got}`,
    hint: 'Give the key as PEM ("-----BEGIN …") or as bare base64, as the gateway\'s portal shows it.',
  });
}
