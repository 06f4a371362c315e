import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../src/clock.ts';
import type { Config } from '../../src/config.ts';
import type { Listings } from '../../src/devices/find-scanners.ts';
import { areGunNotes, type GunNotes } from '../../src/devices/gun-notes.ts';
import type { ScannerStatus } from '../../src/devices/scan.ts';
import { createScanners } from '../../src/devices/scanners.ts';
import { silentLog } from '../../src/log.ts';
import type { Random } from '../../src/random.ts';

export interface OpenedGunsParts {
  config: Config;
  clock: Clock;
  random: Random;
  listings: Listings;
}

/** A gun opens at once; one that came a moment ago may be forbidden for so long, ms. */
const PATIENCE_MS = 4500;
const LOOK_EVERY_MS = 50;

/**
 * The guns of a till that does not run: opened for a moment just as the till does it, with what people decided about
 * them, and closed again. What they scan meanwhile goes to nobody.
 */
export async function openedGuns({
  config,
  clock,
  random,
  listings,
}: OpenedGunsParts): Promise<ScannerStatus[]> {
  const notes = await notesIn(config.dataDir);
  let looked = false;
  const scanners = createScanners(
    {
      lanes: config.lanes.map(({ id, scanners: guns }) => ({ id, scanners: guns })),
      onScan: () => ({ verdict: 'ignored', why: 'doctor' }),
      onStatus: () => {},
      memory: { read: async () => notes, write: async () => {} },
    },
    {
      clock,
      random,
      log: silentLog,
      listings: {
        hid: listings.hid,
        serial: () =>
          listings.serial().finally(() => {
            looked = true;
          }),
      },
    },
  );
  const endsAt = clock.monotonic() + PATIENCE_MS;
  const isOpening = () => !looked || scanners.statuses().some(({ state }) => state === 'starting');
  try {
    await scanners.start();
    while (isOpening() && clock.monotonic() < endsAt) await clock.sleep(LOOK_EVERY_MS);
    return scanners.statuses();
  } finally {
    await scanners.stop();
  }
}

/** Read as they are: what cannot be read is for the till to set aside. */
async function notesIn(folder: string): Promise<GunNotes> {
  try {
    const notes: unknown = JSON.parse(await readFile(join(folder, 'guns.json'), 'utf8'));
    return areGunNotes(notes) ? notes : {};
  } catch {
    return {};
  }
}
