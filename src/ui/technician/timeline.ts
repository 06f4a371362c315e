import type { ShownScan } from '../technician-messages.ts';

/** Bytes that stand together: some of the code's, which nobody is shown, or the same one several times. */
export type Bytes =
  | { kind: 'hidden'; count: number }
  | { kind: 'byte'; hex: string; name?: string; count: number };

export interface Piece {
  atMs: number;
  /** Where it stands on the line, from 0 (the first byte) to 1 (the last piece). */
  place: number;
  bytes: Bytes[];
}

/** What guns put around a code, by its name in ASCII. */
const NAMES: Readonly<Record<string, string>> = {
  '02': 'STX',
  '03': 'ETX',
  '05': 'ENQ',
  '06': 'ACK',
  '09': 'TAB',
  '0a': 'LF',
  '0d': 'CR',
  '15': 'NAK',
  '1d': 'GS',
};

/** A scan's pieces as they are drawn. `named`: on a line of characters; the bytes of a report are none. */
export function timelineOf(pieces: ShownScan['pieces'], named: boolean): Piece[] {
  const lastMs = Math.max(0, ...pieces.map(({ atMs }) => atMs));
  return pieces.map(({ atMs, hex }) => ({
    atMs,
    place: lastMs > 0 ? atMs / lastMs : 0,
    bytes: runsOf(
      hex.split(' ').filter((byte) => byte !== ''),
      named,
    ),
  }));
}

function runsOf(bytes: readonly string[], named: boolean): Bytes[] {
  const runs: Bytes[] = [];
  for (const byte of bytes) {
    const last = runs.at(-1);
    const isHidden = byte === '..';
    if (isHidden && last?.kind === 'hidden') last.count += 1;
    else if (!isHidden && last?.kind === 'byte' && last.hex === byte) last.count += 1;
    else if (isHidden) runs.push({ kind: 'hidden', count: 1 });
    else {
      const name = named ? NAMES[byte] : undefined;
      runs.push({ kind: 'byte', hex: byte, ...(name !== undefined && { name }), count: 1 });
    }
  }
  return runs;
}

/** Kinds of codes by the letter of an AIM identifier (ISO/IEC 15424). */
const SYMBOLOGIES: Readonly<Record<string, string>> = {
  A: 'Code 39',
  C: 'Code 128',
  d: 'Data Matrix',
  e: 'GS1 DataBar',
  E: 'EAN or UPC',
  F: 'Codabar',
  G: 'Code 93',
  I: 'Interleaved 2 of 5',
  L: 'PDF417',
  Q: 'QR code',
  z: 'Aztec',
};

/** What kind of code an AIM identifier such as `]Q1` names. */
export function symbologyOf(aim: string): string | undefined {
  return SYMBOLOGIES[aim.charAt(1)];
}
