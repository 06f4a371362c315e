import { access, constants, open, statfs, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../clock.ts';
import { errorText, systemCode } from '../errors.ts';
import type { Random } from '../random.ts';
import { randomText } from '../random.ts';

/** What was seen of the data folder and the disk under it. */
export interface FolderFacts {
  folder: string;
  /** It is made at the first start; meanwhile the folder above it is looked at. */
  isThere: boolean;
  /** Why it cannot be written to. */
  unwritable?: string;
  freeBytes: number;
  /** Of Linux's `statfs`. */
  fileSystemType: number;
  /** Ms of each write that was synced, in the order they were made. */
  syncs: readonly number[];
}

/** Enough for a 99th percentile, where the disk is quick. */
const MOST_SYNCS = 100;
/** A slow disk is not kept busy for longer, ms. */
const SYNCING_MS = 1500;
/** About the size of an order. */
const BYTES = Buffer.alloc(2048, 0x20);

export interface FolderQuestion {
  folder: string;
  clock: Clock;
  random: Random;
  /** Whether to write and sync a file of its own there: not beside a till that takes payments. */
  measures: boolean;
}

/** Looks at the folder without making it. A file that is written for the measure is removed again. */
export async function folderFacts(question: FolderQuestion): Promise<FolderFacts> {
  const { folder, measures } = question;
  const place = await nearest(folder);
  const { bavail, bsize, type } = await statfs(place);
  const facts = {
    folder,
    isThere: place === folder,
    freeBytes: bavail * bsize,
    fileSystemType: type,
    syncs: [],
  };
  try {
    if (measures) return { ...facts, syncs: await measureSyncs(place, question) };
    await access(place, constants.W_OK | constants.X_OK);
    return facts;
  } catch (error) {
    return { ...facts, unwritable: errorText(error) };
  }
}

async function nearest(folder: string): Promise<string> {
  const error = await statfs(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return folder;
  const above = path.dirname(folder);
  if (systemCode(error) !== 'ENOENT' || above === folder) throw error;
  return nearest(above);
}

/** A save of the till: written, synced. */
async function measureSyncs(folder: string, { clock, random }: FolderQuestion): Promise<number[]> {
  const name = path.join(folder, `.doctor-${randomText(random, 10)}`);
  const file = await open(name, 'wx', 0o600);
  try {
    const began = clock.monotonic();
    const took: number[] = [];
    while (took.length < MOST_SYNCS && clock.monotonic() - began < SYNCING_MS) {
      const before = clock.monotonic();
      await file.write(BYTES, 0, BYTES.length, 0);
      await file.sync();
      took.push(clock.monotonic() - before);
    }
    return took;
  } finally {
    await file.close();
    await unlink(name);
  }
}
