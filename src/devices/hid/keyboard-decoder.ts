import type { HidScannerConfig, KeyboardLayout } from '../../scanner-config.ts';
import type { Decoder } from '../frame.ts';
import { createTypedCode, STALE_MS } from './keyboard-code.ts';
import { KEYBOARD_LAYOUTS } from './keyboard-layouts.ts';
import { createKeyReader } from './keyboard-report.ts';
import { createTypist } from './keyboard-typist.ts';

export interface KeyboardDecoderOptions extends Pick<HidScannerConfig, 'layout' | 'terminator' | 'idleMs'> {
  /** When the gun began to be read, monotonic ms. Left out: its first key is the first of a code. */
  openedAt?: number;
}

/**
 * A gun that is read from the middle of a code on would give its rest as a whole one: the kernel drops what comes in the
 * first 50 ms of an open. So nothing counts until no key has moved for so long, ms. The slowest guns take 100 ms a key.
 */
export const SETTLE_MS = 250;

/** Silence, ms, after which its reader flushes the decoder. */
export function silenceMs({ terminator, idleMs }: Pick<HidScannerConfig, 'terminator' | 'idleMs'>): number {
  return terminator === 'none' ? idleMs : STALE_MS;
}

/**
 * Cuts what a gun types into codes.
 *
 * A report that is lost on its way leaves no trace: reports have no numbers, and a typed code does not say its length. A
 * digit that is missing cannot be seen here, nor an Enter, which joins two codes. What protects: USB repeats what was not
 * received, so reports are lost only where nobody fetches them in time, and the library fetches them in a thread of its
 * own; a code in which the gun was opened or lost is dropped; two codes that are joined, or one that lacks a digit,
 * have lengths that no wallet's code has, and the codes of EMV say their lengths inside. HID POS mode counts its characters:
 * it is the better one.
 */
export function createKeyboardDecoder(options: KeyboardDecoderOptions): Decoder {
  const { layout, terminator, idleMs, openedAt } = options;
  const readKeys = createKeyReader();
  const typist = createTypist(layout);
  const code = createTypedCode(terminator);
  let settledAt = openedAt === undefined ? Number.NEGATIVE_INFINITY : openedAt + SETTLE_MS;
  let hasMissed = false;
  let lastAt = 0;

  /** Whether what comes may be the rest of a code whose beginning nobody read. */
  function isUnsettled(at: number, isActive: boolean): boolean {
    if (at >= settledAt) return false;
    if (!isActive) return true;
    settledAt = at + SETTLE_MS;
    if (!hasMissed) code.missed();
    hasMissed = true;
    return true;
  }

  return {
    push(report, at) {
      const change = readKeys(report);
      if (change === undefined) return [];
      if (isUnsettled(at, change === 'damaged' || change.isActive)) return [];
      // The silence was not told when it was due: the machine stood still, and when these keys were struck is not known.
      if (terminator === 'none' && code.isOpen() && at - lastAt > idleMs) code.spoil();
      lastAt = at;
      if (change === 'damaged') {
        code.spoil();
        return [];
      }
      return typist.type(change).flatMap((typed) => code.add(typed, at) ?? []);
    },
    waiting: code.isOpen,
    flush() {
      if (typist.reset()) code.spoil();
      return code.silence();
    },
    dropped: code.dropped,
    why: code.why,
  };
}

/**
 * The layouts to which a gun that typed a known text may be set: all that give this text. Digits alone are the same in most
 * countries; `LAYOUT_PROBE` tells all of them apart. None: it typed something else, or for another country.
 */
export function guessLayout(reports: readonly Uint8Array[], expectedText: string): KeyboardLayout[] {
  return KEYBOARD_LAYOUTS.filter((layout) => {
    const decoder = createKeyboardDecoder({ layout, terminator: 'none', idleMs: 0 });
    for (const report of reports) decoder.push(report, 0);
    const frame = decoder.flush();
    return frame !== undefined && (frame.aim ?? '') + frame.text === expectedText;
  });
}

/** A text that no two layouts type alike, without anything that takes AltGr or a dead key in one of them. */
export const LAYOUT_PROBE = 'Az-09=?"/:+';
