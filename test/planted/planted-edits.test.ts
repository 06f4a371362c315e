import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { applied, whyNotApplied } from '../../scripts/planted-edits/edit.ts';
import { PLANTED_EDITS } from '../../scripts/planted-edits/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (file: string) => readFileSync(`${root}${file}`, 'utf8');

test('there are planted edits against what has wounded other tills, each told apart', () => {
  const wounds = PLANTED_EDITS.map(({ wound }) => wound);
  expect(new Set(wounds).size).toBe(wounds.length);
  expect(wounds.length).toBeGreaterThanOrEqual(40);
});

test.each(PLANTED_EDITS)('it can still be planted: $wound', ({ file, tests, ...edit }) => {
  expect(file).toMatch(/^src\//);
  expect(whyNotApplied(textOf(file), edit), file).toBeUndefined();
  expect(tests.filter((each) => !existsSync(`${root}${each}`))).toEqual([]);
});

test('an edit whose text is gone, or stands twice, or changes nothing is refused by name', () => {
  const edit = { wound: 'It is wrong', file: 'src/a.ts', from: 'right', to: 'wrong', tests: [] };
  expect(applied('all is right', edit)).toBe('all is wrong');
  expect(() => applied('nothing here', edit)).toThrow(
    '"It is wrong" cannot be planted in src/a.ts: its text is no longer there',
  );
  expect(() => applied('right is right', edit)).toThrow('its text is there 2 times');
  expect(() => applied('right', { ...edit, to: 'right' })).toThrow('it changes nothing');
  // What is special in a replacement text is taken as it is.
  expect(applied('all is right', { ...edit, to: '$&$1' })).toBe('all is $&$1');
});
