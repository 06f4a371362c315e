import type { ShownCheck, ShownHealth, ShownScanner } from '../technician-messages.ts';
import type { Words } from './words.ts';

/** How something looks: each tone has its colour, and its icon has a shape of its own. */
export interface Look {
  tone: 'good' | 'bad' | 'wait' | 'off' | 'test';
  icon: 'check' | 'warning' | 'hourglass' | 'pause' | 'question' | 'wrench' | 'cross';
  word: string;
}

export function lookOf(
  { state, testUntil, finding }: Pick<ShownScanner, 'state' | 'testUntil' | 'finding'>,
  words: Words,
): Look {
  if (testUntil !== undefined) return { tone: 'test', icon: 'wrench', word: words.testing };
  const word = words.state[state];
  switch (state) {
    case 'up':
      return { tone: 'good', icon: 'check', word };
    case 'down':
      return { tone: 'bad', icon: 'warning', word: finding ? downWord(finding.code, words) : word };
    case 'starting':
      return { tone: 'wait', icon: 'hourglass', word };
    case 'absent':
      return { tone: 'wait', icon: 'question', word };
    case 'disabled':
      return { tone: 'off', icon: 'pause', word };
  }
}

/** Only what was there can be lost. */
function downWord(code: string, words: Words): string {
  if (code === 'LOST') return words.state.down;
  return code === 'NOT_FOUND' ? words.state.absent : words.notOpen;
}

export function checkLook({ outcome }: ShownCheck, words: Words): Look {
  const word = words.outcome[outcome];
  switch (outcome) {
    case 'ok':
      return { tone: 'good', icon: 'check', word };
    case 'warn':
      return { tone: 'wait', icon: 'warning', word };
    case 'fail':
      return { tone: 'bad', icon: 'cross', word };
  }
}

export function healthLook({ health }: ShownHealth, words: Words): Look {
  const word = words.health[health];
  switch (health) {
    case 'good':
      return { tone: 'good', icon: 'check', word };
    case 'bad':
      return { tone: 'bad', icon: 'warning', word };
    case 'unknown':
      return { tone: 'off', icon: 'question', word };
  }
}

/** `10:42:07` in the shop's own time. */
export function clockText(
  epochMs: number,
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  const options = {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  } as const;
  try {
    return new Intl.DateTimeFormat(locale, options).format(epochMs);
  } catch {
    // A language or a zone that this browser does not know.
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(epochMs);
  }
}

/** The day of a moment, as the shop writes it. */
export function dayText(epochMs: number, { locale, timeZone }: { locale: string; timeZone: string }): string {
  const options = { dateStyle: 'medium', timeZone } as const;
  try {
    return new Intl.DateTimeFormat(locale, options).format(epochMs);
  } catch {
    return new Intl.DateTimeFormat('en', options).format(epochMs);
  }
}

/** A span in its largest unit: `4 min`. */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** Whole seconds until then, rounded up; never below nothing. */
export function secondsUntil(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000));
}
