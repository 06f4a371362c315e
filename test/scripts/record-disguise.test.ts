import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disguise } from '../../scripts/record/disguise.ts';
import { madeUpCode } from '../../scripts/record/made-up-code.ts';
import { type HidMode, hidDescriptor } from '../../scripts/scanner-simulator/hid-descriptors.ts';
import { hidReports } from '../../scripts/scanner-simulator/hid-reports.ts';
import type { RecordedSettings, Recording, RecordingHeader } from '../../src/devices/recording.ts';
import { recordingReader, type TimedPiece } from '../../src/devices/recording-decoder.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';

const CODE = '285917364028517369';
const OTHER = '134862957310486275';

const paid = (code: string) => madeUpCode(code, { outcome: '00', random: systemRandom });

function headerOf(mode: RecordingHeader['mode'], settings: RecordedSettings = {}): RecordingHeader {
  return { scantillRecording: 1, mode, device: {}, settings };
}

/** What came, as the till reads it, and what would be saved of it. */
async function saved(pieces: TimedPiece[], header: RecordingHeader) {
  const frames = (await recordingReader(header))(pieces);
  const { entries, unsaved } = await disguise({ pieces, frames }, header, systemRandom);
  const codes = entries.flatMap((entry) => ('code' in entry ? [entry.code] : []));
  return { frames, entries, unsaved, codes, decoded: await decoded({ header, entries }) };
}

async function decoded({ header, entries }: Recording): Promise<string[]> {
  const pieces = entries.flatMap((entry) =>
    'hex' in entry ? [{ at: entry.atMs, bytes: Buffer.from(entry.hex, 'hex') }] : [],
  );
  return (await recordingReader(header))(pieces).map(({ text }) => text);
}

const line = (...texts: [number, string][]): TimedPiece[] =>
  texts.map(([at, text]) => ({ at, bytes: Buffer.from(text, 'latin1') }));
const spaced = (reports: readonly Uint8Array[], from = 0): TimedPiece[] =>
  reports.map((bytes, i) => ({ at: from + i * 2, bytes }));

test('a made-up code has the length, the wallet and the kinds of characters of the real one, and another text', () => {
  for (let i = 0; i < 50; i += 1) {
    const made = paid(CODE);
    expect(made).toMatch(/^28\d{14}00$/);
    expect(made.slice(2, 16)).not.toBe(CODE.slice(2, 16));
  }
  const emv = makeCode({ wallet: 'emv' }, systemRandom);
  const made = paid(emv);
  expect(made.slice(0, 10)).toBe(emv.slice(0, 10));
  expect(made).not.toBe(emv);
  const kinds = (text: string) => text.replace(/\d/g, '0').replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a');
  expect(kinds(made)).toBe(kinds(emv));
  expect(paid('315899123456789012')).toMatch(/^315899\d{10}00$/);
});

test('neighbours that differ do so in a made-up code as well', () => {
  for (let i = 0; i < 200; i += 1) {
    const made = paid(CODE).slice(0, 17);
    expect(made).not.toMatch(/(.)\1/);
  }
});

test.each([
  ['cr', `${CODE}\r`],
  ['crlf', `${CODE}\r\n`],
  ['stx and etx', `\x02${CODE}\x03`],
  ['tab', `${CODE}\t`],
  ['an AIM identifier', `]Q1${CODE}\r`],
])('a line with %s is saved with another code in it, at each split', async (_, text) => {
  for (let at = 1; at < text.length; at += 1) {
    const {
      decoded: again,
      codes,
      unsaved,
      entries,
    } = await saved(line([10, text.slice(0, at)], [14, text.slice(at)]), headerOf('serial'));
    expect({ unsaved, again }).toEqual({ unsaved: 0, again: codes });
    expect(codes).toHaveLength(1);
    expect(codes[0]).not.toBe(CODE);
    const bytes = Buffer.concat(
      entries.flatMap((entry) => ('hex' in entry ? [Buffer.from(entry.hex, 'hex')] : [])),
    );
    expect(bytes.toString('latin1')).toBe(text.replace(CODE, codes[0] ?? ''));
    expect(entries.map(({ atMs }) => atMs)).toEqual([0, 4, 4]);
  }
});

test('a prefix, a suffix and the LF that comes late are kept', async () => {
  const header = headerOf('network', { prefix: 'P1', suffix: 'ZZ', terminator: 'cr' });
  const { entries, codes } = await saved(
    line([0, `P1${CODE}ZZ\r`], [3, '\n'], [900, `P1${OTHER}ZZ\r`]),
    header,
  );
  const texts = entries.map((entry) =>
    'hex' in entry ? Buffer.from(entry.hex, 'hex').toString('latin1') : entry.code,
  );
  expect(texts).toEqual([`P1${codes[0]}ZZ\r`, '\n', codes[0], `P1${codes[1]}ZZ\r`, codes[1]]);
});

test('two codes in one piece are two scans, and one code scanned twice is made up once', async () => {
  const twoAtOnce = await saved(line([0, `${CODE}\r${OTHER}\r`]), headerOf('serial'));
  expect(twoAtOnce.decoded).toEqual(twoAtOnce.codes);
  expect(twoAtOnce.codes).toHaveLength(2);
  const twice = await saved(line([0, `${CODE}\r`], [3000, `${CODE}\r`]), headerOf('serial'));
  expect(twice.codes).toHaveLength(2);
  expect(new Set(twice.codes).size).toBe(1);
});

test('nothing is saved of what is no whole code, nor where a part of another one stands beside it', async () => {
  const cut = await saved(
    line([0, '2812345678'], [5000, `${CODE}\r`]),
    headerOf('serial', { terminator: 'cr' }),
  );
  expect(JSON.stringify(cut.entries)).not.toContain(Buffer.from('2812345678').toString('hex'));
  const begun = await saved(line([0, `28123456\x02${CODE}\r`]), headerOf('serial'));
  expect(begun).toMatchObject({ unsaved: 0, decoded: begun.codes });
  expect(JSON.stringify(begun.entries)).not.toContain(Buffer.from('28123456').toString('hex'));
  const frames = [{ text: CODE, firstByteAt: 0, lastByteAt: 0 }];
  const heard = { pieces: line([0, `28123456${CODE}\r`]), frames };
  const beside = await disguise(heard, headerOf('serial'), systemRandom);
  expect(beside).toMatchObject({ entries: [], unsaved: 1 });
});

test('bytes in which the code is not found are not saved', async () => {
  const frames = [{ text: OTHER, firstByteAt: 0, lastByteAt: 0 }];
  const heard = { pieces: line([0, `${CODE}\r`]), frames };
  expect(await disguise(heard, headerOf('serial'), systemRandom)).toEqual({ entries: [], unsaved: 1 });
});

const POS: HidMode[] = ['pos-honeywell', 'pos-zebra'];

test.each(POS)(
  'reports of %s are saved with another code in them, of one fragment or several',
  async (mode) => {
    for (const length of [12, 18, 55, 56, 57, 58, 111, 112, 113, 200]) {
      const code = CODE.repeat(12).slice(0, length);
      const reports = hidReports(code, { mode, layout: 'us', aim: ']Q1', terminator: '' });
      const {
        decoded: again,
        codes,
        unsaved,
        frames,
        entries,
      } = await saved(spaced(reports), headerOf('hidPos'));
      expect(frames.map(({ text }) => text)).toEqual([code]);
      expect({ length, unsaved, again }).toEqual({ length, unsaved: 0, again: codes });
      expect(codes[0]).toHaveLength(length);
      expect(codes[0]).not.toBe(code);
      expect(entries.filter((entry) => 'hex' in entry)).toHaveLength(reports.length);
    }
  },
);

test('a gun without identifiers, and one that tells its fields by its descriptor, are saved as well', async () => {
  const report = Buffer.alloc(64);
  report.set([2, CODE.length]);
  report.write(CODE, 2, 'latin1');
  const header = headerOf('hidPos');
  const { frames, unsaved, codes, decoded: again } = await saved(spaced([report]), header);
  expect(frames.map(({ text }) => text)).toEqual([CODE]);
  expect({ unsaved, again }).toEqual({ unsaved: 0, again: codes });
  const descriptor = Buffer.from(hidDescriptor('pos-zebra')).toString('hex');
  const zebra = { ...header, descriptor };
  const reports = hidReports(CODE, { mode: 'pos-zebra', layout: 'us', aim: ']Q1', terminator: '' });
  const described = await saved(spaced(reports), zebra);
  expect({ unsaved: described.unsaved, again: described.decoded }).toEqual({
    unsaved: 0,
    again: described.codes,
  });
  expect(described.codes).toHaveLength(1);
});

test('what a shorter code leaves of the one before it in a report is emptied', async () => {
  const [report] = hidReports(CODE, { mode: 'pos-honeywell', layout: 'us', aim: ']Q1', terminator: '' });
  const stale = Uint8Array.from(report ?? []);
  stale.set(Buffer.from('998877665544'), 40);
  const { entries, unsaved } = await saved(spaced([stale]), headerOf('hidPos'));
  expect(unsaved).toBe(0);
  expect(JSON.stringify(entries)).not.toContain(Buffer.from('998877').toString('hex'));
});

test.each(['us', 'uk', 'de', 'fr', 'es', 'jp'] as const)(
  'keys of a %s keyboard are saved as other keys',
  async (layout) => {
    for (const code of [CODE, 'hQVDUFYwMWEaBcZyQwM1zA9']) {
      const reports = hidReports(code, { mode: 'keyboard', layout, aim: '', terminator: '\r' });
      const header = headerOf('keyboard', { layout });
      const { decoded: again, codes, unsaved, frames } = await saved(spaced(reports), header);
      expect(frames.map(({ text }) => text)).toEqual([code]);
      expect({ code, unsaved, again }).toEqual({ code, unsaved: 0, again: codes });
      expect(codes[0]).not.toBe(code);
    }
  },
);

test('keys that are struck before the last one is up stay two keys', async () => {
  const key = (digit: string) => 0x1e + ((Number(digit) + 9) % 10);
  const reports = Array.from(CODE).flatMap((digit, i): Uint8Array[] => {
    const next = CODE.charAt(i + 1);
    const both = next !== '' && next !== digit ? [[key(digit), key(next)]] : [[]];
    return [[key(digit)], ...both].map((keys) =>
      Uint8Array.from([0, 0, ...keys, 0, 0, 0, 0, 0, 0].slice(0, 8)),
    );
  });
  const enter = [Uint8Array.from([0, 0, 0x28, 0, 0, 0, 0, 0]), new Uint8Array(8)];
  const {
    frames,
    unsaved,
    codes,
    decoded: again,
  } = await saved(spaced([...reports, ...enter]), headerOf('keyboard'));
  expect(frames.map(({ text }) => text)).toEqual([CODE]);
  expect({ unsaved, again }).toEqual({ unsaved: 0, again: codes });
});

test('a key that is of no code keeps a scan from being saved', async () => {
  const reports = hidReports(CODE, { mode: 'keyboard', layout: 'us', aim: '', terminator: '\r' });
  const other = [Uint8Array.from([0, 0, 0x1e, 0, 0, 0, 0, 0]), new Uint8Array(8)];
  const header = headerOf('keyboard');
  const pieces = spaced(reports, 10);
  const frames = (await recordingReader(header))(pieces);
  const heard = { pieces: [...spaced(other), ...pieces], frames };
  expect(await disguise(heard, header, systemRandom)).toEqual({ entries: [], unsaved: 1 });
});

test('whatever a line sends, and however it comes in pieces, no long part of a real code is saved', async () => {
  const code = fc.string({ unit: fc.constantFrom(...'0123456789abcXYZ+/'), minLength: 12, maxLength: 80 });
  const dress = fc.record({
    terminator: fc.constantFrom('\r', '\n', '\r\n', '\t', '\x03'),
    aim: fc.constantFrom('', ']Q1', ']C0'),
    stx: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(code, { minLength: 1, maxLength: 4 }),
      dress,
      fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 12 }),
      async (codes, { terminator, aim, stx }, sizes) => {
        const all = codes.map((text) => `${stx ? '\x02' : ''}${aim}${text}${terminator}`).join('');
        const pieces: TimedPiece[] = [];
        for (let from = 0, i = 0; from < all.length; i += 1) {
          const size = 1 + (sizes[i % sizes.length] ?? 0);
          pieces.push({ at: i * 7, bytes: Buffer.from(all.slice(from, from + size), 'latin1') });
          from += size;
        }
        const { entries, codes: made, decoded: again } = await saved(pieces, headerOf('serial'));
        expect(again).toEqual(made);
        const text = entries
          .map((entry) => ('hex' in entry ? Buffer.from(entry.hex, 'hex') : entry.code))
          .join('');
        for (const real of codes) {
          for (let from = 2; from + 10 <= real.length; from += 1) {
            const part = real.slice(from, from + 10);
            if (/[a-zA-Z0-9]{10}/.test(part)) expect(text).not.toContain(part);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});
