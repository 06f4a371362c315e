import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast, type Theme, tokens } from '../support/contrast.ts';

/** WCAG 2.2, success criteria 1.4.3 and 1.4.6; large: from 24 px, or bold from 18.7 px. */
const AA = 4.5;
const AAA = 7;
const AAA_LARGE = 4.5;
/** 1.4.11: of what tells where something can be pressed, and of icons. */
const SHAPE = 3;

type Pair = [what: string, ink: string, ground: string, least: number];

/** Each ink on each ground that it stands on. What is written on Charge is large and bold. */
const PAIRS: Pair[] = [
  ['the typed amount', 'ink', 'paper', AAA],
  ['a key', 'ink', 'face', AAA],
  ['a key under the finger', 'ink', 'face-down', AAA],
  ['Charge', 'on-accent', 'accent', AAA_LARGE],
  ['scan now', 'on-dark', 'scan', AAA],
  ['the customer pays', 'on-light', 'wait', AAA],
  ['paid', 'on-dark', 'good', AAA],
  ['not charged', 'on-dark', 'bad', AAA],
  ['not confirmed', 'on-dark', 'doubt', AAA],
  ['no wallets now', 'on-dark', 'off', AAA],
  ['no connection', 'on-offline', 'offline', AAA],
  ['practice: no money', 'on-sandbox', 'sandbox', AAA],
  ['a quiet line on the page', 'ink-soft', 'paper', AA],
  ['a quiet line on a card', 'ink-soft', 'face', AA],
  ['an empty amount', 'ink-faint', 'paper', AA],
  ['a link on the page', 'accent-ink', 'paper', AA],
  ['a link on a card', 'accent-ink', 'face', AA],
  ['a warning card', 'ink', 'loud-face', AAA],
  ['a quiet line on a warning card', 'ink-soft', 'loud-face', AA],
  ['well, on the bar', 'good-ink', 'face', AA],
  ['not well, on the bar', 'bad-ink', 'face', AA],
  ['a remark on the page', 'bad-ink', 'paper', AA],
  ['waiting, in a list', 'wait-ink', 'face', AA],
  ['not confirmed, in a list', 'doubt-ink', 'face', AA],
  ['a dangerous button', 'on-accent', 'danger', AA],
  ['the border of a field', 'edge-strong', 'face', SHAPE],
  ['the border of a field, on the page', 'edge-strong', 'paper', SHAPE],
];
/**
 * Nothing is read by them alone: lines between, a button's shade while it is pressed, the ground of a shop's picture, and
 * what cameras read.
 */
const ORNAMENTS = ['edge', 'loud-edge', 'accent-down', 'picture', 'code-light', 'code-dark'];
const THEMES: Theme[] = ['light', 'dark'];

const ratioOf = ([, ink, ground]: Pair, theme: Theme): number => {
  const colours = tokens(theme);
  const [one, other] = [colours.get(ink), colours.get(ground)];
  if (one === undefined || other === undefined) throw new Error(`There is no colour ${ink} or ${ground}.`);
  return contrast(one, other);
};

test('black on white is 21 apart, a colour from itself 1, and the grey of the standard is just enough', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#0b6b3a', '#0b6b3a')).toBe(1);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test.each(THEMES)('every ink can be read on its ground, amounts and results from afar: %s', (theme) => {
  const tooFaint = PAIRS.filter((pair) => ratioOf(pair, theme) < pair[3]).map(
    (pair) => `${pair[0]}: ${pair[1]} on ${pair[2]} is ${ratioOf(pair, theme).toFixed(2)}, not ${pair[3]}`,
  );
  expect(tooFaint).toEqual([]);
});

test('every ink and every ground of the one file is held to something', () => {
  const isHeld = (name: string) => PAIRS.some(([, ink, ground]) => ink === name || ground === name);
  expect([...tokens('light').keys()].filter((name) => !isHeld(name)).toSorted()).toEqual(
    ORNAMENTS.toSorted(),
  );
});

test('the table of contrasts is what the colours give', () => {
  const rows = PAIRS.map((pair) => {
    const [light, dark] = THEMES.map((theme) => ratioOf(pair, theme).toFixed(1));
    return `| ${pair[0]} | \`${pair[1]}\` on \`${pair[2]}\` | ${light} | ${dark} | ${pair[3]} |`;
  });
  const told = readFileSync('docs/accessibility.md', 'utf8');
  for (const row of rows) expect(told).toContain(row);
});
