import { createHmac } from 'node:crypto';

/**
 * The headers by which a receiver knows that a message is the till's, whole and fresh: those of Standard Webhooks
 * (standardwebhooks.com), whose libraries verify them. `secret`: at least 24 bytes as base64, with or without `whsec_` before it.
 */
export function signedHeaders(message: { id: string; body: string; at: number }, secret: string) {
  const { id, body, at } = message;
  const seconds = Math.floor(at / 1000);
  const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${mac}`,
  };
}

/** Why a text cannot be the secret of a receiver; nothing where it can. */
export function secretProblem(secret: string): string | undefined {
  const isBase64 = /^(whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/.test(secret);
  if (isBase64 && keyOf(secret).length >= 24) return undefined;
  return 'expected at least 24 random bytes in base64, as `echo whsec_$(openssl rand -base64 32)` makes them';
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}
