import type { HidScannerConfig } from '../../scanner-config.ts';
import { createDropTally, type Frame, type Malformed, splitAim } from '../frame.ts';
import type { Typed } from './keyboard-typist.ts';

/** A gap inside a code, ms, after which its halves are not trusted to belong together. */
export const STALE_MS = 2000;

/** The longest known payment code has about 512 characters. */
const LIMIT = 512;

const STX = 0x02;
/** Part of the text in GS1 codes. */
const GS = 0x1d;
const DEL = 0x7f;
/** ETX (Ctrl+C), Tab, LF (Ctrl+J), CR (Enter, or Ctrl+M). */
const ENDS: readonly number[] = [0x03, 0x09, 0x0a, 0x0d];

/** A code that is being typed. */
export interface TypedCode {
  /** What was typed next. Returns the code that it ended. */
  add(typed: Typed, at: number): Frame | undefined;
  /** Nothing has come for so long that the code is over, or is never ended. */
  silence(): Frame | undefined;
  /** Whatever comes up to the end belongs to no whole code. */
  spoil(): void;
  /** Whether silence has something to end, or to tell. */
  isOpen(): boolean;
  /** A code that was begun before anybody looked. */
  missed(): void;
  dropped(): number;
  why(): Malformed | undefined;
}

/**
 * Joins what is typed to codes, by the rules for codes on a line: whatever is doubtful spoils the code up to its end, be it
 * a key that nobody can read, a long gap, a control character inside, or too many characters. At the edges of a code control
 * characters are ignored, and STX always begins a new one.
 */
export function createTypedCode(terminator: HidScannerConfig['terminator']): TypedCode {
  let text = '';
  let isBegun = false;
  let isClosed = false;
  let spoilt: Malformed | undefined;
  let isCounted = false;
  let firstByteAt = 0;
  let lastByteAt = 0;
  const drops = createDropTally();

  function reset(): void {
    text = '';
    isBegun = false;
    isClosed = false;
    spoilt = undefined;
    isCounted = false;
  }

  function count(why: Malformed): void {
    if (isCounted) return;
    isCounted = true;
    drops.add(why);
  }

  /** The first reason stands; what came of the code is of no use any more. */
  function spoil(why: Malformed): void {
    isBegun = true;
    spoilt ??= why;
    text = '';
  }

  function end(): Frame | undefined {
    const code = splitAim(text);
    const why = spoilt ?? (code.text === '' ? 'empty' : undefined);
    const isWhole = isBegun && why === undefined;
    if (isBegun && why !== undefined) count(why);
    reset();
    return isWhole ? { ...code, firstByteAt, lastByteAt } : undefined;
  }

  function addText(byte: number, at: number): void {
    if (!isBegun) firstByteAt = at;
    isBegun = true;
    if (isClosed) spoil('spoilt');
    if (text.length === LIMIT) {
      spoil('tooLong');
      count('tooLong');
    }
    if (spoilt === undefined) text += String.fromCharCode(byte);
  }

  return {
    add(typed, at) {
      if (isBegun && at - lastByteAt > STALE_MS) {
        spoil('noTerminator');
        count(spoilt ?? 'noTerminator');
        // What follows up to the end is dropped as one more.
        isCounted = false;
      }
      lastByteAt = at;
      if (typed === 'unreadable') {
        spoil('spoilt');
      } else if (typed === STX) {
        if (isBegun) count(spoilt ?? 'cutOff');
        reset();
      } else if (terminator === 'any' && ENDS.includes(typed)) {
        return end();
      } else if (isControl(typed)) {
        isClosed = isBegun;
      } else {
        addText(typed, at);
      }
      return undefined;
    },
    silence() {
      if (terminator === 'none') return end();
      if (!isBegun) return undefined;
      spoil('noTerminator');
      count(spoilt ?? 'noTerminator');
      return undefined;
    },
    spoil: () => spoil('spoilt'),
    isOpen: () => isBegun && (terminator === 'none' || !isCounted),
    missed: () => drops.add('cutOff'),
    dropped: drops.dropped,
    why: drops.why,
  };
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== GS) || byte === DEL;
}
