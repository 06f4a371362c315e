import type { Frame } from './frame.ts';
import type { ScannerMode, ScanTrace } from './scan.ts';

/** Pieces of one scan that are kept; a code of 512 characters in keyboard mode has about 1,000. */
const MOST_PIECES = 64;
/** Bytes kept of one piece. */
const LONGEST_PIECE = 64;

/** Collects what comes from a gun until it is a scan, and tells it without telling the code. */
export class ScanTracer {
  #pieces: { at: number; bytes: Uint8Array }[] = [];

  /** `at`: monotonic ms. */
  bytes(bytes: Uint8Array, at: number): void {
    if (this.#pieces.length < MOST_PIECES) {
      this.#pieces.push({ at, bytes: Uint8Array.from(bytes.subarray(0, LONGEST_PIECE)) });
    }
  }

  /** What has come since the last scan, as the pieces of this one; without one, as something that was none. */
  take(
    frame: Frame | undefined,
    mode: ScannerMode | undefined,
  ): Pick<ScanTrace, 'mask' | 'length' | 'pieces'> {
    const pieces = this.#pieces;
    this.#pieces = [];
    const start = pieces[0]?.at ?? 0;
    return {
      mask: frame ? maskText(frame.text) : '',
      length: frame?.text.length ?? 0,
      pieces: pieces.map(({ at, bytes }) => ({
        atMs: Math.round((at - start) * 10) / 10,
        hex: maskBytes(bytes, mode),
      })),
    };
  }
}

/** First two and last four characters, as for a payment card; of a short one nothing. */
export function maskText(text: string): string {
  return text.length < 12 ? '*'.repeat(text.length) : `${text.slice(0, 2)}******${text.slice(-4)}`;
}

/** Bytes ahead of the text in a HID POS report in every known layout: id, count, AIM identifier. */
const REPORT_HEAD = 5;
/** Bytes behind it: the vendor's, and the one that says whether the code goes on. */
const REPORT_TAIL = 2;

/**
 * Bytes in hexadecimal, `..` for each that may be of a code. On a line only control characters are shown, whatever the
 * parity bit; of a keyboard's report the modifiers, and whether a key is down.
 */
function maskBytes(bytes: Uint8Array, mode: ScannerMode | undefined): string {
  const isShown = (byte: number, at: number): boolean => {
    if (byte === 0) return true;
    if (mode === 'hidPos') return at < REPORT_HEAD || at >= bytes.length - REPORT_TAIL;
    if (mode === 'keyboard') return at === 0;
    return (byte & 0x7f) < 0x20;
  };
  return Array.from(bytes, (byte, at) =>
    isShown(byte, at) ? byte.toString(16).padStart(2, '0') : '..',
  ).join(' ');
}
