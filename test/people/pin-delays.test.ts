import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areMisses, NO_MISSES, waitMs, withMiss, withoutMisses } from '../../src/people/pin-delays.ts';

const MINUTE = 60_000;
const here = { person: 'p1', place: 'here', now: 1_000_000 };

/** So many wrong PINs, each as soon as it is let. */
function guessed(times: number, from = here) {
  let misses = NO_MISSES;
  let { now } = from;
  const waits: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const wait = waitMs(misses, { ...from, now });
    waits.push(wait);
    now += wait;
    misses = withMiss(misses, { ...from, now });
  }
  return { misses, now, waits };
}

test('three wrong PINs are free, then each wait is twice the one before, up to five minutes', () => {
  expect(guessed(13).waits.map((ms) => ms / 1000)).toEqual([
    0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300,
  ]);
});

test('who guesses at one tablet delays that person elsewhere by seconds, and nobody else at all', () => {
  const { misses, now } = guessed(40);
  expect(waitMs(misses, { person: 'p1', place: 'there', now })).toBeLessThanOrEqual(10_000);
  expect(waitMs(misses, { person: 'p2', place: 'here', now })).toBe(0);
});

test('a guesser with ever new addresses is held to one try in ten seconds', () => {
  let misses = NO_MISSES;
  let now = 0;
  let tries = 0;
  while (now < 60 * MINUTE) {
    const pinTry = { person: 'p1', place: `address ${tries}`, now };
    now += waitMs(misses, pinTry);
    misses = withMiss(misses, { ...pinTry, now });
    tries += 1;
  }
  expect(tries).toBeLessThan(400);
});

test('the right PIN lets its own place begin anew, and keeps what other places guessed', () => {
  const { misses, now } = guessed(20);
  const right = withoutMisses(misses, 'p1', 'there');
  expect(waitMs(right, { ...here, now })).toBe(5 * MINUTE);
  expect(waitMs(withoutMisses(misses, 'p1', 'here'), { ...here, now })).toBe(0);
});

test('a clock that is set keeps nobody waiting longer than the wait itself', () => {
  const { misses, now } = guessed(20);
  expect(waitMs(misses, { ...here, now: now - 24 * 60 * MINUTE })).toBeLessThanOrEqual(5 * MINUTE);
});

test('whatever was tried, the document stays small and is read back', () => {
  const tries = fc.array(fc.record({ person: fc.string(), place: fc.string(), now: fc.nat() }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(tries, (all) => {
      let misses = NO_MISSES;
      for (const one of all) misses = withMiss(misses, one);
      expect(areMisses(JSON.parse(JSON.stringify(misses)))).toBe(true);
    }),
  );
  let misses = NO_MISSES;
  for (let i = 0; i < 700; i += 1) misses = withMiss(misses, { person: `p${i}`, place: 'here', now: i });
  expect(Object.keys(misses.misses).length).toBeLessThanOrEqual(500);
});

test('what is no such document is not taken for one', () => {
  for (const value of [
    null,
    7,
    {},
    { schema: 1 },
    { schema: 1, misses: null },
    { schema: 1, misses: { a: { count: 'x', lastAt: 1 } } },
  ])
    expect(areMisses(value), JSON.stringify(value)).toBe(false);
});
