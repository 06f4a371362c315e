import type { ReportLayout } from './layout.ts';

/** A layout that guns are known to use. All have report 2, 64 bytes, and bit 0 of the last as "the code goes on". */
export interface KnownLayout extends ReportLayout {
  /** Who uses it. */
  name: string;
}

const COMMON = { reportId: 2, length: 64, more: { at: 63, mask: 1 } };

/**
 * Source: Hand Held Products, "USB Interfaces" application note, page 1-11; captures of mgaffigan/Itp.HidBarcodeScanner;
 * manuals of the Access-IS LSR118 and ATR110.
 */
const HONEYWELL: KnownLayout = {
  ...COMMON,
  name: 'Honeywell and Access-IS',
  ...{ count: { at: 1, bytes: 1 }, aimAt: [2, 3, 4], dataFrom: 5, dataTo: 61 },
};
/** Source: captures of mgaffigan/Itp.HidBarcodeScanner. */
const ZEBRA: KnownLayout = {
  ...COMMON,
  name: 'Zebra',
  ...{ count: { at: 1, bytes: 2 }, aimAt: [3, 4, 5], dataFrom: 6, dataTo: 62 },
};
/** Source: manuals of the Newland FM420, HR200 and MS842N, and of the Quio QU-R-302. */
const PLAIN: KnownLayout = {
  ...COMMON,
  name: 'Newland',
  ...{ count: { at: 1, bytes: 1 }, aimAt: [], dataFrom: 2, dataTo: 58 },
};

export const KNOWN_LAYOUTS: readonly KnownLayout[] = [HONEYWELL, ZEBRA, PLAIN];

const BY_VENDOR: ReadonlyMap<number, KnownLayout> = new Map([
  [0x0c2e, HONEYWELL],
  [0x0536, HONEYWELL],
  [0x23d0, HONEYWELL],
  [0x05e0, ZEBRA],
  [0x1eab, PLAIN],
]);

/** The layout a maker's guns are known to use, by USB vendor id. */
export function vendorLayout(vendorId: number): KnownLayout | undefined {
  return BY_VENDOR.get(vendorId);
}
