import { expect, test } from 'vitest';
import { PinHasher } from '../../src/people/pin-hash.ts';
import { systemRandom } from '../../src/random.ts';
import { quickHasher } from '../support/staff.ts';
import { until } from '../support/until.ts';

test('a PIN fits what was made of it, and no other does', async () => {
  const hasher = quickHasher();
  const kept = await hasher.make('2718');
  expect(await hasher.fits('2718', kept)).toBe(true);
  for (const other of ['2719', '271', '27188', '']) expect(await hasher.fits(other, kept), other).toBe(false);
  expect(JSON.stringify(kept)).not.toContain('2718');
});

test('the same PIN of two people looks different, and what it was made with is kept beside it', async () => {
  const hasher = quickHasher();
  const [one, other] = [await hasher.make('2718'), await hasher.make('2718')];
  expect(one.hash).not.toBe(other.hash);
  const dearer = new PinHasher(systemRandom, { cost: 64, blockSize: 2, parallelization: 1 });
  expect(await dearer.fits('2718', one), 'costs were raised since').toBe(true);
});

test('no more than two are worked on at a time', async () => {
  const hasher = quickHasher();
  const all = Array.from({ length: 10 }, () => hasher.make('2718'));
  expect(hasher.waiting).toBe(8);
  await Promise.all(all);
  expect(hasher.waiting).toBe(0);
  expect(await hasher.fits('2718', await hasher.make('2718')), 'and then it goes on').toBe(true);
});

test('nobody’s PIN takes about as long as somebody’s, and the loop goes on meanwhile', async () => {
  const hasher = new PinHasher(systemRandom);
  const kept = await hasher.make('2718');
  const timeOf = async (of: typeof kept | undefined) => {
    const from = performance.now();
    await hasher.fits('9999', of);
    return performance.now() - from;
  };
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let i = 0; i < 5; i += 1) {
    known.push(await timeOf(kept));
    unknown.push(await timeOf(undefined));
  }
  expect(Math.min(...unknown), 'not at once').toBeGreaterThan(0.4 * Math.min(...known));
  expect(Math.min(...known)).toBeGreaterThan(0.4 * Math.min(...unknown));
  let isDone = false;
  let turns = 0;
  const work = hasher.fits('9999', kept).then(() => {
    isDone = true;
  });
  const look = () => {
    turns += 1;
    return isDone;
  };
  await until(look, { what: 'it is done' });
  await work;
  expect(turns, 'looked at meanwhile').toBeGreaterThan(1);
});
