import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { heldByTill } from '../../scripts/record/held-by-till.ts';
import { parseRecordOptions } from '../../scripts/record/options.ts';
import type { ScannerStatus } from '../../src/devices/scan.ts';
import { hidConfig, serialConfig, tcpListenConfig } from '../support/scanner-configs.ts';

const parse = (line: string) => parseRecordOptions(line.split(' ').filter(Boolean), {});

test.each([
  ['serial:/dev/ttyACM0', { transport: 'serial', path: '/dev/ttyACM0' }],
  ['serial:COM3', { transport: 'serial', path: 'COM3' }],
  ['hid:0c2e:1007', { transport: 'hid', vendorId: '0c2e', productId: '1007', mode: 'pos' }],
  ['keyboard:0c2e:0b61:de', { transport: 'hid', mode: 'keyboard', layout: 'de' }],
  ['tcp:listen:127.0.0.1:9301', { transport: 'tcp', listen: '127.0.0.1:9301' }],
  ['tcp:connect:192.0.2.7:9001', { transport: 'tcp', connect: '192.0.2.7:9001' }],
])('--scanner %s names a gun', (text, gun) => {
  expect(parse(`--scanner ${text}`).scanner).toMatchObject(gun);
});

test.each([
  '--scanner telepathy:1',
  '--scanner hid:zz:1007',
  '--scanner keyboard:0c2e:0b61:klingon',
  '--scanner tcp:listen:0.0.0.0:9301',
  '--count 0',
  '--count many',
  '--nonsense',
])('%s is refused', (line) => {
  expect(() => parse(line)).toThrow(CommanderError);
});

test('the other options are taken, and the configuration also from the environment', () => {
  expect(parse('--config a.json --id front --out b.jsonl --count 3 --with-serial')).toEqual({
    config: 'a.json',
    id: 'front',
    out: 'b.jsonl',
    count: 3,
    withSerial: true,
  });
  expect(parseRecordOptions([], { SCANTILL_CONFIG: 'c.json' })).toEqual({
    config: 'c.json',
    withSerial: false,
  });
});

const up = (status: Partial<ScannerStatus>) => ({ state: 'up', name: 'gun', ...status }) as ScannerStatus;

test('a gun that the till has open is known by its place or its ids', () => {
  const serial = up({ transport: 'serial', name: '/dev/ttyACM0' });
  expect(heldByTill(serialConfig('/dev/ttyACM0'), [serial])).toBe(serial);
  expect(heldByTill(serialConfig('/dev/ttyACM1'), [serial])).toBeUndefined();
  expect(heldByTill(serialConfig('/dev/ttyACM0'), [{ ...serial, state: 'disabled' }])).toBeUndefined();

  const hid = up({ transport: 'hid', identity: { vendorId: '0c2e', productId: '1007' } });
  expect(heldByTill(hidConfig({ vendorId: '0C2E', productId: '1007' }), [hid])).toBe(hid);
  expect(heldByTill(hidConfig({ vendorId: '0c2e' }), [hid])).toBe(hid);
  expect(heldByTill(hidConfig({ vendorId: '05e0', productId: '1007' }), [hid])).toBeUndefined();
  expect(
    heldByTill(hidConfig({ vendorId: '05e0', productId: '1007' }), [up({ transport: 'hid' })]),
  ).toBeDefined();

  const tcp = up({ transport: 'tcp', address: '127.0.0.1:9301' });
  expect(heldByTill(tcpListenConfig('127.0.0.1:9301'), [tcp])).toBe(tcp);
});
