import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until a test moves it. Wall clock and monotonic clock agree until the former is set. */
export interface HandClock extends Clock {
  /** Moves the time on, calling each timer that is due at its own moment. */
  advance(ms: number): Promise<void>;
  /** Somebody sets the wall clock (epoch ms); the monotonic clock and the timers do not notice. */
  setWall(epochMs: number): void;
}

/** `earlyMs`: longer timers fire so long before they are due, as real ones may by a fraction. */
export function handClock({ startsAt = 1_800_000_000_000, earlyMs = 0 } = {}): HandClock {
  let time = startsAt;
  let setBy = 0;
  let timers: { at: number; fn: () => void }[] = [];
  const after = (ms: number, fn: () => void) => {
    // Never less than one millisecond, as Node's own.
    const timer = { at: time + Math.max(1, ms > earlyMs ? ms - earlyMs : ms), fn };
    timers.push(timer);
    return () => {
      timers = timers.filter((each) => each !== timer);
    };
  };
  return {
    now: () => time + setBy,
    monotonic: () => time - startsAt,
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const onAbort = () => {
          callOff();
          reject(signal?.reason);
        };
        const callOff = after(ms, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        signal?.addEventListener('abort', onAbort);
      }),
    setWall: (epochMs) => {
      setBy = epochMs - time;
    },
    advance: async (ms) => {
      const end = time + ms;
      await settle();
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers = timers.filter((each) => each !== next);
        time = next.at;
        next.fn();
        await settle();
      }
      time = end;
      await settle();
    },
  };
}

/** Lets everything that waits for nothing but promises go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
