import type { Check, Outcome } from '../../src/doctor/check.ts';

const COLOURS: Record<Outcome, number> = { ok: 32, warn: 33, fail: 31 };

export interface ReportLook {
  hasColours: boolean;
  /** Columns of the terminal; nothing where it is none, and lines may be as long as they are. */
  columns?: number | undefined;
}

/** What was found, for a person: each thing with its cure below it, and the sum. A cure is one line, to be copied. */
export function reportText(checks: readonly Check[], { hasColours, columns }: ReportLook): string {
  const width = Math.max(0, ...checks.map(({ title }) => title.length).filter((length) => length <= 32));
  const lines = checks.flatMap(({ title, outcome, detail, cure }) => {
    const mark = hasColours ? `\x1b[${COLOURS[outcome]}m${outcome.padEnd(4)}\x1b[0m` : outcome.padEnd(4);
    const indent = ' '.repeat(width + 8);
    const [first = '', ...more] = wrapped(
      detail,
      columns === undefined ? undefined : columns - indent.length,
    );
    const told = [`${mark}  ${title.padEnd(width)}  ${first}`, ...more.map((line) => indent + line)];
    return cure === undefined ? told : [...told, `${indent}-> ${cure}`];
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

/** In lines of at most so many characters, between words; none is less than 40. */
function wrapped(text: string, length: number | undefined): string[] {
  if (length === undefined) return [text];
  const most = Math.max(40, length);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function summary(checks: readonly Check[]): string {
  const count = (outcome: Outcome) => checks.filter((check) => check.outcome === outcome).length;
  const failed = count('fail');
  const warned = count('warn');
  if (failed > 0) return `${failed} of ${checks.length} checks fail, ${warned} warn.`;
  if (warned > 0) return `Nothing fails; ${warned} of ${checks.length} checks warn.`;
  return `All is well: ${checks.length} checks.`;
}
