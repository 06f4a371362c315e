import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFramer } from '../../src/devices/framer.ts';
import { ENDS, TERMINATORS } from '../support/terminators.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** Cuts a text at these places. */
function cut(stream: string, at: readonly number[]): string[] {
  const edges = [0, ...at.filter((edge) => edge < stream.length).sort((a, b) => a - b), stream.length];
  return edges.slice(1).map((edge, i) => stream.slice(edges[i], edge));
}

const code = fc.stringMatching(/^[0-9A-Za-z+/=]{1,80}$/);
const cuts = fc.array(fc.nat({ max: 2000 }), { maxLength: 30 });

test('anything at all, cut anywhere, gives nothing that was not sent in one piece between two terminators', () => {
  const noise = fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 12 });
  fc.assert(
    fc.property(noise, fc.constantFrom(...TERMINATORS), (chunks, terminator) => {
      const framer = createFramer({ terminator, limit: 64 });
      const frames = chunks.flatMap((chunk, at) => framer.push(chunk, at));
      const all = Buffer.concat(chunks).toString('latin1');
      for (const { text, aim = '' } of frames) {
        expect(text.length).toBeLessThanOrEqual(64);
        expect(all).toContain(aim + text);
        expect([...text].every((char) => char >= ' ' || char === '\x1d')).toBe(true);
      }
    }),
  );
});

test('whole codes come out whole and in order, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(code, { maxLength: 20 }),
      cuts,
      fc.constantFrom(...TERMINATORS),
      (codes, at, terminator) => {
        fc.pre(terminator !== 'none');
        const framer = createFramer({ terminator });
        const stream = codes.map((text) => text + ENDS[terminator]).join('');
        const frames = cut(stream, at).flatMap((piece, time) => framer.push(bytes(piece), time));
        expect(frames.map(({ text }) => text)).toEqual(codes);
        expect(framer.dropped?.()).toBe(0);
      },
    ),
  );
});

test('between codes in STX and ETX any noise may come: each code is whole or missing, none is joined or halved', () => {
  const noise = fc.uint8Array({ maxLength: 600 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(noise, code), { minLength: 1, maxLength: 6 }),
      cuts,
      fc.constantFrom('any', 'etx'),
      (parts, at, terminator) => {
        const framer = createFramer({ terminator, prefix: '<<', suffix: '>>' });
        const dressed = parts.map(([before, text]) => Buffer.concat([before, bytes(`\x02<<${text}>>\x03`)]));
        const stream = Buffer.concat(dressed).toString('latin1');
        const texts = cut(stream, at).flatMap((piece, time) => framer.push(bytes(piece), time));
        expect(texts.map(({ text }) => text)).toEqual(parts.map(([, text]) => text));
      },
    ),
  );
});

test('between whole codes any noise may come that ends as a code does: each code comes out, alone and in order', () => {
  const digits = fc.stringMatching(/^[0-9]{12,40}$/);
  const noise = fc.uint8Array({ maxLength: 600 });
  const ended = fc.constantFrom(...TERMINATORS.filter((each) => each !== 'none'));
  fc.assert(
    fc.property(fc.array(fc.tuple(noise, digits), { maxLength: 6 }), cuts, ended, (parts, at, terminator) => {
      const end = bytes(ENDS[terminator]);
      const stream = Buffer.concat(parts.flatMap(([before, text]) => [before, end, bytes(text), end]));
      const framer = createFramer({ terminator });
      const texts = cut(stream.toString('latin1'), at)
        .flatMap((piece, time) => framer.push(bytes(piece), time))
        .map(({ text }) => text);
      const codes = parts.map(([, text]) => text);
      const ofCodes = texts.filter((text) => codes.some((each) => text.includes(each)));
      expect(ofCodes).toEqual(codes);
    }),
  );
});

test('a code in which one byte is lost, doubled or changed to a control character never comes out joined to the next', () => {
  fc.assert(
    fc.property(
      code,
      code,
      fc.nat(),
      fc.constantFrom(...TERMINATORS.filter((each) => each !== 'none')),
      fc.constantFrom('', '\x00', '\x10', '\x7f', '\x02'),
      (first, second, place, terminator, noise) => {
        const sent = first + ENDS[terminator];
        const at = place % sent.length;
        const hurt = sent.slice(0, at) + noise + sent.slice(at + 1);
        const framer = createFramer({ terminator });
        const frames = framer.push(bytes(hurt + second + ENDS[terminator]), 0);
        for (const { text } of frames) {
          const isJoined = text.length > Math.max(first.length, second.length);
          // A terminator that is lost outright leaves nothing to tell two codes apart by.
          const isUntellable = noise === '' && at >= first.length;
          expect(isJoined && !isUntellable).toBe(false);
        }
      },
    ),
  );
});

test('a line of seven data bits read with eight gives no code, whatever ends it', () => {
  const digits = fc.stringMatching(/^[0-9]{12,40}$/);
  fc.assert(
    fc.property(
      fc.array(digits, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(...TERMINATORS),
      fc.constantFrom('even', 'odd', 'mark'),
      (codes, terminator, parity) => {
        const framer = createFramer({ terminator });
        const texts = codes.flatMap((text, scan) => {
          const sent = withParity(bytes(text + ENDS[terminator]), parity);
          const frames = framer.push(sent, scan * 1000);
          const last = framer.waiting() ? framer.flush() : undefined;
          return [...frames, ...(last ? [last] : [])].map((frame) => frame.text);
        });
        // A code none of whose bytes got the bit is right as it is.
        for (const text of texts) expect(codes).toContain(text);
      },
    ),
  );
});

test('16 MiB of anything pass in a moment and leave nothing behind', () => {
  const kinds = [
    Buffer.alloc(64 * 1024, 0x37),
    Buffer.alloc(64 * 1024, 0x02),
    Buffer.alloc(64 * 1024, 0x8d),
    Buffer.from(Uint8Array.from({ length: 64 * 1024 }, (_, i) => (i * 2654435761) >>> 24)),
  ];
  for (const chunk of kinds) {
    const framer = createFramer({ terminator: 'crlf', prefix: '<', suffix: '>' });
    const before = process.memoryUsage();
    const startedAt = performance.now();
    for (let at = 0; at < 256; at++) framer.push(chunk, at);
    // A tenth of a second or so; with a buffer that grows it would be minutes.
    expect(performance.now() - startedAt).toBeLessThan(5000);
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(4 * 1024 * 1024);
    framer.push(bytes('\r\n'), 257);
    expect(framer.push(bytes('\x02<2876>\r\n'), 258).map(({ text }) => text)).toEqual(['2876']);
  }
});

function withParity(plain: Uint8Array, parity: 'even' | 'odd' | 'mark'): Uint8Array {
  return plain.map((byte) => {
    const ones = byte.toString(2).replaceAll('0', '').length;
    const isSet = parity === 'mark' || (ones % 2 === 1) === (parity === 'even');
    return isSet ? byte | 0x80 : byte;
  });
}
