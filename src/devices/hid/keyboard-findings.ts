import type { Finding, ScannerIdentity } from '../scan.ts';
import type { KeysHeard } from './inhibit.ts';
import { hexId, type OpenableHid, productName } from './library.ts';

/** How to be rid of keyboard mode, and what to look for in a gun's manual. */
const BETTER_MODES =
  'Set the scanner to HID POS by the barcode in its manual ("USB HID POS", "HID Bar Code Scanner", "POS HID") and take ' +
  '"mode" out of its configuration; or to a COM port ("USB serial", "USB CDC", "USB COM port emulation") and write it ' +
  'down with transport "serial".';

/** A plugged-in device that types, and what it says of itself. */
export interface Keyboard {
  device: OpenableHid;
  identity: ScannerIdentity;
}

/** Several answer to the same settings; which of them types the codes cannot be known. */
export function twoKeyboards(name: string, found: readonly Keyboard[]): Finding {
  const seen = found.map(({ device }) => `${productName(device)} at ${device.path}`).join(', ');
  return {
    code: 'TWO_CANDIDATES',
    message: `${found.length} plugged-in keyboards answer to ${name}: ${seen}.`,
    cure: isOneGun(found)
      ? `It is one scanner that types through several interfaces. ${BETTER_MODES}`
      : 'Add serialNumber or usbPort to this scanner in the configuration, so that one is left.',
  };
}

/** Equal guns have equal numbers of their interfaces. */
function isOneGun(found: readonly Keyboard[]): boolean {
  const whos = found.map(({ identity }) => JSON.stringify({ ...identity, path: '' }));
  const interfaces = found.map(({ device }) => device.interface);
  return new Set(whos).size === 1 && new Set(interfaces).size === found.length;
}

/** Only Linux lets a keyboard be read apart from the programs that it types into. */
export function keyboardUnsupported(name: string): Finding {
  return {
    code: 'KEYBOARD_MODE_UNSUPPORTED',
    message: `${name} is to be read as a keyboard, which only works on Linux.`,
    cure: BETTER_MODES,
  };
}

/** The configuration does not let such an entry through; whoever opens one all the same is refused here. */
export function keyboardNotNamed(name: string): Finding {
  return {
    code: 'KEYBOARD_NOT_NAMED',
    message: `${name} is to be read as a keyboard, and nothing says which: it might be the one people type on.`,
    cure: 'Add vendorId and productId, serialNumber, or usbPort to this scanner in the configuration.',
  };
}

/** The gun is not opened: whoever has a text field open on this machine would get the customers' payment codes. */
export function keysReachConsole(
  device: OpenableHid,
  { name, heard }: { name: string; heard: KeysHeard },
): Finding {
  const why =
    heard === 'unknown'
      ? 'the system does not tell how to prevent that (Linux before 5.11 cannot)'
      : 'the user of the till may not prevent that';
  return {
    code: 'KEYS_REACH_CONSOLE',
    message: `What ${name} reads is typed into whatever program has the focus, payment codes too, and ${why}.`,
    cure:
      `As root, on Linux 5.11 or newer, add this line to /etc/udev/rules.d/70-scantill-scanners.rules, run ` +
      `sudo udevadm control --reload, and plug the scanner in again: ${inhibitRule(device)} ` +
      `Then npm run doctor tells whether it is silent. Or without any rule: ${BETTER_MODES}`,
  };
}

/** The udev rule that keeps the keys of this kind of gun from every program but the one that reads the device itself. */
function inhibitRule({ vendorId, productId, interface: usbInterface = -1 }: OpenableHid): string {
  const [vendor, product] = [hexId(vendorId), hexId(productId)];
  const isUsb = usbInterface >= 0;
  // Without a USB interface it is on Bluetooth, say: there only the HID device's own name has the ids, in capitals.
  const which = isUsb
    ? `SUBSYSTEMS=="usb", ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}"`
    : `KERNELS=="*:${vendor}:${product}.*"`.toUpperCase();
  return `SUBSYSTEM=="input", KERNEL=="input[0-9]*", ${which}, ATTR{inhibited}="1"`;
}
