import { lchown, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../errors.ts';
import { replaceFile } from '../payment/index.ts';

/** What the data folder remembers of its backups: `last-backup.json`. */
export interface LastBackup {
  schema: 1;
  /** When the last one was tried, epoch ms. */
  at: number;
  ok: boolean;
  /** Where it failed: why. */
  why?: string;
  /** The last good one: when it was begun (epoch ms), where it was put, and its size in bytes. */
  good?: { at: number; file: string; size: number };
}

const NAME = 'last-backup.json';

/** Nothing where there never was one, or where what is there is none of ours. Rejects where the disk does not give it. */
export async function readLastBackup(folder: string): Promise<LastBackup | undefined> {
  try {
    const found = JSON.parse(await readFile(path.join(folder, NAME), 'utf8')) as Partial<LastBackup> | null;
    const isOurs = found?.schema === 1 && typeof found.at === 'number' && typeof found.ok === 'boolean';
    return isOurs ? (found as LastBackup) : undefined;
  } catch (error) {
    if (systemCode(error) === undefined || systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** It belongs to whom the folder belongs to: a backup may be made by another user than the till runs as. */
export async function writeLastBackup(folder: string, last: LastBackup): Promise<void> {
  const file = path.join(folder, NAME);
  await replaceFile(file, `${JSON.stringify(last)}\n`);
  const { uid, gid } = await stat(folder);
  await lchown(file, uid, gid).catch(() => {});
}
