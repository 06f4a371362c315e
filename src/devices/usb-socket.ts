import { usbPortIn } from './hid/sysfs.ts';

/**
 * The socket a USB device hangs in, from its place in sysfs: its controller and the ports on the way, such as
 * `0000:00:14.0-1.2`. Unlike the port path `1-1.2` it does not begin with the number of a bus, which the kernel gives anew
 * at each start.
 */
export function socketIn(sysfsPath: string): string | undefined {
  const port = usbPortIn(`${sysfsPath}/`);
  const controller = /\/([^/]+)\/usb\d+\//.exec(sysfsPath)?.[1];
  if (port === undefined || controller === undefined) return undefined;
  return `${controller}-${port.slice(port.indexOf('-') + 1)}`;
}
