import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { usbPortIn } from '../hid/sysfs.ts';
import { socketIn } from '../usb-socket.ts';
import type { ListedPort } from './ports.ts';

/** Serial devices at USB, by the names the kernel gives them. */
const USB_NODE = /^tty(ACM|USB)\d+$/;
/** The device and the number of its interface, in the place of a tty in sysfs: `…/1-1.2/1-1.2:1.0/ttyUSB0`. */
const INTERFACE = /^(.*\/\d+-[\d.]+)\/\d+-[\d.]+:\d+\.(\d+)(?:\/|$)/;

/**
 * The serial ports at USB, read from sysfs: it costs no process, as the library's own list does, and needs no udev. Its
 * links (`/dev/serial/by-id`) are named where they are.
 */
export async function listLinuxPorts({ dev = '/dev', sys = '/sys' } = {}): Promise<ListedPort[]> {
  const names = (await readdir(dev)).filter((name) => USB_NODE.test(name)).sort();
  if (names.length === 0) return [];
  const [byId, byPath] = await Promise.all([
    linksIn(path.join(dev, 'serial/by-id')),
    linksIn(path.join(dev, 'serial/by-path')),
  ]);
  const ports = await Promise.all(
    names.map(async (name): Promise<ListedPort[]> => {
      const node = path.join(dev, name);
      const place = await realpath(path.join(sys, 'class/tty', name, 'device')).catch(() => undefined);
      // Gone between the two looks.
      if (place === undefined) return [];
      const real = await realpath(node).catch(() => node);
      return [
        {
          path: node,
          byId: byId.get(real),
          byPath: byPath.get(real),
          usbPort: usbPortIn(`${place}/`),
          socket: socketIn(place),
          ...(await describe(place)),
        },
      ];
    }),
  );
  return ports.flat();
}

/** The USB socket that the device behind a tty, or a link to one, hangs in now. */
export async function socketOfTty(node: string, sys = '/sys'): Promise<string | undefined> {
  try {
    const name = path.basename(await realpath(node));
    return socketIn(await realpath(path.join(sys, 'class/tty', name, 'device')));
  } catch {
    return undefined;
  }
}

async function describe(place: string): Promise<Partial<ListedPort>> {
  const [, device, interfaceNumber] = INTERFACE.exec(place) ?? [];
  if (device === undefined) return {};
  const read = (name: string) =>
    readFile(path.join(device, name), 'utf8').then(
      (text) => text.trim() || undefined,
      () => undefined,
    );
  const [vendorId, productId, serialNumber, manufacturer, product] = await Promise.all(
    ['idVendor', 'idProduct', 'serial', 'manufacturer', 'product'].map(read),
  );
  return {
    vendorId,
    productId,
    serialNumber,
    manufacturer,
    product,
    interfaceNumber: Number(interfaceNumber),
  };
}

/** The links of a folder by what they lead to; of several the first by name. */
async function linksIn(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const names = await readdir(folder).catch(() => []);
  for (const name of names.sort()) {
    const link = path.join(folder, name);
    const target = await realpath(link).catch(() => undefined);
    if (target !== undefined && !found.has(target)) found.set(target, link);
  }
  return found;
}
