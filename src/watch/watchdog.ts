import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { BEAT_EVERY_MS, pulseOn } from './pulse.ts';

export interface WatchdogParts {
  /** The process is ended when its event loop has not turned for so long. */
  limitMs: number;
  /** Asked at each beat: a till that somebody holds in a debugger is not stuck. */
  isDebugged(): boolean;
  clock: Clock;
  log: Log;
}

/** What the thread is told at its start. */
export interface WatchdogOrder {
  memory: SharedArrayBuffer;
  limitMs: number;
}

/** It needs next to no memory, and must not take more from a small box. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 };

/**
 * Has this process ended by a thread of its own once its event loop stands still; see `watchdog-thread.ts`. Without that
 * thread the till goes on, and says so. Returns what calls the watchdog off.
 */
export function startWatchdog({ limitMs, isDebugged, clock, log }: WatchdogParts): () => void {
  const pulse = pulseOn();
  const order: WatchdogOrder = { memory: pulse.memory, limitMs };
  const thread = new Worker(new URL('./watchdog-thread.js', import.meta.url), {
    workerData: order,
    resourceLimits: THREAD_LIMITS,
    // Flags of the process, such as a debugger's or a script to load first, are none of its.
    execArgv: [],
    env: {},
  });
  thread.unref();
  let isOver = false;
  let callOff = () => {};
  const beat = () => {
    pulse.beat(isDebugged());
    callOff = clock.after(BEAT_EVERY_MS, beat);
  };
  const stop = () => {
    isOver = true;
    callOff();
    pulse.end();
  };
  thread.on('error', (error) => {
    if (isOver) return;
    stop();
    log.error('the watchdog has ended; a till that stands still is not started again', {
      error: error.message,
    });
  });
  beat();
  return stop;
}
