import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ScannerIdentity } from '../scan.ts';

/** A USB device's folder in sysfs is named by its port. */
const USB_PORT = /^\d+-\d+(\.\d+)*$/;

/** Folders between a tty and its USB device: `ttyACM0` is at an interface, `ttyUSB0` one further down. */
const MOST_STEPS = 6;

/**
 * What the system tells of the USB device behind a serial node such as `/dev/ttyACM0`. Read from Linux's sysfs, which
 * costs no process; elsewhere, and for a port that is not at USB, nothing is known.
 */
export async function usbIdentity(node: string, sysfs = '/sys'): Promise<ScannerIdentity> {
  let folder = await realpath(join(sysfs, 'class/tty', basename(node), 'device')).catch(() => undefined);
  for (let step = 0; folder !== undefined && step < MOST_STEPS; step += 1) {
    if (USB_PORT.test(basename(folder))) return readDevice(folder);
    folder = dirname(folder);
  }
  return {};
}

async function readDevice(folder: string): Promise<ScannerIdentity> {
  const read = async (name: string) => (await readFile(join(folder, name), 'utf8').catch(() => '')).trim();
  const [vendorId, productId, serialNumber, manufacturer, product] = await Promise.all(
    ['idVendor', 'idProduct', 'serial', 'manufacturer', 'product'].map(read),
  );
  return {
    usbPort: basename(folder),
    ...(vendorId && { vendorId: vendorId.toLowerCase() }),
    ...(productId && { productId: productId.toLowerCase() }),
    ...(serialNumber && { serialNumber }),
    ...(manufacturer && { manufacturer }),
    ...(product && { product }),
  };
}
