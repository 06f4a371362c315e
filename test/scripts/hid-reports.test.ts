import { expect, test } from 'vitest';
import { HID_MODES, hidDescriptor } from '../../scripts/scanner-simulator/hid-descriptors.ts';
import { type HidReportOptions, hidReports } from '../../scripts/scanner-simulator/hid-reports.ts';
import { KEYBOARD_COUNTRIES, keyOf } from '../../scripts/scanner-simulator/keyboard-keys.ts';
import { uhidProblem } from '../../scripts/scanner-simulator/uhid.ts';
import { createHidAssembler } from '../../src/devices/hid/assembler.ts';

const reportsOf = (code: string, options: Partial<HidReportOptions> = {}) =>
  hidReports(code, { mode: 'pos-honeywell', layout: 'us', aim: ']Q1', terminator: '\r', ...options }).map(
    (report) => Buffer.from(report).toString('hex'),
  );

/** Up to the first of the zeros that fill it. */
const start = (report = '') => report.replace(/(00)+$/, '');

test('the reports are those that real guns were seen to send', () => {
  const upc = '306030209223';
  const text = Buffer.from(upc).toString('hex');
  expect(start(reportsOf(upc, { aim: ']E0' })[0])).toBe(`020c5d4530${text}`);
  expect(start(reportsOf(upc, { mode: 'pos-zebra', aim: ']Xg' })[0])).toBe(`020c005d5867${text}`);
  expect(reportsOf('28', { mode: 'keyboard' })).toEqual(
    ['1f', '25', '28'].flatMap((key) => [`0000${key}0000000000`, '0000000000000000']),
  );
});

test.each([1, 55, 56, 57, 112, 168, 445])(
  'a code of %i characters is what the till reads of it',
  (length) => {
    const code = 'a1B'.repeat(149).slice(0, length);
    for (const mode of ['pos-honeywell', 'pos-zebra'] as const) {
      const reports = reportsOf(code, { mode });
      expect(reports.map((report) => report.length)).toEqual(reports.map(() => 128));
      expect(reports.map((report) => Number.parseInt(report.slice(-2), 16))).toEqual(
        reports.map((_, i) => (i < reports.length - 1 ? 1 : 0)),
      );
      const decoder = createHidAssembler();
      const frames = reports.flatMap((report) => [...decoder.push(Buffer.from(report, 'hex'), 0)]);
      expect(frames.map((frame) => frame.text)).toEqual([code]);
    }
  },
);

/** Bits of all input fields of a descriptor, by its items: size and count are kept until they change. */
function inputBits(descriptor: Uint8Array): number {
  let size = 0;
  let count = 0;
  let bits = 0;
  for (let at = 0; at < descriptor.length; ) {
    const prefix = descriptor[at] ?? 0;
    const length = [0, 1, 2, 4][prefix & 3] ?? 0;
    const value = length === 0 ? 0 : Buffer.from(descriptor).readUIntLE(at + 1, length);
    if ((prefix & 0xfc) === 0x74) size = value;
    else if ((prefix & 0xfc) === 0x94) count = value;
    else if ((prefix & 0xfc) === 0x80) bits += size * count;
    at += 1 + length;
  }
  return bits;
}

test.each(HID_MODES)('the descriptor of %s describes reports of the length that is sent', (mode) => {
  const [report = ''] = reportsOf('28', { mode });
  const idBytes = mode === 'keyboard' ? 0 : 1;
  expect(inputBits(hidDescriptor(mode)) / 8 + idBytes).toBe(report.length / 2);
});

test.each(KEYBOARD_COUNTRIES)(
  'a keyboard for %s types all that an EMV code may hold, each by its own stroke',
  (country) => {
    const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=';
    const strokes = Array.from(base64, (character) => {
      const { key, modifiers } = keyOf(character, country);
      return `${modifiers} ${key}`;
    });
    expect(new Set(strokes).size).toBe(base64.length);
  },
);

test("what stands elsewhere on a country's keyboard is typed there", () => {
  expect(keyOf('z', 'de')).toEqual({ key: 0x1c, modifiers: 0 });
  expect(keyOf('1', 'fr')).toEqual({ key: 0x1e, modifiers: 2 });
  expect(keyOf('/', 'es')).toEqual({ key: 0x24, modifiers: 2 });
  expect(keyOf('=', 'jp')).toEqual({ key: 0x2d, modifiers: 2 });
  expect(keyOf('#', 'uk')).toEqual({ key: 0x32, modifiers: 0 });
  expect(keyOf('\\', 'us')).toEqual({ key: 0x31, modifiers: 0 });
  expect(() => keyOf('é', 'us')).toThrow('has no key for "é"');
});

test('where a virtual gun cannot be made, it is told what is missing and what to do', () => {
  expect(uhidProblem('ENOENT')).toMatch(/modprobe uhid.*--transport tcp/s);
  expect(uhidProblem('EACCES')).toMatch(/root.*udev rule.*0660/s);
  expect(uhidProblem('EMFILE')).toContain('EMFILE');
});
