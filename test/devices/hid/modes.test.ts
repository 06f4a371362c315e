import { expect, test } from 'vitest';
import type { HidDevice } from '../../../src/devices/hid/library.ts';
import { modeOf } from '../../../src/devices/hid/modes.ts';
import { hidScanner } from '../../support/fake-hid.ts';

const UNKNOWN_MAKER = 0x1234;

function device(usagePage: number, usage: number, vendorId = 0x05e0): HidDevice {
  return hidScanner('/dev/hidraw0', { vendorId, usagePage, usage, manufacturer: 'Symbol', product: 'Gun' });
}

test.each([
  ['HID point of sale', device(0x8c, 0x02, UNKNOWN_MAKER), 'pos'],
  ['IBM hand-held', device(0xff45, 0x4b00, UNKNOWN_MAKER), 'ibm'],
  ['IBM table-top', device(0xff45, 0x4a00, UNKNOWN_MAKER), 'ibm'],
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
