import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listLinuxPorts, socketOfTty } from '../../../src/devices/serial/linux-ports.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Folders as the kernel and udev make them, with one device in each of the sockets. */
function machine() {
  const root = temporaryFolder();
  const dev = join(root, 'dev');
  const sys = join(root, 'sys');
  for (const folder of [join(dev, 'serial/by-id'), join(dev, 'serial/by-path'), join(sys, 'class/tty')]) {
    mkdirSync(folder, { recursive: true });
  }
  const plugIn = (tty: string, ports: string, traits: Record<string, string>) => {
    const bus = join(sys, 'devices/pci0000:00/0000:00:14.0/usb1', `1-${ports.split('.')[0]}`);
    const device = ports.includes('.') ? join(bus, `1-${ports}`) : bus;
    const usbInterface = join(device, `1-${ports}:1.0`);
    // Adapters have a node of their own below the interface.
    const place = tty.startsWith('ttyUSB') ? join(usbInterface, tty) : usbInterface;
    mkdirSync(place, { recursive: true });
    for (const [name, text] of Object.entries(traits)) writeFileSync(join(device, name), `${text}\n`);
    mkdirSync(join(sys, 'class/tty', tty));
    symlinkSync(place, join(sys, 'class/tty', tty, 'device'));
    writeFileSync(join(dev, tty), '');
  };
  const link = (kind: 'by-id' | 'by-path', name: string, tty: string) =>
    symlinkSync(join('../..', tty), join(dev, 'serial', kind, name));
  return { dev, sys, plugIn, link };
}

const GUN = {
  idVendor: '05e0',
  idProduct: '1701',
  serial: 'USB_CDC_Symbol_Scanner',
  product: 'Symbol Bar Code Scanner',
};

test('a serial port at USB is listed with all that sysfs says of it, without udev', async () => {
  const { dev, sys, plugIn } = machine();
  plugIn('ttyACM0', '1.2', { ...GUN, manufacturer: 'Symbol Technologies, Inc, 2008' });
  writeFileSync(join(dev, 'ttyS0'), '');
  expect(await listLinuxPorts({ dev, sys })).toEqual([
    {
      path: join(dev, 'ttyACM0'),
      byId: undefined,
      byPath: undefined,
      vendorId: '05e0',
      productId: '1701',
      serialNumber: 'USB_CDC_Symbol_Scanner',
      manufacturer: 'Symbol Technologies, Inc, 2008',
      product: 'Symbol Bar Code Scanner',
      usbPort: '1-1.2',
      socket: '0000:00:14.0-1.2',
      interfaceNumber: 0,
    },
  ]);
});

test('two equal guns have one link by id, and each its own socket and link by path', async () => {
  const { dev, sys, plugIn, link } = machine();
  plugIn('ttyACM0', '1', GUN);
  plugIn('ttyUSB3', '2', GUN);
  link('by-id', 'usb-Symbol-if00', 'ttyUSB3');
  link('by-path', 'pci-usb-0:1:1.0', 'ttyACM0');
  link('by-path', 'pci-usb-0:2:1.0', 'ttyUSB3');
  const ports = await listLinuxPorts({ dev, sys });
  const shown = ports.map(({ socket, byId, byPath }) => [socket, byId && 'by id', byPath?.slice(-7)]);
  expect(shown).toEqual([
    ['0000:00:14.0-1', undefined, '0:1:1.0'],
    ['0000:00:14.0-2', 'by id', '0:2:1.0'],
  ]);
  expect(await socketOfTty(join(dev, 'serial/by-id/usb-Symbol-if00'), sys)).toBe('0000:00:14.0-2');
  expect(await socketOfTty(join(dev, 'ttyACM9'), sys)).toBeUndefined();
});

test('a node whose device went a moment ago is not listed', async () => {
  const { dev, sys, plugIn } = machine();
  plugIn('ttyACM0', '1', GUN);
  writeFileSync(join(dev, 'ttyACM1'), '');
  expect((await listLinuxPorts({ dev, sys })).map(({ path }) => path)).toEqual([join(dev, 'ttyACM0')]);
});
