import { MAX_MINOR } from '../money.ts';

/** A currency's sign or letters before or behind the figures. */
const DRESSED = /^(?:\p{Sc}|[a-z]{2,3}\$?|[a-z]?\$)?\s*(\d[\d.,'’\s]*?)\s*(?:\p{Sc}|[a-z]{2,3}|元|円)?$/iu;

/**
 * The amounts, in minor units, that a person may mean by what they typed: `12.30`, `12,30`, `$ 12.3`, `1 230,00`, or bare figures as
 * on a keypad, where `1230` is 12.30 as well as 1230.00. Nothing where it is no amount.
 */
export function meantAmounts(text: string, digits: number): number[] {
  const [, figures] = DRESSED.exec(western(text.trim())) ?? [];
  if (figures === undefined) return [];
  const all = figures.replace(/\D/g, '');
  const [, tail] = /[.,](\d*)$/.exec(figures) ?? [];
  const readings = tail === undefined ? [all, all + '0'.repeat(digits)] : withSeparator(all, tail, digits);
  const amounts = readings.map(Number).filter((minor) => minor > 0 && minor <= MAX_MINOR);
  return [...new Set(amounts)];
}

/** The last separator begins the decimals, or a group of three. */
function withSeparator(all: string, tail: string, digits: number): string[] {
  const asDecimals = tail.length <= digits ? [all + '0'.repeat(digits - tail.length)] : [];
  const asGroup = tail.length === 3 ? [all + '0'.repeat(digits)] : [];
  return [...asDecimals, ...asGroup];
}

/** Wide and Arabic figures and separators as the plain ones. */
function western(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (figure) => String(figure.charCodeAt(0) & 0xf))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',');
}
