import { createDropTally, type Decoder, type Frame, type Malformed, splitAim } from '../frame.ts';
import { KNOWN_LAYOUTS } from './known-layouts.ts';
import type { ReportLayout } from './layout.ts';
import { type ReportContent, readReport } from './report.ts';

/** Silence, ms, after which a code that said it goes on is over. Fragments of one code come 1 to 8 ms apart. */
export const FRAGMENT_TIMEOUT_MS = 100;

/** 16 fragments of 56 bytes: more than any code a gun reads as one. */
const MAX_FRAGMENTS = 16;
const MAX_CHARACTERS = MAX_FRAGMENTS * 56;

/** The code that is being put together. */
interface Unfinished {
  texts: string[];
  characters: number;
  aim: string | undefined;
  firstByteAt: number;
  lastByteAt: number;
  /** All its fragments are full. */
  isFull: boolean;
  /** Why it cannot be whole any more: what still comes of it is dropped with it. */
  spoiltBy?: Malformed;
}

type Fragment = Extract<ReportContent, { kind: 'fragment' }>;

/**
 * Joins the reports of a HID point-of-sale scanner to codes. A code is dropped rather than joined with another, or
 * delivered without one of its parts; the customer shows it again.
 *
 * Some firmware marks every full fragment "continued", so that a code of exactly 56, 112, 168 … characters never
 * ends: silence ends it. After a fragment with room left silence means that the rest was lost, and so it does once the
 * gun has marked a full fragment as the last.
 */
export function createHidAssembler(layouts: readonly ReportLayout[] = KNOWN_LAYOUTS): Decoder {
  let code: Unfinished | undefined;
  let marksEnds = false;
  const drops = createDropTally();
  /** The last fragment of the code that came last, where it had several. */
  let ended: { text: string; aim: string | undefined; at: number } | undefined;

  function drop(reason: Malformed): void {
    code = undefined;
    drops.add(reason);
  }

  function add(fragment: Fragment, at: number): void {
    const { text, full } = fragment;
    const aim = code && text === '' ? code.aim : fragment.aim;
    // The identifier is repeated in each fragment of a code: another one means that the rest of the last was lost.
    if (code && code.spoiltBy === undefined && code.aim !== aim) drop('cutOff');
    code ??= begun(aim, at);
    const found = code.spoiltBy ?? contradiction(code, text, at);
    if (found !== undefined) {
      code.spoiltBy = found;
    } else {
      code.texts.push(text);
      code.characters += text.length;
      code.isFull &&= full;
    }
    code.lastByteAt = at;
  }

  /** Ends the code. Nothing is delivered of one that is spoilt, or has no text. */
  function take(): Frame | undefined {
    if (!code) return undefined;
    const { texts, aim, firstByteAt, lastByteAt, spoiltBy } = code;
    if (spoiltBy !== undefined) {
      drop(spoiltBy);
      return undefined;
    }
    code = undefined;
    const joined = withoutEnd(texts.join(''));
    const found = aim === undefined ? splitAim(joined) : { text: joined, aim };
    return found.text === '' ? undefined : { ...found, firstByteAt, lastByteAt };
  }

  function push(bytes: Uint8Array, at: number): Frame[] {
    const content = readReport(bytes, layouts);
    if (content.kind === 'other') return [];
    if (content.kind === 'malformed') {
      code ??= begun(undefined, at);
      code.spoiltBy ??= 'spoilt';
      code.lastByteAt = at;
      return [];
    }
    const { text, aim, more, full } = content;
    // Sent twice, it would be a code of its own: the second half of the one before.
    const isEcho = ended?.text === text && ended.aim === aim && at - ended.at <= FRAGMENT_TIMEOUT_MS;
    ended = undefined;
    if (!code && !more && isEcho) {
      drop('spoilt');
      return [];
    }
    add(content, at);
    if (more) return [];
    marksEnds ||= full;
    if (code && code.texts.length > 1) ended = { text, aim, at };
    const frame = take();
    return frame ? [frame] : [];
  }

  return {
    push,
    waiting: () => code !== undefined,
    flush() {
      if (code && (marksEnds || !code.isFull)) code.spoiltBy ??= 'cutOff';
      return take();
    },
    dropped: drops.dropped,
    why: drops.why,
  };
}

/** What tells that a fragment is not the next of a code: another one is missing, or came twice. */
function contradiction(code: Unfinished, text: string, at: number): Malformed | undefined {
  const { texts, characters, lastByteAt } = code;
  if (at - lastByteAt > FRAGMENT_TIMEOUT_MS) return 'cutOff';
  // No code repeats itself every 56 characters.
  if (text !== '' && texts.at(-1) === text) return 'spoilt';
  const isTooLong = texts.length === MAX_FRAGMENTS || characters + text.length > MAX_CHARACTERS;
  return isTooLong ? 'tooLong' : undefined;
}

/** A code without what a gun is set to put behind it, and the NULs some count. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && '\r\n\t\0'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function begun(aim: string | undefined, at: number): Unfinished {
  return { texts: [], characters: 0, aim, firstByteAt: at, lastByteAt: at, isFull: true };
}
