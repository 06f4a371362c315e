import type { Screen } from '../messages.ts';
import type { Words } from './words.ts';

export interface Saying {
  /** The state, read from two metres. */
  state: string;
  message: string;
  hint: string | undefined;
}

/**
 * What a state says. On a sandbox nothing ever says plainly that it was paid; and a sentence that only repeats the
 * state gives its place to the one thing to do.
 */
export function sayingOf(
  { mode, sandbox, message, hint }: Pick<Screen, 'mode' | 'sandbox' | 'message' | 'hint'>,
  words: Words,
): Saying {
  const state = mode === 'paid' && sandbox ? words.practicePaid : words.state[mode];
  const repeats = bare(message) === bare(words.state[mode]);
  return repeats ? { state, message: hint ?? '', hint: undefined } : { state, message, hint };
}

function bare(text: string): string {
  return text.trim().replace(/[.!]$/, '').toLowerCase();
}
