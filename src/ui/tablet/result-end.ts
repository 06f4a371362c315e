import { signal } from '@preact/signals';
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

/** Counts the time in which a result could be seen. */
export interface ResultEnd {
  /** A moment later. `isSeen`: the result is shown, connected, and in front. True: it has been seen for `seconds`. */
  count(nowMs: number, isSeen: boolean, seconds: number): boolean;
  /** From the beginning: another result, or a finger on this one. */
  restart(): void;
  /** Undefined: it does not count. */
  left(nowMs: number, seconds: number): TimeLeft | undefined;
}

export function createResultEnd(): ResultEnd {
  const startedAt = signal<number | undefined>(undefined);
  let lastAt = 0;
  const left: ResultEnd['left'] = (nowMs, seconds) => {
    if (startedAt.value === undefined) return undefined;
    const leftMs = Math.max(0, startedAt.value + seconds * 1000 - nowMs);
    return { seconds: Math.ceil(leftMs / 1000), fraction: leftMs / (seconds * 1000) };
  };
  return {
    count: (nowMs, isSeen, seconds) => {
      const slept = nowMs - lastAt > ASLEEP_MS;
      lastAt = nowMs;
      if (!isSeen) startedAt.value = undefined;
      else if (slept || startedAt.value === undefined) startedAt.value = nowMs;
      return left(nowMs, seconds)?.fraction === 0;
    },
    restart: () => {
      startedAt.value = undefined;
    },
    left,
  };
}
