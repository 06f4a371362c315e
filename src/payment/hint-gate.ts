import type { Clock } from '../clock.ts';

/** Between two hints for one order that are followed. */
const PAUSE_MS = 30_000;
/** For one order, ever: whoever knows its number must not spend its day's queries. */
const MOST_PER_ORDER = 10;
/** Orders remembered; the oldest is forgotten first. */
const MOST_ORDERS = 1000;

/** Lets through few of the hints that anybody may send where the gateway does not sign. */
export class HintGate {
  readonly #followed = new Map<string, { at: number; count: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a hint of this open order is to be followed; it then counts. */
  isLetThrough(orderNo: string): boolean {
    const now = this.#clock.monotonic();
    const before = this.#followed.get(orderNo) ?? { at: Number.NEGATIVE_INFINITY, count: 0 };
    if (now - before.at < PAUSE_MS || before.count >= MOST_PER_ORDER) return false;
    this.#followed.delete(orderNo);
    this.#followed.set(orderNo, { at: now, count: before.count + 1 });
    const [oldest] = this.#followed.keys();
    if (oldest !== undefined && this.#followed.size > MOST_ORDERS) this.#followed.delete(oldest);
    return true;
  }
}
