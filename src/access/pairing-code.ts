import { type Random, randomText } from '../random.ts';

/**
 * Eight characters in two halves. The first finds the code and the second proves it, so that a wrong guess can be counted
 * against the code it was made at; whoever knows neither half has one chance in 2^40.
 */
const HALF = 4;

export interface CodeHalves {
  finds: string;
  proves: string;
}

export function newCode(random: Random): CodeHalves {
  return { finds: randomText(random, HALF), proves: randomText(random, HALF) };
}

/** As it is shown: `7K3M-Q0ZP`. */
export const shownCode = ({ finds, proves }: CodeHalves): string => `${finds}-${proves}`;

/** What somebody typed: in any case, with or without the dash, an O for a zero and an I or L for a one. */
export function readCode(text: string): CodeHalves | undefined {
  const plain = text
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain)) return undefined;
  return { finds: plain.slice(0, HALF), proves: plain.slice(HALF) };
}
