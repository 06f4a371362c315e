import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { TillError } from '../../../src/errors.ts';
import {
  readPrivateKey,
  readPublicKey,
  rsa2Signer,
  rsa2Verifier,
} from '../../../src/payment/codepay/signing.ts';
import { merchantKeys, vectors } from '../../support/codepay.ts';

test.each(vectors)('the genuine signature of $name verifies', async (vector) => {
  const verifier = rsa2Verifier(readPublicKey(vector.public_key_spki_base64));
  expect(await verifier.verify(vector.string_to_sign, vector.sign)).toBe(true);
});

test.each(vectors)('a change in any one field of $name breaks its signature', async (vector) => {
  const verifier = rsa2Verifier(readPublicKey(vector.public_key_spki_base64));
  const fields = vector.string_to_sign.split('&');
  for (const index of fields.keys()) {
    const changed = fields.map((field, at) => (at === index ? `${field}0` : field)).join('&');
    const missing = fields.filter((_, at) => at !== index).join('&');
    expect(await verifier.verify(changed, vector.sign)).toBe(false);
    expect(await verifier.verify(missing, vector.sign)).toBe(false);
  }
});

test.each(vectors)('a change in any character of the signature of $name is seen', async (vector) => {
  const verifier = rsa2Verifier(readPublicKey(vector.public_key_spki_base64));
  for (let at = 0; at < vector.sign.length; at += 1) {
    const other = vector.sign[at] === 'A' ? 'B' : 'A';
    const changed = vector.sign.slice(0, at) + other + vector.sign.slice(at + 1);
    expect(await verifier.verify(vector.string_to_sign, changed)).toBe(false);
  }
});

test.each(['', ' ', 'no base64!', 'AAAA'])('the signature %j fits nothing', async (signature) => {
  expect(await rsa2Verifier(merchantKeys.publicKey).verify('text', signature)).toBe(false);
});

const { privateKey, publicKey } = merchantKeys;
const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '');
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const publicPkcs1 = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const asWritten = (pem: string) => [
  pem,
  pem.replaceAll('\n', '\r\n'),
  pem.replaceAll('\n', '\\n'),
  `\uFEFF${pem.replaceAll('\n', ' ')}`,
  bare(pem),
  `  ${bare(pem)}\n`,
];

test.each([...asWritten(pkcs8), ...asWritten(pkcs1)].map((text, nth) => ({ text, nth })))(
  'a private key is read in form $nth, and signs what its public key verifies',
  async ({ text }) => {
    const signature = await rsa2Signer(readPrivateKey(text)).sign('a=1&b=ü');
    expect(signature).toHaveLength(344);
    expect(await rsa2Verifier(publicKey).verify('a=1&b=ü', signature)).toBe(true);
  },
);

test.each([...asWritten(spki), ...asWritten(publicPkcs1)].map((text, nth) => ({ text, nth })))(
  'a public key is read in form $nth',
  ({ text }) => {
    expect(readPublicKey(text).export({ type: 'spki', format: 'pem' })).toBe(spki);
  },
);

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const encrypted = privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString();

test.each([
  ['nothing', ''],
  ['a sentence', 'this is my secret, keep it'],
  ['a cut PEM', pkcs8.slice(0, 400)],
  ['an encrypted key', encrypted],
  ['another kind of key', ec.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ['a public key', spki],
])('%s is no private key, and the error does not quote it', (_, text) => {
  const error = errorOf(() => readPrivateKey(text));
  expect(error.code).toBe('KEY_UNREADABLE');
  const told = JSON.stringify([error.message, error.hint, error.stack, error.cause]);
  expect(told).not.toContain(bare(text).slice(0, 20) || 'no key was given');
  expect(told).not.toContain('secret');
});

test.each([
  ['nothing', ''],
  ['a private key', pkcs8],
  ['a bare private key', bare(pkcs1)],
  ['another kind of key', ec.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
])('%s is no public key', (_, text) => {
  expect(errorOf(() => readPublicKey(text)).code).toBe('KEY_UNREADABLE');
});

function errorOf(run: () => unknown): TillError {
  try {
    run();
  } catch (error) {
    if (error instanceof TillError) return error;
  }
  throw new Error('expected a TillError');
}
