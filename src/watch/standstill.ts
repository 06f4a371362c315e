/** A step longer than this many of its own lengths was slept through by the whole machine, or the whole process. */
const LONGEST_STEPS = 2;

export interface Standstill {
  /** A look at the beats: `beats` so far, `elapsedMs` since the last look. Returns for how long, ms, none has come. */
  look(beats: number, elapsedMs: number): number;
}

/**
 * Adds up for how long something has not beaten, by looks about `stepMs` apart. Time in which nobody could look, for the
 * machine slept or the process was halted, is not held against it.
 */
export function createStandstill(stepMs: number): Standstill {
  let last: number | undefined;
  let stillMs = 0;
  return {
    look(beats, elapsedMs) {
      stillMs = beats === last ? stillMs + Math.min(elapsedMs, LONGEST_STEPS * stepMs) : 0;
      last = beats;
      return stillMs;
    },
  };
}
