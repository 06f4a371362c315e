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
 * - `repeat`: it is the last one that was answered, once more
 */
export type Passage = 'deliver' | 'closed' | 'early' | 'stale' | 'repeat';

/**
 * The gate between a gun and its lane (UPOS: data-event enabled, auto-disable, clear input). Closed until somebody
 * waits for a scan. What comes at a closed gate is dropped, never queued: a code is good for the sale that was ready
 * when its first byte came, and for no other. Times are monotonic ms.
 */
export class InputGate {
  #openSince: number | undefined;
  #answered: Frame | undefined;

  /** One that is open stays open since it was. */
  open(at: number): void {
    this.#openSince ??= at;
  }

  close(): void {
    this.#openSince = undefined;
  }

  passageOf(frame: Frame, now: number): Passage {
    if (this.#openSince === undefined) return 'closed';
    if (frame.firstByteAt < this.#openSince) return 'early';
    if (now - frame.lastByteAt > STALE_MS) return 'stale';
    const before = this.#answered;
    const isRepeat = before?.text === frame.text && frame.firstByteAt - before.lastByteAt < REPEAT_MS;
    return isRepeat ? 'repeat' : 'deliver';
  }

  /** The code was taken or refused, so that further ones may repeat it. One that nobody heeded has not been read yet. */
  answered(frame: Frame): void {
    this.#answered = frame;
  }
}
