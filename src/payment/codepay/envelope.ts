import { TillError } from '../../errors.ts';

/** Field name to value, as it stands in a request or an answer. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The text a signature covers: every top-level field but `sign`, null and "", in ASCII order of the keys, as
 * `key=value` joined with `&`, without URL-encoding. What is nested counts as its compact JSON text.
 */
export function canonicalString(fields: Fields): string {
  return Object.keys(fields)
    .filter((key) => key !== 'sign' && isPresent(fields[key]))
    .sort()
    .map((key) => `${key}=${valueText(fields[key])}`)
    .join('&');
}

/** The operations of the gateway that the till uses. */
export type Method =
  | 'bscanc.pay.submit'
  | 'order.query'
  | 'order.revoker'
  | 'order.refund.submit'
  | 'order.refund.query';

export interface RequestParts {
  appId: string;
  method: Method;
  signType: 'RSA2' | 'NONE';
  /** Epoch ms; the gateway refuses what is more than 15 minutes off. */
  timestampAt: number;
  /** The operation's own fields. Those left undefined are not sent. */
  business: Readonly<Record<string, string | undefined>>;
}

/**
 * The fields of a request, without `sign`. Every value is a string, so that the text signed is the text on the wire.
 * Throws `CONFIG_INVALID`, naming the field and never its value, for a value the official clients disagree on: an
 * empty one, or one that begins with `@`.
 */
export function buildRequest(parts: RequestParts): Record<string, string> {
  const fields: Record<string, string | undefined> = {
    ...parts.business,
    app_id: parts.appId,
    charset: 'UTF-8',
    format: 'JSON',
    method: parts.method,
    sign_type: parts.signType,
    timestamp: String(parts.timestampAt),
    version: '1.0',
  };
  const request: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (value === '' || value.startsWith('@')) throw unsendable(name);
    request[name] = value;
  }
  return request;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function valueText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function unsendable(name: string): TillError {
  return new TillError({
    code: 'CONFIG_INVALID',
    message: `the gateway request's field ${name} is empty or begins with "@"`,
    hint: `Give ${name} another value, or leave it out.`,
  });
}
