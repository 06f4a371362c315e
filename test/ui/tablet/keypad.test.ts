import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KEYPAD_KEYS, type KeypadKey, keypadKey, press } from '../../../src/ui/tablet/keypad.ts';

const MAX = 500_000;

function typed(keys: KeypadKey[], maxMinor = MAX): number {
  return keys.reduce((minor, key) => press(minor, key, maxMinor).minor, 0);
}

test('digits come in from the right', () => {
  expect(typed(['1', '2', '3', '0'])).toBe(1230);
});

test('leading zeros count for nothing', () => {
  expect(typed(['00', '0', '5'])).toBe(5);
});

test('00 stands for two zeros', () => {
  expect(typed(['1', '2', '00'])).toBe(1200);
});

test('delete takes the last digit, and clear takes all', () => {
  expect(typed(['1', '2', '3', 'back'])).toBe(12);
  expect(typed(['1', 'back', 'back'])).toBe(0);
  expect(typed(['1', '2', 'clear'])).toBe(0);
});

test('a key past the limit is refused and changes nothing', () => {
  expect(press(50_000, '0', MAX)).toEqual({ minor: 500_000, refused: false });
  expect(press(50_000, '1', MAX)).toEqual({ minor: 50_000, refused: true });
  expect(press(5_001, '00', MAX)).toEqual({ minor: 5_001, refused: true });
});

test('whatever is pressed, the amount stays a whole number between nothing and the limit', () => {
  const keys = fc.array(fc.constantFrom<KeypadKey>(...KEYPAD_KEYS, 'clear'), { maxLength: 40 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 99_999_999_999 }), (pressed, max) => {
      const minor = typed(pressed, max);
      return Number.isSafeInteger(minor) && minor >= 0 && minor <= max;
    }),
  );
});

test('hardware keys stand for the keys of the pad', () => {
  expect(keypadKey('7')).toBe('7');
  expect(keypadKey('Backspace')).toBe('back');
  expect(keypadKey('Escape')).toBe('clear');
  expect(keypadKey('a')).toBeUndefined();
  expect(keypadKey('.')).toBeUndefined();
});
