import { EXPLAINED, type Explained } from './explained.ts';

/** What the tool reports, as far as it is read here (schema "mutation-testing-report-schema"). */
export interface MutationReport {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
  mutatorName: string;
  replacement: string;
  status: string;
  location: { start: Place; end: Place };
}

interface Place {
  line: number;
  column: number;
}

export interface Survivor {
  /** `src/payment/policy.ts:81`. */
  place: string;
  from: string;
  to: string;
  /** Why no test can or need notice it; nothing where nobody has said. */
  why?: string;
}

export interface FileScore {
  file: string;
  /** Changes that a test noticed, or that made one run for ever. */
  found: number;
  survived: Survivor[];
}

const FOUND = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

/** Counts each file's changes, and looks up the survivors among the explained ones. Pure. */
export function scoresOf(
  { files }: MutationReport,
  explained: readonly Explained[] = EXPLAINED,
): FileScore[] {
  return Object.entries(files)
    .map(([file, { source, mutants }]) => ({
      file,
      found: mutants.filter(({ status }) => FOUND.includes(status)).length,
      survived: mutants
        .filter(({ status }) => SURVIVED.includes(status))
        .map((mutant) => survivorOf(mutant, source, { file, explained })),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function survivorOf(
  { location, replacement }: Mutant,
  source: string,
  { file, explained }: { file: string; explained: readonly Explained[] },
): Survivor {
  const { start, end } = location;
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const line = lines[0] ?? '';
  const from = cut(lines.join('\n'), start.column - 1, start.line === end.line ? end.column - 1 : undefined);
  const known = explained.find(
    (each) =>
      each.file === file &&
      line.includes(each.line) &&
      each.from === from &&
      (each.to ?? replacement) === replacement,
  );
  return {
    place: `${file}:${start.line}`,
    from,
    to: replacement,
    ...(known === undefined ? {} : { why: known.why }),
  };
}

function cut(text: string, from: number, to: number | undefined): string {
  return text.slice(from, to).split('\n')[0] ?? '';
}
