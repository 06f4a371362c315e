import { expect, test } from 'vitest';
import type { ScannerStatus } from '../../src/devices/index.ts';
import type { PaymentsHealth } from '../../src/payment/index.ts';
import { createMeterBook } from '../../src/watch/meter-book.ts';
import { createReadings, type TillState } from '../../src/watch/readings.ts';
import { createTillMeters } from '../../src/watch/till-meters.ts';
import { metricOf } from '../support/watched.ts';

const health: PaymentsHealth = {
  tillId: 'TEST',
  warnings: [],
  openOrders: 0,
  stuckOrders: 0,
  openCases: 0,
  openRefunds: 0,
  gatewayReachable: true,
  damaged: [],
  notices: {} as PaymentsHealth['notices'],
};

const gun = (changes: Partial<ScannerStatus>): ScannerStatus => ({
  id: 'front',
  lane: '1',
  transport: 'serial',
  name: 'Gun',
  state: 'up',
  since: 0,
  isConfigured: false,
  counters: { taken: 0, refused: 0, ignored: 0, repeats: 0, malformed: 0, bytes: 0, lost: 0 },
  ...changes,
});

function bench() {
  const book = createMeterBook();
  const read = createReadings(createTillMeters(book));
  return async (state: Partial<TillState>) => {
    read({ payments: health, lanes: [{ id: '1' }, { id: '2' }], scanners: [], sockets: {}, ...state });
    const text = await book.text();
    return (line: string) => metricOf(text, line);
  };
}

test('a till that cannot sell says so for each lane, and no longer when it can', async () => {
  const read = bench();
  const blocked = await read({
    payments: { ...health, block: { kind: 'storeFault', since: 0, detail: 'full' } },
  });
  expect(blocked('scantill_lane_blocked{lane="1",reason="storeFault"}')).toBe(1);
  expect(blocked('scantill_lane_blocked{lane="2",reason="storeFault"}')).toBe(1);
  const free = await read({});
  expect(free('scantill_lane_blocked{lane="1",reason="storeFault"}')).toBeUndefined();
});

test('what is not known is not told, rather than told as nothing', async () => {
  const read = bench();
  const unknown = await read({});
  for (const name of [
    'clock_skew_seconds',
    'disk_free_bytes',
    'certificate_expiry_timestamp_seconds',
    'backup_timestamp_seconds',
  ]) {
    expect(unknown(`scantill_${name}`), name).toBeUndefined();
  }
  const known = await read({
    payments: { ...health, clockSkewMs: -1500 },
    certificate: { validTo: 1_900_000_000_000 },
    backupAt: 0,
  });
  expect(known('scantill_clock_skew_seconds')).toBe(-1.5);
  expect(known('scantill_certificate_expiry_timestamp_seconds')).toBe(1_900_000_000);
  expect(known('scantill_backup_timestamp_seconds')).toBe(0);
});

test('a gun is up or not; one that is switched off, and a place for one beside another, are not missed', async () => {
  const read = bench();
  const told = await read({
    scanners: [
      gun({}),
      gun({ id: 'found', state: 'absent' }),
      gun({ id: 'alone', lane: '2', state: 'absent' }),
      gun({ id: 'off', state: 'disabled' }),
      gun({ id: 'gone', state: 'down' }),
    ],
  });
  expect(told('scantill_gun_up{lane="1",gun="front"}')).toBe(1);
  expect(told('scantill_gun_up{lane="1",gun="gone"}')).toBe(0);
  expect(told('scantill_gun_up{lane="2",gun="alone"}')).toBe(0);
  expect(told('scantill_gun_up{lane="1",gun="found"}')).toBeUndefined();
  expect(told('scantill_gun_up{lane="1",gun="off"}')).toBeUndefined();
});

test('what a gun counted is added once, also when it came back and counts anew', async () => {
  const read = bench();
  const counted = (lost: number, repeats: number) => ({
    scanners: [gun({ counters: { ...gun({}).counters, lost, repeats } })],
  });
  await read(counted(2, 1));
  await read(counted(2, 4));
  const told = await read(counted(1, 0));
  expect(told('scantill_gun_lost_total{lane="1",gun="front"}')).toBe(3);
  expect(told('scantill_scans_total{lane="1",result="repeat"}')).toBe(4);
});
