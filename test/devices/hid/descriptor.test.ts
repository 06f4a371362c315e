import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elementsOf, type HidField, parseDescriptor } from '../../../src/devices/hid/descriptor.ts';
import * as descriptors from '../../fixtures/hid-descriptors.ts';

function fieldsOf(hex: string): HidField[] {
  const { collections, problem } = parseDescriptor(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  expect(problem).toBeUndefined();
  return collections.flatMap(({ fields }) => fields);
}

test("Honeywell's descriptor gives one collection, with the fields of four reports where they stand", () => {
  const { collections, problem } = parseDescriptor(descriptors.honeywellDescriptor);
  expect(problem).toBeUndefined();
  expect(collections.map(({ usagePage, usage }) => [usagePage, usage])).toEqual([[0x8c, 0x02]]);
  const fields = collections[0]?.fields.map(({ kind, reportId, bitOffset, bits, count }) => {
    return `${kind} ${reportId} at ${bitOffset}: ${count} of ${bits}`;
  });
  expect(fields).toEqual([
    'input 2 at 0: 1 of 8',
    'input 2 at 8: 3 of 8',
    'input 2 at 32: 56 of 8',
    'input 2 at 480: 2 of 8',
    'input 2 at 496: 8 of 1',
    'output 4 at 0: 8 of 1',
    'feature 254 at 0: 1 of 8',
    'output 253 at 0: 1 of 8',
    'output 253 at 8: 62 of 8',
  ]);
});

test('a boot keyboard has modifiers, padding, five lamps and six keys, in reports without an id', () => {
  const [keyboard] = parseDescriptor(descriptors.keyboardDescriptor).collections;
  expect(keyboard).toMatchObject({ usagePage: 0x01, usage: 0x06 });
  expect(
    keyboard?.fields.map(({ bitOffset, isConstant, isArray }) => [bitOffset, isConstant, isArray]),
  ).toEqual([
    [0, false, false],
    [8, true, false],
    [0, false, false],
    [5, true, false],
    [16, false, true],
  ]);
  expect(keyboard?.fields.every(({ reportId }) => reportId === 0)).toBe(true);
  expect(keyboard?.fields[0]?.usages).toEqual([{ first: 0x0007_00e0, last: 0x0007_00e7 }]);
});

test.each([
  ['the page before them', '05 8c 09 02 a1 01 75 08 95 01 05 01 09 3b 81 02 c0', [0x0001_003b]],
  ['the page behind them', '05 8c 09 02 a1 01 75 08 95 01 09 3b 05 01 81 02 c0', [0x0001_003b]],
  [
    'a page each',
    '05 8c 09 02 a1 01 75 08 95 02 05 01 09 3b 05 8c 09 fb 81 02 c0',
    [0x0001_003b, 0x008c_00fb],
  ],
  ['their own', '05 01 09 02 a1 01 75 08 95 01 0b fe 00 8c 00 05 07 81 02 c0', [0x008c_00fe]],
])('usages have %s', (_which, hex, usages) => {
  expect(fieldsOf(hex)[0]?.usages.map(({ first }) => first)).toEqual(usages);
});

test('sizes that were pushed are back when they are popped', () => {
  const [wide, narrow] = fieldsOf(
    '05 8c 09 02 a1 01 75 10 95 03 a4 75 08 95 01 b4 09 fe 81 02 75 08 81 02 c0',
  );
  expect(wide).toMatchObject({ bits: 16, count: 3 });
  expect(narrow).toMatchObject({ bits: 8, count: 3, bitOffset: 48 });
});

test('a long item is left out', () => {
  expect(fieldsOf('05 8c 09 02 a1 01 fe 03 10 aa bb cc 75 08 95 01 09 fe 81 02 c0')).toHaveLength(1);
});

test.each([
  ['05 8c 09', 'it breaks off'],
  ['fe 09 10 aa', 'it breaks off'],
  ['05 8c 09 02 a1 01', 'it breaks off'],
  ['c0', 'a collection ends that never began'],
  ['75 08 95 01 81 02', 'a field is in no collection'],
  ['a1 01 77 ff ff ff ff 97 ff ff ff ff 81 02 c0', 'a report is larger than any can be'],
  ['85 00', 'a report id is not from 1 to 255'],
  ['86 00 01', 'a report id is not from 1 to 255'],
  ['b4', 'something is popped that was never pushed'],
  ['a4 '.repeat(65), 'too much is pushed'],
  ['a1 01 '.repeat(65), 'collections are nested too deep'],
  ['29 05', 'a range of usages has no begin, or ends before it'],
  ['19 09 29 05', 'a range of usages has no begin, or ends before it'],
  ['a9 01', 'a field has several usages to choose from'],
  ['a1 01 75 08 95 01 81 02 85 02 81 02 c0', 'only some of its reports have an id'],
  ['05 01 '.repeat(2049), 'it is longer than 4096 bytes'],
])('%# a descriptor is refused where %j: %s', (hex, problem) => {
  expect(parseDescriptor(Buffer.from(hex.replaceAll(' ', ''), 'hex')).problem).toBe(problem);
});

test.each([
  ['each its own', 0xfc, { from: 1, to: 2 }],
  ['the last all that remain', 0xfe, { from: 3, to: 10 }],
  ['none beyond those declared', 0xff, undefined],
])('of several usages elements have %s', (_which, usage, elements) => {
  const usages = [
    { first: 0xfb, last: 0xfd },
    { first: 0xfe, last: 0xfe },
  ];
  expect(elementsOf({ usages, count: 10 }, usage)).toEqual(elements);
});

test('usages for which there is no element are nowhere', () => {
  expect(elementsOf({ usages: [{ first: 1, last: 100 }], count: 3 }, 4)).toBeUndefined();
  expect(elementsOf({ usages: [], count: 3 }, 4)).toBeUndefined();
});

const anyBytes = fc.uint8Array({ maxLength: 4200 });
const real = fc.constantFrom(...Object.values(descriptors));
const mutated = fc
  .tuple(
    real,
    fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
  )
  .map(([bytes, changes]) => {
    const copy = Uint8Array.from(bytes);
    for (const [at, value] of changes) copy[at % copy.length] = value;
    return copy;
  });
const cut = fc.tuple(real, fc.nat(150)).map(([bytes, length]) => bytes.slice(0, length));

test('whatever bytes it is, a descriptor is read, and what comes of it is no larger than it', () => {
  fc.assert(
    fc.property(fc.oneof(anyBytes, mutated, cut), (bytes) => {
      const { collections } = parseDescriptor(bytes);
      const fields = collections.flatMap((collection) => collection.fields);
      expect(collections.length + fields.length).toBeLessThanOrEqual(bytes.length);
      for (const { bitOffset, bits, count, usages } of fields) {
        expect(bitOffset + bits * count).toBeLessThanOrEqual(16_384 * 8);
        expect(usages.length).toBeLessThanOrEqual(bytes.length);
      }
    }),
    { numRuns: 2000 },
  );
});
