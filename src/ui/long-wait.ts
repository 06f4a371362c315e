import type { Clock } from '../clock.ts';

export interface LongWait {
  clock: Clock;
  waitSeconds: number;
  /** Aborts when who waits is no longer there. */
  gone: AbortSignal;
}

/** Made once, not with a stack for each request. */
const OVER = new Error('the wait is over');

/** Runs it with a signal that aborts when the wait is over, when nobody waits any more, and at its own end. */
export async function whileWaiting<T>(
  { clock, waitSeconds, gone }: LongWait,
  run: (over: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const end = () => over.abort(OVER);
  if (gone.aborted) end();
  gone.addEventListener('abort', end);
  const callOff = clock.after(waitSeconds * 1000, end);
  try {
    return await run(over.signal);
  } finally {
    callOff();
    gone.removeEventListener('abort', end);
    end();
  }
}
