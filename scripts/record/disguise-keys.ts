import { type Keyboard, keyboardOf } from '../../src/devices/hid/keyboard-layouts.ts';
import type { RecordingHeader } from '../../src/devices/recording.ts';
import { settingsOf } from '../../src/devices/recording.ts';
import type { TimedPiece } from '../../src/devices/recording-decoder.ts';
import type { Swap } from './disguise.ts';

/** Keys that are of no code: Enter, Tab, Enter of the keypad, and the locks. */
const HARMLESS: readonly number[] = [0x00, 0x28, 0x2b, 0x58, 0x39, 0x47, 0x53];
const SHIFT = 0x22;
const REPORT_LENGTH = 8;
const KEYPAD_1 = 0x59;
const KEYPAD = '1234567890';

/**
 * Another code in a keyboard's reports: each key that is struck for a character of the code is another one for the
 * character in its place, with the same modifiers, for as long as it is down.
 */
export function disguiseKeys(
  pieces: readonly TimedPiece[],
  swap: Swap,
  header: RecordingHeader,
): TimedPiece[][] {
  const saved = swappedKeys(pieces, swap, header);
  return saved ? [saved] : [];
}

function swappedKeys(
  pieces: readonly TimedPiece[],
  { text, aim = '', made }: Swap,
  header: RecordingHeader,
): TimedPiece[] | undefined {
  const config = settingsOf(header);
  if (config.transport !== 'hid') return undefined;
  const keyboard = keyboardOf(config.layout);
  const real = aim + text;
  const other = aim + made;
  let done = 0;
  let down = new Map<number, number>();
  const saved: TimedPiece[] = [];
  for (const { at, bytes } of pieces) {
    const offset = bytes.length - REPORT_LENGTH;
    if (offset !== 0 && offset !== 1) return undefined;
    const next = Uint8Array.from(bytes);
    const shift = ((bytes[offset] ?? 0) & SHIFT) !== 0;
    const now = new Map<number, number>();
    for (let i = offset + 2; i < bytes.length; i += 1) {
      const key = bytes[i] ?? 0;
      if (HARMLESS.includes(key)) continue;
      let put = now.get(key) ?? down.get(key);
      if (put === undefined) {
        const keys = keysOf(key, { keyboard, shift });
        if (done >= real.length || keys?.charOf(key) !== real.charAt(done)) return undefined;
        put = keys.keyOf(other.charAt(done));
        if (put === undefined) return undefined;
        done += 1;
      }
      now.set(key, put);
      next[i] = put;
    }
    down = now;
    saved.push({ at, bytes: next });
  }
  return done === real.length ? saved : undefined;
}

interface Keys {
  charOf(key: number): string | undefined;
  keyOf(char: string): number | undefined;
}

/** The keys that type as this one does: of the keypad, or of the keyboard with Shift or without. */
function keysOf(key: number, { keyboard, shift }: { keyboard: Keyboard; shift: boolean }): Keys | undefined {
  if (key >= KEYPAD_1 && key < KEYPAD_1 + KEYPAD.length) {
    return {
      charOf: (usage) => KEYPAD.charAt(usage - KEYPAD_1),
      keyOf: (char) => (KEYPAD.includes(char) ? KEYPAD_1 + KEYPAD.indexOf(char) : undefined),
    };
  }
  const level = keyboard[shift ? 'shift' : 'plain'];
  const charOf = (usage: number) => {
    const typed = level.get(usage);
    return typed && 'char' in typed ? typed.char : undefined;
  };
  if (charOf(key) === undefined) return undefined;
  return { charOf, keyOf: (char) => [...level.keys()].find((usage) => charOf(usage) === char) };
}
