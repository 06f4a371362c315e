import { expect, test } from 'vitest';
import { CodeReadings } from '../../src/devices/code-reading.ts';
import type { Frame } from '../../src/devices/frame.ts';
import { handClock } from '../support/hand-clock.ts';

const frameAt = (at: number): Frame => ({ text: 'R-1', firstByteAt: at, lastByteAt: at });
const patient = () => new AbortController().signal;

test('a code that was begun before somebody waited is not theirs', async () => {
  const clock = handClock();
  const readings = new CodeReadings(clock);
  const reading = readings.next('1', patient());
  expect(readings.take('1', frameAt(clock.monotonic() - 1))).toBe(false);
  expect(readings.take('2', frameAt(clock.monotonic()))).toBe(false);
  expect(readings.take(undefined, frameAt(clock.monotonic()))).toBe(false);
  expect(readings.take('1', frameAt(clock.monotonic()))).toBe(true);
  expect(await reading).toEqual({ kind: 'read', text: 'R-1' });
});

test('one code ends the waiting, and so does the end of the till', async () => {
  const clock = handClock();
  const readings = new CodeReadings(clock);
  void readings.next('1', patient());
  expect(readings.take('1', frameAt(clock.monotonic()))).toBe(true);
  expect(readings.take('1', frameAt(clock.monotonic()))).toBe(false);
  const next = readings.next('1', patient());
  readings.stop();
  expect(await next).toEqual({ kind: 'nothing' });
});

test('a sale on another lane ends no reading', async () => {
  const readings = new CodeReadings(handClock());
  const [one, two] = [readings.next('1', patient()), readings.next('2', patient())];
  readings.saleBegins('2');
  expect(await two).toEqual({ kind: 'laneBusy' });
  expect(await readings.next('1', patient())).toEqual({ kind: 'readBusy' });
  readings.saleBegins('1');
  expect(await one).toEqual({ kind: 'laneBusy' });
});
