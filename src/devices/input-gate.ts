import type { Frame } from './frame.ts';

/** A gun that reads the same code again within this time, ms, has read it once: people hold the trigger. */
const REPEAT_MS = 2000;
/** A code that could not be handed over for so long, ms, is none of the customer who stands there now. */
const STALE_MS = 5000;

/**
 * What a code that came may do.
 * - `deliver`: be handed over
 * - `closed`: nobody waits for one
 * - `early`: it was begun before somebody waited
 * - `stale`: it came too long ago
 * - `repeat`: it is the last one that was handed over, once more
 */
export type Passage = 'deliver' | 'closed' | 'early' | 'stale' | 'repeat';

/**
 * The gate between a gun and its lane (UPOS: data-event enabled, auto-disable, clear input). Closed until somebody
 * waits for a scan. What comes at a closed gate is dropped, never queued: a code is good for the sale that was ready
 * when its first byte came, and for no other. Times are monotonic ms.
 */
export class InputGate {
  #openSince: number | undefined;
  #last: Frame | undefined;

  get isOpen(): boolean {
    return this.#openSince !== undefined;
  }

  open(at: number): void {
    this.#openSince ??= at;
  }

  close(): void {
    this.#openSince = undefined;
  }

  /** What a code may do now. One that is delivered is the one that further ones may repeat. */
  passageOf(frame: Frame, now: number): Passage {
    if (this.#openSince === undefined) return 'closed';
    if (frame.firstByteAt < this.#openSince) return 'early';
    if (now - frame.lastByteAt > STALE_MS) return 'stale';
    const isRepeat = this.#last?.text === frame.text && frame.firstByteAt - this.#last.lastByteAt < REPEAT_MS;
    if (isRepeat) return 'repeat';
    this.#last = frame;
    return 'deliver';
  }

  /** Forgets the code that was handed over last. */
  clear(): void {
    this.#last = undefined;
  }
}
