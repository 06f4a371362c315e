import type { Clock } from '../../src/clock.ts';

/** One run of the till's process. Nothing of a dead one is ever heard of again. */
export interface Life {
  isAlive: boolean;
}

/** Time that stands still while anything computes, and then jumps to the next timer. */
export interface Timeline {
  /** Epoch ms, as true as the gateway's clock: nobody sets it. */
  now(): number;
  /** A process's clock. The till's wall clock is the one that is set by hand; time itself goes on. */
  clockFor(life: Life, wall?: 'true' | 'till'): Clock;
  /** Somebody sets the till's wall clock: so far, in ms, from where it was. */
  setTillClock(byMs: number): void;
  /** How far it is ahead of the truth. */
  tillAheadMs(): number;
  /** Time does not go on before it has settled: it is computed on another thread of the machine. */
  hold<T>(computing: Promise<T>): Promise<T>;
  /** Lets everything compute, then fires the next timer. False when there is none. */
  step(): Promise<boolean>;
}

interface Timer {
  at: number;
  /** Timers of one moment fire in the order in which they were set. */
  turn: number;
  life: Life;
  /** Nothing once it was called off. */
  fn: (() => void) | undefined;
}

const STARTS_AT = Date.UTC(2026, 10, 20, 15);
/** The machine's own loop gets a turn so often: what runs beside the simulation must not starve. */
const STEPS_PER_TURN = 4096;
/** A promise of a process that died: it never settles. One for each wait: what waits on a shared one is kept for ever. */
export const never = (): Promise<never> => new Promise(() => {});

export function createTimeline(): Timeline {
  let now = STARTS_AT;
  let tillWallMs = 0;
  let turns = 0;
  let steps = 0;
  let held = 0;
  const heap: Timer[] = [];

  const after = (life: Life, ms: number, fn: () => void) => {
    turns += 1;
    const timer: Timer = { at: now + Math.max(1, ms), turn: turns, life, fn };
    if (life.isAlive) push(heap, timer);
    return () => {
      timer.fn = undefined;
    };
  };

  const clockFor = (life: Life, wall: 'true' | 'till' = 'true'): Clock => ({
    now: () => Math.round(wall === 'till' ? now + tillWallMs : now),
    monotonic: () => now - STARTS_AT,
    after: (ms, fn) => after(life, ms, fn),
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
        const callOff = after(life, ms, () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  });

  return {
    now: () => Math.round(now),
    clockFor,
    setTillClock: (byMs) => {
      tillWallMs += byMs;
    },
    tillAheadMs: () => tillWallMs,
    hold: async (computing) => {
      held += 1;
      try {
        return await computing;
      } finally {
        held -= 1;
      }
    },
    step: async () => {
      steps += 1;
      await settled(steps % STEPS_PER_TURN === 0);
      for (; held > 0; await settled(false)) await settled(true);
      for (let timer = pop(heap); timer; timer = pop(heap)) {
        if (!timer.fn) continue;
        now = timer.at;
        if (timer.life.isAlive) timer.fn();
        return true;
      }
      return false;
    },
  };
}

/**
 * Resolves when nothing is left to compute: what is asked for within a microtask runs after the last of them. Nothing
 * in a simulated world waits for the machine itself, so its loop need not turn.
 */
function settled(turnsLoop: boolean): Promise<void> {
  return new Promise((resolve) => {
    if (turnsLoop) setImmediate(resolve);
    else queueMicrotask(() => process.nextTick(resolve));
  });
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.turn < b.turn);
}

function push(heap: Timer[], timer: Timer): void {
  let at = heap.length;
  heap.push(timer);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Timer;
    if (!isBefore(timer, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = timer;
}

function pop(heap: Timer[]): Timer | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || first === last) return first;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isBefore(heap[below + 1] as Timer, heap[below] as Timer)) below += 1;
    const child = heap[below] as Timer;
    if (!isBefore(child, last)) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
  return first;
}
