import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';

/**
 * Runs what only counts: what it throws is logged, the first time, and stops nothing. A sale must never fail for being
 * counted.
 */
export type Harmless = (count: () => void) => void;

export function createHarmless(log: Log): Harmless {
  let isTold = false;
  return (count) => {
    try {
      count();
    } catch (error) {
      if (isTold) return;
      isTold = true;
      log.error('something could not be counted', { error: errorText(error) });
    }
  };
}
