import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { EXPLAINED } from '../../scripts/mutation/explained.ts';
import { MUTATED_FILES } from '../../scripts/mutation/mutated-files.ts';
import { scoresOf } from '../../scripts/mutation/scores.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (file: string) => readFileSync(`${root}${file}`, 'utf8');

const SOURCE = 'const a = 1;\nconst b = call(a,\n  2);\n';
const mutant = (status: string, replacement: string, [line, from, endLine, to]: number[]) => ({
  mutatorName: 'Any',
  status,
  replacement,
  location: { start: { line: line ?? 0, column: from ?? 0 }, end: { line: endLine ?? 0, column: to ?? 0 } },
});
const report = {
  files: {
    'src/b.ts': { source: SOURCE, mutants: [mutant('Killed', '', [1, 1, 1, 2])] },
    'src/a.ts': {
      source: SOURCE,
      mutants: [
        mutant('Killed', '2', [1, 11, 1, 12]),
        mutant('Timeout', '3', [1, 11, 1, 12]),
        mutant('Survived', '4', [1, 11, 1, 12]),
        mutant('NoCoverage', '{}', [2, 11, 3, 5]),
        mutant('CompileError', '5', [1, 11, 1, 12]),
      ],
    },
  },
};

test('what a test notices counts as found, what none notices or covers as survived', () => {
  expect(scoresOf(report, [])).toEqual([
    {
      file: 'src/a.ts',
      found: 2,
      survived: [
        { place: 'src/a.ts:1', from: '1', to: '4' },
        { place: 'src/a.ts:2', from: 'call(a,', to: '{}' },
      ],
    },
    { file: 'src/b.ts', found: 1, survived: [] },
  ]);
});

test('a survivor is explained by its file, its line and what is changed', () => {
  const why = 'it is the same';
  const [score] = scoresOf(report, [
    { file: 'src/a.ts', line: 'const a', from: '1', to: '4', why },
    { file: 'src/a.ts', line: 'const b', from: 'call(a,', why },
  ]);
  expect(score?.survived.map((each) => each.why)).toEqual([why, why]);
  const wrong = { file: 'src/a.ts', line: 'const a', from: '1', to: '4', why };
  for (const change of [{ file: 'src/b.ts' }, { line: 'const b' }, { from: '2' }, { to: '5' }]) {
    const [other] = scoresOf(report, [{ ...wrong, ...change }]);
    expect(other?.survived[0]?.why, JSON.stringify(change)).toBeUndefined();
  }
});

test('each file that is mutated is there', () => {
  expect(MUTATED_FILES.length).toBeGreaterThan(25);
  for (const file of MUTATED_FILES) expect(textOf(file).length, file).toBeGreaterThan(0);
});

test.each(EXPLAINED)('what is explained can still be changed: $file, $from', ({ file, line, from }) => {
  expect(MUTATED_FILES).toContain(file);
  const lines = textOf(file).split('\n');
  expect(lines.filter((each) => each.includes(line) && each.includes(from))).not.toEqual([]);
});
