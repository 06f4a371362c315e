import { expect, test } from 'vitest';
import { socketIn } from '../../src/devices/usb-socket.ts';

test.each([
  ['a HID gun at a PC', 'pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.1/0003:0C2E:1007.0004', '0000:00:14.0-2'],
  [
    'the same after a start that counted the buses otherwise',
    'pci0000:00/0000:00:14.0/usb3/3-2/3-2:1.1/0003:0C2E:1007.0009',
    '0000:00:14.0-2',
  ],
  [
    'a tty behind two hubs',
    'pci0000:00/0000:00:14.0/usb1/1-2/1-2.4/1-2.4.1/1-2.4.1:1.0',
    '0000:00:14.0-2.4.1',
  ],
  ['an adapter', 'pci0000:00/0000:00:03.0/usb3/3-1/3-1:1.0/ttyUSB0', '0000:00:03.0-1'],
  ['a small board', 'platform/soc/20980000.usb/usb1/1-1/1-1.3/1-1.3:1.0', '20980000.usb-1.3'],
  [
    "the kernel's loop-back bus",
    'platform/dummy_hcd.1/usb2/2-1/2-1:1.0/0003:05E0:2100.0002',
    'dummy_hcd.1-1',
  ],
  ['a virtual gun', 'virtual/misc/uhid/0003:0C2E:1007.0001', undefined],
  ['a port of the mainboard', 'pnp0/00:04', undefined],
])('the socket of %s', (_what, place, socket) => {
  expect(socketIn(`/sys/devices/${place}`)).toBe(socket);
});
