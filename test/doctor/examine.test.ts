import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import type { Check } from '../../src/doctor/check.ts';
import { type Examination, examine } from '../../src/doctor/examine.ts';

const clock = scaledClock(100);
const fine = (id: string, detail = 'fine'): Check => ({ id, title: id, outcome: 'ok', detail });
const one = (id: string, look: Examination['look']): Examination => ({ id, title: id, look });
const run = (all: Examination[], secrets: string[] = []) => examine(all, { clock, limitMs: 1000, secrets });

test('everything is looked at, and told in its order', async () => {
  const found = await run([one('a', async () => [fine('a'), fine('b')]), one('c', async () => [fine('c')])]);
  expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('what throws, at once or later, is a finding, and the rest is told', async () => {
  const found = await run([
    one('a', () => {
      throw new Error('no such thing');
    }),
    one('b', async () => {
      throw 'a text';
    }),
    one('c', async () => [fine('c')]),
  ]);
  expect(found.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['a fail', 'b fail', 'c ok']);
  expect(found[0]?.detail).toContain('no such thing');
  expect(found[1]?.detail).toContain('a text');
});

test('what never ends is a finding', async () => {
  const found = await run([one('a', () => new Promise(() => {})), one('b', async () => [fine('b')])]);
  expect(found.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['a fail', 'b ok']);
});

test('no secret and no code gets out, whatever a check says', async () => {
  const told: Check = {
    ...fine('a', 'key is s3cret-s3cret'),
    cure: 'scan 281234567890123456 with s3cret-s3cret',
  };
  const text = JSON.stringify(await run([one('a', async () => [told])], ['s3cret-s3cret', '']));
  expect(text).not.toContain('s3cret');
  expect(text).not.toContain('34567890');
});
