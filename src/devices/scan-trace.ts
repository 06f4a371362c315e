import type { Frame } from './frame.ts';
import type { ScannerMode, ScannerStatus, ScanTrace } from './scan.ts';

/** Pieces of one scan that are kept, half of them its first, half its last: in keyboard mode a long code has 1,000. */
const MOST_PIECES = 64;
/** Bytes kept of one piece. */
const LONGEST_PIECE = 64;
/** STX, or a prefix, may come in a piece of its own so long, ms, before the code. */
const LEAD_MS = 50;
/** What came so long, ms, before the next piece belongs to something that is over. */
const OVER_MS = 5000;

/** Collects what comes from a gun until it is a scan, and tells it without telling the code: no byte of one is kept. */
export class ScanTracer {
  #pieces: { at: number; hex: string }[] = [];

  /** `at`: monotonic ms. */
  bytes(bytes: Uint8Array, at: number, gun: GunKind): void {
    const last = this.#pieces.at(-1);
    if (last && at - last.at > OVER_MS) this.#pieces = [];
    this.#pieces.push({ at, hex: maskBytes(bytes.subarray(0, LONGEST_PIECE), modeOf(gun)) });
    if (this.#pieces.length > MOST_PIECES) this.#pieces.splice(MOST_PIECES / 2, 1);
  }

  /** The pieces of this scan; without one, all that came since the last, as something that was none. */
  take(frame: Frame | undefined): Pick<ScanTrace, 'mask' | 'length' | 'pieces'> {
    const earliest = frame ? frame.firstByteAt - LEAD_MS : Number.NEGATIVE_INFINITY;
    const pieces = this.#pieces.filter(({ at }) => at >= earliest);
    this.#pieces = [];
    const start = pieces[0]?.at ?? 0;
    return {
      mask: frame ? maskText(frame.text) : '',
      length: frame?.text.length ?? 0,
      pieces: pieces.map(({ at, hex }) => ({ atMs: Math.round((at - start) * 10) / 10, hex })),
    };
  }
}

type GunKind = Pick<ScannerStatus, 'transport' | 'mode'>;

/** How a gun's bytes are to be read. Of a HID device only what it turned out to be tells. */
function modeOf({ mode, transport }: GunKind): ScannerMode | undefined {
  if (mode !== undefined || transport === 'hid') return mode;
  return transport === 'tcp' ? 'network' : transport;
}

/** First two and last four characters, as for a payment card; of a short one nothing. */
export function maskText(text: string): string {
  return text.length < 12 ? '*'.repeat(text.length) : `${text.slice(0, 2)}******${text.slice(-4)}`;
}

/** NUL, STX, ETX, ENQ, ACK, TAB, LF, CR, NAK: what guns put around a code, and no code has inside. */
const LINE_CONTROLS: readonly number[] = [0x00, 0x02, 0x03, 0x05, 0x06, 0x09, 0x0a, 0x0d, 0x15];
/** No key, too many keys, Enter, Tab, Enter of the keypad (USB HID usage tables, page 07). */
const END_KEYS: readonly number[] = [0x00, 0x01, 0x28, 0x2b, 0x58];

/** Bytes in hexadecimal, `..` for each that may be of a code. Of a device whose mode is not known nothing is shown. */
function maskBytes(bytes: Uint8Array, mode: ScannerMode | undefined): string {
  const aimAt = mode === 'hidPos' ? aimIn(bytes) : undefined;
  const isShown = (byte: number, at: number): boolean => {
    switch (mode) {
      case 'hidPos':
        // Report id and byte count; the AIM identifier; at the end the flag that the code goes on.
        return at < 2 || byte < 2 || (aimAt !== undefined && at >= aimAt && at < aimAt + 3);
      case 'keyboard':
        return at === 0 || END_KEYS.includes(byte);
      case undefined:
        return false;
      default:
        // Whatever a wrong parity setting made of the top bit.
        return LINE_CONTROLS.includes(byte & 0x7f);
    }
  };
  const shown = (byte: number, at: number) => (isShown(byte, at) ? byte.toString(16).padStart(2, '0') : '..');
  return Array.from(bytes, shown).join(' ');
}

/** Where a HID POS report has its AIM identifier: behind the byte count, of one byte or of two. */
function aimIn(bytes: Uint8Array): number | undefined {
  return [2, 3].find((at) =>
    /^\][A-Za-z][0-9A-Za-z]/.test(String.fromCharCode(...bytes.subarray(at, at + 3))),
  );
}
