import { type Currency, formatMinor, MAX_MINOR, parseAmount } from '../money.ts';
import type { Problem } from './problems.ts';

/** What a request says in texts that no schema can judge alone. Each answers with the value, or with what is wrong. */

/** Minor units of a text with exactly the currency's decimals. */
export function amountOf(text: string, { code, digits }: Currency): number | Problem {
  const minor = parseAmount(text, digits);
  if (minor !== undefined) return minor;
  const example = digits === 0 ? '"1230"' : `"12.${'30'.padEnd(digits, '0').slice(0, digits)}"`;
  const expected = `a text with exactly ${digits} decimals for ${code} up to ${formatMinor(MAX_MINOR, digits)}, such as ${example}`;
  const detail = `amount: expected ${expected}; got ${JSON.stringify(text.slice(0, 40))}`;
  return { status: 400, code: 'amountInvalid', detail };
}

/** The key under which a request is done once, however often it comes; nothing where it has none. */
export function keyOf(header: string | undefined): string | undefined | Problem {
  if (header === undefined) return undefined;
  if (/^[\x20-\x7e]{1,128}$/.test(header)) return `rest:${keptKey(header)}`;
  return {
    status: 400,
    code: 'badKey',
    detail: 'Idempotency-Key: expected 1 to 128 characters of plain ASCII',
  };
}

/** The same where a request without a key could be done twice by a repeat. */
export function requiredKeyOf(header: string | undefined): string | Problem {
  const detail =
    'Idempotency-Key: expected this header, with 1 to 128 characters of your own choice; send the same one when you repeat the request';
  return keyOf(header) ?? { status: 400, code: 'keyNeeded', detail };
}
