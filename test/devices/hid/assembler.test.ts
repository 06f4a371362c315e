import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decoder, Frame } from '../../../src/devices/frame.ts';
import { createHidAssembler } from '../../../src/devices/hid/assembler.ts';
import { parseDescriptor } from '../../../src/devices/hid/descriptor.ts';
import { KNOWN_LAYOUTS } from '../../../src/devices/hid/known-layouts.ts';
import { findLayouts, type ReportLayout } from '../../../src/devices/hid/layout.ts';
import * as descriptors from '../../fixtures/hid-descriptors.ts';
import {
  codeText,
  honeywellAck,
  honeywellCode128,
  honeywellLorem,
  honeywellReports,
  honeywellTextReply,
  loremText,
  posReports,
  zebraLorem,
} from '../../fixtures/hid-reports.ts';

/** 168 characters, three full fragments, as an EMV customer-presented code has. */
const LONG = codeText(168);

/** What comes of these reports, 1 ms apart. */
function assemble(reports: readonly Uint8Array[], assembler = createHidAssembler()): Frame[] {
  return reports.flatMap((report, at) => assembler.push(report, at));
}

const textsOf = (frames: readonly Frame[]) => frames.map(({ text }) => text);

/** What became of codes: what was delivered, how many were dropped, and why the last. */
function ended(assembler: Decoder): [string | undefined, number | undefined, string | undefined] {
  return [assembler.flush()?.text, assembler.dropped?.(), assembler.why?.()];
}

function three(text: string): [Uint8Array, Uint8Array, Uint8Array] {
  const [first, second, third, ...more] = honeywellReports(text);
  if (!first || !second || !third || more.length > 0) throw new Error('expected three reports');
  return [first, second, third];
}

test.each([
  ['Zebra', zebraLorem],
  ['Honeywell', honeywellLorem],
])('the captured code of 445 characters of a %s goes out as one, timed first to last', (_name, reports) => {
  expect(reports).toHaveLength(8);
  expect(assemble(reports)).toEqual([{ text: loremText, aim: ']Q1', firstByteAt: 0, lastByteAt: 7 }]);
});

const layouts: [string, ReportLayout][] = [
  ...KNOWN_LAYOUTS.map((layout): [string, ReportLayout] => [`known of ${layout.name}`, layout]),
  ...Object.entries(descriptors).flatMap(([name, bytes]): [string, ReportLayout][] => {
    const [layout] = findLayouts(parseDescriptor(bytes)).reports;
    return layout ? [[`of ${name}`, layout]] : [];
  }),
];

test.each(layouts)('codes of any length come out of the layout %s as they went in', (_name, layout) => {
  const room = layout.dataTo - layout.dataFrom;
  const counts = new Set<number>();
  for (const alwaysContinued of [false, true]) {
    const assembler = createHidAssembler([layout]);
    for (let length = 12; length <= room * 16; length += 1) {
      const text = codeText(length, length);
      const reports = posReports(layout, text, { alwaysContinued });
      counts.add(reports.length);
      const frames = assemble(reports, assembler);
      const last = assembler.flush();
      expect([...textsOf(frames), ...(last ? [last.text] : [])]).toEqual([text]);
      expect(assembler.waiting()).toBe(false);
    }
    expect(assembler.dropped?.()).toBe(0);
  }
  expect([...counts]).toEqual(Array.from({ length: 16 }, (_, n) => n + 1));
});

test.each([
  ['a text', honeywellTextReply],
  ['an ACK', honeywellAck],
])('%s that answers a command in the middle of a code does not disturb it', (_what, reply) => {
  const [first, second, third] = three(LONG);
  expect(assemble([reply])).toEqual([]);
  expect(textsOf(assemble([first, reply, second, third]))).toEqual([LONG]);
});

test('a multiple of 56 whose last fragment says it goes on is ended by silence, or by an empty fragment', () => {
  const reports = honeywellReports(LONG, { alwaysContinued: true });
  const assembler = createHidAssembler();
  expect(assemble(reports, assembler)).toEqual([]);
  expect(assembler.waiting()).toBe(true);
  expect(ended(assembler)).toEqual([LONG, 0, undefined]);
  expect(assembler.waiting()).toBe(false);
  const empty = honeywellReports('', { aim: '\0\0\0' });
  expect(textsOf(assemble([...reports, ...empty]))).toEqual([LONG]);
});

test('a gun that marked a full fragment as the last is not waited for: what then stops at one is half a code', () => {
  const assembler = createHidAssembler();
  expect(textsOf(assemble(honeywellReports(LONG), assembler))).toEqual([LONG]);
  const [first, second] = three(codeText(168, 2));
  assemble([first, second], assembler);
  expect(ended(assembler)).toEqual([undefined, 1, 'cutOff']);
});

test('silence after a fragment with room left drops the code, wherever that fragment stood', () => {
  const [first, second, third] = three(LONG);
  const short = Uint8Array.from(second);
  short[1] = 20;
  for (const reports of [[short], [first, short], [first, short, Uint8Array.from(third).fill(1, 63)]]) {
    const assembler = createHidAssembler();
    expect(assemble(reports, assembler)).toEqual([]);
    expect(ended(assembler)).toEqual([undefined, 1, 'cutOff']);
    expect(assemble([honeywellCode128], assembler)).toHaveLength(1);
  }
});

test('another identifier begins another code: what was unfinished is dropped', () => {
  const [first] = three(LONG);
  const assembler = createHidAssembler();
  expect(textsOf(assemble([first, honeywellCode128], assembler))).toEqual(['287612345678901234']);
  expect(ended(assembler)).toEqual([undefined, 1, 'cutOff']);
});

test('fragments further apart than a code has them are neither joined nor delivered', () => {
  const [first] = three(LONG);
  const assembler = createHidAssembler();
  const [other] = honeywellReports('28123456789012');
  if (!other) throw new Error('expected a report');
  expect([...assembler.push(first, 0), ...assembler.push(other, 101)]).toEqual([]);
  expect(ended(assembler)).toEqual([undefined, 1, 'cutOff']);
  expect([...assembler.push(first, 200), ...assembler.push(other, 300)]).toHaveLength(1);
});

test('a fragment that comes twice spoils its code; the last one that does so is no code of its own', () => {
  const [first, second, third] = three(codeText(150));
  for (const twice of [
    [first, first, second, third],
    [first, second, second, third],
  ]) {
    const assembler = createHidAssembler();
    expect(assemble(twice, assembler)).toEqual([]);
    expect(ended(assembler)).toEqual([undefined, 1, 'spoilt']);
  }
  const assembler = createHidAssembler();
  expect(textsOf(assemble([first, second, third, third], assembler))).toEqual([codeText(150)]);
  expect(ended(assembler)).toEqual([undefined, 1, 'spoilt']);
  assemble([first, second, third], assembler);
  expect(assembler.push(third, 103)).toHaveLength(1);
});

test('a code of one report that is scanned again at once is delivered again', () => {
  expect(assemble([honeywellCode128, honeywellCode128])).toHaveLength(2);
});

test('more than sixteen fragments are discarded to their end, and the next code is read', () => {
  const assembler = createHidAssembler();
  const flood = honeywellReports(codeText(56 * 40));
  expect(textsOf(assemble([...flood, honeywellCode128], assembler))).toEqual(['287612345678901234']);
  expect(ended(assembler)).toEqual([undefined, 1, 'tooLong']);
});

test('more than sixteen fragments are too many however short they are, even without any text', () => {
  const [small] = findLayouts(parseDescriptor(descriptors.twoInOneDescriptor)).reports;
  if (!small) throw new Error('expected a layout');
  const assembler = createHidAssembler([small]);
  expect(assemble(posReports(small, codeText(24 * 17)), assembler)).toEqual([]);
  expect(ended(assembler)).toEqual([undefined, 1, 'tooLong']);
  const [empty] = posReports(small, '');
  if (!empty) throw new Error('expected a report');
  empty[27] = 0b1000;
  expect(
    assemble([...Array.from({ length: 17 }, () => empty), ...posReports(small, 'ABC')], assembler),
  ).toEqual([]);
  expect(ended(assembler)).toEqual([undefined, 1, 'tooLong']);
});

test('more characters than sixteen fragments of 56 have are too many in fewer as well', () => {
  const wide: ReportLayout = {
    reportId: 1,
    length: 1026,
    aimAt: [],
    dataFrom: 1,
    dataTo: 1025,
    more: { at: 1025, mask: 1 },
  };
  const assembler = createHidAssembler([wide]);
  expect(assemble(posReports(wide, codeText(1000)), assembler)).toEqual([]);
  expect(ended(assembler)).toEqual([undefined, 1, 'tooLong']);
  expect(assemble(posReports(wide, codeText(896)), assembler)).toHaveLength(1);
});

test('a report that cannot be read spoils all that comes with it, whichever part of a code it was', () => {
  const [first, second, third] = three(codeText(150));
  const bad = Uint8Array.from(second);
  bad[1] = 57;
  for (const reports of [
    [first, bad, third],
    [bad, second, third],
    [bad, bad, third],
  ]) {
    const assembler = createHidAssembler();
    expect(assemble(reports, assembler)).toEqual([]);
    expect(ended(assembler)).toEqual([undefined, 1, 'spoilt']);
    expect(assemble([honeywellCode128], assembler)).toHaveLength(1);
  }
  const assembler = createHidAssembler();
  expect(assemble([first, second, bad], assembler)).toEqual([]);
  expect(assembler.waiting()).toBe(true);
  expect(ended(assembler)).toEqual([undefined, 1, 'spoilt']);
});

test('what a gun is set to put behind a code is no part of it, and nothing else is no code', () => {
  expect(textsOf(assemble(honeywellReports('2876\r\n')))).toEqual(['2876']);
  expect(textsOf(assemble(honeywellReports('2876\t')))).toEqual(['2876']);
  const assembler = createHidAssembler();
  expect(assemble(honeywellReports('\r\n'), assembler)).toEqual([]);
  expect(ended(assembler)).toEqual([undefined, 0, undefined]);
});

test('an identifier in the text is taken off where the report has no field for it', () => {
  const plain = KNOWN_LAYOUTS.filter(({ aimAt }) => aimAt.length === 0);
  const [frame] = assemble(posReports(plain[0] as ReportLayout, `]Q1${LONG}`), createHidAssembler(plain));
  expect(frame).toMatchObject({ text: LONG, aim: ']Q1' });
});

test('whatever bytes come, reading never fails and never holds more than sixteen fragments', () => {
  const report = fc.uint8Array({ minLength: 0, maxLength: 80 }).map((bytes) => {
    bytes[0] = 2;
    return bytes;
  });
  const likely = fc.constantFrom(...zebraLorem, ...honeywellLorem, honeywellAck, honeywellCode128);
  fc.assert(
    fc.property(fc.array(fc.oneof(report, likely), { maxLength: 60 }), (reports) => {
      const assembler = createHidAssembler();
      const frames = assemble(reports, assembler);
      const last = assembler.flush();
      for (const { text } of last ? [...frames, last] : frames)
        expect(text.length).toBeLessThanOrEqual(16 * 56);
      expect(assembler.waiting()).toBe(false);
      expect(frames.length + (assembler.dropped?.() ?? 0)).toBeLessThanOrEqual(reports.length);
    }),
    { numRuns: 500 },
  );
});
