import type { Clock } from './clock.ts';

/** How much may be taken: so much each second for good, and so much at once. */
export interface Rate {
  perSecond: number;
  burst: number;
}

/** What fractions of a token leave over. */
const ROUNDING = 1e-6;

/** One bucket: full at first, and filled again as time passes. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #rate: Rate;
  #left: number;
  #at: number;

  constructor(rate: Rate, clock: Clock) {
    this.#clock = clock;
    this.#rate = rate;
    this.#left = rate.burst;
    this.#at = clock.monotonic();
  }

  /** Takes it, where there is enough. Otherwise nothing is taken: gives the ms after which there will be. */
  take(cost = 1): number {
    this.#fill();
    if (this.#left >= cost) {
      this.#left -= cost;
      return 0;
    }
    return Math.ceil(((cost - this.#left) / this.#rate.perSecond) * 1000 - ROUNDING);
  }

  get isFull(): boolean {
    this.#fill();
    return this.#left === this.#rate.burst;
  }

  #fill(): void {
    const now = this.#clock.monotonic();
    const { perSecond, burst } = this.#rate;
    this.#left = Math.min(burst, this.#left + ((now - this.#at) / 1000) * perSecond);
    this.#at = now;
  }
}

/** Strangers come under as many addresses as they like: only so many are remembered. */
const MOST_KEPT = 5000;

/** A bucket for each of many, such as one for each address. Those that are full again are forgotten. */
export class TokenBuckets {
  readonly #clock: Clock;
  readonly #rateOf: (key: string) => Rate;
  /** The one that was used last is the last. */
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rateOf: (key: string) => Rate, clock: Clock) {
    this.#rateOf = rateOf;
    this.#clock = clock;
  }

  /** As a bucket's `take`. */
  take(key: string, cost?: number): number {
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#rateOf(key), this.#clock);
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    this.#forget();
    return bucket.take(cost);
  }

  /** Looks at a few of the oldest each time: what nobody uses is full again, and goes. */
  #forget(): void {
    let looked = 0;
    for (const [key, bucket] of this.#buckets) {
      looked += 1;
      if (this.#buckets.size > MOST_KEPT || (looked <= 3 && bucket.isFull && this.#buckets.size > 1)) {
        this.#buckets.delete(key);
      } else break;
    }
  }

  /** How many are remembered. */
  get size(): number {
    return this.#buckets.size;
  }
}
