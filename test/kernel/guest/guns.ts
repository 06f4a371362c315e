/** The guns of the test: what each is to the kernel, and what the till's configuration says of it. */
import {
  hidDescriptor,
  KEY_REPORT_LENGTH,
  POS_REPORT_LENGTH,
} from '../../../scripts/scanner-simulator/hid-descriptors.ts';
import { hidReports } from '../../../scripts/scanner-simulator/hid-reports.ts';
import { createGadget, type GadgetFunction, usbPortOf } from './gadget.ts';

const pos = (mode: 'pos-honeywell' | 'pos-zebra'): GadgetFunction => ({
  kind: 'hid',
  descriptor: hidDescriptor(mode),
  reportLength: POS_REPORT_LENGTH,
});
const keyboard: GadgetFunction = {
  kind: 'hid',
  descriptor: hidDescriptor('keyboard'),
  reportLength: KEY_REPORT_LENGTH,
  isBootKeyboard: true,
};

/** Ids of makers, so that the rules that a shop installs hold for them. */
const HONEYWELL = { vendorId: '0c2e', productId: '1007' };
const ZEBRA = { vendorId: '05e0', productId: '2100' };
const DATALOGIC = { vendorId: '05f9', productId: '2214' };
export const TYPING = { vendorId: '05e0', productId: '1200' };
const NEWLAND = { vendorId: '1eab', productId: '0c06' };
/** The one that the simulator makes. */
export const VIRTUAL = { vendorId: '0536', productId: '0101' };

/** The loop-back buses of the twins. */
const TWIN_BUSES = { left: 1, right: 2 };

/** One of two of a kind, whose maker gave both the same serial number. */
function twin(name: keyof typeof TWIN_BUSES) {
  const functions = [pos('pos-zebra')];
  return createGadget({
    name,
    product: 'twin',
    bus: TWIN_BUSES[name],
    ...ZEBRA,
    serialNumber: 'SAME',
    functions,
  });
}

/** What makes each gun, on a bus of its own. */
export const makeGun = {
  front: () =>
    createGadget({
      name: 'front',
      bus: 0,
      ...HONEYWELL,
      serialNumber: 'F1',
      functions: [pos('pos-honeywell')],
    }),
  left: () => twin('left'),
  right: () => twin('right'),
  /** Whoever opens it by its ids gets the keyboard. */
  both: () =>
    createGadget({
      name: 'both',
      bus: 3,
      ...DATALOGIC,
      serialNumber: 'B1',
      functions: [keyboard, pos('pos-honeywell')],
    }),
  typing: () =>
    createGadget({ name: 'typing', bus: 4, ...TYPING, serialNumber: 'T1', functions: [keyboard] }),
  serial: () =>
    createGadget({ name: 'serial', bus: 5, ...NEWLAND, serialNumber: 'S1', functions: [{ kind: 'acm' }] }),
};

/**
 * One of two Zebras in USB CDC mode, as they are: with one number in all of them, so that udev has one link for both. Nothing
 * of them is in the configuration. On a bus that a twin has left.
 */
export const makeFoundGun = (name: keyof typeof TWIN_BUSES) =>
  createGadget({
    name: `found-${name}`,
    product: 'Symbol Bar Code Scanner::EA',
    bus: TWIN_BUSES[name],
    vendorId: '05e0',
    productId: '1701',
    serialNumber: 'USB_CDC_Symbol_Scanner',
    functions: [{ kind: 'acm' }],
  });

export const twinPorts = { left: usbPortOf(TWIN_BUSES.left), right: usbPortOf(TWIN_BUSES.right) };

/** What the till's configuration says of the guns: a lane for each, of the same name. */
export const config = {
  front: { transport: 'hid', ...HONEYWELL } as const,
  left: { transport: 'hid', ...ZEBRA, usbPort: twinPorts.left } as const,
  right: { transport: 'hid', ...ZEBRA, usbPort: twinPorts.right } as const,
  both: { transport: 'hid', ...DATALOGIC } as const,
  typing: { transport: 'hid', mode: 'keyboard', ...TYPING } as const,
  virtual: { transport: 'hid', ...VIRTUAL } as const,
  adapter: { transport: 'serial', path: '/dev/ttyUSB0' } as const,
  serial: { transport: 'serial', path: '/dev/serial/by-id/usb-Kernel_Lab_serial_S1-if00' } as const,
};

/** The reports of a code, as each kind of gun sends it. */
export const posReports = (code: string, mode: 'pos-honeywell' | 'pos-zebra' = 'pos-honeywell') =>
  hidReports(code, { mode, layout: 'us', aim: ']Q1', terminator: '' });
export const keyReports = (code: string) =>
  hidReports(code, { mode: 'keyboard', layout: 'us', aim: '', terminator: '\r' });
