import { expect, test } from 'vitest';
import { afterKey, NO_KEYS } from '../../../src/ui/technician/fast-keys.ts';

/** Whether the last of these keys is the end of a gun's code. */
function endsByGun(keys: readonly string[], everyMs: number): boolean {
  let known = NO_KEYS;
  let isEnd = false;
  for (const [i, key] of keys.entries()) {
    const step = afterKey(known, { key, at: 1000 + i * everyMs });
    known = step.keys;
    isEnd = step.isGunsEnd;
  }
  return isEnd;
}

const CODE = [...'28123456'];

test('Enter or Tab behind a code at a gun’s pace is the gun’s', () => {
  expect(endsByGun([...CODE, 'Enter'], 5)).toBe(true);
  expect(endsByGun([...CODE, 'Tab'], 20)).toBe(true);
  expect(endsByGun([...'abc', 'Shift', ...'DEF', 'Enter'], 5)).toBe(true);
});

test('fingers press what they press', () => {
  expect(endsByGun(['Enter'], 5)).toBe(false);
  expect(endsByGun(['Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter'], 30)).toBe(false);
  expect(endsByGun([...'gun 1', 'Enter'], 40)).toBe(false);
  expect(endsByGun([...'Left gun', 'Enter'], 60)).toBe(false);
});

test('a code whose end the gun does not send leaves nothing behind', () => {
  expect(endsByGun([...CODE, 'Enter', 'Enter'], 5)).toBe(false);
});

test('a person who presses Enter after a gun has typed presses it', () => {
  let { keys } = { keys: NO_KEYS };
  for (const [i, key] of CODE.entries()) keys = afterKey(keys, { key, at: i * 5 }).keys;
  expect(afterKey(keys, { key: 'Enter', at: 2000 }).isGunsEnd).toBe(false);
});
