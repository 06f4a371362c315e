import { type Currency, formatMinor, MAX_MINOR, parseAmount } from '../money.ts';
import type { Problem } from './problems.ts';

/** Minor units of a text with exactly the currency's decimals. */
export function amountOf(text: string, { code, digits }: Currency): number | Problem {
  const minor = parseAmount(text, digits);
  if (minor !== undefined) return minor;
  const example = digits === 0 ? '"1230"' : `"12.${'30'.padEnd(digits, '0').slice(0, digits)}"`;
  const expected = `a text with exactly ${digits} decimals for ${code} up to ${formatMinor(MAX_MINOR, digits)}, such as ${example}`;
  const detail = `amount: expected ${expected}; got ${JSON.stringify(text.slice(0, 40))}`;
  return { status: 400, code: 'amountInvalid', detail };
}
