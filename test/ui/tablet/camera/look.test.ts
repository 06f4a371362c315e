import { expect, test } from 'vitest';
import { lookForCode } from '../../../../src/ui/tablet/camera/look.ts';
import { troubleOf } from '../../../../src/ui/tablet/camera/trouble.ts';
import { handClock } from '../../../support/hand-clock.ts';

/** Lets what was answered go on. */
const settled = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

test('the first code ends the looking, and is told once', async () => {
  const clock = handClock();
  const seen = [undefined, '  ', ' 28123 ', '28999'];
  const codes: string[] = [];
  let looks = 0;
  const looking = lookForCode({
    clock,
    read: async () => seen[looks++],
    onCode: (text) => codes.push(text),
    signal: new AbortController().signal,
  });
  for (let i = 0; i < 5; i++) await clock.advance(120);
  await looking;
  expect(codes).toEqual(['28123']);
  expect(looks).toBe(3);
});

test('a code that is read while the camera is being closed is for nobody', async () => {
  const closing = new AbortController();
  let answer: (text: string) => void = () => {};
  const codes: string[] = [];
  const looking = lookForCode({
    clock: handClock(),
    read: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    onCode: (text) => codes.push(text),
    signal: closing.signal,
  });
  await settled();
  closing.abort();
  answer('28123');
  await looking;
  expect(codes).toEqual([]);
});

test('between two looks the closing ends the looking at once', async () => {
  const closing = new AbortController();
  const looking = lookForCode({
    clock: handClock(),
    read: async () => undefined,
    onCode: () => {},
    signal: closing.signal,
  });
  await settled();
  closing.abort();
  await expect(looking).resolves.toBeUndefined();
});

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotReadableError', 'inUse'],
  ['TypeError', 'failed'],
])('the browser’s %s is told as %s', (name, trouble) => {
  expect(troubleOf(Object.assign(new Error('no'), { name }))).toBe(trouble);
});

test('what is no error is trouble all the same', () => {
  expect(troubleOf('no')).toBe('failed');
});
