/** How a device with known ids speaks. */
export type KnownMode = 'hidPos' | 'keyboard' | 'ibm' | 'vendor' | 'serial';

/**
 * A pair of USB ids that is known to be a gun's.
 * - `isSure`: the source is made by those who must know: the kernel's drivers, the list of USB ids, the maker
 * - otherwise somebody's own list or program: believed together with the gun's name alone
 */
export interface KnownScanner {
  vendorId: string;
  productId: string;
  name: string;
  mode: KnownMode;
  isSure: boolean;
  source: string;
}

const DRIVER_METRO = 'Linux drivers/usb/serial/metro-usb.c; usb.ids';
const DRIVER_SYMBOL = 'Linux drivers/usb/serial/symbolserial.c; MS4407 Integration Guide, USB Interface';
const MS4407 = 'MS4407 Integration Guide, USB Interface';
const USB_IDS = 'usb.ids';
const NEWLAND = 'Newland FM420 and HR200 user guides, VID and PID Table';
const CAPTURE = 'reports captured by mgaffigan/Itp.HidBarcodeScanner';

type Row = [ids: string, name: string, mode: KnownMode, source: string];

const SURE: readonly Row[] = [
  ['05e0:0600', 'Symbol scanner (Simple COM Port Emulation)', 'serial', DRIVER_SYMBOL],
  ['05e0:1200', 'Symbol / Zebra scanner (keyboard mode)', 'keyboard', `${MS4407}; ${USB_IDS}`],
  ['05e0:1300', 'Symbol / Zebra scanner (IBM hand-held mode)', 'ibm', MS4407],
  ['05e0:1400', 'Symbol / Zebra scanner (IBM table-top mode)', 'ibm', MS4407],
  ['05e0:1701', 'Symbol / Zebra scanner (USB CDC mode)', 'serial', USB_IDS],
  ['05e0:1900', 'Symbol / Zebra scanner (SNAPI mode)', 'vendor', `${MS4407}; ${USB_IDS}`],
  ['05e0:2100', 'Zebra scanner (HID POS mode)', 'hidPos', CAPTURE],
  ['05f9:1206', 'Datalogic Gryphon (OEM mode)', 'ibm', USB_IDS],
  ['05f9:2206', 'Datalogic Gryphon (keyboard mode)', 'keyboard', USB_IDS],
  ['05f9:4204', 'Datalogic Gryphon (USB-COM mode)', 'serial', USB_IDS],
  ['05f9:5204', 'Datalogic Gryphon GFS4170 (configuration mode)', 'vendor', USB_IDS],
  ['065a:0001', 'Opticon OPR-2001 or NLV-1001 (keyboard mode)', 'keyboard', USB_IDS],
  ['065a:0009', 'Opticon NLV-1001 or OPN-2001 (serial mode)', 'serial', USB_IDS],
  ['067e:0801', 'Intermec scanner (keyboard mode)', 'keyboard', USB_IDS],
  ['067e:0803', 'Intermec scanner (virtual COM port)', 'serial', USB_IDS],
  ['067e:0805', 'Intermec scanner (virtual COM port and camera)', 'serial', USB_IDS],
  ['0c2e:0007', 'Metrologic MS7120 (IBM SurePOS mode)', 'ibm', USB_IDS],
  ['0c2e:0204', 'Metrologic MS7120 (keyboard mode)', 'keyboard', USB_IDS],
  ['0c2e:0700', 'Metrologic / Honeywell scanner (serial mode, one way)', 'serial', DRIVER_METRO],
  ['0c2e:0720', 'Metrologic / Honeywell scanner (serial mode)', 'serial', DRIVER_METRO],
  ['0c2e:1007', 'Honeywell scanner (HID POS mode)', 'hidPos', CAPTURE],
  ['1eab:0110', 'Newland HR200 (HID POS mode)', 'hidPos', NEWLAND],
  ['1eab:0210', 'Newland EM2027 (HID POS mode)', 'hidPos', NEWLAND],
  ['1eab:0d10', 'Newland EM2028 or FM420 (HID POS mode)', 'hidPos', NEWLAND],
];

const QUICKTILL = 'udev rules of quicktill-serial-barcode-bridge';
const TEQUILA = 'device list of tequila99/quasar-peripherals';
const VXSUITE = 'udev rule of votingworks/vxsuite';

const SEEN: readonly Row[] = [
  [
    '0c2e:0b6a',
    'Honeywell Vuquest 3310 (serial mode)',
    'serial',
    `${USB_IDS}; opened as a serial port by users`,
  ],
  ['1eab:0c06', 'Newland scanner (serial mode)', 'serial', QUICKTILL],
  ['1eab:1d06', 'Newland FM430 (serial mode)', 'serial', TEQUILA],
  ['1eab:8306', 'Newland scanner (serial mode)', 'serial', QUICKTILL],
  ['1fbb:3850', 'Cino FuzzyScan S680 (serial mode)', 'serial', VXSUITE],
];

/** Chips and boards that are in guns, and in printers, scales, displays and modems too. */
const CHIPS: readonly [ids: string, name: string][] = [
  ['0403:6001', "FTDI's chip FT232R"],
  ['0403:6015', "FTDI's chip FT231X"],
  ['0483:5740', "STMicroelectronics' virtual COM port"],
  ['067b:2303', "Prolific's chip PL2303"],
  ['10c4:ea60', "Silicon Labs' chip CP210x"],
  ['1a86:55d4', "WCH's chip CH9102"],
  ['1a86:7523', "WCH's chip CH340"],
  ['2341:*', 'an Arduino board'],
  ['28e9:018a', "GigaDevice's virtual COM port"],
];

const known = (rows: readonly Row[], isSure: boolean): KnownScanner[] =>
  rows.map(([ids, name, mode, source]) => {
    const [vendorId = '', productId = ''] = ids.split(':');
    return { vendorId, productId, name, mode, isSure, source };
  });

/** Devices whose ids are a gun's and nothing else's, by what their sources say. */
export const KNOWN_SCANNERS: readonly KnownScanner[] = [...known(SURE, true), ...known(SEEN, false)];

/** What is known of a pair of ids, four hexadecimal digits each, in any case. */
export function knownScanner(vendorId: string, productId: string): KnownScanner | undefined {
  const ids = `${vendorId}:${productId}`.toLowerCase();
  return KNOWN_SCANNERS.find((each) => `${each.vendorId}:${each.productId}` === ids);
}

/** What a pair of ids is that is in many kinds of devices, in words. */
export function sharedChip(vendorId: string, productId: string): string | undefined {
  const ids = [`${vendorId}:${productId}`, `${vendorId}:*`].map((each) => each.toLowerCase());
  return CHIPS.find(([chip]) => ids.includes(chip))?.[1];
}
