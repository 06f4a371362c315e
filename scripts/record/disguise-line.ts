import type { RecordingHeader } from '../../src/devices/recording.ts';
import type { TimedPiece } from '../../src/devices/recording-decoder.ts';
import type { Swap } from './disguise.ts';

const STX = '\x02';
/** What ends a code, whatever the gun is set to. */
const ENDS = '\r\n\t\x03';

/** Another code in the bytes of a line. Around it may stand what the gun is set to put there, and control characters. */
export function disguiseLine(
  pieces: readonly TimedPiece[],
  { text, aim = '', made }: Swap,
  { settings }: RecordingHeader,
): TimedPiece[][] {
  const all = pieces.flatMap(({ at, bytes }) => Array.from(bytes, (byte) => ({ at, byte })));
  const whole = all.map(({ byte }) => String.fromCharCode(byte)).join('');
  const from = whole.indexOf(text);
  if (from < 0 || whole.indexOf(text, from + 1) >= 0) return [];
  const to = from + text.length;
  const prefix = String(settings.prefix ?? '');
  const suffix = String(settings.suffix ?? '');
  // What came of a neighbour in the same piece is cut off at the ends of codes around this one, or where STX begins it.
  const ahead = whole.slice(0, from);
  const front = ahead.slice(Math.max(afterLast(ahead, ENDS), ahead.lastIndexOf(STX)));
  const behind = whole.slice(to + suffix.length);
  const ends = behind.slice(0, Array.from(behind).findIndex((char) => !isControl(char)) >>> 0);
  if (!whole.startsWith(suffix, to) || !isDress(front, [aim, prefix])) return [];
  const back = suffix + ends;
  const kept = all.slice(from - front.length, to + back.length).map(({ at, byte }, i) => {
    const place = i - front.length;
    const char = place >= 0 && place < text.length ? made.charCodeAt(place) : byte;
    return { at, byte: char };
  });
  return [piecesAgain(kept)];
}

function afterLast(text: string, chars: string): number {
  return Math.max(...Array.from(chars, (char) => text.lastIndexOf(char))) + 1;
}

/** Control characters, and each of these texts once at most. */
function isDress(front: string, texts: readonly string[]): boolean {
  const left = texts.filter(Boolean).reduce((rest, text) => rest.replace(text, ''), front);
  return Array.from(left).every(isControl);
}

function isControl(char: string): boolean {
  return char < ' ';
}

function piecesAgain(bytes: readonly { at: number; byte: number }[]): TimedPiece[] {
  const pieces: { at: number; bytes: number[] }[] = [];
  for (const { at, byte } of bytes) {
    const last = pieces.at(-1);
    if (last?.at === at) last.bytes.push(byte);
    else pieces.push({ at, bytes: [byte] });
  }
  return pieces.map((piece) => ({ at: piece.at, bytes: Uint8Array.from(piece.bytes) }));
}
