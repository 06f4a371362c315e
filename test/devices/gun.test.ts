import { expect, test } from 'vitest';
import { inUse } from '../../src/devices/findings.ts';
import type { ScanVerdict } from '../../src/devices/scan.ts';
import { type SimulatedGun, simulatedGun } from '../../src/devices/simulated-transport.ts';
import { type BenchOptions, gunBench } from '../support/gun-bench.ts';
import { handClock } from '../support/hand-clock.ts';
import { tcpListenConfig } from '../support/scanner-configs.ts';

const CODE = '281234567890123456';
const OTHER = '134567890123456782';

/** A lane with so many guns, all open, on a clock that stands still. The lane waits for a scan. */
async function openLane({ guns: count = 1, ...options }: BenchOptions & { guns?: number } = {}) {
  const clock = handClock();
  const scanners = Array.from({ length: count }, () => tcpListenConfig('127.0.0.1:0'));
  const made: SimulatedGun[] = [];
  const lanes = [{ id: '1', scanners }];
  const bench = gunBench({ ...options, ...simulated(made, clock), lanes });
  await bench.scanners.start();
  const gun = made[0] as SimulatedGun;
  const status = (at = 0) => {
    const found = bench.scanners.statuses()[at];
    if (!found) throw new Error('expected a gun');
    return found;
  };
  return { ...bench, clock, guns: made, gun, status, id: status().id };
}

function simulated(guns: SimulatedGun[], clock: ReturnType<typeof handClock>): Pick<BenchOptions, 'parts'> {
  const transports = () => {
    const gun = simulatedGun(clock);
    guns.push(gun);
    return gun.transport;
  };
  return { parts: { clock, transports } };
}

const verdicts = (...said: ScanVerdict[]) => {
  const left = [...said];
  return () => left.shift() ?? { verdict: 'ignored' as const };
};

test('a refused scan leaves the gate open, and one that is taken shuts it until the lane waits again', async () => {
  const verdict = verdicts(
    { verdict: 'refused', why: 'productBarcode' },
    { verdict: 'taken' },
    { verdict: 'taken' },
  );
  const { gun, scans, scanners, status } = await openLane({ verdict });
  gun.scan('4006381333931');
  expect(status().lastScan).toMatchObject({ outcome: 'refused', why: 'productBarcode' });
  gun.scan(CODE);
  gun.scan(OTHER);
  expect(scans.map(({ text }) => text)).toEqual(['4006381333931', CODE]);
  expect(status().lastScan).toMatchObject({ outcome: 'ignored', why: 'closed' });
  scanners.listen('1', true);
  gun.scan(OTHER);
  expect(scans.at(-1)?.text).toBe(OTHER);
  expect(status().counters).toMatchObject({ taken: 2, refused: 1, ignored: 1, repeats: 0 });
});

test('of two guns on one lane that scan at the same instant one scan is handed over', async () => {
  const { guns, scans, scanners, status } = await openLane({ guns: 2, verdict: 'taken' });
  for (const gun of guns) gun.scan(CODE);
  expect(scans).toHaveLength(1);
  expect(status(1).counters).toMatchObject({ taken: 0, ignored: 1 });
  scanners.listen('1', false);
  scanners.listen('1', true);
  guns[1]?.scan(OTHER);
  expect(scans).toHaveLength(2);
});

test('a code whose first byte came before the lane waited is not handed over', async () => {
  const { gun, clock, scans, scanners, status } = await openLane();
  scanners.listen('1', false);
  gun.push(Buffer.from(CODE.slice(0, 1)));
  await clock.advance(20);
  scanners.listen('1', true);
  gun.push(Buffer.from(`${CODE.slice(1)}\r`));
  expect(scans).toEqual([]);
  expect(status().lastScan).toMatchObject({ outcome: 'ignored', why: 'early' });
  gun.scan(CODE);
  expect(scans).toHaveLength(1);
});

test('a sale that is taken back and charged again at once takes no code that was begun for the first', async () => {
  const { gun, clock, scans, scanners } = await openLane();
  gun.push(Buffer.from(CODE.slice(0, 9)));
  await clock.advance(5);
  scanners.listen('1', false);
  scanners.listen('1', true);
  gun.push(Buffer.from(`${CODE.slice(9)}\r`));
  expect(scans).toEqual([]);
});

test('a scan that came in the first moment of a sale, and was ignored, may be made again at once', async () => {
  const verdict = verdicts({ verdict: 'ignored', why: 'notReady' }, { verdict: 'taken' });
  const { gun, scans, status } = await openLane({ verdict });
  gun.scan(CODE);
  gun.scan(CODE);
  expect(scans).toHaveLength(2);
  expect(status().counters).toMatchObject({ taken: 1, ignored: 1, repeats: 0 });
});

test('half a code at a cable that is pulled is counted, and never joined to what comes after', async () => {
  const { gun, clock, scans, status } = await openLane();
  gun.push(Buffer.from(CODE.slice(0, 9)));
  gun.unplug();
  expect(status()).toMatchObject({
    lastScan: { outcome: 'malformed', mask: '', length: 0, pieces: [{ hex: '.. .. .. .. .. .. .. .. ..' }] },
  });
  gun.plugIn();
  await clock.advance(1000);
  gun.scan(OTHER);
  expect(scans.map(({ text }) => text)).toEqual([OTHER]);
  expect(status().counters).toMatchObject({ malformed: 1, lost: 1, bytes: 9 + 19 });
});

test('a loss between two scans is counted, and a gun that a person switches off is not lost', async () => {
  const { gun, clock, scanners, status, id } = await openLane();
  for (let i = 0; i < 3; i += 1) {
    gun.unplug();
    gun.plugIn();
    await clock.advance(5000);
  }
  expect(status().counters).toMatchObject({ lost: 3, malformed: 0 });
  await scanners.enable(id, false);
  await scanners.enable(id, true);
  await clock.advance(0);
  expect(status()).toMatchObject({ state: 'up', counters: { lost: 3 } });
});

test('a gun that is switched off is not read, and goes on for its lane when it is switched on', async () => {
  const { gun, clock, scans, scanners, status, id } = await openLane();
  await scanners.enable(id, false);
  expect(gun.isOpen()).toBe(false);
  expect(status()).toMatchObject({ state: 'disabled', lane: '1' });
  gun.scan(CODE);
  await scanners.enable(id, true);
  await clock.advance(0);
  gun.scan(OTHER);
  expect(scans.map(({ text }) => text)).toEqual([OTHER]);
});

test('a taken scan and a refused one sound different, and what nobody heeds makes no sound', async () => {
  const verdict = verdicts({ verdict: 'refused' }, { verdict: 'ignored' }, { verdict: 'taken' });
  const { gun } = await openLane({ verdict });
  gun.scan('4006381333931');
  gun.scan('4006381333931');
  gun.scan(OTHER);
  expect(gun.sounds()).toEqual(['refused']);
  gun.scan(CODE);
  gun.scan(OTHER);
  expect(gun.sounds()).toEqual(['refused', 'good']);
});

test('what throws while a scan is handled makes no sound, and the same code may be scanned at once again', async () => {
  const { gun, scans } = await openLane({
    onScan: () => {
      throw new Error('broken');
    },
  });
  gun.scan(CODE);
  gun.scan(CODE);
  expect(scans).toHaveLength(2);
  expect(gun.sounds()).toEqual([]);
});

test('what a status tells of a scan has its timing and never its code', async () => {
  const { gun, clock, status, lines } = await openLane({ verdict: 'taken' });
  gun.push(Buffer.from(`\x02${CODE.slice(0, 10)}`));
  await clock.advance(7);
  gun.push(Buffer.from(`${CODE.slice(10)}\r`));
  expect(status().lastScan).toEqual({
    at: clock.now(),
    outcome: 'taken',
    mask: '28******3456',
    length: 18,
    pieces: [
      { atMs: 0, hex: `02${' ..'.repeat(10)}` },
      { atMs: 7, hex: `${'.. '.repeat(8)}0d` },
    ],
  });
  expect(JSON.stringify([status(), lines])).not.toContain(CODE.slice(3, 8));
});

test('a gun that was up counts as lost once, whatever keeps it from being opened again', async () => {
  const { gun, clock, status } = await openLane();
  gun.unplug();
  gun.refuse(inUse('the gun', 'another program has it'));
  gun.plugIn();
  await clock.advance(20_000);
  expect(status()).toMatchObject({ finding: { code: 'IN_USE' }, counters: { lost: 1 } });
});
