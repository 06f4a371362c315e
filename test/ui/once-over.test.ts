import { expect, test } from 'vitest';
import { onceOver } from '../../src/ui/once-over.ts';
import { handClock } from '../support/hand-clock.ts';

const DAY_MS = 86_400_000;
const MONTH_MS = 30 * DAY_MS;

test('what ends in two months ends then, though a timer waits for 24 days at most', async () => {
  const hand = handClock();
  const clock = { ...hand, after: (ms: number, fn: () => void) => hand.after(Math.min(ms, 24 * DAY_MS), fn) };
  let ended = 0;
  const end = () => {
    ended += 1;
  };
  onceOver(clock.now() + 2 * MONTH_MS, { clock, end });
  const callOff = onceOver(clock.now() + MONTH_MS, { clock, end });
  await hand.advance(25 * DAY_MS);
  callOff();
  await hand.advance(34 * DAY_MS);
  expect(ended).toBe(0);
  await hand.advance(DAY_MS);
  expect(ended).toBe(1);
});
