import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const TOKENS = 'src/ui/tablet/style/tokens.css';
/** Paper is white and ink is black, whatever the page around it wears. */
const PAPER = 'src/ui/tablet/receipt/paper.css';
const COLOUR = /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(/gi;

const sheets = readdirSync(join(root, 'src/ui'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.css'))
  .map((path) => `src/ui/${path}`);
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

test('every colour of the pages stands in one file', () => {
  expect(sheets.length).toBeGreaterThan(10);
  expect(textOf(TOKENS).match(COLOUR)?.length).toBeGreaterThan(40);
  const others = sheets.filter((path) => path !== TOKENS && path !== PAPER);
  expect(
    others.flatMap(
      (path) =>
        textOf(path)
          .match(COLOUR)
          ?.map((what) => `${path}: ${what}`) ?? [],
    ),
  ).toEqual([]);
});

test('every value that a page names is one that there is', () => {
  const texts = sheets.map(textOf).join('\n');
  const known = new Set([...texts.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
  // Set by the page itself, as it runs.
  for (const name of ['--chars', '--seen-height']) known.add(name);
  const used = new Set([...texts.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  expect([...used].filter((name) => !known.has(name))).toEqual([]);
});

test('nothing is laid out by left and right, so that each page can be read from right to left', () => {
  const sided =
    /\b(?:margin|padding|border)-(?:left|right)\b|\btext-align:\s*(?:left|right)\b|^\s*(?:left|right):/gm;
  const found = sheets
    .filter((path) => !path.includes('technician'))
    .flatMap(
      (path) =>
        textOf(path)
          .match(sided)
          ?.map((what) => `${path}: ${what.trim()}`) ?? [],
    );
  expect(found).toEqual([]);
});
