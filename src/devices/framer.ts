import type { Terminator } from '../scanner-config.ts';
import { type Decoder, type Frame, splitAim } from './frame.ts';

export interface FramerOptions {
  terminator: Terminator;
  /** Longest code, bytes. The longest known payment code has about 512. */
  limit?: number;
  /** A gap inside a code, ms, after which its halves are not trusted to belong together. */
  staleMs?: number;
}

const STX = 0x02;
const ETX = 0x03;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
/** Group separator: part of the text in GS1 codes. */
const GS = 0x1d;
const DEL = 0x7f;

const ENDS: Record<Exclude<Terminator, 'crlf'>, readonly number[]> = {
  any: [CR, LF, TAB, ETX],
  cr: [CR],
  lf: [LF],
  tab: [TAB],
  etx: [ETX],
  none: [],
};

/**
 * Cuts a stream of bytes (latin1) into codes, within a fixed buffer.
 *
 * Two mistakes would cost money: two codes joined, and half a code taken for a whole one. So whatever is doubtful
 * spoils the code up to the next terminator: more bytes than `limit`, a long gap, a control character inside. At the
 * edges of a code control characters are ignored, and STX always begins a new one.
 */
export function createFramer({ terminator, limit = 512, staleMs = 2000 }: FramerOptions): Decoder {
  const buffer = Buffer.alloc(limit);
  let length = 0;
  let spoiled = false;
  /** Text ended by a control character that is no terminator: only a terminator may follow. */
  let closed = false;
  let previous = 0;
  let firstByteAt = 0;
  let lastByteAt = 0;

  const isEnd = (byte: number) =>
    terminator === 'crlf' ? byte === LF && previous === CR : ENDS[terminator].includes(byte);

  function reset(): void {
    length = 0;
    spoiled = false;
    closed = false;
  }

  function take(): Frame | undefined {
    const whole = length > 0 && !spoiled;
    const { text, aim } = splitAim(whole ? buffer.toString('latin1', 0, length) : '');
    reset();
    if (text === '') return undefined;
    return { text, ...(aim !== undefined && { aim }), firstByteAt, lastByteAt };
  }

  function add(byte: number, at: number): void {
    if (length === 0) firstByteAt = at;
    if (closed || length === limit) spoiled = true;
    else buffer[length++] = byte;
  }

  return {
    push(bytes, at) {
      const frames: Frame[] = [];
      if (length > 0 && at - lastByteAt > staleMs && terminator !== 'none') spoiled = true;
      for (const byte of bytes) {
        if (byte === STX) {
          reset();
        } else if (isEnd(byte)) {
          lastByteAt = at;
          const frame = take();
          if (frame) frames.push(frame);
        } else if (isControl(byte)) {
          closed = length > 0;
        } else if (!spoiled) {
          add(byte, at);
        }
        previous = byte;
      }
      lastByteAt = at;
      return frames;
    },
    waiting: () => terminator === 'none' && length > 0,
    flush: take,
  };
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== GS) || byte === DEL;
}
