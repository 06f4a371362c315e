import { expect, test } from 'vitest';
import {
  createKeyboardDecoder,
  guessLayout,
  LAYOUT_PROBE,
} from '../../../src/devices/hid/keyboard-decoder.ts';
import { KEYBOARD_LAYOUTS } from '../../../src/devices/hid/keyboard-layouts.ts';
import type { KeyboardLayout } from '../../../src/scanner-config.ts';
import { EMV_SAMPLE, keys, TYPED_BY, typed, UP } from '../../fixtures/keyboard-typing.ts';

function read(reports: readonly Uint8Array[], layout: KeyboardLayout): string[] {
  const decoder = createKeyboardDecoder({ layout, terminator: 'any', idleMs: 150 });
  return reports.flatMap((report) => decoder.push(report, 0)).map(({ text, aim = '' }) => aim + text);
}

const charactersOf = (layout: KeyboardLayout) =>
  TYPED_BY[layout]
    .trim()
    .split(/\s+/)
    .map((each) => each.slice(0, -4));

test.each(KEYBOARD_LAYOUTS)('the public EMV sample is read as it was typed on a %s keyboard', (layout) => {
  expect(read(typed(`${EMV_SAMPLE}\r`, layout), layout)).toEqual([EMV_SAMPLE]);
});

test.each(KEYBOARD_LAYOUTS)(
  'every character that a %s keyboard types without a dead key is read',
  (layout) => {
    const characters = charactersOf(layout);
    expect(characters.length).toBeGreaterThanOrEqual(90);
    expect(read(typed(`${characters.join('')}\r`, layout), layout)).toEqual([characters.join('')]);
  },
);

test.each(KEYBOARD_LAYOUTS)('an address and an AIM identifier are read from a %s keyboard', (layout) => {
  const text = ']Q1HTTPS://pay.example/a_b-c?x=1&y=%20';
  expect(read(typed(`${text}\r`, layout), layout)).toEqual([text]);
});

test.each<[KeyboardLayout, string, number[][]]>([
  ['de', '^', [[0, 0x35]]],
  ['de', '´', [[0, 0x2e]]],
  ['de', '`', [[2, 0x2e]]],
  ['fr', '^', [[0, 0x2f]]],
  ['fr', '¨', [[2, 0x2f]]],
  ['fr', '~', [[0x40, 0x1f]]],
  ['fr', '`', [[0x40, 0x24]]],
  ['es', '`', [[0, 0x2f]]],
  ['es', '^', [[2, 0x2f]]],
  ['es', '´', [[0, 0x34]]],
  ['es', '~', [[0x40, 0x21]]],
])(
  'on a %s keyboard a dead key and a space give %s; a dead key and a letter spoil the code',
  (layout, accent, strokes) => {
    const dead = strokes.flatMap(([modifiers = 0, usage = 0]) => [keys(modifiers, usage), UP]);
    expect(read([...dead, ...typed(' 12\r', layout)], layout)).toEqual([`${accent}12`]);
    expect(read([...dead, ...typed('a12\r', layout)], layout)).toEqual([]);
    expect(read([...typed('12', layout), ...dead, ...typed('\r', layout)], layout)).toEqual([]);
    expect(read([...dead, ...dead, ...typed(' 12\r', layout)], layout)).toEqual([]);
  },
);

test.each(KEYBOARD_LAYOUTS)(
  'the key left of Enter is the same by either of its usages on a %s keyboard',
  (layout) => {
    const [one, other] = [0x31, 0x32].map((usage) =>
      read([keys(0, usage), UP, keys(2, usage), UP, ...typed('\r')], layout),
    );
    expect(one).toHaveLength(1);
    expect(one).toEqual(other);
  },
);

test('both keys of a Japanese keyboard that no other has are read', () => {
  const reports = [keys(0, 0x89), UP, keys(2, 0x89), UP, keys(0, 0x87), UP, keys(2, 0x87), UP];
  expect(read([...reports, ...typed('\r')], 'jp')).toEqual(['\\|\\_']);
});

test('the keys by which Japan changes the way of writing do not disturb a code', () => {
  expect(read([keys(0, 0x35), UP, keys(0, 0x8a), UP, ...typed('281\r', 'jp')], 'jp')).toEqual(['281']);
});

test.each(KEYBOARD_LAYOUTS)(
  'what a gun typed of a known text tells that it is set to %s, and to no other',
  (layout) => {
    expect(guessLayout(typed(`${LAYOUT_PROBE}\r`, layout), LAYOUT_PROBE)).toEqual([layout]);
    expect(guessLayout(typed(LAYOUT_PROBE, layout), LAYOUT_PROBE)).toEqual([layout]);
  },
);

test('digits tell only whether a gun is set to France', () => {
  expect(guessLayout(typed('0123456789\r', 'fr'), '0123456789')).toEqual(['fr']);
  expect(guessLayout(typed('0123456789\r', 'us'), '0123456789')).toEqual(['us', 'uk', 'de', 'es', 'jp']);
});

test('another text than the expected one tells of no layout', () => {
  expect(guessLayout(typed('something\r'), LAYOUT_PROBE)).toEqual([]);
  expect(guessLayout([], LAYOUT_PROBE)).toEqual([]);
});
