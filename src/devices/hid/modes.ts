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
 * IBM's hand-held and table-top modes ("IBM Hand-Held USB", "OEM USB", "USB SurePOS"). Zebra's table of symbologies by mode
 * (OPOS driver guide, appendix) has QR, Data Matrix and Aztec for none of them.
 */
const IBM_PAGE = 0xff45;
const IBM_MODES: Readonly<Record<number, string>> = {
  18944: 'IBM table-top mode',
  19200: 'IBM hand-held mode',
};

/** Zebra's SNAPI, with and without imaging (Symbol MiniScan MS4407 Integration Guide, USB Interface). */
const SNAPI = { vendorId: 0x05e0, productId: 0x1900 };

/**
 * Tells a gun's mode from one usage of it. The finding is for a gun that has no usage of kind `pos` beside this one: a
 * composite gun lists several, and may be read all the same.
 */
export function modeOf(device: HidDevice): { kind: HidKind; finding?: Finding } {
  const { vendorId, productId, usagePage = 0, usage = 0 } = device;
  if (usagePage === 0x8c && usage === 0x02) return { kind: 'pos' };
  const ibmMode = usagePage === IBM_PAGE ? IBM_MODES[usage] : undefined;
  if (ibmMode !== undefined) {
    const mode = `${ibmMode}, which does not carry QR codes`;
    return { kind: 'ibm', finding: wrongMode(device, mode) };
  }
  const isGun = gunMaker(vendorId) !== undefined;
  if (usagePage === 0x01 && usage === 0x06) {
    const mode = 'keyboard mode: it types what it reads into whatever has the focus';
    return { kind: 'keyboard', ...(isGun && { finding: wrongMode(device, mode) }) };
  }
  if (usagePage >= 0xff00 && isGun) {
    const isSnapi = vendorId === SNAPI.vendorId && productId === SNAPI.productId;
    const mode = `${isSnapi ? 'SNAPI mode' : "its maker's own mode"}, which only its maker's programs read`;
    return { kind: 'vendor', finding: wrongMode(device, mode) };
  }
  return { kind: 'other' };
}

function wrongMode(device: HidDevice, mode: string): Finding {
  return {
    code: 'WRONG_MODE',
    message: `${productName(device)} is in ${mode}.`,
    cure: `Set it to HID POS (HID point of sale): ${posBarcode(device)}.`,
  };
}

/** Where to find the barcode that sets a gun to HID POS. */
function posBarcode({ vendorId }: HidDevice): string {
  const barcode = gunMaker(vendorId)?.posBarcode;
  if (!barcode) return 'scan the barcode for it among the USB interfaces in its manual';
  return `scan the barcode "${barcode.name}" in its manual, under "${barcode.section}"`;
}
