import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  readPrivateKey,
  readPublicKey,
  rsa2Signer,
  rsa2Verifier,
} from '../../src/payment/codepay/signing.ts';
import type { Signing } from './checksum-signing.ts';

let made: { merchant: string; gateway: string } | undefined;

/**
 * The till's own RSA, for a world now and then: a hundred times as dear as a checksum. It computes on threads of the machine,
 * so `hold` has to keep the world's time from going on meanwhile; of requests of one moment either may leave first.
 */
export function rsaSigning(hold: <T>(computing: Promise<T>) => Promise<T>): Signing {
  made ??= { merchant: newKey(), gateway: newKey() };
  const { merchant, gateway } = made;
  const signer = rsa2Signer(readPrivateKey(merchant));
  const verifier = rsa2Verifier(readPublicKey(publicOf(gateway)));
  const [ours, foreign, theirs] = [gateway, merchant, publicOf(merchant)];
  return {
    till: {
      signer: { sign: (text) => hold(signer.sign(text)) },
      verifier: { verify: (text, signature) => hold(verifier.verify(text, signature)) },
    },
    gateway: {
      sign: (text, isForged) => signedBy(createPrivateKey(isForged ? foreign : ours), text),
      fits: (text, signature) =>
        verify('sha256', Buffer.from(text), theirs, Buffer.from(signature, 'base64')),
    },
  };
}

function signedBy(key: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text), key).toString('base64');
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function publicOf(key: string): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}
