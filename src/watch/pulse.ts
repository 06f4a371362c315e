/** What the till's thread and its watchdog's share: a few numbers in memory that both see. */

/** How often the till beats, and how often the watchdog looks. */
export const BEAT_EVERY_MS = 500;

const BEATS = 0;
/** 1: a debugger may hold the till, and nothing is to be made of it. */
const IS_DEBUGGED = 1;
/** 1: the till ends by itself. */
const IS_OVER = 2;
const CELLS = 3;

export interface Pulse {
  /** Handed over to the other thread. */
  memory: SharedArrayBuffer;
  beat(isDebugged: boolean): void;
  beats(): number;
  isDebugged(): boolean;
  end(): void;
  /** Waits so long, ms, and holds its thread meanwhile. False: it is over. */
  wait(ms: number): boolean;
}

export function pulseOn(memory = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT)): Pulse {
  const cells = new Int32Array(memory);
  return {
    memory,
    beat: (isDebugged) => {
      Atomics.store(cells, IS_DEBUGGED, isDebugged ? 1 : 0);
      Atomics.add(cells, BEATS, 1);
    },
    beats: () => Atomics.load(cells, BEATS),
    isDebugged: () => Atomics.load(cells, IS_DEBUGGED) === 1,
    end: () => {
      Atomics.store(cells, IS_OVER, 1);
      Atomics.notify(cells, IS_OVER);
    },
    wait: (ms) => Atomics.wait(cells, IS_OVER, 0, ms) === 'timed-out',
  };
}
