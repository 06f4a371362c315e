import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDescriptor } from '../../../src/devices/hid/descriptor.ts';
import { KNOWN_LAYOUTS, vendorLayout } from '../../../src/devices/hid/known-layouts.ts';
import { findLayouts, type ReportLayout } from '../../../src/devices/hid/layout.ts';
import { readReport } from '../../../src/devices/hid/report.ts';
import * as descriptors from '../../fixtures/hid-descriptors.ts';
import {
  codeText,
  honeywellAck,
  honeywellCode128,
  honeywellReports,
  honeywellTextReply,
  honeywellUpcA,
  posReports,
  quio,
  zebraCode128,
  zebraUpcA,
} from '../../fixtures/hid-reports.ts';

const CODE = '287612345678901234';

/** The layouts of a descriptor, and those that are known behind them, as a gun is opened with. */
function trusted(descriptor: Uint8Array): ReportLayout[] {
  return [...findLayouts(parseDescriptor(descriptor)).reports, ...KNOWN_LAYOUTS];
}

/** The known layouts, a maker's first. */
function of(vendorId: number): ReportLayout[] {
  const known = vendorLayout(vendorId);
  if (!known) throw new Error('expected a maker whose layout is known');
  return [known, ...KNOWN_LAYOUTS];
}

const captures: [string, Uint8Array, string, string | undefined][] = [
  ['Honeywell UPC-A', honeywellUpcA, '306030209223', ']E0'],
  ['Zebra UPC-A', zebraUpcA, '306030209223', ']Xg'],
  ['Honeywell Code 128', honeywellCode128, CODE, ']C0'],
  ['Zebra Code 128', zebraCode128, CODE, ']C0'],
  ['Quio, without identifier', quio, CODE, undefined],
];

test.each(captures)('%s is read, whatever is trusted most', (_name, report, text, aim) => {
  const content = { kind: 'fragment', text, ...(aim !== undefined && { aim }), more: false, full: false };
  const honeywellSays = trusted(descriptors.honeywellDescriptor);
  const zebraSays = trusted(descriptors.zebraLikeDescriptor);
  for (const layouts of [KNOWN_LAYOUTS, honeywellSays, zebraSays, of(0x0c2e), of(0x05e0)]) {
    expect(readReport(report, layouts)).toEqual(content);
  }
});

test.each([
  ['Honeywell', honeywellCode128, 2],
  ['Zebra', zebraCode128, 3],
])(
  'a %s that leaves its identifier empty is read all the same, whatever is trusted most',
  (_name, report, aimAt) => {
    const bytes = Uint8Array.from(report);
    bytes.fill(0, aimAt, aimAt + 3);
    for (const layouts of [KNOWN_LAYOUTS, trusted(descriptors.honeywellDescriptor), of(0x0c2e), of(0x05e0)]) {
      expect(readReport(bytes, layouts)).toMatchObject({ text: CODE });
    }
  },
);

test('a Newland whose identifier is set to stand in the text is read as its maker says', () => {
  const report = Uint8Array.from(quio);
  report.set([21, ...Buffer.from(`]C0${CODE}`)], 1);
  expect(readReport(report, of(0x1eab))).toMatchObject({ text: `]C0${CODE}` });
});

test.each([1, 12, 18, 53, 54, 55, 56])(
  'a text of %i characters in no place any layout has it is not read',
  (length) => {
    const report = new Uint8Array(64);
    report.set([2, length, 0x20, 0x20, 0x20, ...Buffer.from(codeText(length))]);
    for (const layouts of [KNOWN_LAYOUTS, trusted(descriptors.honeywellDescriptor), of(0x05e0)]) {
      expect(readReport(report, layouts)).toEqual({ kind: 'malformed' });
    }
  },
);

test.each([
  ['a text', honeywellTextReply],
  ['an ACK', honeywellAck],
])('%s that answers a command is no scan', (_what, reply) => {
  expect(readReport(reply)).toEqual({ kind: 'other' });
});

test('reports of other ids hold no code, and short ones nothing that can be read', () => {
  expect(readReport(Uint8Array.of(4, 1, 0)).kind).toBe('other');
  expect(readReport(new Uint8Array(0)).kind).toBe('other');
  expect(readReport(Uint8Array.of(2, 1, 0x5d)).kind).toBe('malformed');
  expect(readReport(honeywellCode128.slice(0, 63)).kind).toBe('malformed');
});

test('a count larger than its room is not read by another layout that has more', () => {
  const [small] = findLayouts(parseDescriptor(descriptors.twoInOneDescriptor)).reports;
  if (!small) throw new Error('expected a layout');
  const [report] = posReports(small, codeText(24));
  if (!report) throw new Error('expected a report');
  expect(readReport(report, [small])).toMatchObject({ kind: 'fragment', full: true });
  report[1] = 25;
  expect(readReport(report, [small])).toEqual({ kind: 'malformed' });
  const honeywell = Uint8Array.from(honeywellCode128);
  honeywell[1] = 57;
  expect(readReport(honeywell)).toEqual({ kind: 'malformed' });
});

test('a zero is no part of a text, except at the end of its last piece', () => {
  const [first, last] = honeywellReports(codeText(80));
  if (!first || !last) throw new Error('expected two reports');
  first[60] = 0;
  expect(readReport(first)).toEqual({ kind: 'malformed' });
  last[1] = 26;
  expect(readReport(last)).toMatchObject({ text: `${codeText(80).slice(56)}\0\0` });
  last[8] = 0;
  expect(readReport(last)).toEqual({ kind: 'malformed' });
});

test('whatever bytes come, a report is read to at most what the largest layout has room for', () => {
  const layouts = Object.values(descriptors).flatMap(trusted);
  const captured = fc.constantFrom(...captures.map(([, report]) => report));
  const changes = fc.array(fc.tuple(fc.nat(63), fc.integer({ min: 0, max: 255 })), { maxLength: 4 });
  const mutated = fc.tuple(captured, changes).map(([bytes, changed]) => {
    const copy = Uint8Array.from(bytes);
    for (const [at, value] of changed) copy[at] = value;
    return copy;
  });
  const read = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), mutated), (bytes) => {
      const content = readReport(bytes, layouts);
      read.add(content.kind);
      if (content.kind !== 'fragment') return;
      expect(content.text.length).toBeLessThanOrEqual(56);
      expect(content.text.replace(/\0+$/, '')).not.toContain('\0');
    }),
    { numRuns: 5000 },
  );
  expect([...read].sort()).toEqual(['fragment', 'malformed', 'other']);
});
