import type { Screen } from '../messages.ts';
import type { TimeLeft } from './time-left.ts';

/** Whether a result may leave by itself: paid as it should be, and nothing asked. */
export function leavesByItself({ mode, actions, resultSeconds }: EndingScreen): boolean {
  return (
    mode === 'paid' &&
    resultSeconds > 0 &&
    actions.includes('charge') &&
    actions.includes('dismiss') &&
    !actions.includes('giveBack')
  );
}

type EndingScreen = Pick<Screen, 'mode' | 'actions' | 'resultSeconds'>;

/** A page that did not count for so long slept: nobody saw the result meanwhile. */
const ASLEEP_MS = 2_000;

/** Counts only the time in which the result could be seen. */
export interface ResultClock {
  /** Undefined: it does not count. */
  startedAt: number | undefined;
  lastAt: number;
}

export const STOPPED: ResultClock = { startedAt: undefined, lastAt: 0 };

/** A moment later. `isSeen`: the result is on a page that is shown and connected. Begins anew after each gap. */
export function countOn(clock: ResultClock, nowMs: number, isSeen: boolean): ResultClock {
  if (!isSeen) return { startedAt: undefined, lastAt: nowMs };
  const slept = nowMs - clock.lastAt > ASLEEP_MS;
  return { startedAt: slept ? nowMs : (clock.startedAt ?? nowMs), lastAt: nowMs };
}

/** The time until the result leaves; nothing left: now. */
export function resultLeft({ startedAt }: ResultClock, seconds: number, nowMs: number): TimeLeft | undefined {
  if (startedAt === undefined) return undefined;
  const leftMs = Math.max(0, startedAt + seconds * 1000 - nowMs);
  return { seconds: Math.ceil(leftMs / 1000), fraction: leftMs / (seconds * 1000) };
}
