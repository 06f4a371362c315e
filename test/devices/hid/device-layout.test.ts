import { expect, test } from 'vitest';
import { layoutFor } from '../../../src/devices/hid/device-layout.ts';
import * as descriptors from '../../fixtures/hid-descriptors.ts';

const HONEYWELL = 0x0c2e;
const ZEBRA = 0x05e0;
const NEWLAND = 0x1eab;
const OTHER = 0x1234;

function layout(vendorId: number, descriptor?: Uint8Array) {
  return layoutFor({ path: '/dev/hidraw0', vendorId }, async () => descriptor);
}

test('a descriptor that tells where codes are is trusted most, and said to be', async () => {
  const found = await layout(OTHER, descriptors.honeywellDescriptor);
  expect(found.from).toBe('descriptor');
  expect(found.why).toBe(
    'Its report descriptor tells where its codes are: report 2, text in bytes 5 to 60, its length in byte 1, the symbology from byte 2.',
  );
  expect(found.reports[0]).toMatchObject({ dataFrom: 5, dataTo: 61 });
  expect(found.reports).toHaveLength(4);
});

test('reports of another id or another length are only read as the descriptor says', async () => {
  const short = await layout(HONEYWELL, descriptors.shortHoneywellDescriptor);
  expect(short.reports.map(({ reportId, length }) => [reportId, length])).toEqual([[2, 62]]);
  const { reports, why } = await layout(HONEYWELL, descriptors.uncountedDescriptor);
  expect(reports.map(({ reportId }) => reportId)).toEqual([5]);
  expect(why).toContain('report 5, text in bytes 4 to 59, filled up with zeros, the symbology from byte 1.');
});

test.each([
  [HONEYWELL, undefined, 5, 'cannot be read on this system. It is read as the guns of Honeywell'],
  [ZEBRA, undefined, 6, 'cannot be read on this system. It is read as the guns of Zebra'],
  [
    NEWLAND,
    undefined,
    2,
    'guns of Newland are known to send: report 2, text in bytes 2 to 57, its length in byte 1, no symbology.',
  ],
  [ZEBRA, descriptors.keyboardDescriptor, 6, 'names no field for codes'],
  [ZEBRA, descriptors.honeywellDescriptor.slice(0, 90), 6, 'makes no sense: it breaks off.'],
])(
  'of maker %i without a usable descriptor the layout is known',
  async (vendorId, descriptor, dataFrom, why) => {
    const found = await layout(vendorId, descriptor);
    expect(found.from).toBe('maker');
    expect(found.reports.map((report) => report.dataFrom).sort()).toEqual([2, 5, 6]);
    expect(found.reports[0]?.dataFrom).toBe(dataFrom);
    expect(found.why).toContain(why);
  },
);

test('of nobody known each report is told by its looks', async () => {
  const found = await layout(OTHER);
  expect(found).toMatchObject({ from: 'looks', outputs: {} });
  expect(found.reports).toHaveLength(3);
});

test('serial commands are for Honeywell guns alone, whatever a descriptor declares', async () => {
  const { outputs } = await layout(HONEYWELL, descriptors.honeywellDescriptor);
  expect(outputs.serialCommands).toEqual({ length: 64 });
  expect((await layout(HONEYWELL)).outputs).toEqual({ serialCommands: { length: 64 } });
  expect((await layout(OTHER, descriptors.honeywellDescriptor)).outputs.serialCommands).toBeUndefined();
  expect(
    (await layout(HONEYWELL, descriptors.virtualScannerDescriptor)).outputs.serialCommands,
  ).toBeUndefined();
});
