import type { Screen } from '../messages.ts';

export interface TimeLeft {
  /** Whole seconds, rounded up: it says 1 until it is over. */
  seconds: number;
  /** From 1 (just begun) to 0 (over). */
  fraction: number;
}

/** How far the till's clock is ahead of the page's, taken when the screen came in. */
export function clockOffsetMs(screen: Pick<Screen, 'serverTime'>, pageMs: number): number {
  return screen.serverTime - pageMs;
}

/** The time left of the present waiting, or undefined where it has no end. `tillMs` is the till's time now. */
export function timeLeft(
  { startedAt, deadlineAt }: Pick<Screen, 'startedAt' | 'deadlineAt'>,
  tillMs: number,
): TimeLeft | undefined {
  if (deadlineAt === undefined) return undefined;
  const leftMs = Math.max(0, deadlineAt - tillMs);
  const wholeMs = deadlineAt - (startedAt ?? tillMs);
  const fraction = wholeMs > 0 ? Math.min(1, leftMs / wholeMs) : 0;
  return { seconds: Math.ceil(leftMs / 1000), fraction };
}
