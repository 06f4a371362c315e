import { expect, test } from 'vitest';
import { CERTAIN, fingerprint } from '../../src/devices/fingerprint.ts';
import { KNOWN_SCANNERS, knownScanner, sharedChip } from '../../src/devices/known-scanners.ts';
import { SERIAL_DEVICES } from '../fixtures/known-guns.ts';

const { zebraCdc, datalogicCom, newlandVcp, honeywellModbus, ftdi } = SERIAL_DEVICES;

const HONEYWELL = { vendorId: '0c2e', productId: 'ffff' };

test.each([
  ['a Zebra in CDC mode', zebraCdc, true],
  ['a Datalogic in USB-COM mode', datalogicCom, true],
  ['a Newland in serial mode', newlandVcp, true],
  [
    'a meter of a maker of guns, were its ids of the gun makers too',
    { ...honeywellModbus, ...HONEYWELL },
    false,
  ],
  ["an adapter with FTDI's chip", ftdi, false],
])('whether %s is a gun without asking: as captured', (_what, device, isCertain) => {
  const { score, why } = fingerprint(device);
  expect(score >= CERTAIN).toBe(isCertain);
  for (const reason of why) expect(reason).toMatch(/\.$|-if\d\d/);
});

test('each sign more makes a device surer', () => {
  const unknown = { vendorId: '1eab', productId: 'ffff' };
  const steps = [
    { vendorId: 'dead', productId: 'beef' },
    unknown,
    { ...unknown, manufacturer: newlandVcp.manufacturer },
    { ...unknown, manufacturer: newlandVcp.manufacturer, byId: newlandVcp.byId },
    { ...datalogicCom, byId: undefined },
    datalogicCom,
  ].map((device) => fingerprint(device).score);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
});

test('ids of a list that somebody made are only believed together with the name of the gun', () => {
  const { vendorId, productId, manufacturer } = newlandVcp;
  expect(fingerprint({ vendorId, productId }).score).toBeLessThan(CERTAIN);
  expect(fingerprint({ vendorId, productId, manufacturer }).score).toBeGreaterThanOrEqual(CERTAIN);
});

test("ids of a chip that is in other things too count nothing, whatever the device's name is", () => {
  const renamed = { ...ftdi, manufacturer: 'Zebra', product: 'Bar Code Scanner' };
  expect(fingerprint(renamed)).toMatchObject({ score: 0, isShared: true });
  expect(fingerprint(renamed).why.join(' ')).toContain('FTDI');
});

test.each(['0403:6001', '067b:2303', '1a86:7523', '10c4:ea60', '2341:0043', '2341:8036'])(
  '%s is in many kinds of devices',
  (ids) => {
    const [vendorId = '', productId = ''] = ids.split(':');
    expect(sharedChip(vendorId.toUpperCase(), productId.toUpperCase())).toBeDefined();
    expect(knownScanner(vendorId, productId)).toBeUndefined();
  },
);

test('each row of the table has ids of four lower-case digits, no equal, and a source', () => {
  for (const { vendorId, productId, name, source } of KNOWN_SCANNERS) {
    expect(`${vendorId}:${productId}`).toMatch(/^[0-9a-f]{4}:[0-9a-f]{4}$/);
    expect(name.length).toBeGreaterThan(5);
    expect(source.length).toBeGreaterThan(5);
    expect(sharedChip(vendorId, productId)).toBeUndefined();
  }
  const ids = KNOWN_SCANNERS.map(({ vendorId, productId }) => `${vendorId}:${productId}`);
  expect(new Set(ids).size).toBe(ids.length);
});
