import type { KeyboardLayout } from '../../scanner-config.ts';
import { hasAltGr, type KeyText, keyboardOf } from './keyboard-layouts.ts';
import type { KeyChange } from './keyboard-report.ts';

/** What was typed: a byte of latin1, text or control; or a key that nobody can tell the meaning of. */
export type Typed = number | 'unreadable';

export interface Typist {
  type(change: KeyChange): Typed[];
  /** Begins anew. Tells whether a character was half typed. */
  reset(): boolean;
}

/** Modifiers, left and right. */
const CTRL = 0x11;
const SHIFT = 0x22;
const LEFT_ALT = 0x04;
const RIGHT_ALT = 0x40;
const GUI = 0x88;

const SPACE_BAR = 0x2c;
/** A control character that means nothing, as a line might carry it: harmless around a code, not inside one. */
const NUL = 0x00;

/** Keys that type the same under every layout: Enter, Tab and the keypad, whatever Num Lock says. */
const EVERYWHERE: ReadonlyMap<number, string> = new Map([
  [0x28, '\r'],
  [0x58, '\r'],
  [0x2b, '\t'],
  [0x54, '/'],
  [0x55, '*'],
  [0x56, '-'],
  [0x57, '+'],
  [0x67, '='],
  ...Array.from('1234567890', (digit, i): [number, string] => [0x59 + i, digit]),
]);

/** Ctrl with the keys that are `[ \ ] ^ _` in the United States, both usages of the second one. */
const CTRL_KEYS: ReadonlyMap<number, number> = new Map([
  [0x2f, 0x1b],
  [0x31, 0x1c],
  [0x32, 0x1c],
  [0x30, 0x1d],
  [0x23, 0x1e],
  [0x2d, 0x1f],
]);

/** Caps Lock, Scroll Lock, Num Lock. */
const LOCKS: readonly number[] = [0x39, 0x47, 0x53];

/**
 * Keys that type nothing on any keyboard, first to last usage: Escape; F1 to F12 and those around the arrows; the menu
 * key; F13 to F24; those by which Japan and Korea change the way of writing.
 */
const SILENT: readonly (readonly [number, number])[] = [
  [0x29, 0x29],
  [0x3a, 0x52],
  [0x65, 0x65],
  [0x68, 0x73],
  [0x88, 0x88],
  [0x8a, 0x8b],
  [0x90, 0x94],
];

function isSilent(usage: number): boolean {
  return SILENT.some(([first, last]) => usage >= first && usage <= last);
}

/**
 * Turns struck keys into what they type.
 *
 * Caps Lock changes nothing here. Its state lies with the host: a gun learns of it, if at all, by a light, and
 * nobody tells that to a keyboard that is kept from the console. So the Shift of the report itself decides between `a` and `A`, as
 * it does on a host whose Caps Lock is off; digits are no letters, and are typed the same in either state. A gun that
 * swaps the cases all the same gives a code that no wallet knows: it is refused, and charges nobody.
 *
 * Guns send control characters as Ctrl and a letter (STX is Ctrl+B, GS is Ctrl+]), and letters, where they are set to,
 * as Alt and the character's number on the keypad.
 */
export function createTypist(layout: KeyboardLayout): Typist {
  const keyboard = keyboardOf(layout);
  const altGrBits = hasAltGr(keyboard) ? RIGHT_ALT : 0;
  const altBits = LEFT_ALT | (RIGHT_ALT & ~altGrBits);
  let accent: string | undefined;
  let altDigits = '';

  function endAltDigits(): Typed[] {
    const digits = altDigits;
    altDigits = '';
    return digits === '' ? [] : [numbered(digits)];
  }

  /** A space after a dead key gives the accent itself; an accented letter is in no code. */
  function put(text: KeyText | undefined): Typed[] {
    const waiting = accent;
    accent = undefined;
    if (text === undefined) return ['unreadable'];
    if ('dead' in text) {
      accent = text.dead;
      return waiting === undefined ? [] : ['unreadable'];
    }
    if (waiting === undefined) return [byteOf(text.char)];
    return text.char === ' ' ? [byteOf(waiting)] : ['unreadable', byteOf(text.char)];
  }

  function strike(usage: number, modifiers: number): Typed[] {
    if (LOCKS.includes(usage)) return [];
    const ctrl = (modifiers & CTRL) !== 0;
    const alt = (modifiers & altBits) !== 0;
    // Windows takes Ctrl and the left Alt together for AltGr, and some guns send that.
    const altGr = (modifiers & altGrBits) !== 0 || (ctrl && alt && altGrBits !== 0);
    if (alt && !altGr) return strikeWithAlt(usage);
    if (isSilent(usage) || (modifiers & GUI) !== 0) return put({ char: '\0' });
    const everywhere = EVERYWHERE.get(usage);
    if (everywhere !== undefined) return put({ char: everywhere });
    if (usage === SPACE_BAR) return put({ char: ' ' });
    const shift = (modifiers & SHIFT) !== 0;
    if (altGr) return put(shift ? undefined : keyboard.altGr.get(usage));
    if (ctrl) return put({ char: String.fromCharCode(controlOf(usage)) });
    return put(keyboard[shift ? 'shift' : 'plain'].get(usage));
  }

  function strikeWithAlt(usage: number): Typed[] {
    const digit = EVERYWHERE.get(usage);
    if (digit === undefined || !/\d/.test(digit)) return put({ char: '\0' });
    // One digit more than any number has is enough to know that it is none.
    if (altDigits.length < 5) altDigits += digit;
    return [];
  }

  /** A letter's control character, by where this country has the letter; the others by their place alone. */
  function controlOf(usage: number): number {
    const key = keyboard.plain.get(usage);
    const letter = key && 'char' in key && /^[a-z]$/.test(key.char) ? key.char : undefined;
    return letter === undefined ? (CTRL_KEYS.get(usage) ?? NUL) : letter.charCodeAt(0) - 0x60;
  }

  return {
    type({ modifiers, struck }) {
      const ended = (modifiers & altBits) === 0 ? endAltDigits() : [];
      return [...ended, ...struck.flatMap((usage) => strike(usage, modifiers))];
    },
    reset() {
      const wasHalf = accent !== undefined || altDigits !== '';
      accent = undefined;
      altDigits = '';
      return wasHalf;
    },
  };
}

/**
 * The character of a number typed with Alt. Up to 127 it is ASCII; above that the number has a zero in front where it
 * means a place in Windows-1252, which has latin1's characters from 160 on, and none where it means an older code page.
 */
function numbered(digits: string): Typed {
  const number = Number(digits);
  if (digits.length > 4) return 'unreadable';
  const isAscii = number >= 1 && number <= 127;
  const isLatin1 = digits.startsWith('0') && number >= 160 && number <= 255;
  return isAscii || isLatin1 ? number : 'unreadable';
}

function byteOf(char: string): number {
  return char.charCodeAt(0);
}
