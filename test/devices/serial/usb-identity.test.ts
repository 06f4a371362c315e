import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { usbIdentity } from '../../../src/devices/serial/usb-identity.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A sysfs with one tty, its device at this place, and a USB device at 1-1.2. */
function sysfs(tty: string, device: string): string {
  const root = temporaryFolder();
  const usb = join(root, 'devices/pci0000:00/usb1/1-1/1-1.2');
  const place = join(root, 'devices', device);
  for (const folder of [usb, place, join(root, 'class/tty', tty)]) mkdirSync(folder, { recursive: true });
  const facts = { idVendor: '0C2E', idProduct: '0720', serial: 'A 1', manufacturer: 'Maker', product: 'Gun' };
  for (const [name, value] of Object.entries(facts)) writeFileSync(join(usb, name), `${value}\n`);
  symlinkSync(place, join(root, 'class/tty', tty, 'device'));
  // The hub above has ids of its own.
  writeFileSync(join(dirname(usb), 'idVendor'), '1d6b\n');
  return root;
}

const GUN = {
  usbPort: '1-1.2',
  vendorId: '0c2e',
  productId: '0720',
  serialNumber: 'A 1',
  manufacturer: 'Maker',
  product: 'Gun',
};

test.each([
  ['ttyACM0', 'pci0000:00/usb1/1-1/1-1.2/1-1.2:1.0'],
  ['ttyUSB0', 'pci0000:00/usb1/1-1/1-1.2/1-1.2:1.0/ttyUSB0'],
])('the USB device behind %s is told with its port', async (tty, device) => {
  expect(await usbIdentity(`/dev/${tty}`, sysfs(tty, device))).toEqual(GUN);
});

test('a port that is not at USB, or that nobody knows, has no USB device', async () => {
  expect(await usbIdentity('/dev/ttyS0', sysfs('ttyS0', 'pnp0/00:05'))).toEqual({});
  expect(await usbIdentity('/dev/ttyACM7', temporaryFolder())).toEqual({});
});

test('what a device does not tell is left out', async () => {
  const root = temporaryFolder();
  const place = join(root, 'devices/usb1/1-1/1-1:1.0');
  mkdirSync(join(root, 'class/tty/ttyACM0'), { recursive: true });
  mkdirSync(place, { recursive: true });
  symlinkSync(place, join(root, 'class/tty/ttyACM0/device'));
  expect(await usbIdentity('/dev/ttyACM0', root)).toEqual({ usbPort: '1-1' });
});
