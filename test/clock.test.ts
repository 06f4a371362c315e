import { expect, test } from 'vitest';
import { scaledClock, systemClock } from '../src/clock.ts';
import { until } from './support/until.ts';

test('a scaled clock passes as many times as fast as the world, on the wall and on the stop watch', async () => {
  const clock = scaledClock(1000, 0);
  const wall = clock.now();
  const watch = clock.monotonic();
  await clock.sleep(20_000);
  for (const passed of [clock.now() - wall, clock.monotonic() - watch]) {
    expect(passed).toBeGreaterThanOrEqual(18_000);
    expect(passed).toBeLessThan(2_000_000);
  }
});

test('two clocks that name the same moment and speed agree', () => {
  const since = Date.now() - 60_000;
  expect(Math.abs(scaledClock(40, since).now() - scaledClock(40, since).now())).toBeLessThan(2000);
  expect(scaledClock(40, since).now()).toBeGreaterThanOrEqual(since + 40 * 60_000);
});

test('a sleep ends with the reason as soon as its signal aborts', async () => {
  const stop = new AbortController();
  const sleeping = systemClock.sleep(3_600_000, stop.signal);
  const reason = new Error('enough');
  stop.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
});

test('a sleep under an aborted signal never begins', async () => {
  const reason = new Error('too late');
  await expect(systemClock.sleep(0, AbortSignal.abort(reason))).rejects.toBe(reason);
});

test('no time and less than no time are both soon over', async () => {
  await systemClock.sleep(0);
  await systemClock.sleep(-5);
});

test('what was called off does not happen, what was not does, once', async () => {
  const clock = scaledClock(1000);
  let off = 0;
  let on = 0;
  clock.after(1000, () => {
    off += 1;
  })();
  clock.after(2000, () => {
    on += 1;
  });
  await until(() => on > 0, { what: 'the later call is made' });
  await clock.sleep(20_000);
  expect({ off, on }).toEqual({ off: 0, on: 1 });
});

test('a wait longer than the timers of the system can count does not end at once', async () => {
  const clock = scaledClock(1000);
  const fired: string[] = [];
  const callOffs = [40 * 24 * 3_600_000 * 1000, Number.POSITIVE_INFINITY].map((ms) =>
    clock.after(ms, () => fired.push(String(ms))),
  );
  const stop = new AbortController();
  const sleeping = systemClock.sleep(40 * 24 * 3_600_000, stop.signal).then(
    () => fired.push('sleep'),
    () => {},
  );
  await clock.sleep(50_000);
  expect(fired).toEqual([]);
  for (const callOff of callOffs) callOff();
  stop.abort();
  await sleeping;
});
