import { expect, test } from 'vitest';
import { type SimulatedGun, simulatedGun } from '../../src/devices/simulated-transport.ts';
import { gunBench } from '../support/gun-bench.ts';
import { handClock } from '../support/hand-clock.ts';
import { tcpListenConfig } from '../support/scanner-configs.ts';

const CODE = '281234567890123456';

/** A gun on a lane without a sale. */
async function openGun() {
  const clock = handClock();
  const guns: SimulatedGun[] = [];
  const busy = new Set<string>();
  const bench = gunBench({
    lanes: [{ id: '1', scanners: [tcpListenConfig('127.0.0.1:0')] }],
    verdict: 'taken',
    till: { isBusy: (lane) => busy.has(lane) },
    parts: {
      clock,
      transports: () => {
        const gun = simulatedGun(clock);
        guns.push(gun);
        return gun.transport;
      },
    },
  });
  await bench.scanners.start();
  await clock.advance(0);
  bench.scanners.listen('1', false);
  const [status] = bench.scanners.statuses();
  const [gun] = guns;
  if (!gun || !status) throw new Error('expected a gun');
  /** A sale begins on the lane, as the till tells it. */
  const sell = () => {
    busy.add('1');
    bench.scanners.listen('1', true);
  };
  return { ...bench, clock, gun, sell, id: status.id, status: () => bench.scanners.statuses()[0] };
}

test('a test scan is shown, sounds good, charges nobody and counts as none', async () => {
  const { gun, scans, scanners, id, status, clock } = await openGun();
  expect(await scanners.test(id)).toEqual({ ok: true });
  expect(status()?.testUntil).toBe(clock.now() + 60_000);
  gun.scan(CODE);
  expect(scans).toEqual([]);
  expect(status()).toMatchObject({
    lastScan: { outcome: 'test', mask: '28******3456', length: 18 },
    counters: { taken: 0, refused: 0, ignored: 0, repeats: 0, malformed: 0, bytes: 19 },
  });
  expect(gun.sounds()).toEqual(['good']);
});

test('the same code may be scanned for a test again and again, and then for a sale', async () => {
  const { gun, scans, scanners, id, status, sell } = await openGun();
  await scanners.test(id);
  for (let i = 0; i < 3; i += 1) gun.scan(CODE);
  sell();
  gun.scan(CODE);
  expect(scans).toHaveLength(1);
  expect(status()?.counters).toMatchObject({ taken: 1, repeats: 0 });
});

test('a test ends after a minute, by itself', async () => {
  const { scanners, id, status, clock } = await openGun();
  await scanners.test(id);
  await clock.advance(59_999);
  expect(status()?.testUntil).toBeDefined();
  await clock.advance(1);
  expect(status()?.testUntil).toBeUndefined();
});

test('a test that is asked for again lasts a minute from then on', async () => {
  const { scanners, id, status, clock } = await openGun();
  await scanners.test(id);
  await clock.advance(50_000);
  await scanners.test(id);
  await clock.advance(50_000);
  expect(status()?.testUntil).toBeDefined();
  await scanners.endTest(id);
  expect(status()?.testUntil).toBeUndefined();
});

test('a sale that begins ends the test, and the code that was begun for the test is not charged', async () => {
  const { gun, scans, scanners, id, status, clock, sell } = await openGun();
  await scanners.test(id);
  gun.push(Buffer.from(CODE.slice(0, 9)));
  await clock.advance(10);
  sell();
  expect(status()?.testUntil).toBeUndefined();
  gun.push(Buffer.from(`${CODE.slice(9)}\r`));
  expect(scans).toEqual([]);
  expect(status()?.lastScan).toMatchObject({ outcome: 'ignored', why: 'early' });
});

test('no test begins during a sale, or at a gun that is not up', async () => {
  const { gun, scanners, id, status, clock, sell } = await openGun();
  gun.unplug();
  await clock.advance(100);
  expect(await scanners.test(id)).toEqual({ ok: false, why: 'notUp' });
  gun.plugIn();
  await clock.advance(5000);
  sell();
  expect(await scanners.test(id)).toEqual({ ok: false, why: 'laneBusy' });
  expect(status()?.testUntil).toBeUndefined();
});

test('a gun that is switched off in the middle of a test is in none when it is switched on', async () => {
  const { scanners, id, status } = await openGun();
  await scanners.test(id);
  await scanners.enable(id, false);
  await scanners.enable(id, true);
  expect(status()?.testUntil).toBeUndefined();
});

test('a gun that is stopped in the middle of a test tells nothing any more', async () => {
  const { scanners, id, changes, clock } = await openGun();
  await scanners.test(id);
  await scanners.stop();
  const before = changes.length;
  await clock.advance(120_000);
  expect(changes).toHaveLength(before);
});
