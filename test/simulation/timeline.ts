import type { Clock } from '../../src/clock.ts';

/** One run of the till's process. Nothing of a dead one is ever heard of again. */
export interface Life {
  isAlive: boolean;
}

/** Time that stands still while anything computes, and then jumps to the next timer. */
export interface Timeline {
  now(): number;
  clockFor(life: Life): Clock;
  /** Lets everything compute, then fires the next timer. False when there is none. */
  step(): Promise<boolean>;
}

interface Timer {
  at: number;
  life: Life;
  fn: () => void;
}

const STARTS_AT = Date.UTC(2026, 10, 20, 15);
/** A promise of a process that died: it never settles. */
export const NEVER: Promise<never> = new Promise(() => {});

export function createTimeline(): Timeline {
  let now = STARTS_AT;
  /** By time, then by the order in which they were set. */
  const timers: Timer[] = [];

  const add = (timer: Timer) => {
    let [low, high] = [0, timers.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((timers[middle]?.at ?? 0) <= timer.at) low = middle + 1;
      else high = middle;
    }
    timers.splice(low, 0, timer);
  };

  const clockFor = (life: Life): Clock => {
    const after = (ms: number, fn: () => void) => {
      const timer = { at: now + Math.max(1, ms), life, fn };
      if (life.isAlive) add(timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    };
    return {
      now: () => Math.round(now),
      monotonic: () => now - STARTS_AT,
      after,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted) {
            reject(signal.reason);
            return;
          }
          const onAbort = () => {
            callOff();
            reject(signal?.reason);
          };
          const callOff = after(ms, () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          });
          signal?.addEventListener('abort', onAbort, { once: true });
        }),
    };
  };

  return {
    now: () => Math.round(now),
    clockFor,
    step: async () => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      const timer = timers.shift();
      if (!timer) return false;
      now = timer.at;
      if (timer.life.isAlive) timer.fn();
      return true;
    },
  };
}
