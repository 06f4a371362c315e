import type { Clock } from '../clock.ts';
import type { Decoder, Frame } from './frame.ts';

export interface ReaderParts {
  decoder: Decoder;
  /** Silence, ms, that ends what a decoder is waiting for. */
  idleMs: number;
  clock: Clock;
  onFrame(frame: Frame): void;
}

/** Gives a decoder its clock: stamps what comes, and lets silence end a code where the decoder asks for that. */
export interface Reader {
  push(bytes: Uint8Array): void;
  /** The line is gone: half a code is dropped, and nothing is delivered any more. */
  end(): void;
}

export function createReader({ decoder, idleMs, clock, onFrame }: ReaderParts): Reader {
  let callOff = () => {};
  let ended = false;

  function flush(): void {
    const frame = decoder.flush();
    if (frame) onFrame(frame);
  }

  return {
    push(bytes) {
      if (ended) return;
      callOff();
      for (const frame of decoder.push(bytes, clock.monotonic())) onFrame(frame);
      if (decoder.waiting()) callOff = clock.after(idleMs, flush);
    },
    end() {
      ended = true;
      callOff();
    },
  };
}
