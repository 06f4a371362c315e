import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fits, isNamed, type Whose, whoseGun } from '../../src/devices/named.ts';
import { scannerConfig } from '../../src/scanner-config.ts';
import { candidate } from '../support/candidates.ts';
import { hidConfig, serialConfig } from '../support/scanner-configs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const IDENTITY = { vendorId: '0c2e', productId: '1007', serialNumber: 'A1', usbPort: '1-1.2' };

test.each<[Parameters<typeof hidConfig>[0], boolean]>([
  [{}, true],
  [{ vendorId: '0C2E' }, true],
  [{ vendorId: '0c2e', productId: '1007', serialNumber: 'A1', usbPort: '1-1.2' }, true],
  [{ vendorId: '05e0' }, false],
  [{ vendorId: '0c2e', productId: '0b61' }, false],
  [{ serialNumber: 'A12' }, false],
  [{ usbPort: '1-1' }, false],
])('whether the settings %j mean the gun: %s', (config, isSo) => {
  expect(fits(hidConfig(config), IDENTITY)).toBe(isSo);
});

test.each<[Parameters<typeof hidConfig>[0], Parameters<typeof hidConfig>[0], Whose]>([
  [{}, {}, 'disputed'],
  [{ vendorId: '0c2e' }, { vendorId: '0C2E' }, 'disputed'],
  [{ vendorId: '0c2e' }, {}, 'own'],
  [{}, { vendorId: '0c2e' }, 'others'],
  [{ serialNumber: 'A1' }, { usbPort: '1-1.2' }, 'disputed'],
  [{ vendorId: '0c2e', usbPort: '1-1.2' }, { usbPort: '1-1.2' }, 'own'],
  [{}, { serialNumber: 'B2' }, 'own'],
  [{}, { mode: 'keyboard', vendorId: '0c2e', productId: '1007' }, 'own'],
])('a gun that the settings %j of this lane fit, and %j of another one, is: %s', (own, other, whose) => {
  const lanes = [
    { id: '1', scanners: [hidConfig(own)] },
    { id: '2', scanners: [hidConfig(other), serialConfig('/dev/ttyS0')] },
    { id: '3' },
  ];
  expect(whoseGun(hidConfig(own), { lane: '1', lanes }, IDENTITY)).toBe(whose);
});

test('two guns of one lane are no rivals', () => {
  const lanes = [{ id: '1', scanners: [hidConfig({}), hidConfig({})] }];
  expect(whoseGun(hidConfig({}), { lane: '1', lanes }, IDENTITY)).toBe('own');
});

test('a serial port is the same by each of its names', async () => {
  const folder = temporaryFolder();
  const node = join(folder, 'ttyACM0');
  const link = join(folder, 'by-id', 'usb-Gun-if00');
  writeFileSync(node, '');
  mkdirSync(join(folder, 'by-id'));
  symlinkSync(node, link);
  const gun = (path: string) => candidate('1', { transport: 'serial', place: path, identity: { path } });
  expect(await isNamed(gun(node), [serialConfig(link)])).toBe(true);
  expect(await isNamed(gun(link), [serialConfig(node)])).toBe(true);
  expect(await isNamed(gun(node), [serialConfig(join(folder, 'ttyACM1'))])).toBe(false);
  expect(await isNamed(gun('COM3'), [serialConfig('com3')])).toBe(true);
});

test('settings for a HID gun mean no serial port of the same maker, and those of a network gun mean nothing', async () => {
  const port = candidate('1', { transport: 'serial' });
  const tcp = scannerConfig({ transport: 'tcp', listen: '127.0.0.1:0' });
  expect(await isNamed(port, [hidConfig({ vendorId: '0c2e' }), tcp])).toBe(false);
  expect(await isNamed(candidate('1'), [tcp, hidConfig({ vendorId: '0c2e' })])).toBe(true);
  expect(await isNamed(candidate('1'), [])).toBe(false);
});
