/**
 * - `ok`: as it should be
 * - `warn`: the till works, and something about it should be known
 * - `fail`: payments or guns do not work, or will not
 */
export type Outcome = 'ok' | 'warn' | 'fail';

/** What the doctor found about one thing. Never holds a payment code, a key, a token or a password. */
export interface Check {
  /** Stable, such as `node`, `dataFolder`, `gun front`: what a program goes by. */
  id: string;
  /** What was looked at, such as `Data folder`. */
  title: string;
  outcome: Outcome;
  /** What was seen, in a sentence or several. */
  detail: string;
  /** What to do about it, word for word where it is a command. */
  cure?: string;
}
