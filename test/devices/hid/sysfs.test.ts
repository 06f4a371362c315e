import { expect, test } from 'vitest';
import { reportDescriptorOf, usbPortIn } from '../../../src/devices/hid/sysfs.ts';

test.each([
  ['/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.2/1-1.2:1.0/0003:0C2E:1007.0001/', '1-1.2'],
  ['/sys/devices/platform/dummy_hcd.0/usb3/3-1/3-1:1.1/0003:1234:8C01.0002/', '3-1'],
  ['/sys/devices/virtual/misc/uhid/0003:1234:8C01.0001/', undefined],
])('the USB port of %s is %s', (path, port) => {
  expect(usbPortIn(path)).toBe(port);
});

test('a device that is not there, or of another system, has no descriptor', async () => {
  expect(await reportDescriptorOf('/dev/hidraw9999')).toBeUndefined();
  expect(await reportDescriptorOf('\\\\?\\hid#vid_0c2e&pid_1007')).toBeUndefined();
  expect(await reportDescriptorOf('1-1:1.0')).toBeUndefined();
});
