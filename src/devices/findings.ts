import { errorText, systemCode } from '../errors.ts';
import type { Finding } from './scan.ts';

/** The gun was there and is gone. */
export function lost(name: string, detail: string): Finding {
  return {
    code: 'LOST',
    message: `The connection to ${name} ended (${detail}).`,
    cure: 'Plug the scanner in again, or check its cable. It is taken up again by itself.',
  };
}

export function notFound(name: string): Finding {
  return {
    code: 'NOT_FOUND',
    message: `${name} is not there.`,
    cure: 'Plug the scanner in, or correct its place in the configuration under lanes.',
  };
}

/** A gun that was found by itself, and is away. */
export function notPluggedIn(name: string): Finding {
  return {
    code: 'NOT_FOUND',
    message: `${name} is not plugged in.`,
    cure:
      "Plug it in. If it is plugged in, it was set to another mode: the technician's page shows what is there. " +
      'If another scanner takes its place, bind that one to the lane there, and this one to none.',
  };
}

/** A device that may not be opened, as far as is known which. At `tcp` no rule for devices helps. */
export interface DeniedDevice {
  transport: 'hid' | 'serial' | 'tcp';
  vendorId?: string | undefined;
  productId?: string | undefined;
}

/** The rule to install is made for the device's own ids. Never `0666`: what a gun reads is money. */
export function permissionDenied(name: string, device?: DeniedDevice, detail = ''): Finding {
  const group = device?.transport === 'serial' ? 'dialout' : 'plugdev';
  const subsystem = device?.transport === 'serial' ? 'tty' : 'hidraw';
  const ids = device?.vendorId
    ? `, ATTRS{idVendor}=="${device.vendorId}"${device.productId ? `, ATTRS{idProduct}=="${device.productId}"` : ''}`
    : '';
  const rule = `SUBSYSTEM=="${subsystem}", SUBSYSTEMS=="usb"${ids}, MODE="0660", GROUP="${group}"`;
  const groups = device === undefined ? 'plugdev (HID) and dialout (serial)' : group;
  return {
    code: 'PERMISSION_DENIED',
    message: `The till’s user may not open ${name}${detail && ` (${detail})`}.`,
    cure:
      `On Linux: give the user of the till the group ${groups} and start the till again; copy ` +
      'scripts/install/70-scantill-scanners.rules to /etc/udev/rules.d/, then ' +
      `sudo udevadm control --reload && sudo udevadm trigger. If its maker is not in that file, add the line: ${rule}`,
  };
}

export function inUse(name: string, detail: string): Finding {
  return {
    code: 'IN_USE',
    message: `${name} is taken (${detail}).`,
    cure: 'Give each scanner to one lane only, and end other programs that read it.',
  };
}

/** A gun that the settings of two lanes fit alike: opened for either it might scan for the other's customers. */
export function twoLanes(name: string, product: string): Finding {
  return {
    code: 'TWO_CANDIDATES',
    message: `${product} answers to ${name}, and to a scanner of another lane as well.`,
    cure: 'Add serialNumber or usbPort to these scanners in the configuration, so that each gun fits one lane alone.',
  };
}

/** Nothing was heard while a gun's settings were looked for. */
export const GUN_SILENT: Finding = {
  code: 'GUN_SILENT',
  message: 'Nothing came from the gun.',
  cure:
    'Scan while it is listened to. Check the cable and the port, and that the gun is in its RS-232 or ' +
    'USB serial (COM port) mode: the maker’s manual has a barcode for it.',
};

/** Bytes were heard that make no sense. */
export const LINE_UNREADABLE: Finding = {
  code: 'LINE_UNREADABLE',
  message: 'Bytes came from the gun, and they are no text under any setting that was tried.',
  cure: 'Scan the maker’s barcode for the RS-232 defaults (mostly 9600 8N1 or 115200 8N1), and look again.',
};

/** Somebody who is not in `allow` connected to a listening gun. */
export function notAllowed(name: string, addresses: readonly string[]): Finding {
  return {
    code: 'NOT_ALLOWED',
    message: `${name} turned away ${addresses.join(', ')}: not in its list of guns.`,
    cure: 'If it is a gun of yours, add its address to allow in the configuration of this scanner.',
  };
}

/** All places at a listening gun are taken by guns that were heard of lately. */
export function tooMany(name: string, most: number): Finding {
  return {
    code: 'TOO_MANY_CONNECTIONS',
    message: `${name} has ${most} connections and turned a further one away.`,
    cure: 'Give each gun a listener of its own, or end what else connects to this one.',
  };
}

/** A gun that has a keyboard beside its HID POS interface, and chooses the keyboard unless it is told. It is open all the same. */
export function notRedirected(name: string): Finding {
  return {
    code: 'NOT_REDIRECTED',
    message: `${name} is a keyboard too: as long as it is set to be one it types its codes, and none come by HID POS.`,
    cure: 'Write "redirect": true into its configuration, or scan the barcode "USB HID" in its manual.',
  };
}

/** A gun in keyboard mode that would not send by HID POS instead. It is open all the same. */
export function redirectRefused(name: string, detail: string): Finding {
  return {
    code: 'REDIRECT_REFUSED',
    message: `${name} cannot be redirected to HID POS (${detail}): while it is in keyboard mode its codes do not come.`,
    cure: 'Take "redirect" out of its configuration, and set the scanner to HID POS by the barcode in its manual.',
  };
}

/**
 * Puts what a library or the system threw on opening `name` into words. node-hid and serialport give most of their
 * errors no code, so their texts are all there is to go by.
 */
export function openFailed(name: string, error: unknown, device?: DeniedDevice): Finding {
  const code = systemCode(error);
  // Node's error for a name with several addresses has no text.
  const text = errorText(error) || (code ?? 'unknown error');
  if (code === 'ERR_DLOPEN_FAILED' || text.includes('cannot open shared object')) {
    return {
      code: 'LIBRARY_MISSING',
      message: `${name} cannot be opened: a system library is missing (${text}).`,
      cure: 'On Debian or Ubuntu: sudo apt-get install libusb-1.0-0 libudev1',
    };
  }
  const isDenied = code === 'EACCES' || code === 'EPERM';
  if (isDenied && device?.transport === 'tcp') {
    return {
      code: 'OPEN_FAILED',
      message: `The system forbids ${name} (${text}).`,
      cure: 'Take a port above 1023, such as 9301, and let the firewall of this machine pass it.',
    };
  }
  if (isDenied || /permission denied|access denied/i.test(text)) {
    return permissionDenied(name, device, text);
  }
  if (code === 'ENOENT' || /no such file|file not found|No HID devices/i.test(text)) return notFound(name);
  if (code === 'EADDRINUSE' || /cannot lock port|resource busy/i.test(text)) return inUse(name, text);
  return {
    code: 'OPEN_FAILED',
    message: `${name} cannot be opened (${text}).`,
    cure: 'Check the place and the settings of this scanner in the configuration.',
  };
}
