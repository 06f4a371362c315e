import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSettings, type LineTrial, type TimedBytes } from '../../src/devices/settings-finder.ts';
import { scannerConfig } from '../../src/scanner-config.ts';

const CODE = '281234567890123456';
const OTHER = '134567890123456782';
const PORT = { transport: 'serial', path: '/dev/ttyS0' } as const;
const SETTING = { baudRate: 9600, dataBits: 8, parity: 'none' } as const;

/** Scans a second apart, each in pieces of five bytes with this pause between. */
function heard(scans: readonly Uint8Array[], pauseMs = 0): TimedBytes[] {
  return scans.flatMap((scan, i) =>
    Array.from({ length: Math.ceil(scan.length / 5) }, (_, piece) => ({
      at: i * 1000 + piece * pauseMs,
      bytes: scan.subarray(piece * 5, piece * 5 + 5),
    })),
  );
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const trial = (pieces: TimedBytes[], setting = SETTING): LineTrial => ({ setting, pieces });

/** What is found of one code that is scanned twice, as the gun sends it. */
const found = (sent: string, known?: string) =>
  findSettings([trial(heard([bytes(sent), bytes(sent)]))], PORT, known === undefined ? {} : { known });

test.each([
  ['CR', '\r', 'CR (0d)'],
  ['LF', '\n', 'LF (0a)'],
  ['CR LF', '\r\n', 'CR LF (0d 0a)'],
  ['TAB', '\t', 'TAB (09)'],
  ['ETX', '\x03', 'ETX (03)'],
])('a gun that sends %s needs nothing but its place written down', (_what, end, name) => {
  const { certainty, entry, seen } = found(CODE + end);
  expect(certainty).toBe('certain');
  expect(entry).toEqual({ ...PORT, ...SETTING });
  expect(seen).toContain(`${name} ends each code.`);
});

test('a gun that sends no terminator gets silence, longer than its own pauses', () => {
  const scan = bytes(CODE);
  expect(findSettings([trial(heard([scan, scan], 40))], PORT)).toMatchObject({
    certainty: 'certain',
    entry: { terminator: 'none', idleMs: 80 },
  });
});

test.each<[string, string, object]>([
  ['STX and ETX', `\x02${CODE}\x03`, {}],
  ['an AIM identifier', `]Q1${CODE}\r`, {}],
  ['a prefix', `A:${CODE}\r`, { prefix: 'A:' }],
  ['a prefix behind the AIM identifier', `]Q1A:${CODE}\r`, { prefix: 'A:' }],
  ['a prefix before the AIM identifier', `A:]Q1${CODE}\r`, { prefix: 'A:' }],
  ['a suffix', `${CODE}#\r`, { suffix: '#' }],
  ['all of them', `\x02]C0<${CODE}>\x03\r\n`, { prefix: '<', suffix: '>' }],
])('%s is seen, and what it needs is written down', (_what, sent, needed) => {
  const { certainty, entry, length } = found(sent, CODE);
  expect({ certainty, length }).toEqual({ certainty: 'certain', length: CODE.length });
  expect(entry).toEqual({ ...PORT, ...SETTING, ...needed });
  // Without the text of the code marks around digits are a guess.
  const isGuess = Object.keys(needed).length > 0;
  expect(found(sent)).toMatchObject({ entry, certainty: isGuess ? 'likely' : 'certain' });
});

test('a prefix of digits is told from the code by one who knows the code', () => {
  expect(found(`99${CODE}\r`).entry).not.toHaveProperty('prefix');
  expect(found(`99${CODE}7\r`, CODE).entry).toMatchObject({ prefix: '99', suffix: '7' });
  expect(found(`${OTHER}\r`, CODE)).toMatchObject({ certainty: 'likely' });
});

test.each(['even', 'odd'] as const)(
  'seven data bits with parity %s are known by their parity bits',
  (parity) => {
    const sent = bytes(`${CODE}\r`).map((byte) => {
      const ones = byte.toString(2).replaceAll('0', '').length;
      return (ones % 2 === 1) === (parity === 'even') ? byte | 0x80 : byte;
    });
    expect(findSettings([trial(heard([sent, sent]))], PORT)).toMatchObject({
      certainty: 'certain',
      entry: { baudRate: 9600, dataBits: 7, parity },
      length: CODE.length,
    });
    expect(findSettings([trial(heard([sent]))], PORT).seen).toContain(
      `It reads right at 9600 7${parity === 'even' ? 'E' : 'O'}1.`,
    );
    const network = findSettings([{ pieces: heard([sent, sent]) }], {
      transport: 'tcp',
      listen: '127.0.0.1:9301',
    });
    expect(network).toMatchObject({
      certainty: 'likely',
      entry: { transport: 'tcp', listen: '127.0.0.1:9301' },
    });
    expect(network.entry).not.toHaveProperty('dataBits');
    expect(network.seen.join(' ')).toContain(`Set the serial server to 7 data bits, parity ${parity}`);
  },
);

test('a line with a parity bit read without one loses half its bytes, and the trial that has all of them wins', () => {
  const rest = bytes(`${CODE}\r`).filter((byte) => byte.toString(2).replaceAll('0', '').length % 2 === 1);
  const half = trial(heard([rest, rest]));
  expect(findSettings([half], PORT)).toMatchObject({ certainty: 'likely' });
  const whole = bytes(`${CODE}\r`);
  const even = { ...SETTING, parity: 'even' } as const;
  const right: LineTrial = { setting: even, pieces: heard([whole, whole]) };
  expect(findSettings([half, right], PORT)).toMatchObject({
    certainty: 'certain',
    entry: { parity: 'even' },
  });
});

test('a wrong baud rate is told as such, and the right one is taken whatever came before', () => {
  const garbage = trial(heard([Uint8Array.of(0xe6, 0x80, 0x00, 0x9e, 0xf8, 0x66, 0x06)]));
  const alone = findSettings([garbage], PORT);
  expect(alone).toMatchObject({ certainty: 'unreadable', finding: { code: 'LINE_UNREADABLE' } });
  expect(alone.seen).toEqual(['7 bytes came at 9600 8N1, and they are no text.']);
  const fast = { ...SETTING, baudRate: 115200 };
  const scan = bytes(`${CODE}\r\n`);
  expect(findSettings([garbage, { setting: fast, pieces: heard([scan, scan]) }], PORT)).toMatchObject({
    certainty: 'certain',
    entry: { baudRate: 115200 },
  });
});

test('one scan, or two that differ, leave a doubt', () => {
  expect(findSettings([trial(heard([bytes(`${CODE}\r`)]))], PORT).certainty).toBe('likely');
  const two = heard([bytes(`${CODE}\r`), bytes(`${OTHER}\r`)]);
  expect(findSettings([trial(two)], PORT).certainty).toBe('likely');
});

test('silence is told as such', () => {
  expect(findSettings([trial([])], PORT)).toMatchObject({
    certainty: 'silent',
    finding: { code: 'GUN_SILENT' },
  });
  expect(findSettings([], PORT).entry).toBeUndefined();
});

test('the code itself is told nowhere', () => {
  for (const sent of [`${CODE}\r`, `A${CODE}B`, `]Q1${CODE}\x03`]) {
    const result = found(sent);
    expect(JSON.stringify(result)).not.toContain(CODE.slice(4, 12));
    expect(result.mask).toBe('28******3456');
  }
});

test('what the entry says beside the line stays', () => {
  const entry = { ...PORT, id: 'front', name: 'Front', acknowledge: true };
  expect(findSettings([trial(heard([bytes(`${CODE}\r`)]))], entry).entry).toMatchObject(entry);
});

test('whatever comes, what is to be written down is a configuration', () => {
  const piece = fc.record({ at: fc.nat({ max: 5000 }), bytes: fc.uint8Array({ maxLength: 60 }) });
  const text = fc.string({ unit: 'binary-ascii', maxLength: 60 }).map(bytes);
  const pieces = fc.array(fc.oneof(piece, fc.record({ at: fc.nat({ max: 5000 }), bytes: text })), {
    maxLength: 8,
  });
  const known = fc.option(fc.stringMatching(/^[0-9]{1,20}$/), { nil: '' });
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 4 }), known, (trials, code) => {
      const inOrder = trials.map((each) => trial(each.sort((a, b) => a.at - b.at)));
      const { entry, certainty } = findSettings(inOrder, PORT, { known: code });
      if (entry) expect(scannerConfig(entry)).toMatchObject(entry);
      else expect(['unreadable', 'silent']).toContain(certainty);
    }),
    { numRuns: 2000 },
  );
});
