import type { Fields } from '../payment/codepay/envelope.ts';

/**
 * Why the sandbox refuses a request. The names are ours: the gateway publishes no table of its codes. `E04111`, the
 * one code seen in the field, is its "no record of that order number (yet)".
 */
export type SandboxCode =
  | 'E04111'
  | 'SBX_ENVELOPE'
  | 'SBX_FIELD'
  | 'SBX_APP'
  | 'SBX_MERCHANT'
  | 'SBX_TIMESTAMP'
  | 'SBX_SIGN'
  | 'SBX_METHOD'
  | 'SBX_CODE_USED'
  | 'SBX_ORDER_NO_USED'
  | 'SBX_NOT_CANCELLABLE'
  | 'SBX_NOT_REFUNDABLE'
  | 'SBX_REFUND_DIFFERS'
  | 'SBX_SYSTEM';

/**
 * Codes that, answered to a submit of a payment or a refund, are a definite no. A reused number is none: what it first
 * stood for may be paid, or refunded. A system error is none either.
 */
export const SANDBOX_REFUSAL_CODES: readonly SandboxCode[] = [
  'SBX_ENVELOPE',
  'SBX_FIELD',
  'SBX_APP',
  'SBX_MERCHANT',
  'SBX_TIMESTAMP',
  'SBX_SIGN',
  'SBX_METHOD',
  'SBX_CODE_USED',
  'SBX_NOT_REFUNDABLE',
];

export interface Refusal {
  code: SandboxCode;
  message: string;
}

/** The only merchant of every sandbox. */
export const SANDBOX_APP_ID = 'wzsandbox';
export const SANDBOX_MERCHANT_NO = '502100000001';

const MAX_SKEW_MS = 15 * 60_000;
/** What stands the same in every request and every notification. */
export const ENVELOPE: Readonly<Record<string, string>> = {
  format: 'JSON',
  charset: 'UTF-8',
  version: '1.0',
  sign_type: 'RSA2',
};
const METHODS: readonly string[] = [
  'bscanc.pay.submit',
  'order.query',
  'order.revoker',
  'order.refund.submit',
  'order.refund.query',
];

/** What is wrong with the envelope, but for its signature. */
export function envelopeRefusal(fields: Fields, now: number): Refusal | undefined {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' && typeof value !== 'number')
      return refusal('SBX_FIELD', `${name} is no text`);
    if (value === '' || String(value).startsWith('@'))
      return refusal('SBX_FIELD', `${name} is empty or begins with @`);
  }
  if (fields.app_id !== SANDBOX_APP_ID) return refusal('SBX_APP', 'unknown app_id');
  for (const [name, expected] of Object.entries(ENVELOPE)) {
    if (fields[name] !== expected) return refusal('SBX_ENVELOPE', `${name} must be ${expected}`);
  }
  const timestamp = String(fields.timestamp);
  if (!/^\d{13}$/.test(timestamp) || Math.abs(Number(timestamp) - now) > MAX_SKEW_MS) {
    return refusal('SBX_TIMESTAMP', 'timestamp is more than 15 minutes off');
  }
  return undefined;
}

/** What is wrong with a request whose signature fits. */
export function businessRefusal(fields: Fields): Refusal | undefined {
  if (fields.merchant_no !== SANDBOX_MERCHANT_NO) return refusal('SBX_MERCHANT', 'unknown merchant_no');
  if (!METHODS.includes(String(fields.method))) return refusal('SBX_METHOD', 'unknown method');
  return undefined;
}

/** A field's value as the text it was signed as. */
export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return value === undefined ? undefined : String(value);
}

export function refusal(code: SandboxCode, message: string): Refusal {
  return { code, message };
}
