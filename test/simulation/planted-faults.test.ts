import { expect, test } from 'vitest';
import { PLANTED_FAULTS } from './planted.ts';
import { runWorld } from './world.ts';

const MOST_SEEDS = 40;

test.each(PLANTED_FAULTS)('the simulation finds out that $name', async ({ name, breaks, planted }) => {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const { violations } = await runWorld({ seed, sales: 40, planted });
    const [first] = violations;
    if (!first) continue;
    console.error(`${name}: found by seed ${seed}: (${first.promise}) ${first.what}`);
    expect(breaks).toContain(first.promise);
    return;
  }
  expect.unreachable(`${MOST_SEEDS} seeds did not find it`);
});
