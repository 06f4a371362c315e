import { expect, test } from 'vitest';
import type { HidDevice } from '../../../src/devices/hid/library.ts';
import { modeOf } from '../../../src/devices/hid/modes.ts';
import { hidScanner } from '../../support/fake-hid.ts';

const HONEYWELL = 0x0c2e;
const ZEBRA = 0x05e0;
const DATALOGIC = 0x05f9;
const NEWLAND = 0x1eab;
const UNKNOWN_MAKER = 0x1234;

function device(usagePage: number, usage: number, vendorId = ZEBRA): HidDevice {
  const ids = { vendorId, productId: 0x1300 };
  return hidScanner('/dev/hidraw0', { ...ids, usagePage, usage, manufacturer: 'Maker', product: 'Gun' });
}

test.each([
  ['HID point of sale', device(0x8c, 0x02, UNKNOWN_MAKER), 'pos'],
  ['IBM hand-held', device(0xff45, 0x4b00, UNKNOWN_MAKER), 'ibm'],
  ['IBM table-top', device(0xff45, 0x4a00, UNKNOWN_MAKER), 'ibm'],
  ["another usage of IBM's page, of a gun maker", device(0xff45, 0x0001), 'vendor'],
  ["a gun maker's own page", device(0xff00, 0x01), 'vendor'],
  ["another maker's own page", device(0xff00, 0x01, UNKNOWN_MAKER), 'other'],
  ['a keyboard', device(0x01, 0x06, UNKNOWN_MAKER), 'keyboard'],
  ['a mouse', device(0x01, 0x02), 'other'],
  [
    'a device that tells no usage',
    hidScanner('1-1:1.0', { usagePage: undefined, usage: undefined }),
    'other',
  ],
])('%s is told by its usage', (_what, given, kind) => {
  expect(modeOf(given).kind).toBe(kind);
});

test.each([
  [HONEYWELL, 'scan the barcode "USB HID" in its manual, under "Programming the Interface".'],
  [ZEBRA, 'scan the barcode "USB HID POS" in its manual, under "USB Device Type".'],
  [NEWLAND, 'scan the barcode "HID-POS" in its manual, under "USB Interface".'],
  [DATALOGIC, 'scan the barcode for it among the USB interfaces in its manual.'],
])(
  'a gun of maker %i in another mode is told what to be set to, by the name its manual has for it',
  (vendorId, cure) => {
    for (const [usagePage, usage] of [
      [0xff45, 0x4b00],
      [0x01, 0x06],
      [0xff00, 0x01],
    ] as const) {
      const { finding } = modeOf(device(usagePage, usage, vendorId));
      expect(finding).toMatchObject({ code: 'WRONG_MODE' });
      expect(finding?.cure).toBe(`Set it to HID POS (HID point of sale): ${cure}`);
    }
  },
);

test.each([
  [device(0xff45, 0x4b00), 'Maker Gun is in IBM hand-held mode, which does not carry QR codes.'],
  [device(0x01, 0x06), 'Maker Gun is in keyboard mode: it types what it reads into whatever has the focus.'],
  [device(0xff00, 0x01), "Maker Gun is in its maker's own mode, which only its maker's programs read."],
  [
    { ...device(0xff00, 0x01), productId: 0x1900 },
    "Maker Gun is in SNAPI mode, which only its maker's programs read.",
  ],
])('%# the finding says which mode a gun is in', (given, message) => {
  expect(modeOf(given).finding?.message).toBe(message);
});

test('what is read, or is no gun, has no finding', () => {
  expect(modeOf(device(0x8c, 0x02)).finding).toBeUndefined();
  expect(modeOf(device(0x01, 0x06, UNKNOWN_MAKER)).finding).toBeUndefined();
  expect(modeOf(device(0xff00, 0x01, UNKNOWN_MAKER)).finding).toBeUndefined();
});
