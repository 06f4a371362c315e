import { expect, test } from 'vitest';
import { createFramer } from '../../src/devices/framer.ts';
import type { Terminator } from '../../src/scanner-config.ts';
import { ENDS, TERMINATORS } from '../support/terminators.ts';

const CODE = '281234567890123456';

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** The texts that come out of these pieces, 1 ms apart, and the silence after them. */
function read(pieces: readonly string[], terminator: Terminator = 'any', limit = 512): string[] {
  const framer = createFramer({ terminator, limit });
  const frames = pieces.flatMap((piece, at) => framer.push(bytes(piece), at));
  const last = framer.waiting() ? framer.flush() : undefined;
  return [...frames, ...(last ? [last] : [])].map(({ text }) => text);
}

test.each(
  TERMINATORS.flatMap((terminator) =>
    Array.from({ length: CODE.length + ENDS[terminator].length + 1 }, (_, at) => ({ terminator, at })),
  ),
)('a code ended by $terminator is whole when cut after $at bytes', ({ terminator, at }) => {
  const sent = CODE + ENDS[terminator];
  expect(read([sent.slice(0, at), sent.slice(at)], terminator)).toEqual([CODE]);
});

test.each<[string, string[], Terminator, string[]]>([
  ['CR alone', ['2876\r'], 'any', ['2876']],
  ['CR alone, as crlf', ['2876\r'], 'crlf', []],
  ['two codes with CRLF', ['2876\r\n1234\r\n'], 'any', ['2876', '1234']],
  ['two codes with CRLF, as cr', ['2876\r\n1234\r\n'], 'cr', ['2876', '1234']],
  ['two codes with CRLF, as lf', ['2876\r\n1234\r\n'], 'lf', ['2876', '1234']],
  ['CRLF cut in two', ['2876\r', '\n1234\r'], 'any', ['2876', '1234']],
  ['CRLF cut in two, as crlf', ['2876\r', '\n1234\r\n'], 'crlf', ['2876', '1234']],
  ['STX and ETX', ['\x022876\x03\x021234\x03'], 'etx', ['2876', '1234']],
  ['STX, CR and ETX', ['\x022876\r\x03\x021234\r\x03'], 'any', ['2876', '1234']],
  ['STX beginning again in the middle', ['\x0228\x022876\r'], 'any', ['2876']],
  ['TAB inside, where CR ends', ['2876\t1234\r5678\r'], 'cr', ['5678']],
  ['a lone CR inside, where CRLF ends', ['2876\r1234\r\n5678\r\n'], 'crlf', ['5678']],
  ['a lone LF inside, where CRLF ends', ['2876\n1234\r\n5678\r\n'], 'crlf', ['5678']],
  ['control characters at the edges', ['\x00\x16\x062876\x00\r'], 'any', ['2876']],
  ['line noise inside', ['28\x0076\r1234\r'], 'any', ['1234']],
  ['a group separator, which is text', ['0112\x1d21\r'], 'any', ['0112\x1d21']],
  ['terminators alone', ['\r\n\r\n\t\x03'], 'any', []],
  ['an AIM identifier alone', [']Q1\r'], 'any', []],
  ['no terminator, ended by silence', ['2876', '1234'], 'none', ['28761234']],
  ['no terminator configured, yet one sent', ['2876\r\n'], 'none', ['2876']],
])('%s', (_what, pieces, terminator, texts) => {
  expect(read(pieces, terminator)).toEqual(texts);
});

test('the AIM identifier is split off, and times are those of the first and the last byte', () => {
  const framer = createFramer({ terminator: 'any' });
  expect(framer.push(bytes(']Q1'), 1000)).toEqual([]);
  expect(framer.push(bytes('2876'), 1004)).toEqual([]);
  expect(framer.push(bytes('\r'), 1009)).toEqual([
    { text: '2876', aim: ']Q1', firstByteAt: 1000, lastByteAt: 1009 },
  ]);
});

test('a code of exactly the limit passes, one byte more is discarded up to its terminator', () => {
  expect(read([`${'7'.repeat(512)}\r`])).toEqual(['7'.repeat(512)]);
  expect(read([`${'7'.repeat(513)}\r2876\r`])).toEqual(['2876']);
  expect(read(['7'.repeat(600), '7'.repeat(600), '7\r', '2876\r'])).toEqual(['2876']);
});

test('halves two seconds apart are neither joined nor taken for codes', () => {
  const framer = createFramer({ terminator: 'cr' });
  framer.push(bytes('28123'), 0);
  expect(framer.push(bytes('281234567890123456\r'), 2001)).toEqual([]);
  expect(framer.push(bytes('2876\r'), 2002).map(({ text }) => text)).toEqual(['2876']);
});

test('where silence ends a code and nobody looked for two seconds, what came is not joined', () => {
  const framer = createFramer({ terminator: 'none' });
  framer.push(bytes('28123'), 0);
  framer.push(bytes('28456'), 2001);
  expect(framer.flush()).toBeUndefined();
  framer.push(bytes('2876'), 2100);
  expect(framer.flush()?.text).toBe('2876');
});

test('what was dropped by a flush does not come back', () => {
  const framer = createFramer({ terminator: 'none', limit: 4 });
  framer.push(bytes('28761'), 0);
  expect(framer.flush()).toBeUndefined();
  framer.push(bytes('34'), 1);
  expect(framer.flush()?.text).toBe('34');
});
