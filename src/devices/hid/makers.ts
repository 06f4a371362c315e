/** Who makes guns, and what the maker's manuals call the barcode that puts a gun into HID POS mode. */
export interface GunMaker {
  name: string;
  /** The programming barcode, and where the manual has it. Left out where no manual was found that names it. */
  posBarcode?: { name: string; section: string };
}

/**
 * Honeywell. Voyager 1602g User Guide: "USB HID" among "USB PC or Macintosh Keyboard", "USB IBM SurePos" and "USB Serial";
 * in the terminal id table of the Voyager 1200g and 1450g it is HID POS, 131.
 */
const HONEYWELL: GunMaker = {
  name: 'Honeywell',
  posBarcode: { name: 'USB HID', section: 'Programming the Interface' },
};
/** Zebra, DS2278 Product Reference Guide (MN-002915), USB Interface: "USB Device Type", pages 8-5 and 8-6. */
const ZEBRA: GunMaker = { name: 'Zebra', posBarcode: { name: 'USB HID POS', section: 'USB Device Type' } };
/** Newland, FM420 Integration Guide, page 47, and HR200 User Guide, page 43. */
const NEWLAND: GunMaker = { name: 'Newland', posBarcode: { name: 'HID-POS', section: 'USB Interface' } };
const DATALOGIC: GunMaker = { name: 'Datalogic' };

/** By USB vendor id, as the USB Implementers Forum gave them. */
const MAKERS: ReadonlyMap<number, GunMaker> = new Map([
  // Metrologic's, Hand Held Products' and Youjie's; all three are Honeywell now.
  [0x0c2e, HONEYWELL],
  [0x0536, HONEYWELL],
  [0x23d0, HONEYWELL],
  // Symbol's.
  [0x05e0, ZEBRA],
  // PSC's, and its own.
  [0x05f9, DATALOGIC],
  [0x080c, DATALOGIC],
  [0x1eab, NEWLAND],
  [0x065a, { name: 'Opticon' }],
  [0x067e, { name: 'Intermec' }],
]);

/** The maker of a gun, where its vendor id belongs to a company that makes guns. */
export function gunMaker(vendorId: number): GunMaker | undefined {
  return MAKERS.get(vendorId);
}

/** Whether a gun understands Honeywell's own reports: those that redirect its output and that carry serial commands. */
export function isHoneywell(vendorId: number): boolean {
  return gunMaker(vendorId) === HONEYWELL;
}
