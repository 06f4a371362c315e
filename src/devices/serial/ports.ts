import { platform } from 'node:os';
import { listLinuxPorts } from './linux-ports.ts';

/** A serial port as the system lists it. */
export interface ListedPort {
  path: string;
  /** Four hexadecimal digits, as the system writes them. */
  vendorId?: string | undefined;
  productId?: string | undefined;
  serialNumber?: string | undefined;
  manufacturer?: string | undefined;
  product?: string | undefined;
  /** Its link in `/dev/serial/by-id`, made of what it says of itself: equal guns fight for one. */
  byId?: string | undefined;
  /** Its link in `/dev/serial/by-path`, made of the USB port it is plugged into. */
  byPath?: string | undefined;
  /** Such as `1-1.2`. */
  usbPort?: string | undefined;
  /** Where it is plugged in, the same after each start; see `socketIn`. */
  socket?: string | undefined;
  /** Which of the device's interfaces it is. */
  interfaceNumber?: number | undefined;
}

/** The serial ports of this machine that are at USB. Fails where the library that lists them cannot be loaded. */
export async function listSerialPorts(): Promise<ListedPort[]> {
  if (platform() === 'linux') return listLinuxPorts();
  const { SerialPort } = await import('serialport');
  const ports = await SerialPort.list();
  // Both say where the device is plugged in, unless Windows has a serial number to go by.
  return ports.map(({ pnpId, locationId, ...port }) => ({ ...port, socket: locationId ?? pnpId }));
}

/** Loads the library, as the first open of a port does. Fails where it does not fit this system. */
export async function loadSerialPort(): Promise<void> {
  await import('serialport');
}
