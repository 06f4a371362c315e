/** How long one address has to wait after wrong pairing codes. No other address waits for it. In memory: codes are as well. */

interface Guesses {
  count: number;
  /** On the monotonic clock, ms. */
  lastAt: number;
}

const FREE = 4;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const KEPT_MS = 60 * 60_000;
/** Whoever has many addresses fills no memory with them. */
const MOST_KEPT = 1_000;

export class GuessDelays {
  /** The one that guessed last stands last. */
  readonly #by = new Map<string, Guesses>();

  /** How long to wait before the next guess is looked at, ms. */
  waitMs(place: string, now: number): number {
    const guesses = this.#by.get(netOf(place));
    if (!guesses || guesses.count < FREE || guesses.lastAt + KEPT_MS <= now) return 0;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(guesses.count - FREE, 20), LONGEST_WAIT_MS);
    return Math.max(0, guesses.lastAt + wait - now);
  }

  /** Counted before it is looked at, so that many at once are no way round the waits. */
  guessed(place: string, now: number): void {
    const net = netOf(place);
    const before = this.#by.get(net);
    this.#by.delete(net);
    const count = before && before.lastAt + KEPT_MS > now ? before.count + 1 : 1;
    this.#by.set(net, { count, lastAt: now });
    for (const oldest of this.#by.keys()) {
      if (this.#by.size <= MOST_KEPT) break;
      this.#by.delete(oldest);
    }
  }

  /** It was right. */
  forget(place: string): void {
    this.#by.delete(netOf(place));
  }
}

/** One network has 2^64 addresses of IPv6: they count as one. */
function netOf(place: string): string {
  if (!place.includes(':')) return place;
  const [head = '', tail] = place.toLowerCase().replace(/%.*$/, '').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: zeros }, () => '0'), ...last];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
