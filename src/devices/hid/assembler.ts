import { type Decoder, type Frame, splitAim } from '../frame.ts';
import { readReport } from './report.ts';

/** Silence, ms, after which a code that said it goes on is over. Fragments of one code come 1 to 8 ms apart. */
export const FRAGMENT_TIMEOUT_MS = 100;

/** 16 fragments of 56 bytes: more than any code a gun reads as one. */
const MAX_FRAGMENTS = 16;

/**
 * Joins the reports of a HID point-of-sale scanner to codes.
 *
 * Some firmware marks every full fragment "continued", so that a code of exactly 56, 112, 168 … characters never
 * ends: silence ends it. After a fragment with room left, silence means that the rest was lost.
 */
export function createHidAssembler(): Decoder {
  let texts: string[] = [];
  let aim: string | undefined;
  let full = false;
  let spoiled = false;
  let firstByteAt = 0;
  let lastByteAt = 0;

  function reset(): void {
    texts = [];
    aim = undefined;
    spoiled = false;
  }

  function take(): Frame | undefined {
    const joined = spoiled ? '' : texts.join('').replace(/[\r\n\0]+$/, '');
    const found = aim === undefined ? splitAim(joined) : { text: joined, aim };
    reset();
    return found.text === '' ? undefined : { ...found, firstByteAt, lastByteAt };
  }

  return {
    push(bytes, at) {
      const content = readReport(bytes);
      if (content.kind === 'other') return [];
      lastByteAt = at;
      if (content.kind === 'malformed') {
        spoiled = true;
        return [];
      }
      // The identifier is repeated in each fragment of a code: another one means that the rest of the last was lost.
      if (texts.length > 0 && content.aim !== aim) reset();
      if (texts.length === 0) firstByteAt = at;
      if (texts.length === MAX_FRAGMENTS) spoiled = true;
      else texts.push(content.text);
      aim = content.aim;
      full = content.full;
      if (content.more) return [];
      const frame = take();
      return frame ? [frame] : [];
    },
    waiting: () => spoiled || texts.length > 0,
    flush() {
      if (!full) spoiled = true;
      return take();
    },
  };
}
