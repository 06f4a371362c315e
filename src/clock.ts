/** Time, as a part that can be replaced. This file holds the only timers and the only wall clock in `src`. */
export interface Clock {
  /** Wall-clock time, epoch milliseconds. It may jump when somebody sets the clock. */
  now(): number;
  /** Milliseconds since some fixed moment; never jumps, never runs backwards. Use it to measure spans. */
  monotonic(): number;
  /** Resolves after `ms` (or 24 days, if sooner); rejects with `signal.reason` as soon as the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `fn` once after `ms` (or 24 days, if sooner). Returns the function that calls it off. */
  after(ms: number, fn: () => void): () => void;
}

/** About 24 days. The system's timers fire at once when told to wait longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = scaledClock(1);

/**
 * A clock on which time passes `speed` times as fast as outside since `since` (epoch ms; default now). Two processes
 * that name the same moment and speed agree. The sandbox and the tests live through a quarter of an hour in seconds.
 */
export function scaledClock(speed: number, since = Date.now()): Clock {
  const monotonicStart = performance.now();
  const timer = (ms: number, fn: () => void) =>
    setTimeout(fn, Math.min(Math.max(0, ms / speed), LONGEST_TIMER_MS));
  return {
    now: () => since + Math.round((Date.now() - since) * speed),
    monotonic: () => (performance.now() - monotonicStart) * speed,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const onAbort = () => {
          clearTimeout(running);
          reject(signal?.reason);
        };
        const running = timer(ms, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    after: (ms, fn) => {
      const running = timer(ms, fn);
      return () => clearTimeout(running);
    },
  };
}
