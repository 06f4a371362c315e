import type { SalesWords } from './sales-words.ts';

/** Why the till did not do what a person wanted with a sale: the codes of its answers. */
const PROBLEMS = [
  'tooMuch',
  'tooManyRefunds',
  'notRefundable',
  'restored',
  'notPossible',
  'keyReused',
  'blocked',
  'stopping',
  'storeFault',
  'managerNeeded',
  'personNeeded',
  'noSuchOrder',
  'amountInvalid',
] as const;

export type RefundProblem = (typeof PROBLEMS)[number];

/** In the words of the page where it has some, otherwise in the till's. */
export function problemText({ code, detail }: { code: string; detail: string }, words: SalesWords): string {
  const known = PROBLEMS.find((problem) => problem === code);
  return known ? words.book.refundProblem[known] : words.book.otherProblem(detail || code);
}
