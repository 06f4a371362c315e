import { expect, test } from 'vitest';
import { createKeyTurns, keyIn, refundKey, saleKey } from '../../src/ui/idempotency.ts';
import { handClock } from '../support/hand-clock.ts';

const good: [string, string][] = [
  ['"bill-4711"', 'bill-4711'],
  ['bill-4711', 'bill-4711'],
  [' "bill 4711" ', 'bill 4711'],
  ['"a \\"b\\" \\\\c"', 'a "b" \\c'],
  ['"8e03978e-40d5-43dd-bc93-6894a57f9324";v=1', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
  [`"${'x'.repeat(128)}"`, 'x'.repeat(128)],
];

test.each(good)('the key in %s is %s', (header, key) => {
  expect(keyIn(header)).toBe(key);
});

const bad = ['', '   ', '""', '"open', '"a"b', '"é"', 'é', '"a\\b"', 'x'.repeat(129), `"${'x'.repeat(129)}"`];

test.each(bad)('%s is no key', (header) => {
  expect(keyIn(header)).toMatchObject({ status: 400, code: 'badKey' });
});

test('without the header there is no key', () => {
  expect(keyIn(undefined)).toBeUndefined();
});

test('a sale is kept under the key of one program alone, a refund under the key whoever sends it', () => {
  const program = (id: string) =>
    ({ kind: 'program', id, name: id, lanes: 'all', scopes: ['sell'] }) as const;
  const [one, other] = [program('g1'), program('g2')];
  expect(saleKey('K', one)).not.toBe(saleKey('K', other));
  expect(saleKey('K', one)).not.toBe(saleKey('/g1:K', undefined));
  expect(saleKey('g1:K', undefined)).not.toBe(saleKey('K', one));
  expect(refundKey('K')).toBe('rest:K');
});

/** Something that is over when the test says so. */
function job() {
  let end: (value: string) => void = () => {};
  const done = new Promise<string>((resolve) => {
    end = resolve;
  });
  let isBegun = false;
  return {
    end: (value: string) => end(value),
    isBegun: () => isBegun,
    run: () => {
      isBegun = true;
      return done;
    },
  };
}

test('a repeat waits until the first is done; another key waits for nobody', async () => {
  const turns = createKeyTurns(handClock());
  const [first, second, other] = [job(), job(), job()];
  const one = turns.take('K', first.run);
  const two = turns.take('K', second.run);
  const elsewhere = turns.take('L', other.run);
  expect([first.isBegun(), second.isBegun(), other.isBegun()]).toEqual([true, false, true]);
  other.end('other');
  expect(await elsewhere).toBe('other');
  first.end('one');
  second.end('two');
  expect(await Promise.all([one, two])).toEqual(['one', 'two']);
});

test('a repeat of a request that hangs is told after twenty seconds that it is still being done', async () => {
  const clock = handClock();
  const turns = createKeyTurns(clock);
  const [first, second, third] = [job(), job(), job()];
  const one = turns.take('K', first.run);
  const two = turns.take('K', second.run);
  await clock.advance(19_999);
  expect(second.isBegun()).toBe(false);
  await clock.advance(1);
  expect(await two).toMatchObject({ status: 409, code: 'keyBusy', retryAfterSeconds: 1 });
  first.end('one');
  expect(await one).toBe('one');
  third.end('three');
  expect(await turns.take('K', third.run)).toBe('three');
});

test('one that fails keeps nobody waiting', async () => {
  const turns = createKeyTurns(handClock());
  const failed = turns.take('K', () => Promise.reject(new Error('the disk')));
  const next = job();
  const repeated = turns.take('K', next.run);
  await expect(failed).rejects.toThrow('the disk');
  next.end('next');
  expect(await repeated).toBe('next');
});
