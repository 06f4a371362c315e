import { expect, test } from 'vitest';
import { findScanners } from '../../src/devices/find-scanners.ts';
import type { ListedHid } from '../../src/devices/hid-candidates.ts';
import type { ListedPort } from '../../src/devices/serial/ports.ts';
import { SERIAL_DEVICES, SYMBOL_SIMPLE_COM } from '../fixtures/known-guns.ts';
import { hidScanner } from '../support/fake-hid.ts';

const { zebraCdc, datalogicCom, ftdi } = SERIAL_DEVICES;
const keyboard = { usagePage: 1, usage: 6 };

function plug(node: string, more: Partial<ListedHid> = {}, port?: string): ListedHid {
  const path = `/dev/${node}`;
  const place = port && { usbPort: `1-${port}`, socket: `pci-${port}` };
  return { ...hidScanner(path, more), path, ...place, ...more };
}

async function find(hid: ListedHid[], serial: ListedPort[] = []) {
  const found = await findScanners({ hid: async () => hid, serial: async () => serial });
  expect(found.findings).toEqual([]);
  for (const { why, key } of found.candidates) {
    expect(key).not.toBe('');
    expect(why.length).toBeGreaterThan(0);
  }
  return found.candidates;
}

test('a gun in HID POS mode is certain, whoever made it, and is opened by its ids and number', async () => {
  const [gun] = await find([plug('hidraw0', { vendorId: 0xdead, productId: 0xbeef }, '1.2')]);
  expect(gun).toMatchObject({
    certainty: 'certain',
    key: 'hid dead:beef:A1@pci-1.2',
    self: 'hid dead:beef:A1@',
    place: '/dev/hidraw0',
    identity: { usbPort: '1-1.2', manufacturer: 'Honeywell' },
    entry: { transport: 'hid', vendorId: 'dead', productId: 'beef', serialNumber: 'A1' },
  });
  expect(gun?.entry).not.toHaveProperty('usbPort');
});

test('a composite gun is one candidate: the interface that is read, not the keyboard before it', async () => {
  const guns = await find([
    plug('hidraw0', { ...keyboard, interface: 0 }, '1'),
    plug('hidraw0', { usagePage: 0xff00, usage: 1, interface: 0 }, '1'),
    plug('hidraw1', { interface: 1 }, '1'),
  ]);
  expect(guns).toMatchObject([{ certainty: 'certain', place: '/dev/hidraw1' }]);
  expect(guns[0]?.why.join(' ')).toContain('a keyboard beside');
});

test('a keyboard of a maker of guns is asked about, with its cure; any other keyboard is none, and no keyboard is certain', async () => {
  const keyboards = [0x0c2e, 0x05e0, 0x05f9, 0x1eab, 0x046d, 0x413c].map((vendorId, i) =>
    plug(`hidraw${i}`, { ...keyboard, vendorId, manufacturer: undefined, product: 'Keyboard' }, `${i}`),
  );
  const found = await find(keyboards);
  const isNone = ({ identity }: (typeof found)[number]) => ['046d', '413c'].includes(identity.vendorId ?? '');
  for (const candidate of found.filter((each) => !isNone(each))) {
    expect(candidate).toMatchObject({ certainty: 'doubtful', finding: { code: 'WRONG_MODE' } });
    expect(candidate.entry).toMatchObject({ mode: 'keyboard' });
  }
  expect(found.filter(isNone)).toMatchObject([{ certainty: 'other' }, { certainty: 'other' }]);
  for (const { entry } of found.filter(isNone)) expect(entry).toBeUndefined();
});

test('a keyboard that calls itself a scanner is asked about, whoever made it', async () => {
  const [one] = await find([
    plug('hidraw0', { ...keyboard, vendorId: 0xdead, product: '2D Barcode Scanner' }),
  ]);
  expect(one).toMatchObject({ certainty: 'doubtful', entry: { mode: 'keyboard' } });
});

test("a gun in IBM's or its maker's own mode cannot be used, and is told with its cure", async () => {
  const found = await find([
    plug('hidraw0', { usagePage: 0xff45, usage: 0x4b00, vendorId: 0x05e0, productId: 0x1300 }),
    plug('hidraw1', { ...SYMBOL_SIMPLE_COM, usagePage: 0xff00, usage: 1 }),
  ]);
  for (const candidate of found) {
    expect(candidate).toMatchObject({ certainty: 'wrongMode', finding: { code: 'WRONG_MODE' } });
    expect(candidate.entry).toBeUndefined();
  }
});

test('a serial gun of the table is certain; a port of a general chip is asked about, and says why', async () => {
  const found = await find([], [ftdi, datalogicCom, { path: '/dev/ttyS0' }]);
  expect(found).toMatchObject([
    { certainty: 'certain', transport: 'serial', entry: { path: datalogicCom.byId } },
    { certainty: 'doubtful', place: ftdi.byId, entry: { path: ftdi.byId } },
  ]);
  expect(found[1]?.why.join(' ')).toContain('printers');
});

test('two equal guns with one serial number have keys of their own, and are opened by their USB ports', async () => {
  const guns = await find([plug('hidraw1', {}, '2'), plug('hidraw0', {}, '1')]);
  expect(guns.map(({ key, entry }) => [key, entry && 'usbPort' in entry && entry.usbPort])).toEqual([
    ['hid 0c2e:1007:A1@pci-1', '1-1'],
    ['hid 0c2e:1007:A1@pci-2', '1-2'],
  ]);
  for (const { why, self } of guns) {
    expect(why.join(' ')).toContain('Another with the same ids and serial number');
    expect(self).toBeUndefined();
  }
});

test('the key of a gun is the same whether an equal one is plugged in or not', async () => {
  const one = plug('hidraw0', {}, '1');
  const alone = await find([one]);
  const both = await find([plug('hidraw5', {}, '2'), one]);
  expect(both.map(({ key }) => key)).toContain(alone[0]?.key);
});

test('a number that is in each gun of a kind, or none, is no name: it is known by its socket', async () => {
  const byPath = '/dev/serial/by-path/pci-usb-0:1:1.0';
  const [zebra] = await find([], [{ ...zebraCdc, socket: 'pci-1', usbPort: '1-1', byPath }]);
  expect(zebra).toMatchObject({
    key: 'serial 05e0:1701:USB_CDC_Symbol_Scanner@pci-1',
    entry: { path: byPath },
  });
  expect(zebra?.self).toBeUndefined();
  for (const serialNumber of [undefined, '', '00000000', '0123456789']) {
    const [gun] = await find([plug('hidraw0', { serialNumber }, '3')]);
    expect(gun?.self).toBeUndefined();
    expect(gun?.entry).toMatchObject({ usbPort: '1-3' });
  }
});

test('equal guns on a system that tells no ports are opened by nobody', async () => {
  const guns = await find([plug('hidraw0'), plug('hidraw1')]);
  for (const gun of guns) {
    expect(gun).toMatchObject({ certainty: 'wrongMode', finding: { code: 'NOT_TOLD_APART' } });
    expect(gun.entry).toBeUndefined();
  }
});

test('two equal mice are no question', async () => {
  const mouse = { usagePage: 1, usage: 2, vendorId: 0x046d, manufacturer: undefined, product: 'Mouse' };
  const found = await find([plug('hidraw0', mouse), plug('hidraw1', mouse)]);
  expect(found).toMatchObject([{ certainty: 'other' }, { certainty: 'other' }]);
  for (const { finding } of found) expect(finding).toBeUndefined();
});

test('the ports of one device are candidates of their own', async () => {
  const part = (path: string, interfaceNumber: number) => ({
    ...ftdi,
    path,
    byId: undefined,
    interfaceNumber,
    socket: 's',
  });
  const found = await find([], [part('/dev/ttyUSB0', 0), part('/dev/ttyUSB1', 1)]);
  expect(new Set(found.map(({ key }) => key)).size).toBe(2);
});

test('what cannot be listed is told, and hides nothing else', async () => {
  const hid = async () => {
    throw Object.assign(new Error('libusb-1.0.so.0: cannot open shared object file'), {
      code: 'ERR_DLOPEN_FAILED',
    });
  };
  const found = await findScanners({ hid, serial: async () => [datalogicCom] });
  expect(found.findings).toMatchObject([{ code: 'LIBRARY_MISSING' }]);
  expect(found.candidates).toMatchObject([{ certainty: 'certain' }]);
});
