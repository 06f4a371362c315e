/** Time, as a part that can be replaced. This file holds the only timers and the only wall clock in `src`. */
export interface Clock {
  /** Wall-clock time, epoch milliseconds. It may jump when somebody sets the clock. */
  now(): number;
  /** Milliseconds since some fixed moment; never jumps, never runs backwards. Use it to measure spans. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with `signal.reason` as soon as the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `fn` once after `ms`. Returns the function that calls it off. */
  after(ms: number, fn: () => void): () => void;
}

export const systemClock: Clock = scaledClock(1);

/**
 * A clock on which time passes `speed` times as fast as outside, starting at the true time.
 * The sandbox and the tests use it to live through a quarter of an hour in seconds.
 */
export function scaledClock(speed: number): Clock {
  const wallStart = Date.now();
  const monoStart = performance.now();
  const elapsed = () => (performance.now() - monoStart) * speed;
  return {
    now: () => (speed === 1 ? Date.now() : Math.round(wallStart + elapsed())),
    monotonic: () => elapsed(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const onAbort = () => {
          clearTimeout(timer);
          reject(signal?.reason);
        };
        const timer = setTimeout(
          () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
          Math.max(0, ms / speed),
        );
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    after: (ms, fn) => {
      const timer = setTimeout(fn, Math.max(0, ms / speed));
      return () => clearTimeout(timer);
    },
  };
}
