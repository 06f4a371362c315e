import { expect, test } from 'vitest';
import type { GunNotes } from '../../src/devices/gun-notes.ts';
import { type SimulatedGun, simulatedGun } from '../../src/devices/simulated-transport.ts';
import { hidScanner } from '../support/fake-hid.ts';
import { type BenchOptions, gunBench } from '../support/gun-bench.ts';
import { handClock } from '../support/hand-clock.ts';
import { tcpListenConfig } from '../support/scanner-configs.ts';
import { until } from '../support/until.ts';

const CODE = '281234567890123456';
const OTHER = '134567890123456782';

interface Shop {
  lanes?: BenchOptions['lanes'];
  verdict?: BenchOptions['verdict'];
  isBusy?: (lane: string) => boolean;
  notes?: GunNotes;
}

/** Two equal guns but for their serial numbers, A and B, that no configuration names; on a clock that stands still. */
async function openShop({ lanes = [{ id: '1' }, { id: '2' }], verdict, isBusy, notes = {} }: Shop = {}) {
  const clock = handClock();
  const guns: Record<string, SimulatedGun> = {};
  const kept = { notes, writes: 0 };
  const bench = gunBench({
    ...(verdict && { verdict }),
    lanes,
    till: {
      ...(isBusy && { isBusy }),
      memory: {
        read: async () => kept.notes,
        async write(next) {
          kept.notes = next;
          kept.writes += 1;
        },
      },
    },
    parts: {
      clock,
      listings: {
        serial: async () => [],
        hid: async () =>
          ['A', 'B'].map((serialNumber) => {
            const path = `/dev/hidraw${serialNumber}`;
            return { ...hidScanner(path, { serialNumber }), path };
          }),
      },
      transports: (config) => {
        const name = config.transport === 'hid' ? config.serialNumber : 'configured';
        const gun = simulatedGun(clock, name);
        guns[name ?? 'any'] = gun;
        return gun.transport;
      },
    },
  });
  await bench.scanners.start();
  const gun = (name: string): SimulatedGun => guns[name] ?? simulatedGun(clock, 'not there');
  const areOpen = async () => {
    await clock.advance(0);
    return gun('A').isOpen() && gun('B').isOpen();
  };
  await until(areOpen, { what: 'both are open' });
  const status = (name: string) => {
    const found = bench.scanners
      .statuses()
      .find((each) => each.name === name || each.id.includes(`-${name}`));
    if (!found) throw new Error(`expected gun ${name}`);
    return found;
  };
  return { ...bench, clock, gun, kept, status };
}

test('a gun that is bound to no lane is open, and its scans are handed to nobody', async () => {
  const { gun, scans, status } = await openShop();
  gun('A').scan(CODE);
  expect(scans).toEqual([]);
  expect(status('A')).toMatchObject({
    state: 'up',
    lastScan: { outcome: 'ignored', why: 'unbound' },
    counters: { ignored: 1, taken: 0 },
  });
  expect(status('A').lane).toBeUndefined();
});

test('a gun is bound to a lane by scanning there; that scan pays nothing, the next one is of the lane', async () => {
  const { gun, scans, scanners, status, kept, clock } = await openShop();
  expect(scanners.bindByScan('2')).toEqual({ ok: true });
  gun('B').scan(CODE);
  await clock.advance(0);
  expect(scans).toEqual([]);
  expect(status('B')).toMatchObject({ lane: '2', lastScan: { outcome: 'bound' } });
  expect(gun('B').sounds()).toEqual(['good']);
  expect(Object.values(kept.notes)).toMatchObject([{ lane: '2' }]);
  expect(scanners.binding()).toBeUndefined();

  gun('A').scan(OTHER);
  gun('B').scan(CODE);
  expect(scans.map(({ lane, text }) => `${lane} ${text}`)).toEqual([`2 ${CODE}`]);
  expect(JSON.stringify(kept.notes)).not.toContain(CODE.slice(3, 8));
});

test('what a person decided about a gun holds after a restart', async () => {
  const first = await openShop();
  first.scanners.bindByScan('1');
  first.gun('A').scan(CODE);
  await first.clock.advance(0);
  await first.scanners.rename(first.status('A').id, 'Front gun');
  await first.scanners.stop();
  const { gun, scans, scanners } = await openShop({ notes: first.kept.notes });
  gun('A').scan(CODE);
  expect(scans.map(({ lane }) => lane)).toEqual(['1']);
  expect(scanners.statuses()).toContainEqual(expect.objectContaining({ lane: '1', name: 'Front gun' }));
});

test("a customer's code is never taken for the scan that binds a gun to another lane", async () => {
  const busy = new Set<string>();
  const { gun, scans, scanners, status, clock } = await openShop({ isBusy: (lane) => busy.has(lane) });
  scanners.bindByScan('1');
  gun('A').scan(CODE);
  await clock.advance(0);
  busy.add('1');
  expect(scanners.bindByScan('2')).toEqual({ ok: true });
  gun('A').scan(OTHER);
  expect(scans.map(({ lane, text }) => `${lane} ${text}`)).toEqual([`1 ${OTHER}`]);
  expect(status('A').lane).toBe('1');
  expect(scanners.binding()).toMatchObject({ lane: '2' });
});

test('a lane stops waiting for a gun after a minute, or when it is told to', async () => {
  const { gun, scanners, status, clock } = await openShop();
  scanners.bindByScan('1');
  await clock.advance(59_000);
  expect(scanners.binding()).toMatchObject({ lane: '1' });
  await clock.advance(1000);
  expect(scanners.binding()).toBeUndefined();
  scanners.bindByScan('1');
  scanners.cancelBinding();
  gun('A').scan(CODE);
  await clock.advance(0);
  expect(status('A').lane).toBeUndefined();
});

test('a gun of the configuration file is bound to no other lane, and its scan is of its own', async () => {
  const lanes = [{ id: '1', scanners: [tcpListenConfig('127.0.0.1:0')] }, { id: '2' }];
  const { gun, scans, scanners, kept } = await openShop({ lanes });
  expect(scanners.bindByScan('1')).toEqual({ ok: false, why: 'configured' });
  scanners.bindByScan('2');
  gun('configured').scan(CODE);
  expect(scans.map(({ lane }) => lane)).toEqual(['1']);
  expect(scanners.binding()).toMatchObject({ lane: '2' });
  expect(kept.writes).toBe(0);
});

test('no gun is bound while a sale is on its lane, on the new one, or to a lane that is not there', async () => {
  const busy = new Set<string>();
  const { scanners, status } = await openShop({ isBusy: (lane) => busy.has(lane) });
  const { id } = status('A');
  expect(await scanners.bind(id, '1')).toEqual({ ok: true });
  busy.add('1');
  expect(await scanners.bind(id, '2')).toEqual({ ok: false, why: 'laneBusy' });
  expect(await scanners.bind(status('B').id, '1')).toEqual({ ok: false, why: 'laneBusy' });
  expect(scanners.bindByScan('1')).toEqual({ ok: false, why: 'laneBusy' });
  expect(await scanners.bind(id, '3')).toEqual({ ok: false, why: 'noSuchLane' });
  expect(await scanners.bind('nobody', '1')).toEqual({ ok: false, why: 'noSuchScanner' });
});

test('a gun that is bound in the middle of a code hands that code to nobody', async () => {
  const { gun, scans, scanners, status, clock } = await openShop();
  gun('A').push(Buffer.from(CODE.slice(0, 9)));
  await clock.advance(10);
  await scanners.bind(status('A').id, '1');
  gun('A').push(Buffer.from(`${CODE.slice(9)}\r`));
  expect(scans).toEqual([]);
  expect(status('A').lastScan).toMatchObject({ outcome: 'ignored', why: 'early' });
});
