import { readdir } from 'node:fs/promises';
import { platform } from 'node:os';

/** A serial port as the system lists it. */
export interface ListedPort {
  path: string;
  /** Four hexadecimal digits, as the system writes them. */
  vendorId?: string | undefined;
  productId?: string | undefined;
  manufacturer?: string | undefined;
  /** On Linux, its name in `/dev/serial/by-id`. */
  pnpId?: string | undefined;
}

/** Serial devices at USB on Linux, by the names the kernel gives them. */
const USB_NODE = /^tty(ACM|USB)\d+$/;

/**
 * The serial ports of this machine that may be at USB. Fails where the library or `udevadm` is missing. On Linux the
 * list costs a process, so it is only made when there is something to list.
 */
export async function listSerialPorts(): Promise<ListedPort[]> {
  if (platform() === 'linux' && !(await readdir('/dev')).some((name) => USB_NODE.test(name))) return [];
  const { SerialPort } = await import('serialport');
  return SerialPort.list();
}

/** Loads the library, as the first open of a port does. Fails where it does not fit this system. */
export async function loadSerialPort(): Promise<void> {
  await import('serialport');
}
