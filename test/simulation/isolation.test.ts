import { expect, test } from 'vitest';
import { leakOf } from './isolation.ts';

const SEEDS = [1, 2, 3, 4, 5];

test.each(SEEDS)('a lane shows the same, whatever is sold on the others: seed %i', async (seed) => {
  expect(await leakOf(seed)).toBeUndefined();
});
