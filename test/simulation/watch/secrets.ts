import { DIGITS_MARK, EMV_MARK } from '../codes.ts';
import type { Report } from './promises.ts';

/** Looks for payment codes and keys in every byte that is written, logged or shown. */
export class SecretsWatch {
  readonly #codes = new Set<string>();
  readonly #report: Report;
  readonly #secrets: readonly string[];

  constructor(secrets: readonly string[], report: Report) {
    this.#secrets = secrets;
    this.#report = report;
  }

  /** A customer shows a code. */
  codeShown(code: string): void {
    this.#codes.add(code);
  }

  /** `where`: disk, a file's name, a log, a screen, an answer. */
  written(text: string, where: string): void {
    // One quick search for what all codes have in common; only where it hits, a closer look.
    if (text.includes(DIGITS_MARK) || text.includes(EMV_MARK)) {
      for (const code of this.#codes) {
        if (text.includes(code)) this.#report('n', `a payment code is in ${where}`);
      }
    }
    for (const secret of this.#secrets) {
      if (text.includes(secret)) this.#report('n', `a key is in ${where}`);
    }
  }
}
