import { expect, test } from 'vitest';
import { whileWaiting } from '../../src/ui/long-wait.ts';
import { handClock } from '../support/hand-clock.ts';

/** Resolves with what ended the wait. */
const untilOver = (over: AbortSignal) =>
  new Promise<string>((resolve) => {
    if (over.aborted) resolve('at once');
    over.addEventListener('abort', () => resolve('over'));
  });

test('a wait ends after its time, and not before', async () => {
  const clock = handClock();
  let ended = '';
  const wait = whileWaiting({ clock, waitSeconds: 30, gone: new AbortController().signal }, untilOver);
  const told = wait.then((how) => {
    ended = how;
  });
  await clock.advance(29_999);
  expect(ended).toBe('');
  await clock.advance(1);
  await told;
  expect(ended).toBe('over');
});

test('a wait ends when nobody waits any more, also where they were gone before it began', async () => {
  const clock = handClock();
  const leaving = new AbortController();
  const wait = whileWaiting({ clock, waitSeconds: 30, gone: leaving.signal }, untilOver);
  leaving.abort();
  expect(await wait).toBe('over');
  expect(await whileWaiting({ clock, waitSeconds: 30, gone: leaving.signal }, untilOver)).toBe('at once');
});

test('at its end the signal aborts, so that nothing listens on, also where it failed', async () => {
  const clock = handClock();
  const { signal: gone } = new AbortController();
  const signals: AbortSignal[] = [];
  await whileWaiting({ clock, waitSeconds: 30, gone }, async (over) => signals.push(over));
  const failing = whileWaiting({ clock, waitSeconds: 30, gone }, async (over) => {
    signals.push(over);
    throw new Error('the disk');
  });
  await expect(failing).rejects.toThrow('the disk');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});
