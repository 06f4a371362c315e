import type { Check, Outcome } from '../../src/doctor/check.ts';

const COLOURS: Record<Outcome, number> = { ok: 32, warn: 33, fail: 31 };

/** What was found, for a person: each thing in a line, its cure below it, and the sum. */
export function reportText(checks: readonly Check[], hasColours: boolean): string {
  const width = Math.max(0, ...checks.map(({ title }) => title.length).filter((length) => length <= 32));
  const lines = checks.flatMap(({ title, outcome, detail, cure }) => {
    const mark = hasColours ? `\x1b[${COLOURS[outcome]}m${outcome.padEnd(4)}\x1b[0m` : outcome.padEnd(4);
    const first = `${mark}  ${title.padEnd(width)}  ${detail}`;
    return cure === undefined ? [first] : [first, `      ${' '.repeat(width)}  -> ${cure}`];
  });
  return [...lines, '', summary(checks)].join('\n');
}

/** The same for a program. */
export function reportJson(checks: readonly Check[], version: string): string {
  return JSON.stringify({ version, ok: !hasFailed(checks), checks }, null, 2);
}

/** Whether the command ends with 1. */
export function hasFailed(checks: readonly Check[]): boolean {
  return checks.some(({ outcome }) => outcome === 'fail');
}

function summary(checks: readonly Check[]): string {
  const count = (outcome: Outcome) => checks.filter((check) => check.outcome === outcome).length;
  const failed = count('fail');
  const warned = count('warn');
  if (failed > 0) return `${failed} of ${checks.length} checks fail, ${warned} warn.`;
  if (warned > 0) return `Nothing fails; ${warned} of ${checks.length} checks warn.`;
  return `All is well: ${checks.length} checks.`;
}
