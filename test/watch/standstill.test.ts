import { expect, test } from 'vitest';
import { createStandstill } from '../../src/watch/standstill.ts';

test('what goes on beating never stands still', () => {
  const standstill = createStandstill(500);
  const looks = [1, 2, 3, 9, 10].map((beats) => standstill.look(beats, 500));
  expect(looks).toEqual([0, 0, 0, 0, 0]);
});

test('the time without a beat adds up, and one beat ends it', () => {
  const standstill = createStandstill(500);
  const looks = [7, 7, 7, 7, 8, 8].map((beats) => standstill.look(beats, 500));
  expect(looks).toEqual([0, 500, 1000, 1500, 0, 500]);
});

test('a night in which the machine slept counts for no more than a step or two', () => {
  const standstill = createStandstill(500);
  standstill.look(7, 500);
  expect(standstill.look(7, 8 * 3_600_000)).toBe(1000);
  expect(standstill.look(7, 500)).toBe(1500);
  expect(standstill.look(8, 500)).toBe(0);
});
