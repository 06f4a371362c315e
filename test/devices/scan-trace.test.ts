import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Frame } from '../../src/devices/frame.ts';
import { maskText, ScanTracer } from '../../src/devices/scan-trace.ts';

type Gun = Parameters<ScanTracer['bytes']>[2];
type Piece = [atMs: number, bytes: readonly number[] | string];

const SERIAL: Gun = { transport: 'serial' };
const TCP: Gun = { transport: 'tcp' };
const POS: Gun = { transport: 'hid', mode: 'hidPos' };
const KEYBOARD: Gun = { transport: 'hid', mode: 'keyboard' };

function traceOf(gun: Gun, pieces: readonly Piece[], frame?: Partial<Frame>) {
  const tracer = new ScanTracer();
  for (const [at, bytes] of pieces) tracer.bytes(Buffer.from(bytes as string, 'latin1'), at, gun);
  const whole = frame && { text: '', firstByteAt: pieces[0]?.[0] ?? 0, lastByteAt: 0, ...frame };
  return tracer.take(whole);
}

const hexOf = (...args: Parameters<typeof traceOf>) => traceOf(...args).pieces.map(({ hex }) => hex);

test('of a line what stands around the code is shown, and its timing', () => {
  const trace = traceOf(
    SERIAL,
    [
      [100, '\x02281'],
      [112.34, '234'],
      [120, '567890123456\r\n'],
    ],
    { text: '281234567890123456' },
  );
  expect(trace).toEqual({
    mask: '28******3456',
    length: 18,
    pieces: [
      { atMs: 0, hex: '02 .. .. ..' },
      { atMs: 12.3, hex: '.. .. ..' },
      { atMs: 20, hex: '.. .. .. .. .. .. .. .. .. .. .. .. 0d 0a' },
    ],
  });
});

test('a terminator with the wrong parity is still seen as one', () => {
  expect(hexOf(TCP, [[0, [0xb2, 0x38, 0x8d]]])).toEqual(['.. .. 8d']);
});

test('of a HID POS report the id, the count, the AIM identifier and the flag at its end are shown', () => {
  const report = (head: number[], end: number[]) => [
    ...head,
    ...Buffer.alloc(64 - head.length - end.length, 0x37),
    ...end,
  ];
  const honeywell = report([0x02, 0x38, 0x5d, 0x51, 0x31], [0x01]);
  const zebra = report([0x02, 0x38, 0x00, 0x5d, 0x51, 0x31], [0x00]);
  const noAim = report([0x02, 0x38, 0x32, 0x38, 0x31], [0x00]);
  const [first, second, third] = [honeywell, zebra, noAim].flatMap((bytes) => hexOf(POS, [[0, bytes]]));
  expect(first).toMatch(/^02 38 5d 51 31( \.\.){58} 01$/);
  expect(second).toMatch(/^02 38 00 5d 51 31( \.\.){57} 00$/);
  expect(third).toMatch(/^02 38( \.\.){61} 00$/);
});

test('of a keyboard the modifiers and the keys that end a code are shown', () => {
  const reports: Piece[] = [
    [0, [0x02, 0, 0x1f, 0x04, 0, 0, 0, 0]],
    [8, [0, 0, 0x28, 0, 0, 0, 0, 0]],
  ];
  expect(hexOf(KEYBOARD, reports)).toEqual(['02 00 .. .. 00 00 00 00', '00 00 28 00 00 00 00 00']);
});

test('of a HID device that has not said what it is nothing is shown', () => {
  expect(hexOf({ transport: 'hid' }, [[0, [0, 0, 0x1e, 0x28]]])).toEqual(['.. .. .. ..']);
});

test('what is left of an earlier code, and what came long ago, is no part of a scan', () => {
  const lateLineFeed: Piece[] = [
    [0, '\n'],
    [4000, '\x02'],
    [4030, '28123456789012\r'],
  ];
  expect(traceOf(SERIAL, lateLineFeed, { text: '28123456789012', firstByteAt: 4030 }).pieces).toEqual([
    { atMs: 0, hex: '02' },
    { atMs: 30, hex: `${'.. '.repeat(14)}0d` },
  ]);
  const noise: Piece[] = [
    [0, '\x15'],
    [5001, 'half'],
  ];
  expect(hexOf(SERIAL, noise)).toEqual(['.. .. .. ..']);
});

test('of a code in very many pieces the first and the last are kept', () => {
  const pieces = Array.from(
    { length: 1000 },
    (_, at): Piece => [at, at === 999 ? '\r' : at === 0 ? '\x02' : '7'],
  );
  const shown = hexOf(SERIAL, pieces, { text: '7'.repeat(998) });
  expect(shown).toHaveLength(64);
  expect([shown[0], shown.at(-1)]).toEqual(['02', '0d']);
});

test('the mask of a short code shows nothing of it', () => {
  expect(maskText('28123456789')).toBe('***********');
  expect(maskText('281234567890')).toBe('28******7890');
});

/** Digits, or the base64 of an EMV code. */
const code = fc.oneof(
  fc.stringMatching(/^[0-9]{16,32}$/),
  fc.base64String({ minLength: 100, maxLength: 512 }),
);

/** A byte, and which character of the code it spells, if any. */
type Sent = [byte: number, of?: number | undefined];
type Spelling = { gun: Gun; send(text: string): Sent[][] };

const spell = (text: string): Sent[] => [...Buffer.from(text, 'latin1')].map((byte, of) => [byte, of]);
const plain = (...bytes: number[]): Sent[] => bytes.map((byte) => [byte]);

function inPieces(sent: readonly Sent[], size: number): Sent[][] {
  const count = Math.ceil(sent.length / size);
  return Array.from({ length: count }, (_, i) => sent.slice(i * size, (i + 1) * size));
}

const reports = (text: string, head: (size: number) => number[]) =>
  inPieces(spell(text), 56).map((part) => [...plain(...head(part.length)), ...part, ...plain(0x6a, 0)]);

/** Key down, key up, of a US keyboard. */
function typed(text: string, ...id: number[]): Sent[][] {
  const usages = '0000abcdefghijklmnopqrstuvwxyz1234567890';
  return [...text].flatMap((char, of) => {
    const usage = Math.max(usages.indexOf(char.toLowerCase(), 4), 4);
    const shift = char === char.toLowerCase() ? 0 : 2;
    const down: Sent[] = [...plain(...id, shift, 0), [usage, of], ...plain(0, 0, 0, 0, 0)];
    return [down, plain(...id, 0, 0, 0, 0, 0, 0, 0, 0)];
  });
}

const spellings: Record<string, Spelling> = {
  'a line': { gun: SERIAL, send: (text) => [[...plain(2), ...spell(text), ...plain(13, 10)]] },
  'a line whose top bit is wrong': {
    gun: TCP,
    send: (text) => inPieces([...spell(text).map(([byte, of]): Sent => [byte | 128, of]), ...plain(0x8d)], 5),
  },
  'half a code': { gun: SERIAL, send: (text) => inPieces(spell(text).slice(0, -1), 3) },
  'HID POS with AIM identifier': {
    gun: POS,
    send: (text) => reports(text, (size) => [2, size, 0x5d, 0x51, 0x31]),
  },
  'HID POS with a count of two bytes': {
    gun: POS,
    send: (text) => reports(text, (size) => [2, size, 0, 0x5d, 0x51, 0x31]),
  },
  'HID POS without AIM identifier': { gun: POS, send: (text) => reports(text, (size) => [2, size]) },
  'HID POS without report id': { gun: POS, send: (text) => reports(text, (size) => [size]) },
  'HID POS whose text fills the report to its end': {
    gun: POS,
    send: (text) => inPieces(spell(text), 62).map((part) => [...plain(1, part.length), ...part]),
  },
  'a keyboard': { gun: KEYBOARD, send: (text) => typed(text) },
  'a keyboard whose reports have an id': { gun: KEYBOARD, send: (text) => typed(text, 1) },
  'a HID device that has not said what it is': {
    gun: { transport: 'hid' },
    send: (text) => [...typed(text), ...inPieces(spell(text), 64)],
  },
};

/** Longest run of characters that the trace shows, of those that the mask hides. */
function longestRun(text: string, shown: ReadonlySet<number>): number {
  let [run, longest] = [0, 0];
  for (let of = 2; of < text.length - 4; of += 1) {
    run = shown.has(of) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

test.each(Object.entries(spellings))('the trace tells nothing that the mask hides: %s', (_, spelling) => {
  fc.assert(
    fc.property(code, fc.boolean(), (text, isWhole) => {
      const sent = spelling.send(text);
      const pieces = sent.map((piece, at): Piece => [at, piece.map(([byte]) => byte)]);
      const told = traceOf(spelling.gun, pieces, isWhole ? { text } : undefined);
      const shown = told.pieces.flatMap(({ atMs, hex }) =>
        hex.split(' ').flatMap((byte, i) => (byte === '..' ? [] : (sent[atMs]?.[i]?.[1] ?? []))),
      );
      expect(told.pieces.length).toBeGreaterThan(0);
      // Without a report id one character stands where the count should: one in 56, never two together.
      expect(longestRun(text, new Set(shown))).toBeLessThanOrEqual(
        spelling === spellings['HID POS without report id'] ? 1 : 0,
      );
      expect(told.mask).toBe(isWhole ? maskText(text) : '');
    }),
    { numRuns: 60 },
  );
});
