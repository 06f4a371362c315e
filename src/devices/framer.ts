import type { Terminator } from '../scanner-config.ts';
import { byteKinds, CONTROL, END, isControl, PARITY_END, START, TEXT } from './byte-kinds.ts';
import { type Dress, edgesOf, type Undressed, undress } from './code-dress.ts';
import { createReplies } from './command-replies.ts';
import { createDropTally, type Decoder, type Frame, type Malformed } from './frame.ts';
import { paritySign } from './parity-signs.ts';

export interface FramerOptions extends Dress {
  terminator: Terminator;
  /** Longest code, bytes. The longest known payment code has about 512. */
  limit?: number;
  /** A gap inside a code, ms, after which its halves are not trusted to belong together. */
  staleMs?: number;
  /** The line has seven data bits: the eighth, where it comes, is parity. */
  isSevenBit?: boolean;
}

/** Cuts bytes into codes. Knows what the gun answers to commands: that is no code. */
export interface Framer extends Decoder {
  /** The gun is being told something. */
  told(command: Uint8Array, at: number): void;
}

/** Default of `staleMs`: where a terminator ends a code, its reader flushes after such a silence. */
export const STALE_MS = 2000;

const STX = '\x02';
const LF = 0x0a;
const CR = 0x0d;
/** Characters of an AIM identifier. */
const AIM_LENGTH = 3;
/** Bytes of equal parity that make one a terminator which is so but for its top bit. */
const PARITY_ENOUGH = 4;

/**
 * Cuts a stream of bytes (latin1) into codes, within a fixed buffer.
 *
 * Two mistakes would cost money: two codes joined, and half a code taken for a whole one. So whatever is doubtful
 * spoils the code up to the next terminator: more bytes than `limit`, a long gap, a control character inside. At the
 * edges of a code control characters are ignored, and STX always begins a new one. Where silence alone ends a code, two
 * that come without it cannot be told from one: a gun should send a terminator.
 */
export function createFramer(options: FramerOptions): Framer {
  const { terminator, limit = 512, staleMs = STALE_MS, isSevenBit = false } = options;
  const edges = edgesOf(terminator, options);
  const kinds = byteKinds(edges);
  const mask = isSevenBit ? 0x7f : 0xff;
  const size = limit + AIM_LENGTH + edges.prefix.length + edges.suffix.length;
  const buffer = Buffer.alloc(size + 1);
  const replies = createReplies();
  /** Bytes of the code that was begun; more than none as long as there is one. */
  let length = 0;
  let spoiled: Malformed | undefined;
  /** Whether its end was counted already. */
  let isCounted = false;
  /** Text ended by a control character that is no terminator: only a terminator may follow. */
  let closed = false;
  let previous = 0;
  let firstByteAt = 0;
  let lastByteAt = 0;
  const drops = createDropTally();

  function reset(): void {
    length = 0;
    spoiled = undefined;
    isCounted = false;
    closed = false;
  }

  function count(reason: Malformed): void {
    if (isCounted) return;
    isCounted = true;
    drops.add(reason);
  }

  function undressed(): Undressed {
    if (spoiled !== undefined) return { ok: false, why: spoiled };
    if (paritySign(buffer.subarray(0, length))) return { ok: false, why: 'parityBit' };
    const made = undress(buffer.toString('latin1', 0, length), edges);
    if (!made.ok) return made;
    if (made.text.length > limit) return { ok: false, why: 'tooLong' };
    return hasControl(made.text) ? { ok: false, why: 'spoilt' } : made;
  }

  /** Ends a code, and returns it where it is whole. */
  function take(): Frame | undefined {
    if (length === 0) return undefined;
    const made = undressed();
    if (!made.ok) count(made.why);
    reset();
    if (!made.ok || replies.isEcho(made.text, lastByteAt)) return undefined;
    const { text, aim } = made;
    return { text, ...(aim !== undefined && { aim }), firstByteAt, lastByteAt };
  }

  function add(byte: number, at: number): void {
    if (length === 0) firstByteAt = at;
    if (closed) spoiled = 'spoilt';
    if (length < size) {
      buffer[length++] = byte;
    } else {
      spoiled = 'tooLong';
      count(spoiled);
    }
  }

  function start(byte: number, at: number): void {
    if (length > 0) count(spoiled ?? 'cutOff');
    reset();
    if (edges.prefix.includes(STX)) add(byte, at);
  }

  function control(byte: number, at: number): void {
    const text = length > 0 && length < 64 && !spoiled ? buffer.toString('latin1', 0, length) : '';
    if ((length === 0 || text !== '') && replies.isAnswer(byte, text, at)) reset();
    else closed = length > 0;
  }

  /** Seven data bits, read as eight: such a code never meets its terminator. */
  function parityEnd(byte: number, at: number): void {
    if (length === 0 || spoiled !== undefined) return;
    if (length < size) buffer[length] = byte;
    if (paritySign(buffer.subarray(0, length + 1), PARITY_ENOUGH)) {
      count('parityBit');
      reset();
    } else add(byte, at);
  }

  return {
    push(bytes, at) {
      const frames: Frame[] = [];
      const keep = (frame: Frame | undefined) => frame && frames.push(frame);
      if (length > 0 && at - lastByteAt > staleMs) {
        // Where silence ends a code, it was not told when it was due: the machine stood still, and this may be another one.
        spoiled ??= terminator === 'none' ? 'cutOff' : 'noTerminator';
        count(spoiled);
        isCounted = false;
      }
      for (const raw of bytes) {
        const byte = raw & mask;
        switch (replies.isRest(byte) ? CONTROL : kinds[byte]) {
          case TEXT:
            if (!isCounted) add(byte, at);
            break;
          case END:
            if (terminator === 'crlf' && !(byte === LF && previous === CR)) control(byte, at);
            else {
              lastByteAt = at;
              keep(take());
            }
            break;
          case START:
            start(byte, at);
            break;
          case PARITY_END:
            parityEnd(byte, at);
            break;
          default:
            control(byte, at);
        }
        previous = byte;
      }
      lastByteAt = at;
      return frames;
    },
    waiting: () => length > 0 && !isCounted,
    flush() {
      if (terminator === 'none') return take();
      if (length > 0) count(spoiled ?? 'noTerminator');
      if (length > 0) spoiled ??= 'noTerminator';
      return undefined;
    },
    dropped: drops.dropped,
    why: drops.why,
    told: replies.told,
  };
}

/** Where the prefix or suffix has a control character, one may stand in the code itself. */
function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (isControl(text.charCodeAt(at))) return true;
  return false;
}
