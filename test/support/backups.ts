import { chmodSync, cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type BackupRequest, createBackup } from '../../src/backup/create-backup.ts';
import { type RestoreRequest, restoreBackup } from '../../src/backup/restore.ts';
import { systemClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';

const parts = { clock: systemClock, random: systemRandom };

/** This process, as the only one there is. */
export const SELF = { pid: process.pid, isAlive: () => false };

/** The data folder that the first version wrote, in `folder/data`, and its gateway's ledger. */
export function firstVersionsFolder(folder: string): string {
  const from = 'test/fixtures/data-folders/0.1.0';
  cpSync(join(from, 'till'), join(folder, 'data'), { recursive: true });
  cpSync(join(from, 'gateway'), join(folder, 'sandbox'), { recursive: true });
  for (const file of filesBelow(join(folder, 'data'))) chmodSync(join(folder, 'data', file), 0o600);
  return join(folder, 'data');
}

/** A backup of `folder/data` into `folder/backups`. */
export function backUp(folder: string, more: Partial<BackupRequest> = {}) {
  const place = { addresses: [], folder: join(folder, 'data'), machine: 'counter' };
  const to = join(folder, 'backups/');
  return createBackup({ folder: join(folder, 'data'), to, version: '1.2.3', place, ...more }, parts);
}

export function restore(file: string, folder: string, more: Partial<RestoreRequest> = {}) {
  return restoreBackup(
    { file, folder, damagedToo: false, oldTill: [], version: '1.2.4', self: SELF, ...more },
    parts,
  );
}

/** Paths relative to the folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/** What each file holds, by its path. */
export function textsBelow(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
}

/** The permissions of a file or folder, such as 0o600. */
export const modeOf = (file: string): number => statSync(file).mode & 0o777;
