import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { ScannerStatus } from '../../src/devices/scan.ts';
import { createScanners } from '../../src/devices/scanners.ts';
import type { Scanners } from '../../src/devices/scanners-port.ts';
import { transportMaker } from '../../src/devices/transport-maker.ts';
import { createLog } from '../../src/log.ts';
import { systemRandom } from '../../src/random.ts';
import { type SeededRandom, seededRandom } from '../../test/simulation/seeded-random.ts';
import { calledGun, callingGun, type SoakedGun, serialGun } from './guns.ts';
import { type Account, codeOf, Ledger } from './ledger.ts';
import { growth, type Resources, resourcesNow } from './resources.ts';

export interface GunSoakOptions {
  scans: number;
  unplugs: number;
  seed: number;
  /** Told now and then. */
  onProgress?: (scans: number, unplugs: number) => void;
}

export interface GunSoakResult extends Account {
  unplugs: number;
  seconds: number;
  /** What the process holds more of than it may. */
  grown: string[];
  before: Resources;
  after: Resources;
}

/** Waits for a gun from this length on, ms, pass so many times as fast: nobody sits out the back-off of 500 unplugs. */
const LONG_MS = 200;
const HURRY = 20;
/** What has not arrived by then, or is not up, will not. */
const PATIENCE_MS = 10_000;
/** Share of the run after which what the process holds is measured for the first time. */
const WARM_UP = 0.2;

/** Lines keep the true time: within a code each pause counts. */
const hurried: Clock = {
  ...systemClock,
  after: (ms, fn) => systemClock.after(ms < LONG_MS ? ms : ms / HURRY, fn),
};

interface Lane {
  id: string;
  index: number;
  gun: SoakedGun;
  random: SeededRandom;
  next: number;
  /** How often its cable was pulled. */
  pulls: number;
}

/** Guns over real terminals and sockets scan into the till's devices while their cables are pulled, all at the same time. */
export async function runGunSoak({
  scans,
  unplugs,
  seed,
  onProgress,
}: GunSoakOptions): Promise<GunSoakResult> {
  const startedAt = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'scantill-guns-'));
  const guns = [
    await serialGun(join(folder, 'a')),
    await serialGun(join(folder, 'b')),
    callingGun(),
    await calledGun(),
  ];
  const lanes = guns.map((gun, index): Lane => {
    return { id: `lane${index}`, index, gun, random: seededRandom(seed * 100 + index), next: 0, pulls: 0 };
  });
  const ledger = new Ledger(lanes.map(({ id }) => id));
  let told = () => {};
  const scanners = createScanners(
    {
      lanes: lanes.map(({ id, gun }) => ({ id, scanners: [gun.config] })),
      onScan(scan) {
        ledger.arrived(scan);
        told();
        return { verdict: 'refused' };
      },
      onStatus: () => told(),
    },
    {
      clock: hurried,
      random: systemRandom,
      log: createLog('silent'),
      transports: transportMaker(systemClock),
    },
  );
  const waiting = new Set<() => void>();
  told = () => {
    for (const look of [...waiting]) look();
  };
  const rig: Rig = { scanners, ledger, until: (isMet) => untilMet(isMet, waiting) };
  let before: Resources | undefined;
  const done = { scans: 0, unplugs: 0 };
  try {
    await scanners.start();
    for (const lane of lanes) {
      scanners.listen(lane.id, true);
      await plugInAtFirst(lane, rig);
    }
    const share = { scans: scans / lanes.length, unplugs: unplugs / lanes.length };
    const run = async (from: number, to: number) => {
      const part = (of: number) => Math.round(of * to) - Math.round(of * from);
      await Promise.all(
        lanes.map((lane) =>
          soakLane(lane, { rig, scans: part(share.scans), unplugs: part(share.unplugs), done }),
        ),
      );
      onProgress?.(done.scans, done.unplugs);
    };
    await run(0, WARM_UP);
    before = await atRest(lanes, rig);
    for (let part = 2; part < 10; part += 1) await run(part / 10, (part + 1) / 10);
    const after = await atRest(lanes, rig);
    ledger.close();
    const { account } = ledger;
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    return { ...account, unplugs: done.unplugs, seconds, grown: growth(before, after), before, after };
  } finally {
    await scanners.stop();
    await Promise.all(guns.map((gun) => gun.close()));
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Rig {
  scanners: Scanners;
  ledger: Ledger;
  /** Resolves to whether it was met before patience ended. */
  until(isMet: () => boolean): Promise<boolean>;
}

interface Work {
  rig: Rig;
  scans: number;
  unplugs: number;
  done: { scans: number; unplugs: number };
}

/** Scans, with unplugs spread over them at random. */
async function soakLane(lane: Lane, { rig, scans, unplugs, done }: Work): Promise<void> {
  let [scansLeft, unplugsLeft] = [scans, unplugs];
  while (scansLeft > 0 || unplugsLeft > 0) {
    if (lane.random.chance(unplugsLeft / (scansLeft + unplugsLeft))) {
      await pullCable(lane, rig);
      unplugsLeft -= 1;
      done.unplugs += 1;
    } else {
      await scan(lane, rig);
      scansLeft -= 1;
      done.scans += 1;
    }
  }
}

/** A whole code, in pieces as a line brings them. Now and then the next one follows at once. */
async function scan(lane: Lane, { ledger, until }: Rig): Promise<void> {
  const { gun, random, index } = lane;
  const number = lane.next++;
  ledger.sending(index, { number, as: 'whole' });
  for (const piece of piecesOf(dressed(codeOf(index, number), random), random)) gun.write(piece);
  if (random.chance(0.2)) return;
  await until(() => !ledger.isDue(index, number));
}

/** Pulled between two codes, in the middle of one, or with its last byte; and plugged in again. */
async function pullCable(lane: Lane, rig: Rig): Promise<void> {
  const { gun, random, index } = lane;
  await rig.until(() => !rig.ledger.isDue(index, lane.next - 1));
  const moment = random.pick(['between', 'middle', 'lastByte']);
  if (moment !== 'between') {
    const number = lane.next++;
    const isHalf = moment === 'middle';
    rig.ledger.sending(index, { number, as: isHalf ? 'half' : 'inFlight' });
    const text = codeOf(index, number);
    const bytes = dressed(text, random);
    // At most all of its characters, so that only what ends it is missing.
    gun.write(isHalf ? bytes.subarray(0, random.between(1, text.length)) : bytes);
  }
  gun.unplug();
  lane.pulls += 1;
  if (random.chance(0.5)) await systemClock.sleep(random.between(1, 60));
  await gun.plugIn(statusOf(lane, rig)?.address);
  const isBack = (status: ScannerStatus | undefined) =>
    status?.state === 'up' && (!gun.isMissed || status.counters.lost === lane.pulls);
  if (!(await rig.until(() => isBack(statusOf(lane, rig)))))
    throw new Error(`gun ${index} (${gun.kind}) did not come back: ${JSON.stringify(statusOf(lane, rig))}`);
}

async function plugInAtFirst(lane: Lane, rig: Rig): Promise<void> {
  if (!(await rig.until(() => statusOf(lane, rig)?.state === 'up')))
    throw new Error(`gun ${lane.index} (${lane.gun.kind}) is not up`);
  if (!lane.gun.isMissed) await lane.gun.plugIn(statusOf(lane, rig)?.address);
}

/** What is held when all guns are plugged in and nothing is under way. */
async function atRest(lanes: readonly Lane[], rig: Rig): Promise<Resources> {
  for (const { index, next } of lanes) await rig.until(() => !rig.ledger.isDue(index, next - 1));
  // What was closed is let go by the system a moment later.
  await systemClock.sleep(500);
  return await resourcesNow();
}

function statusOf(lane: Lane, { scanners }: Rig): ScannerStatus | undefined {
  return scanners.statuses().find((status) => status.lane === lane.id);
}

function dressed(text: string, random: SeededRandom): Uint8Array {
  const start = random.pick(['', '', '\x02', ']Q1']);
  return Buffer.from(`${start}${text}${random.pick(['\r', '\n', '\r\n', '\t', '\x03'])}`, 'latin1');
}

function piecesOf(bytes: Uint8Array, random: SeededRandom): Uint8Array[] {
  const cuts = Array.from({ length: random.between(0, 3) }, () => random.between(1, bytes.length - 1)).sort(
    (a, b) => a - b,
  );
  return [0, ...cuts].map((from, i) => bytes.subarray(from, cuts[i] ?? bytes.length));
}

function untilMet(isMet: () => boolean, waiting: Set<() => void>): Promise<boolean> {
  if (isMet()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (met: boolean) => {
      callOff();
      waiting.delete(look);
      resolve(met);
    };
    const look = () => isMet() && end(true);
    const callOff = systemClock.after(PATIENCE_MS, () => end(false));
    waiting.add(look);
  });
}
