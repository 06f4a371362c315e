import { mkdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../clock.ts';
import { errorText, systemCode, TillError } from '../errors.ts';
import { leftProblem, syncFolder } from '../payment/index.ts';
import { type Random, randomText } from '../random.ts';
import { checkArchive } from './check-archive.ts';
import { type Contents, Inventory } from './inventory.ts';
import { readLastBackup, writeLastBackup } from './last-backup.ts';
import { writeArchive } from './make-backup.ts';
import type { About } from './manifest.ts';

export interface BackupRequest {
  /** The data folder; a till may be selling on it. */
  folder: string;
  /** A file that is not there yet, or an existing folder, where it gets a name of its own. */
  to: string;
  /** This till's version. */
  version: string;
  place: About['place'];
  /** The till is stopped and its folder taken: its last backup before it moves house. */
  isLast?: boolean;
  /** Not noted as the shop's own backup. */
  isAside?: boolean;
  /** For tests: see `ArchiveRequest`. */
  between?: () => Promise<void>;
}

/** A backup that was written, and read back. */
export interface Backup {
  file: string;
  /** Bytes. */
  size: number;
  about: About;
  contents: Contents;
  /** Files that it does not hold, for no archive of ours can hold their names. */
  odd: string[];
}

/**
 * Makes a backup: written under another name, synced, read back and held against what was written, and only then given its
 * name. What came of it is noted in the data folder. Throws `BACKUP_FAILED`.
 */
export async function createBackup(
  request: BackupRequest,
  parts: { clock: Clock; random: Random },
): Promise<Backup> {
  const { folder, isAside = false } = request;
  const at = parts.clock.now();
  try {
    const backup = await create(request, at, parts.random);
    const { file, size } = backup;
    if (!isAside) await writeLastBackup(folder, { schema: 1, at, ok: true, good: { at, file, size } });
    return backup;
  } catch (error) {
    const why = errorText(error);
    const before = await readLastBackup(folder).catch(() => undefined);
    const good = before?.good;
    // A full or broken disk may refuse this too: the failure itself is told all the same.
    if (!isAside)
      await writeLastBackup(folder, { schema: 1, at, ok: false, why, ...(good && { good }) }).catch(() => {});
    throw error instanceof TillError ? error : failed(folder, why, error);
  }
}

async function create(request: BackupRequest, at: number, random: Random): Promise<Backup> {
  const { folder, version, place, isLast = false, between } = request;
  const left = await leftProblem(folder);
  if (left?.code === 'DATA_FOLDER_HALF_RESTORED') throw left;
  const about: About = {
    format: 'scantill-backup',
    version: 1,
    madeBy: version,
    madeAt: at,
    ...(await stampOf(folder)),
    place,
    isLast,
  };
  const file = await fileFor(request, about);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomText(random, 6)}.tmp`);
  try {
    const { odd } = await writeArchive({ folder, file: temporary, about, ...(between && { between }) });
    const inventory = new Inventory();
    const { damage } = await checkArchive(temporary, (name, content) => inventory.take(name, content));
    const [first] = damage;
    if (first) throw new Error(`read back, ${first.path} is not what was written: ${first.why}`);
    const { size } = await stat(temporary);
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
    return { file, size, about, contents: inventory.contents(), odd };
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

async function fileFor({ folder, to }: BackupRequest, about: About): Promise<string> {
  const isFolder = to.endsWith(path.sep) || (await isFolderAt(to));
  if (!isFolder && !/\.(?:tar\.gz|tgz)$/.test(to)) {
    throw new Error(
      `${to} is no folder that is there, nor a name that ends in .tar.gz: is the stick mounted?`,
    );
  }
  if (isFolder) await mkdir(to, { recursive: true, mode: 0o700 });
  const file = path.resolve(isFolder ? path.join(to, nameOf(about)) : to);
  const within = path.relative(path.resolve(folder), file);
  const isInside = !within.startsWith('..') && !path.isAbsolute(within);
  if (isInside && !within.startsWith(`backups${path.sep}`)) {
    throw new Error(`${file} lies in the data folder itself: put it onto another disk`);
  }
  if (await isThere(file)) throw new Error(`${file} is there already`);
  return file;
}

/** Sorts by time among those of its till. */
function nameOf({ tillId, madeAt }: About): string {
  return `scantill-${tillId}-${new Date(madeAt).toISOString().replace(/[-:]|\.\d+/g, '')}.tar.gz`;
}

async function stampOf(folder: string): Promise<Pick<About, 'tillId' | 'gateway' | 'dataFormat'>> {
  const text = await readFile(path.join(folder, 'till.json'), 'utf8').catch((error) => {
    if (systemCode(error) === 'ENOENT')
      throw new Error('it is no data folder of a till: it has no till.json');
    throw error;
  });
  const { schema, tillId, gateway } = JSON.parse(text) as {
    schema: number;
    tillId: string;
    gateway: About['gateway'];
  };
  return { tillId, gateway, dataFormat: schema };
}

async function isFolderAt(to: string): Promise<boolean> {
  return stat(to).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

function failed(folder: string, why: string, cause: unknown): TillError {
  return new TillError({
    code: 'BACKUP_FAILED',
    message: `No backup of ${folder} was made: ${why}`,
    hint: 'Nothing was changed, and the till goes on. Mend it, and make the backup again.',
    cause,
  });
}
