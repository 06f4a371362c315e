import { createHmac } from 'node:crypto';

/** A day is promised; a wall clock that is set wrong by a day, and right again, must not make the till forget. */
const KEPT_MS = 3 * 24 * 60 * 60_000;

/**
 * Payment codes whose request was or may have been sent in the last 24 hours and more, on any lane, as keyed hashes. The
 * hash is durable with its order; this is the index over them.
 */
export class UsedCodes {
  readonly #key: Uint8Array;
  /** Hash to time of use (epoch ms), oldest first. */
  readonly #used = new Map<string, number>();

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** Learns the codes found on disk at start. */
  add(known: readonly { hash: string; at: number }[]): void {
    for (const { hash, at } of [...known].sort((a, b) => a.at - b.at)) this.#used.set(hash, at);
  }

  /** The hash to store with the order, or nothing if the code was used already. */
  reserve(code: string, now: number): string | undefined {
    for (const [hash, at] of this.#used) {
      if (at > now - KEPT_MS) break;
      this.#used.delete(hash);
    }
    const hash = createHmac('sha256', this.#key).update(code).digest('base64url');
    if (this.#used.has(hash)) return undefined;
    this.#used.set(hash, now);
    return hash;
  }

  /** Only where it is proven that nothing was sent. */
  release(hash: string): void {
    this.#used.delete(hash);
  }
}
