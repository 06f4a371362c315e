import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelay } from '../../src/devices/back-off.ts';

test('the pauses grow from a quarter of a second to five', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((n) =>
    Math.round(retryDelay(n, { missing: false, fraction: 0.5 })),
  );
  expect(delays).toEqual([250, 400, 640, 1024, 1638, 2621, 4194, 5000, 5000]);
});

test('what is missing is looked for every two seconds at least', () => {
  expect(retryDelay(50, { missing: true, fraction: 0.5 })).toBe(2000);
});

test('jitter is at most a fifth either way', () => {
  const failures = fc.integer({ min: 1, max: 1000 });
  fc.assert(
    fc.property(failures, fc.double({ min: 0, max: 1, noNaN: true }), (n, fraction) => {
      const middle = retryDelay(n, { missing: false, fraction: 0.5 });
      const delay = retryDelay(n, { missing: false, fraction });
      expect(delay).toBeGreaterThanOrEqual(middle * 0.8 - 1e-6);
      expect(delay).toBeLessThanOrEqual(middle * 1.2 + 1e-6);
    }),
  );
});
