import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Listings } from '../../src/devices/find-scanners.ts';
import { hexId } from '../../src/devices/hid/library.ts';
import type { ListedPort } from '../../src/devices/serial/ports.ts';
import { simulatedGun } from '../../src/devices/simulated-transport.ts';
import { hidScanner } from '../support/fake-hid.ts';
import { gunBench } from '../support/gun-bench.ts';
import { until } from '../support/until.ts';

const symbol: ListedPort = {
  path: '/dev/ttyUSB0',
  vendorId: '05E0',
  productId: '0600',
  pnpId: 'usb-Symbol-if00',
};
const arduino: ListedPort = { path: '/dev/ttyACM0', vendorId: '2341', productId: '0043' };
const plug = (path: string) => ({ ...hidScanner(path), path });

function listingsOf(hid: string[], serial: ListedPort[] = []): Listings {
  return { hid: async () => hid.map(plug), serial: async () => serial };
}

/** The first lane's status once it has been looked for, where this is plugged in and nothing is configured. */
async function settle(listings: Listings, lanes = ['1']) {
  const gun = simulatedGun(systemClock, 'what was found');
  const opened: unknown[] = [];
  const transports = (config: unknown) => {
    opened.push(config);
    return gun.transport;
  };
  const bench = gunBench({ lanes: lanes.map((id) => ({ id })), parts: { listings, transports } });
  await bench.scanners.start();
  await until(() => bench.changes.length > 0, { what: 'it was looked for' });
  const statuses = bench.scanners.statuses();
  return {
    status: statuses[0],
    opened,
    bound: statuses.filter(({ id, lane }) => lane && !id.endsWith('-found')),
  };
}

test('the one HID scanner that is plugged in is taken by the only lane', async () => {
  const { status, opened } = await settle(listingsOf(['/dev/hidraw0'], [arduino]));
  expect(status).toMatchObject({ state: 'up', lane: '1' });
  expect(opened).toMatchObject([
    { transport: 'hid', vendorId: '0c2e', productId: hexId(0x1007), serialNumber: 'A1' },
  ]);
});

test('a serial scanner of the table is taken by its stable name', async () => {
  const { status, opened } = await settle(listingsOf([], [arduino, symbol]));
  expect(status?.state).toBe('up');
  expect(opened).toMatchObject([{ transport: 'serial', path: '/dev/serial/by-id/usb-Symbol-if00' }]);
});

test('two candidates for one lane are asked about, each with what to write', async () => {
  const { status, bound } = await settle(listingsOf(['/dev/hidraw0'], [symbol]));
  expect(status).toMatchObject({ state: 'absent', finding: { code: 'TWO_CANDIDATES' } });
  expect(status?.finding?.message).toMatch(/\/dev\/hidraw0.*usb-Symbol-if00/);
  expect(status?.finding?.cure).toMatch(/lane 1: \{.*"hid".* or \{.*"serial"/);
  expect(bound).toEqual([]);
});

test('of several lanes none takes a scanner by itself', async () => {
  const { status, bound } = await settle(listingsOf(['/dev/hidraw0']), ['1', '2']);
  expect(status).toMatchObject({ state: 'absent', finding: { code: 'NOT_BOUND' } });
  expect(bound).toEqual([]);
});

test('where nothing is plugged in the lane says so, with a cure', async () => {
  const { status } = await settle(listingsOf([], [arduino]));
  expect(status).toMatchObject({ state: 'absent', finding: { code: 'NOT_FOUND' } });
  expect(status?.finding?.cure).not.toBe('');
});

test('a missing udevadm does not hide a HID scanner, and is told where there is none', async () => {
  const missing = Object.assign(new Error('spawn udevadm ENOENT'), { code: 'ENOENT' });
  const serial = async () => {
    throw missing;
  };
  expect((await settle({ hid: async () => [plug('/dev/hidraw0')], serial })).status?.state).toBe('up');
  const { status } = await settle({ hid: async () => [], serial });
  expect(status?.finding).toMatchObject({ code: 'UDEVADM_MISSING' });
});

test('a machine without anything starts all the same', async () => {
  const bench = gunBench({ lanes: [{ id: '1' }], speed: 1 });
  await bench.scanners.start();
  await until(() => bench.changes.length > 0, { what: 'it was looked for' });
  expect(bench.scanners.statuses()).toMatchObject([{ id: '1-found', lane: '1' }]);
});
