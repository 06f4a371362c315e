import { expect, test } from 'vitest';
import { BoundedReading } from '../../src/watch/bounded.ts';
import { handClock } from '../support/hand-clock.ts';

test('what answers is told, and asked anew each time', async () => {
  const clock = handClock();
  let value = 0;
  const reading = new BoundedReading(async () => ++value, { clock, patienceMs: 1000 });
  expect([await reading.value(), await reading.value()]).toEqual([1, 2]);
});

test('what does not answer costs its patience, is asked once, and is not told by what it said long ago', async () => {
  const clock = handClock();
  let asked = 0;
  let answer: (value: string) => void = () => {};
  const read = () => {
    asked += 1;
    return asked === 1 ? Promise.resolve('first') : new Promise<string>((resolve) => (answer = resolve));
  };
  const reading = new BoundedReading(read, { clock, patienceMs: 1000 });
  expect(await reading.value()).toBe('first');
  await clock.advance(500);
  const second = reading.value();
  const third = reading.value();
  await clock.advance(1000);
  expect(await second).toBeUndefined();
  expect(await third).toBeUndefined();
  expect(asked).toBe(2);
  answer('late');
  expect(await reading.value()).toBe('late');
  expect(asked).toBe(2);
});

test('what fails is not told', async () => {
  const clock = handClock();
  const answers = [Promise.resolve(1), Promise.reject(new Error('no disk'))];
  const reading = new BoundedReading(() => answers.shift() ?? Promise.resolve(3), {
    clock,
    patienceMs: 1000,
  });
  expect(await reading.value()).toBe(1);
  expect(await reading.value()).toBeUndefined();
  expect(await reading.value()).toBe(3);
});
