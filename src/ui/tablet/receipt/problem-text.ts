import type { printing } from '../../languages/en/printing.ts';
import type { PrintOutcome } from './print-job.ts';

/** What somebody in a queue reads: what to do, not what failed. What is not known here is told in the till's own words. */
export function problemText(
  outcome: Exclude<PrintOutcome, { kind: 'printed' }>,
  words: typeof printing,
): { title: string; text: string } {
  if (outcome.kind === 'unknown') return { title: words.maybePrinted, text: words.noAnswer };
  const { code, detail } = outcome;
  if (code === 'printUnknown') return { title: words.maybePrinted, text: words.problem.printUnknown };
  const isKnown = Object.hasOwn(words.problem, code);
  const text = isKnown ? words.problem[code as keyof typeof words.problem] : detail;
  return { title: words.notPrinted, text };
}
