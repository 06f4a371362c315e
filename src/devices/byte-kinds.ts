import type { Edges } from './code-dress.ts';

export const TEXT = 0;
/** Ignored at the edges of a code; spoils it inside. */
export const CONTROL = 1;
export const END = 2;
/** STX: begins a code. */
export const START = 3;
/** What ends a code, but for its top bit. */
export const PARITY_END = 4;

const STX = 0x02;
/** Group separator: part of the text in GS1 codes. */
const GS = 0x1d;
const DEL = 0x7f;

/** What each of the 256 bytes means on a line, given what stands around a code. */
export function byteKinds({ prefix, suffix, ends }: Edges): Uint8Array {
  const kinds = new Uint8Array(256).fill(TEXT);
  const marks = Buffer.from(prefix + suffix, 'latin1');
  for (let byte = 0; byte <= DEL; byte += 1)
    if (isControl(byte) && !marks.includes(byte)) kinds[byte] = CONTROL;
  for (const byte of ends) {
    kinds[byte] = END;
    kinds[byte | 0x80] = PARITY_END;
  }
  kinds[STX] = START;
  return kinds;
}

/** Control characters that no code has in it. */
export function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== GS) || byte === DEL;
}
