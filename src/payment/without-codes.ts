import { maskCode, paymentMask, type WalletRule } from './payment-code.ts';

/**
 * A text that somebody typed, with each payment code in it masked: a gun in keyboard mode types into whatever field has
 * the cursor. Only what some wallet is paid with: numbers on bills are as long.
 */
export function withoutCodes(text: string, rules: readonly WalletRule[]): string {
  return text.replace(/\S+/g, (word) => paymentMask(word, undefined, rules) ?? withoutRuns(word, rules));
}

/** Codes that stand among other signs: digits, or an EMV payload, also a part of one. */
function withoutRuns(word: string, rules: readonly WalletRule[]): string {
  return word
    .replace(/hQVDUF[A-Za-z0-9+/=]*/g, maskCode)
    .replace(/\d{15,}/g, (run) => paymentMask(run, undefined, rules) ?? run);
}

/** What somebody typed along with a wish. */
interface Typed {
  reference?: string;
  reason?: string;
  by?: string;
}

/** The same wish with what was typed as it may be kept. */
export function typedSafely<T extends Typed>(wish: T, rules: readonly WalletRule[]): T {
  const { reference, reason, by } = wish;
  return {
    ...wish,
    ...(reference !== undefined && { reference: withoutCodes(reference, rules) }),
    ...(reason !== undefined && { reason: withoutCodes(reason, rules) }),
    ...(by !== undefined && { by: withoutCodes(by, rules) }),
  };
}
