import { expect, test } from 'vitest';
import type { FindingCode } from '../../../src/devices/scan.ts';
import {
  checkLook,
  clockText,
  healthLook,
  lookOf,
  secondsUntil,
  spanText,
} from '../../../src/ui/technician/look.ts';
import { en } from '../../../src/ui/technician/words.ts';

test('each state of a gun has a word and a shape of its own', () => {
  const states = ['starting', 'up', 'down', 'absent', 'disabled'] as const;
  const looks = [...states.map((state) => lookOf({ state }, en)), lookOf({ state: 'up', testUntil: 1 }, en)];
  expect(new Set(looks.map(({ icon }) => icon)).size).toBe(looks.length);
  expect(new Set(looks.map(({ word }) => word)).size).toBe(looks.length);
});

test('only a gun that was there is called lost', () => {
  const word = (code: FindingCode) =>
    lookOf({ state: 'down', finding: { code, message: '', cure: '' } }, en).word;
  expect((['LOST', 'NOT_FOUND', 'PERMISSION_DENIED', 'IN_USE'] as const).map(word)).toEqual([
    'Lost',
    'Not found',
    'Not open',
    'Not open',
  ]);
});

test('each outcome of a check has a word and a shape of its own', () => {
  const looks = (['ok', 'warn', 'fail'] as const).map((outcome) =>
    checkLook({ id: 'a', title: 'A', detail: '', outcome }, en),
  );
  expect(new Set(looks.map(({ icon }) => icon)).size).toBe(3);
  expect(new Set(looks.map(({ word }) => word)).size).toBe(3);
});

test('each health has a word and a shape of its own', () => {
  const looks = (['good', 'bad', 'unknown'] as const).map((health) =>
    healthLook({ level: 'internal', health, says: '' }, en),
  );
  expect(new Set(looks.map(({ icon }) => icon)).size).toBe(3);
  expect(new Set(looks.map(({ word }) => word)).size).toBe(3);
});

test('a time is told in the shop’s zone, and still told where the browser knows no such zone', () => {
  const at = Date.UTC(2026, 4, 12, 10, 42, 7);
  expect(clockText(at, { locale: 'en', timeZone: 'America/New_York' })).toBe('06:42:07');
  expect(clockText(at, { locale: 'not a language', timeZone: 'Nowhere/Land' })).toBe('10:42:07');
});

test('a span is told in its largest unit', () => {
  const spans = [-5, 0, 59_999, 60_000, 3_599_000, 3_600_000, 86_399_000, 86_400_000 * 3];
  expect(spans.map(spanText)).toEqual(['0 s', '0 s', '59 s', '1 min', '59 min', '1 h', '23 h', '3 d']);
});

test('the last second is told as 1, and what is over as nothing', () => {
  expect([secondsUntil(1000, 1), secondsUntil(1000, 1000), secondsUntil(1000, 5000)]).toEqual([1, 0, 0]);
});
