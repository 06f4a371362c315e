import type { Clock } from '../clock.ts';
import { type Rate, TokenBucket } from '../token-bucket.ts';
import type { Decoder, Frame } from './frame.ts';
import type { ConnectionEvents } from './transport.ts';

export interface ReaderParts {
  decoder: Decoder;
  /** Silence, ms, that ends what a decoder is waiting for. */
  idleMs: number;
  clock: Clock;
  events: Pick<ConnectionEvents, 'onFrame' | 'onBytes' | 'onMalformed'>;
}

/**
 * The part of a silence that is waited for on its own. After something that kept the program busy the timer is due and
 * the rest of the code is there, and timers come first: without it the rest would be taken for missing.
 */
const LAST_PART = 0.2;

/** Gives a decoder its clock: stamps what comes, and lets silence end a code where the decoder asks for that. */
export interface Reader {
  push(bytes: Uint8Array): void;
  /** The line is gone: what has come of a code is dropped and told of, and nothing is delivered any more. */
  end(): void;
}

/** Bytes: a hand pulls a trigger three times a second, and the longest code has half a kilobyte. */
const FASTEST: Rate = { perSecond: 8192, burst: 65_536 };

/** Silence, ms, after which a line that sent without end is read again. */
const CALM_MS = 1000;

export function createReader({ decoder, idleMs, clock, events }: ReaderParts): Reader {
  let callOff = () => {};
  let ended = false;
  const bytesLeft = new TokenBucket(FASTEST, clock);
  let floodedAt: number | undefined;

  /** A line gone wild is not read at all: its codes cost every lane time, and the half of one must not pass for a whole. */
  function isFlooded(length: number, at: number): boolean {
    const isCalm = floodedAt === undefined || at - floodedAt > CALM_MS;
    if (isCalm && bytesLeft.take(length) === 0) {
      floodedAt = undefined;
      return false;
    }
    if (floodedAt === undefined) {
      decoder.flush();
      decoder.dropped?.();
      events.onMalformed?.('spoilt');
    }
    floodedAt = at;
    return true;
  }

  function deliver(frames: readonly Frame[]): void {
    for (let left = decoder.dropped?.() ?? 0; left > 0; left -= 1) events.onMalformed?.(decoder.why?.());
    for (const frame of frames) events.onFrame(frame);
  }

  function flush(): void {
    const frame = decoder.flush();
    deliver(frame ? [frame] : []);
  }

  function waitLastPart(): void {
    callOff = clock.after(idleMs * LAST_PART, flush);
  }

  return {
    push(bytes) {
      if (ended) return;
      callOff();
      const at = clock.monotonic();
      if (isFlooded(bytes.length, at)) return;
      events.onBytes?.(bytes, at);
      deliver(decoder.push(bytes, at));
      if (decoder.waiting()) callOff = clock.after(idleMs * (1 - LAST_PART), waitLastPart);
    },
    end() {
      if (ended) return;
      ended = true;
      callOff();
      const half = decoder.flush();
      const dropped = decoder.dropped?.() ?? 0;
      if (half || dropped > 0) events.onMalformed?.('cutOff');
    },
  };
}
