import { expect, test } from 'vitest';
import {
  type FieldKeys,
  type FieldVerdict,
  NO_KEYS,
  takeFieldStroke,
} from '../../../src/ui/tablet/field-keys.ts';

const CODE = '2876123456789012';

interface Typing {
  keys: readonly string[];
  gapMs: number;
  takesCodes?: boolean;
  /** Before the last key. */
  lastGapMs?: number;
}

/** What is said to each key. */
function typed({ keys, gapMs, takesCodes = false, lastGapMs = gapMs }: Typing): FieldVerdict[] {
  let state: FieldKeys = NO_KEYS;
  let at = 1000;
  return keys.map((key, index) => {
    at += index === keys.length - 1 ? lastGapMs : gapMs;
    const step = takeFieldStroke(state, { key, at, takesCodes });
    state = step.keys;
    return step.verdict;
  });
}

const kinds = (typing: Typing) => typed(typing).map(({ kind }) => kind);

test('words typed by fast hands stay words, and their Enter is an Enter', () => {
  expect(new Set(kinds({ keys: [...'the goods were broken', 'Enter'], gapMs: 60 }))).toEqual(
    new Set(['ordinary']),
  );
});

test('a code of a gun is put back out of a field, and its Enter presses nothing', () => {
  const verdicts = kinds({ keys: [...CODE, 'Enter'], gapMs: 12 });
  expect(verdicts.indexOf('undo')).toBe(7);
  expect(new Set(verdicts.slice(8))).toEqual(new Set(['swallow']));
});

test('a field that takes codes gets the whole code once, and what was typed stays in it', () => {
  const verdicts = typed({ keys: [...CODE, 'Enter'], gapMs: 12, takesCodes: true });
  expect(verdicts.at(-1)).toEqual({ kind: 'code', text: CODE });
  expect(new Set(verdicts.slice(0, -1).map(({ kind }) => kind))).toEqual(new Set(['ordinary']));
});

test('the late Enter of a wireless gun still belongs to its code', () => {
  expect(kinds({ keys: [...CODE, 'Enter'], gapMs: 12, lastGapMs: 400 }).at(-1)).toBe('swallow');
});

test('a Tab ends a code as well', () => {
  expect(typed({ keys: [...CODE, 'Tab'], gapMs: 12, takesCodes: true }).at(-1)).toEqual({
    kind: 'code',
    text: CODE,
  });
});

test('shift keys between the keys of a code belong to it', () => {
  const keys = [...'hQVDUFYx'].flatMap((key) => (/[A-Z]/.test(key) ? ['Shift', key] : [key]));
  const verdicts = typed({ keys: [...keys, 'Enter'], gapMs: 10, takesCodes: true });
  expect(verdicts.at(-1)).toEqual({ kind: 'code', text: 'hQVDUFYx' });
});

test('a person who goes on a second after a gun is a person', () => {
  const first = typed({ keys: [...CODE, '5'], gapMs: 12, lastGapMs: 1000 });
  expect(first.at(-1)?.kind).toBe('ordinary');
});
