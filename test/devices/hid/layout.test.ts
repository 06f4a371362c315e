import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDescriptor } from '../../../src/devices/hid/descriptor.ts';
import { KNOWN_LAYOUTS } from '../../../src/devices/hid/known-layouts.ts';
import { findLayouts } from '../../../src/devices/hid/layout.ts';
import * as descriptors from '../../fixtures/hid-descriptors.ts';

const find = (bytes: Uint8Array) => findLayouts(parseDescriptor(bytes));
const fromHex = (hex: string) => find(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

const [honeywell, zebra] = KNOWN_LAYOUTS.map(({ name: _, ...layout }) => layout);

test.each([
  ['Honeywell', descriptors.honeywellDescriptor, honeywell],
  ['the virtual scanner', descriptors.virtualScannerDescriptor, honeywell],
  ['one like a Zebra', descriptors.zebraLikeDescriptor, zebra],
])('the descriptor of %s gives the layout that is known of its reports', (_which, bytes, layout) => {
  expect(find(bytes).reports).toEqual([layout]);
});

test('a descriptor without a count has its text filled up with zeros', () => {
  expect(find(descriptors.uncountedDescriptor).reports).toEqual([
    { reportId: 5, length: 61, aimAt: [1, 2, 3], dataFrom: 4, dataTo: 60, more: { at: 60, mask: 1 } },
  ]);
});

test('reports without an id begin with their first field', () => {
  expect(find(descriptors.noIdDescriptor).reports).toEqual([
    {
      reportId: 0,
      length: 37,
      count: { at: 1, bytes: 1 },
      aimAt: [34, 35, 36],
      dataFrom: 2,
      dataTo: 34,
      more: { at: 0, mask: 0xff },
    },
  ]);
});

test('a scanner beside a keyboard in one descriptor is found, its flag in the middle of a byte', () => {
  expect(find(descriptors.twoInOneDescriptor).reports).toEqual([
    {
      reportId: 7,
      length: 28,
      count: { at: 1, bytes: 2 },
      aimAt: [],
      dataFrom: 3,
      dataTo: 27,
      more: { at: 27, mask: 0b1000 },
    },
  ]);
});

test.each([
  ['a keyboard', descriptors.keyboardDescriptor],
  ['nothing', new Uint8Array(0)],
  ['half of one', descriptors.honeywellDescriptor.slice(0, 100)],
])('the descriptor of %s gives no layout', (_which, bytes) => {
  expect(find(bytes)).toEqual({ reports: [], outputs: {} });
});

const HEAD = '05 8c 09 02 a1 01 85 02 75 08 95 01';
test.each([
  ['begins within a byte', `${HEAD} 75 04 09 00 81 02 75 08 95 38 09 fe 81 02 c0`],
  ['is in units that are no bytes', `${HEAD} 75 07 95 38 09 fe 81 02 c0`],
  ['is in two pieces', `${HEAD} 95 10 09 fe 81 02 95 01 09 00 81 02 95 10 09 fe 81 02 c0`],
  ['is declared as padding', `${HEAD} 95 38 09 fe 81 03 c0`],
  ['has no room', `${HEAD} 95 00 09 fe 81 02 c0`],
  ['has a count of three bytes', `${HEAD} 95 03 05 01 09 3b 81 02 05 8c 95 38 09 fe 81 02 c0`],
  ['has a flag across two bytes', `${HEAD} 95 38 09 fe 81 02 75 04 95 01 81 03 75 08 09 ff 81 02 c0`],
])('a text that %s is not read', (_what, hex) => {
  expect(fromHex(hex).reports).toEqual([]);
});

test("Honeywell's switches are found in the order of their usages, and its report of serial commands", () => {
  const bit = { reportId: 4, length: 2, at: 1 };
  expect(find(descriptors.honeywellDescriptor).outputs).toEqual({
    preventRead: { ...bit, mask: 0x02 },
    initiateRead: { ...bit, mask: 0x04 },
    errorBeep: { ...bit, mask: 0x20 },
    goodReadBeep: { ...bit, mask: 0x40 },
    serialCommands: { length: 64 },
  });
});

test('of a switch of eight bits the lowest turns it on', () => {
  const outputs = fromHex(`${HEAD} 09 fe 81 02 85 09 09 00 91 02 09 86 91 02 c0`).outputs;
  expect(outputs).toEqual({ goodReadBeep: { reportId: 9, length: 3, at: 2, mask: 1 } });
});

test('whatever a descriptor says, no layout reaches beyond its report', () => {
  const real = fc.constantFrom(...Object.values(descriptors));
  const changes = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
  let found = 0;
  fc.assert(
    fc.property(real, changes, (bytes, changed) => {
      const copy = Uint8Array.from(bytes);
      for (const [at, value] of changed) copy[at % copy.length] = value;
      const { reports, outputs } = find(copy);
      for (const { length, count, aimAt, dataFrom, dataTo, more } of reports) {
        found += 1;
        expect(dataFrom).toBeLessThan(dataTo);
        const ends = [dataTo, ...aimAt.map((at) => at + 1), (more?.at ?? 0) + 1];
        if (count) ends.push(count.at + count.bytes);
        expect(Math.max(...ends)).toBeLessThanOrEqual(length);
      }
      for (const output of Object.values(outputs)) {
        if ('at' in output) expect(output.at).toBeLessThan(output.length);
      }
    }),
    { numRuns: 3000 },
  );
  expect(found).toBeGreaterThan(300);
});
