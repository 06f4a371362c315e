import type { LineConfig, Terminator } from '../scanner-config.ts';
import { type Malformed, splitAim } from './frame.ts';

/** What a gun puts around a code, beside the terminator. */
export type Dress = Pick<LineConfig, 'prefix' | 'suffix'>;

const ETX = 0x03;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;

const ENDS: Record<Terminator, readonly number[]> = {
  any: [CR, LF, TAB, ETX],
  cr: [CR],
  lf: [LF],
  crlf: [CR, LF],
  tab: [TAB],
  etx: [ETX],
  none: [],
};

/** How a prefix and a suffix go together with what ends a code. */
export interface Edges {
  prefix: string;
  /** Without the terminators at its end: that they came is proof of them. */
  suffix: string;
  /** Bytes that end a code. `crlf` has both, to be met one after the other. */
  ends: readonly number[];
}

/** A control character that is part of the prefix or suffix ends no code where any terminator may. */
export function edgesOf(terminator: Terminator, { prefix = '', suffix = '' }: Dress): Edges {
  let end = suffix.length;
  while (end > 0 && ENDS[terminator].includes(suffix.charCodeAt(end - 1))) end -= 1;
  const kept = suffix.slice(0, end);
  const isMark = (byte: number) => (prefix + kept).includes(String.fromCharCode(byte));
  const ends = ENDS[terminator].filter((byte) => terminator !== 'any' || !isMark(byte));
  return { prefix, suffix: kept, ends };
}

export type Undressed = { ok: true; text: string; aim?: string } | { ok: false; why: Malformed };

/** Takes off what the gun puts around a code. The AIM identifier may stand before the prefix or after it. */
export function undress(whole: string, { prefix, suffix }: Pick<Edges, 'prefix' | 'suffix'>): Undressed {
  const front = whole.startsWith(prefix) ? { text: whole } : splitAim(whole);
  if (!front.text.startsWith(prefix)) return { ok: false, why: 'noPrefix' };
  const rest = front.text.slice(prefix.length);
  const { text: dressed, aim } = front.aim === undefined ? splitAim(rest) : { ...front, text: rest };
  if (!dressed.endsWith(suffix)) return { ok: false, why: 'noSuffix' };
  const text = dressed.slice(0, dressed.length - suffix.length);
  if (text === '') return { ok: false, why: 'empty' };
  return { ok: true, text, ...(aim !== undefined && { aim }) };
}
