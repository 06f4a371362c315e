import { readFile, realpath } from 'node:fs/promises';
import { basename } from 'node:path';

/** The USB port path in a device's place in sysfs, such as `1-1.2`. */
export function usbPortIn(sysfsPath: string): string | undefined {
  return /\/(\d+-\d+(?:\.\d+)*):\d+\.\d+\//.exec(sysfsPath)?.[1];
}

/** The USB port a HID device hangs on, by its node. Linux only; elsewhere none is known. */
export async function usbPortOf(path: string): Promise<string | undefined> {
  const place = await realpath(`/sys/class/hidraw/${basename(path)}/device`).catch(() => '');
  return usbPortIn(`${place}/`);
}

/** The report descriptor of a HID device, by its node. Linux only; elsewhere, and of one that is gone, none is known. */
export async function reportDescriptorOf(path: string): Promise<Uint8Array | undefined> {
  return readFile(`/sys/class/hidraw/${basename(path)}/device/report_descriptor`).catch(() => undefined);
}
