import { expect, test } from 'vitest';
import { createFramer, type FramerOptions } from '../../src/devices/framer.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** What comes of a stream: texts, each with its AIM identifier before it, and why something was dropped. */
function read(stream: string, options: Partial<FramerOptions>): string[] {
  const framer = createFramer({ terminator: 'any', ...options });
  const frames = framer.push(bytes(stream), 0);
  const last = framer.waiting() ? framer.flush() : undefined;
  const texts = [...frames, ...(last ? [last] : [])].map(({ text, aim = '' }) => aim + text);
  return [...texts, ...((framer.dropped?.() ?? 0) > 0 ? [`(${framer.why?.()})`] : [])];
}

test.each<[string, string, Partial<FramerOptions>, string[]]>([
  ['a prefix', 'A:2876\r', { prefix: 'A:' }, ['2876']],
  ['a prefix after the AIM identifier', ']Q1A:2876\r', { prefix: 'A:' }, [']Q12876']],
  ['a prefix before the AIM identifier', 'A:]Q12876\r', { prefix: 'A:' }, [']Q12876']],
  ['a prefix that looks like an AIM identifier', ']Q1]C02876\r', { prefix: ']Q1' }, [']C02876']],
  ['a prefix that is missing', '2876\r', { prefix: 'A:' }, ['(noPrefix)']],
  ['half a prefix', 'A2876\r', { prefix: 'A:' }, ['(noPrefix)']],
  ['a suffix', '2876#\r', { suffix: '#' }, ['2876']],
  ['a suffix that is missing', '2876\r', { suffix: '#' }, ['(noSuffix)']],
  [
    'prefix, suffix, STX, ETX and AIM identifier',
    '\x02]Q1A2876B\x03\r',
    { prefix: 'A', suffix: 'B' },
    [']Q12876'],
  ],
  ['nothing between prefix and suffix', 'AB\r', { prefix: 'A', suffix: 'B' }, ['(empty)']],
  ['a prefix that is the suffix too', 'A2876A\r', { prefix: 'A', suffix: 'A' }, ['2876']],
  ['one mark where two are due', 'A\r', { prefix: 'A', suffix: 'A' }, ['(noSuffix)']],
  ['STX as the prefix', '\x022876\r', { prefix: '\x02' }, ['2876']],
  ['STX as the prefix, missing', '2876\r', { prefix: '\x02' }, ['(noPrefix)']],
  ['a control character as the prefix', '\x012876\r', { prefix: '\x01' }, ['2876']],
  ['a control character as the prefix, missing', '2876\r', { prefix: '\x01' }, ['(noPrefix)']],
  ['the prefix again inside', '\x012876\x0155\r', { prefix: '\x01' }, ['(spoilt)']],
  ['a terminator as the suffix', '2876\t\r', { suffix: '\t' }, ['2876']],
  ['a suffix that ends with the terminator', '2876#\r\n', { suffix: '#\r\n' }, ['2876']],
  ['TAB in the suffix, where any terminator may end', '2876\t#\r', { suffix: '\t#' }, ['2876']],
  ['a suffix ended by silence', '2876#', { suffix: '#', terminator: 'none' }, ['2876']],
  ['the first half of a code, ended by silence', '28', { suffix: '#', terminator: 'none' }, ['(noSuffix)']],
  [
    'a longest code with all its dress',
    `]Q1<${'7'.repeat(64)}>\r`,
    { prefix: '<', suffix: '>', limit: 64 },
    [`]Q1${'7'.repeat(64)}`],
  ],
  [
    'one byte more than that',
    `]Q1<${'7'.repeat(65)}>\r`,
    { prefix: '<', suffix: '>', limit: 64 },
    ['(tooLong)'],
  ],
  ['seven data bits that came with their parity', '\xb2876\x8d', { isSevenBit: true }, ['2876']],
])('%s', (_what, stream, options, expected) => {
  expect(read(stream, options)).toEqual(expected);
});

test('each code that was begun and dropped is counted once, with the reason of the last', () => {
  const framer = createFramer({ terminator: 'cr' });
  framer.push(bytes('28\x0076\r'), 0);
  expect([framer.dropped?.(), framer.why?.()]).toEqual([1, 'spoilt']);
  framer.push(bytes('7'.repeat(5000)), 1);
  framer.push(bytes('7'.repeat(5000)), 2);
  expect([framer.dropped?.(), framer.why?.()]).toEqual([1, 'tooLong']);
  framer.push(bytes('\r2876\r\x00\r\r'), 3);
  expect(framer.dropped?.()).toBe(0);
  framer.push(bytes('28\x022876\r'), 4);
  expect([framer.dropped?.(), framer.why?.()]).toEqual([1, 'cutOff']);
});

test('each code of seven data bits that is read with eight is told, although its terminator is none then', () => {
  const framer = createFramer({ terminator: 'any' });
  for (let scan = 0; scan < 3; scan += 1) {
    expect(framer.push(bytes('\xb2\xb8\xb7\x36\x8d'), scan)).toEqual([]);
    expect([framer.dropped?.(), framer.why?.()]).toEqual([1, 'parityBit']);
  }
});

test('a code that nothing ends is told after the silence, and what comes then is not taken for its rest', () => {
  const framer = createFramer({ terminator: 'cr' });
  framer.push(bytes('28123'), 0);
  expect(framer.waiting()).toBe(true);
  expect(framer.flush()).toBeUndefined();
  expect([framer.dropped?.(), framer.why?.(), framer.waiting()]).toEqual([1, 'noTerminator', false]);
  expect(framer.push(bytes('45\r'), 500)).toEqual([]);
  expect(framer.dropped?.()).toBe(0);
  expect(framer.push(bytes('2876\r'), 600).map(({ text }) => text)).toEqual(['2876']);
});

test('a gun that never sends a terminator is told of at each scan', () => {
  const framer = createFramer({ terminator: 'cr' });
  for (const at of [0, 5000, 10_000]) {
    framer.push(bytes('281234567890'), at);
    framer.flush();
    expect([framer.dropped?.(), framer.why?.()]).toEqual([1, 'noTerminator']);
  }
});

test.each([
  ['a menu command’s name and ACK', 'BEPBEP\x06.', '164d0d4245504245502e'],
  ['the same, not known', 'bepbep\x05.', '164d0d4245504245502e'],
  ['ACK alone', '\x06', '16540d'],
  ['the command itself, by a line with echo', '\x16T\r', '16540d'],
])('%s is no code and spoils none', (_what, answer, command) => {
  for (let cut = 0; cut <= answer.length; cut++) {
    const framer = createFramer({ terminator: 'any' });
    framer.told(Buffer.from(command, 'hex'), 0);
    const pieces = [answer.slice(0, cut), `${answer.slice(cut)}2876\r`];
    expect(pieces.flatMap((piece) => framer.push(bytes(piece), 20)).map(({ text }) => text)).toEqual([
      '2876',
    ]);
    expect(framer.dropped?.()).toBe(0);
  }
});

test('what looks like an answer to nothing is no answer', () => {
  const framer = createFramer({ terminator: 'any' });
  expect(framer.push(bytes('28\x0676\r'), 0)).toEqual([]);
  framer.told(Buffer.from('164d0d4245504245502e', 'hex'), 0);
  expect(framer.push(bytes('28\x0676\r'), 10)).toEqual([]);
  expect(framer.push(bytes('BEPBEP\x06.\r'), 3000)).toEqual([]);
  expect(framer.dropped?.()).toBe(3);
});
