/** How a virtual HID gun speaks: HID point of sale in the layout of one of two makers, or as a keyboard. */
export const HID_MODES = ['pos-honeywell', 'pos-zebra', 'keyboard'] as const;
export type HidMode = (typeof HID_MODES)[number];

/** Bytes of an input report, its id included where it has one. */
export const POS_REPORT_LENGTH = 64;
export const KEY_REPORT_LENGTH = 8;

/** The report descriptor of a gun in this mode. */
export function hidDescriptor(mode: HidMode): Uint8Array {
  return Buffer.from(DESCRIPTORS[mode].replace(/\s/g, ''), 'hex');
}

/**
 * Input report 2: count (1 byte), AIM identifier (3), data (56), code id (2), "continued" (bit 0 of the last byte).
 * Output report 4: prevent or begin a read, beep. Feature FE: send by this interface although it is set up as a
 * keyboard. Output FD: commands. As the firmware of Honeywell guns has it.
 */
const HONEYWELL = `
  058c 0902 a101 0912 a102 8502 1500 26ff00 7508 9501 0501 093b 8102 9503 058c 09fb 09fc 09fd 8102 9538 09fe 820201
  0666ff 9502 0904 0900 8102 058c 2501 7501 9508 09ff 8102 c0
  0914 a102 8504 1500 2501 7501 9508 0900 095f 0960 0900 0900 0985 0986 9186 c0
  0666ff 7508 26ff00 0903 a102 85fe 9501 0903 b28201 c0
  0901 a102 85fd 9501 0921 9102 953e 0922 928201 c0 c0`;

/**
 * As Honeywell's, but with a count of 16 bits and one byte of code id, which is what guns of Zebra send. Their own
 * descriptor is not public: this one is made to fit their captured reports.
 */
const ZEBRA = `
  058c 0902 a101 0912 a102 8502 1500 26ff7f 7510 9501 0501 093b 8102
  26ff00 7508 9503 058c 09fb 09fc 09fd 8102 9538 09fe 820201
  0666ff 9501 0904 8102 058c 2501 7501 9501 09ff 8102 9507 8103 c0
  0914 a102 8504 1500 2501 7501 9508 0900 095f 0960 0900 0900 0985 0986 9186 c0 c0`;

/** A boot keyboard (HID 1.11, appendix B.1) with all key codes: modifiers, a reserved byte, six keys; no report id. */
const KEYBOARD = `
  0501 0906 a101 0507 19e0 29e7 1500 2501 7501 9508 8102 9501 7508 8103
  9505 7501 0508 1901 2905 9102 9501 7503 9103 9506 7508 1500 26ff00 0507 1900 2aff00 8100 c0`;

const DESCRIPTORS: Record<HidMode, string> = {
  'pos-honeywell': HONEYWELL,
  'pos-zebra': ZEBRA,
  keyboard: KEYBOARD,
};
