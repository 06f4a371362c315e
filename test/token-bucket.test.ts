import { expect, test } from 'vitest';
import { TokenBucket, TokenBuckets } from '../src/token-bucket.ts';
import { handClock } from './support/hand-clock.ts';

test('a burst goes through, what is above it waits as long as is said, and time fills the bucket again', async () => {
  const clock = handClock();
  const bucket = new TokenBucket({ perSecond: 2, burst: 3 }, clock);
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0]);
  expect(bucket.take()).toBe(500);
  await clock.advance(499);
  expect(bucket.take()).toBe(1);
  await clock.advance(1);
  expect(bucket.take()).toBe(0);
  expect(bucket.take()).toBe(500);
  await clock.advance(60_000);
  expect([bucket.take(3), bucket.take()]).toEqual([0, 500]);
});

test('each key has a bucket of its own, with its own rate', () => {
  const buckets = new TokenBuckets((key) => ({ perSecond: 1, burst: key === 'big' ? 2 : 1 }), handClock());
  expect([buckets.take('big'), buckets.take('big'), buckets.take('small')]).toEqual([0, 0, 0]);
  expect([buckets.take('big'), buckets.take('small')]).toEqual([1000, 1000]);
});

test('whoever comes under many names fills no memory, and what is full again is forgotten', async () => {
  const clock = handClock();
  const buckets = new TokenBuckets(() => ({ perSecond: 1, burst: 1 }), clock);
  for (let name = 0; name < 20_000; name += 1) buckets.take(`name ${name}`);
  expect(buckets.size).toBeLessThanOrEqual(5001);
  await clock.advance(2000);
  for (let name = 0; name < 6000; name += 1) buckets.take('the same');
  expect(buckets.size).toBeLessThan(10);
});
