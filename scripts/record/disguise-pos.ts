import type { TimedPiece } from '../../src/devices/recording-decoder.ts';
import type { Swap } from './disguise.ts';

/** Where the text begins in the known layouts, commonest first; then where it might in others. */
const TEXT_FROM = [5, 6, 2, 3, 4, 7, 8] as const;
/** The flag that a code goes on stands in the last byte. */
const FLAGS = 63;
const LENGTH = 64;
const ENDS: readonly number[] = [0x0d, 0x0a, 0x09];

/**
 * Another code in HID POS reports. Guns leave the last code's bytes behind a shorter one: whatever stands behind the text
 * is emptied.
 */
export function disguisePos(pieces: readonly TimedPiece[], { text, aim = '', made }: Swap): TimedPiece[][] {
  return TEXT_FROM.flatMap((from) => {
    // A layout without a field for the identifier has it in the text.
    const saved =
      swapIn(pieces, { text, made, from }) ?? swapIn(pieces, { text: aim + text, made: aim + made, from });
    return saved ? [saved] : [];
  });
}

interface Place {
  text: string;
  made: string;
  /** The byte where each report's part of the text begins. */
  from: number;
}

function swapIn(pieces: readonly TimedPiece[], { text, made, from }: Place): TimedPiece[] | undefined {
  const saved: TimedPiece[] = [];
  let done = 0;
  for (const { at, bytes } of pieces) {
    if (bytes.length !== LENGTH) continue;
    const length = sameFrom(bytes, from, text.slice(done));
    // Before the code there may be the status of something else; behind it, too.
    if (length === 0 && (done === 0 || done === text.length)) continue;
    const next = Uint8Array.from(bytes);
    let to = from + length;
    for (let i = 0; i < length; i += 1) next[from + i] = made.charCodeAt(done + i);
    while (ENDS.includes(bytes[to] ?? 0)) to += 1;
    next.fill(0, to, FLAGS);
    saved.push({ at, bytes: next });
    done += length;
  }
  return done === text.length ? saved : undefined;
}

/** How many characters of the text stand in the report from there on. */
function sameFrom(bytes: Uint8Array, from: number, text: string): number {
  let length = 0;
  while (length < text.length && from + length < FLAGS && bytes[from + length] === text.charCodeAt(length)) {
    length += 1;
  }
  return length;
}
