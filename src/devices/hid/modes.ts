import type { Finding } from '../scan.ts';
import { type HidDevice, productName } from './library.ts';
import { gunMaker } from './makers.ts';

/**
 * What one usage of a plugged-in HID device is to the till.
 * - `pos`: HID point of sale; read
 * - `keyboard`: it types; read only where somebody named it
 * - `ibm`: IBM's own point-of-sale modes, which leave QR codes out
 * - `vendor`: a known gun maker's own protocol
 * - `other`: no gun, as far as can be told
 */
export type HidKind = 'pos' | 'keyboard' | 'ibm' | 'vendor' | 'other';

/**
 * Tells a gun's mode from one usage of it. The finding is for a gun that has no usage of kind `pos` beside this one: a
 * composite gun lists several, and may be read all the same.
 */
export function modeOf(device: HidDevice): { kind: HidKind; finding?: Finding } {
  const { vendorId, usagePage = 0, usage = 0 } = device;
  if (usagePage === 0x8c && usage === 0x02) return { kind: 'pos' };
  if (usagePage === 0xff45 && (usage === 0x4a00 || usage === 0x4b00)) {
    const mode = usage === 0x4b00 ? 'IBM hand-held' : 'IBM table-top';
    return { kind: 'ibm', finding: wrongMode(device, `${mode} mode, which does not carry QR codes`) };
  }
  const isGun = gunMaker(vendorId) !== undefined;
  if (usagePage === 0x01 && usage === 0x06) {
    const mode = 'keyboard mode: it types what it reads into whatever program has the focus';
    return { kind: 'keyboard', ...(isGun && { finding: wrongMode(device, mode) }) };
  }
  if (usagePage >= 0xff00 && isGun) {
    return {
      kind: 'vendor',
      finding: wrongMode(device, "its maker's own mode, which only its maker's programs read"),
    };
  }
  return { kind: 'other' };
}

function wrongMode(device: HidDevice, mode: string): Finding {
  const barcode = gunMaker(device.vendorId)?.posBarcode;
  const cure =
    barcode === undefined
      ? 'Scan the programming barcode for USB HID POS (HID point of sale) in its manual.'
      : `Scan the programming barcode "${barcode}" in its manual.`;
  return { code: 'WRONG_MODE', message: `${productName(device)} is in ${mode}.`, cure };
}
