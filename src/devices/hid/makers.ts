/** Who makes guns, by USB vendor id, and what their manuals call the barcode that puts a gun into HID POS mode. */
export interface GunMaker {
  name: string;
  /** The programming barcode's name in the maker's manuals; left out where none was found to say it. */
  posBarcode?: string;
}

const MAKERS: ReadonlyMap<number, GunMaker> = new Map([
  [0x0c2e, { name: 'Honeywell' }],
  [0x0536, { name: 'Honeywell' }],
  [0x23d0, { name: 'Honeywell' }],
  [0x05e0, { name: 'Zebra' }],
  [0x05f9, { name: 'Datalogic' }],
  [0x080c, { name: 'Datalogic' }],
  [0x1eab, { name: 'Newland', posBarcode: 'HID-POS' }],
]);

/** The maker of a gun, where its vendor id belongs to a company that makes guns. */
export function gunMaker(vendorId: number): GunMaker | undefined {
  return MAKERS.get(vendorId);
}

/** Whether a gun understands Honeywell's own reports: those that redirect its output and that carry serial commands. */
export function isHoneywell(vendorId: number): boolean {
  // The ids WebHidBarcodeScanner and the firmware's own source use them with.
  return vendorId === 0x0c2e || vendorId === 0x23d0;
}
