import { expect, test } from 'vitest';
import {
  createKeyboardDecoder,
  type KeyboardDecoderOptions,
} from '../../../src/devices/hid/keyboard-decoder.ts';
import { ENTER, keys, typed, UP } from '../../fixtures/keyboard-typing.ts';

const CAPS_LOCK = 0x39;
const NUM_LOCK = 0x53;
const CODE = '281234567890123456';

function decoderFor(more: Partial<KeyboardDecoderOptions> = {}) {
  return createKeyboardDecoder({ layout: 'us', terminator: 'any', idleMs: 150, ...more });
}

/** The texts of these reports, 1 ms apart. */
function read(reports: readonly Uint8Array[], decoder = decoderFor()): string[] {
  return reports.flatMap((report, at) => decoder.push(report, at)).map(({ text }) => text);
}

const hex = (reports: string) =>
  reports.split(' ').map((report) => Uint8Array.from(Buffer.from(report, 'hex')));
/** A key that no layout has: left and right of nothing. */
const UNKNOWN = [keys(0, 0xa5), UP];

test('the reports of a gun give its code, timed from the first key to the last', () => {
  const reports = hex(
    '00001f0000000000 0000000000000000 0000250000000000 0000000000000000 0000280000000000 0000000000000000',
  );
  const decoder = decoderFor();
  const frames = reports.flatMap((report, i) => decoder.push(report, 10 * i));
  expect(frames).toEqual([{ text: '28', firstByteAt: 0, lastByteAt: 40 }]);
});

test('an AIM identifier is taken apart from the code', () => {
  const decoder = decoderFor();
  const frames = typed(`]Q1${CODE}\r`).flatMap((report) => decoder.push(report, 0));
  expect(frames).toEqual([{ text: CODE, aim: ']Q1', firstByteAt: 0, lastByteAt: 0 }]);
});

test.each([
  ['Enter', [keys(0, ENTER)]],
  ['the Enter of the keypad', [keys(0, 0x58)]],
  ['Tab', [keys(0, 0x2b)]],
  ['Ctrl+M', [keys(1, 0x10)]],
  ['Ctrl+J', [keys(0x10, 0x0d)]],
  ['Ctrl+C, which is ETX', [keys(1, 0x06)]],
])('%s ends a code, and the next begins', (_name, end) => {
  expect(read([...typed(CODE), ...end, UP, ...typed('134\r')])).toEqual([CODE, '134']);
});

test('a gun that lifts no key between two different ones is read', () => {
  expect(read([keys(0, 0x1f), keys(0, 0x25), keys(0, 0x1f), keys(0, ENTER), UP])).toEqual(['282']);
});

test('keys that overlap are read once each, whichever slots they are in', () => {
  const reports = [
    keys(0, 0x1f),
    keys(0, 0x1f, 0x25),
    keys(0, 0x25),
    keys(0, 0x1e, 0x25),
    keys(0, 0x1e),
    keys(0, ENTER),
  ];
  expect(read(reports)).toEqual(['281']);
});

test('several keys in one report are taken in the order of their slots, and each once', () => {
  const six = keys(0, 0x1f, 0x25, 0x1e, 0x20, 0x21, 0x22);
  expect(read([six, six, UP, keys(0, 0x23, 0x23, ENTER), UP])).toEqual(['2813456']);
});

test('a report of too many keys at once says nothing, and lifts none', () => {
  const rollOver = keys(0, 1, 1, 1, 1, 1, 1);
  expect(
    read([keys(0, 0x1f), rollOver, keys(0, 0x1f), UP, keys(0, 0x25), rollOver, UP, keys(0, ENTER)]),
  ).toEqual(['28']);
});

test.each([
  ['failed its test', keys(0, 2, 2, 2, 2, 2, 2)],
  ['does not know its keys', keys(0, 3, 3, 3, 3, 3, 3)],
  ['sent half a report', Uint8Array.of(0, 0, 0x1f)],
  ['sent a report too long', new Uint8Array(9)],
])('a keyboard that %s spoils that code and no other', (_what, report) => {
  const decoder = decoderFor();
  expect(read([...typed('28'), report, ...typed('12\r'), ...typed('134\r')], decoder)).toEqual(['134']);
  expect(decoder.dropped?.()).toBe(1);
  expect(decoder.why?.()).toBe('spoilt');
});

test('reports with an id in front are read, and those with another id are not keys', () => {
  const withId = (id: number, report: Uint8Array) => Uint8Array.of(id, ...report);
  const reports = typed('281\r').flatMap((report) => [
    withId(1, report),
    withId(2, keys(0, 0x1e)),
    Uint8Array.of(3, 0xcd, 0),
    keys(3, 0x1e),
  ]);
  expect(read(reports)).toEqual(['281']);
});

test.each([
  ['left', 0x02],
  ['right', 0x20],
  ['left and right', 0x22],
])('the %s Shift makes a letter a capital', (_name, shift) => {
  expect(read([keys(shift, 0x04), UP, ...typed('b\r')])).toEqual(['Ab']);
});

test('Caps Lock changes neither digits nor letters: the Shift of each report decides', () => {
  const caps = [keys(0, CAPS_LOCK), UP];
  expect(read([...caps, ...typed('281aA+/=\r')])).toEqual(['281aA+/=']);
  expect(read([...typed('28'), ...caps, ...typed('aA'), ...caps, ...typed('1\r')])).toEqual(['28aA1']);
});

test('digits and signs of the keypad are read, whatever Num Lock says', () => {
  const digits = [0x59, 0x5a, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f, 0x60, 0x61, 0x62];
  const signs = [0x54, 0x55, 0x56, 0x57, 0x67];
  const reports = [...digits, ...signs].flatMap((usage) => [keys(0, usage), UP]);
  expect(read([keys(0, NUM_LOCK), UP, ...reports, keys(0, 0x58), UP])).toEqual(['1234567890/*-+=']);
});

test('a prefix STX begins a code anew, and GS inside is part of it', () => {
  const stx = [keys(0x01, 0x05), UP];
  const gs = [keys(0x01, 0x30), UP];
  const decoder = decoderFor();
  expect(read([...stx, ...typed('281'), ...gs, ...typed('5\r')], decoder)).toEqual(['281\x1d5']);
  expect(decoder.dropped?.()).toBe(0);
  expect(read([...typed('99'), ...stx, ...typed('281\r')], decoder)).toEqual(['281']);
  expect(decoder.dropped?.()).toBe(1);
  expect(decoder.why?.()).toBe('cutOff');
});

test('Ctrl takes its letter from where the country has it', () => {
  const ctrlM = [keys(0x01, 0x33), UP];
  expect(read([...typed('281', 'fr'), ...ctrlM], decoderFor({ layout: 'fr' }))).toEqual(['281']);
  expect(read([...typed('281'), ...ctrlM])).toEqual([]);
});

test.each([
  ['F8', keys(0, 0x41)],
  ['Escape', keys(0, 0x29)],
  ['Ctrl+A', keys(0x01, 0x04)],
  ['Alt+F', keys(0x04, 0x09)],
  ['the right Alt with F, where that is no AltGr', keys(0x40, 0x09)],
  ['Ctrl+Alt+F, where that is no AltGr', keys(0x05, 0x09)],
  ['the Windows key with R', keys(0x08, 0x15)],
])('%s is harmless around a code, and spoils it inside', (_name, report) => {
  expect(read([report, UP, ...typed('281'), report, UP, ...typed('\r')])).toEqual(['281']);
  expect(read([...typed('28'), report, UP, ...typed('1\r')])).toEqual([]);
});

test.each([
  ['before', [...UNKNOWN, ...typed('281\r')]],
  ['inside', [...typed('28'), ...UNKNOWN, ...typed('1\r')]],
  ['after', [...typed('281'), ...UNKNOWN, ...typed('\r')]],
  [
    'before an STX and inside again',
    [...UNKNOWN, keys(1, 0x05), UP, ...typed('2'), ...UNKNOWN, ...typed('8\r')],
  ],
])('a key that cannot be read %s a code spoils it to its end', (_where, reports) => {
  const decoder = decoderFor();
  expect(read(reports, decoder)).toEqual([]);
  expect(decoder.dropped?.()).toBeGreaterThan(0);
  expect(read(typed('134\r'), decoder)).toEqual(['134']);
});

test('AltGr is also sent as Ctrl and Alt, and does nothing with Shift', () => {
  const decoder = decoderFor({ layout: 'de' });
  expect(read([keys(0x40, 0x14), UP, keys(0x05, 0x14), UP, ...typed('\r')], decoder)).toEqual(['@@']);
  expect(read([keys(0x42, 0x14), UP, ...typed('1\r', 'de')], decoder)).toEqual([]);
});

/** A character by its number, typed with the left Alt held. */
function byNumber(digits: string): Uint8Array[] {
  const usages = Array.from(digits, (digit) => (digit === '0' ? 0x62 : 0x58 + Number(digit)));
  return [keys(4), ...usages.flatMap((usage) => [keys(4, usage), keys(4)]), UP];
}

test('characters that are typed by their numbers with Alt are read', () => {
  expect(read([...['0050', '56', '065', '0233', '029', '97'].flatMap(byNumber), ...typed('\r')])).toEqual([
    '28Aé\x1da',
  ]);
  expect(read([...byNumber('127'), ...typed('281\r')])).toEqual(['281']);
  expect(read([keys(0x40, 0x5d), keys(0x40, 0x5e), UP, ...typed('\r')])).toEqual(['8']);
  expect(read([keys(4, 0x5d), keys(4), keys(4, 0x5e), keys(0, 0x1f), UP, ...typed('\r')])).toEqual(['82']);
});

test.each(['0', '0300', '130', '0130', '65066', '00065', '233', '127'])(
  'the number %s with Alt is no character, and spoils the code',
  (number) => {
    expect(read([...typed('28'), ...byNumber(number), ...typed('1\r'), ...typed('134\r')])).toEqual(['134']);
  },
);

test('a code of 512 characters is read, and a longer one dropped once to its end', () => {
  const decoder = decoderFor();
  expect(read(typed(`${'27'.repeat(256)}\r`), decoder)).toEqual(['27'.repeat(256)]);
  expect(read(typed(`${'27'.repeat(256)}1\r`), decoder)).toEqual([]);
  expect(decoder.dropped?.()).toBe(1);
  expect(read([...typed(`${'27'.repeat(600)}1\r`), ...typed('281\r')], decoder)).toEqual(['281']);
  expect(decoder.dropped?.()).toBe(1);
  expect(decoder.why?.()).toBe('tooLong');
});
