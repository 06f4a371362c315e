import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHidAssembler } from '../../../src/devices/hid/assembler.ts';
import { readReport } from '../../../src/devices/hid/report.ts';
import {
  honeywellAck,
  honeywellCode128,
  honeywellReports,
  honeywellTextReply,
  honeywellUpcA,
  quio,
  zebraCode128,
  zebraUpcA,
} from '../../fixtures/hid-reports.ts';

/** 168 characters, a multiple of 56, as an EMV customer-presented code has. */
const LONG = 'hQVDUFYwMWETTwegAAAAVVVVUAhQcm9k'.repeat(6).slice(0, 168);

/** The frames of these reports, 1 ms apart. */
function assemble(reports: readonly Uint8Array[], assembler = createHidAssembler()) {
  return reports.flatMap((report, at) => assembler.push(report, at));
}

test.each([
  ['Honeywell UPC-A', honeywellUpcA, '306030209223', ']E0'],
  ['Zebra UPC-A', zebraUpcA, '306030209223', ']Xg'],
  ['Honeywell Code 128', honeywellCode128, '287612345678901234', ']C0'],
  ['Zebra Code 128', zebraCode128, '287612345678901234', ']C0'],
  ['Quio, without identifier', quio, '287612345678901234', undefined],
])('%s is read from one report', (_name, report, text, aim) => {
  const expected = { text, ...(aim !== undefined && { aim }), firstByteAt: 0, lastByteAt: 0 };
  expect(assemble([report])).toEqual([expected]);
});

test.each([
  ['Honeywell', honeywellCode128, 2],
  ['Zebra', zebraCode128, 3],
])('a %s that leaves its identifier empty is read all the same', (_name, report, aimAt) => {
  const bytes = Uint8Array.from(report);
  bytes.fill(0, aimAt, aimAt + 3);
  expect(assemble([bytes]).map(({ text, aim }) => ({ text, aim }))).toEqual([
    { text: '287612345678901234', aim: undefined },
  ]);
});

test.each([
  ['a text', honeywellTextReply],
  ['an ACK', honeywellAck],
])('%s that answers a command is no scan, and does not disturb one', (_what, reply) => {
  const [first, second, third] = honeywellReports(LONG);
  if (!first || !second || !third) throw new Error('expected three reports');
  expect(assemble([reply])).toEqual([]);
  expect(assemble([first, reply, second, third]).map(({ text }) => text)).toEqual([LONG]);
});

test('a code of 445 characters comes in eight reports and goes out as one, timed first to last', () => {
  const text = '0123456789'.repeat(45).slice(0, 445);
  const reports = honeywellReports(text);
  expect(reports).toHaveLength(8);
  expect(assemble(reports)).toEqual([{ text, aim: ']Q1', firstByteAt: 0, lastByteAt: 7 }]);
});

test('a multiple of 56 whose last fragment says it goes on is ended by silence', () => {
  const assembler = createHidAssembler();
  expect(assemble(honeywellReports(LONG, { alwaysContinued: true }), assembler)).toEqual([]);
  expect(assembler.waiting()).toBe(true);
  expect(assembler.flush()?.text).toBe(LONG);
  expect(assembler.waiting()).toBe(false);
});

test('a code whose end never comes is dropped by silence when its last fragment had room left', () => {
  const [report] = honeywellReports('2812345678');
  if (!report) throw new Error('expected a report');
  report[63] = 1;
  const assembler = createHidAssembler();
  expect(assemble([report], assembler)).toEqual([]);
  expect(assembler.flush()).toBeUndefined();
  expect(assemble([honeywellCode128], assembler)).toHaveLength(1);
});

test('another identifier begins another code: what was unfinished is dropped', () => {
  const [first] = honeywellReports(LONG);
  if (!first) throw new Error('expected a report');
  expect(assemble([first, honeywellCode128]).map(({ text }) => text)).toEqual(['287612345678901234']);
});

test('more than sixteen fragments are discarded to their end, and the next code is read', () => {
  const flood = honeywellReports('7'.repeat(56 * 40));
  expect(assemble([...flood, honeywellCode128]).map(({ text }) => text)).toEqual(['287612345678901234']);
  expect(assemble(honeywellReports('7'.repeat(56 * 16)))).toHaveLength(1);
});

test('a count larger than its room spoils the code it belongs to', () => {
  const [first, second, third] = honeywellReports(LONG);
  if (!first || !second || !third) throw new Error('expected three reports');
  second[1] = 57;
  const assembler = createHidAssembler();
  expect(assemble([first, second, third], assembler)).toEqual([]);
  expect(assemble([honeywellCode128], assembler)).toHaveLength(1);
});

test('a carriage return and a line feed at the end are no part of the code', () => {
  expect(assemble(honeywellReports('2876\r\n')).map(({ text }) => text)).toEqual(['2876']);
});

test('reports of other ids, and short ones, hold no code', () => {
  expect(readReport(Uint8Array.of(4, 1, 0)).kind).toBe('other');
  expect(readReport(Uint8Array.of(2, 1, 0x5d)).kind).toBe('malformed');
  expect(readReport(new Uint8Array(0)).kind).toBe('other');
});

test('whatever bytes come, reading never fails and never holds more than sixteen fragments', () => {
  const reports = fc.array(fc.uint8Array({ minLength: 0, maxLength: 80 }), { maxLength: 60 });
  fc.assert(
    fc.property(reports, (noise) => {
      for (const bytes of noise) bytes[0] = 2;
      const assembler = createHidAssembler();
      const frames = assemble(noise, assembler);
      const last = assembler.flush();
      for (const { text } of last ? [...frames, last] : frames)
        expect(text.length).toBeLessThanOrEqual(16 * 56);
      expect(assembler.waiting()).toBe(false);
    }),
  );
});

test('any code comes out as it went in', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Za-z+/=]{1,600}$/), fc.boolean(), (text, alwaysContinued) => {
      const assembler = createHidAssembler();
      const frames = assemble(honeywellReports(text, { alwaysContinued }), assembler);
      const last = assembler.waiting() ? assembler.flush() : undefined;
      expect([...frames, ...(last ? [last] : [])].map((frame) => frame.text)).toEqual([text]);
    }),
  );
});
