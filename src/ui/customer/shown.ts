import type { CustomerMode, CustomerSaying, CustomerScreen } from '../messages.ts';
import type { CustomerWords } from './words.ts';

/** So long a result is shown by itself; the cashier may end it before. */
const RESULT_MS = 30_000;

const RESULTS: readonly CustomerMode[] = ['paid', 'notPaid', 'refunded'];

/** A result that has been shown long enough on the page gives way, whatever the cashier does with it. */
export interface Ending {
  mode: CustomerMode;
  say: CustomerSaying;
  endedAt: number | undefined;
  /** When it came, on the page's monotonic clock. */
  sinceMs: number;
}

/**
 * The ending that a screen brings, or the one that it only repeats. `isFirst`: the page has just been loaded, and the
 * result may be an old one; otherwise it is new whatever the clocks say. `pageMs`: the page's monotonic clock.
 */
export function endingOn(
  before: Ending | undefined,
  screen: Pick<CustomerScreen, 'mode' | 'say' | 'endedAt' | 'serverTime'>,
  { isFirst, pageMs }: { isFirst: boolean; pageMs: number },
): Ending | undefined {
  const { mode, say, endedAt, serverTime } = screen;
  if (!RESULTS.includes(mode)) return undefined;
  if (before?.mode === mode && before.say === say && before.endedAt === endedAt) return before;
  const ageMs = isFirst && endedAt !== undefined ? Math.max(0, serverTime - endedAt) : 0;
  return { mode, say, endedAt, sinceMs: pageMs - ageMs };
}

export function hasEnded(ending: Ending | undefined, pageMs: number): boolean {
  return ending !== undefined && pageMs - ending.sinceMs >= RESULT_MS;
}

/** The lane as if nothing were on it. */
export function welcomeOf(screen: CustomerScreen): CustomerScreen {
  const { amount: _, paid: __, deadlineAt: ___, startedAt: ____, ...rest } = screen;
  return { ...rest, mode: 'welcome', say: 'welcome' };
}

/** Whether the customer of this moment still has to do with a sale. */
export function isEngaged(mode: CustomerMode): boolean {
  return mode === 'show' || mode === 'confirm' || mode === 'wait' || mode === 'ask';
}

export interface Said {
  title: string;
  text: string;
}

/** What is said of it. On a sandbox nothing is plainly paid. */
export function saidOf(screen: Pick<CustomerScreen, 'say' | 'sandbox'>, words: CustomerWords): Said {
  return screen.sandbox && screen.say === 'paid' ? words.practicePaid : words.say[screen.say];
}
