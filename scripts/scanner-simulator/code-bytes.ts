/** What a gun may be set up to put around a code. */
export const TERMINATORS = { cr: '\r', lf: '\n', crlf: '\r\n', tab: '\t', none: '' } as const;
export type SentTerminator = keyof typeof TERMINATORS;

export interface Dressing {
  terminator: SentTerminator;
  /** The AIM identifier `]Q1` (QR code) before it. */
  aim: boolean;
  /** The control character STX before all of it. */
  stx: boolean;
}

/** A code's bytes (latin1) as a gun with these settings sends them. */
export function dressCode(code: string, { terminator, aim, stx }: Dressing): Uint8Array {
  return Buffer.from(`${stx ? '\x02' : ''}${aim ? ']Q1' : ''}${code}${TERMINATORS[terminator]}`, 'latin1');
}

/** The same bytes in pieces of at most `size`. */
export function piecesOf(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
}
