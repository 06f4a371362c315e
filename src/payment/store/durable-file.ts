import { constants } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { systemCode } from '../../errors.ts';
import { type Disk, type DiskFile, nodeDisk } from './disk.ts';

/** One process owns the folder (see `data-folder.ts`), so a counter makes names unique; a crash's leftover is overwritten. */
let temporaryNames = 0;

/**
 * A link in the place of the temporary file is never followed: root makes backups, and the folder is not root's. Windows
 * knows no such flag.
 */
const OVER_LEFTOVERS =
  constants.O_CREAT | constants.O_TRUNC | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);

/**
 * Replaces a file so that after a power cut either the old or the new text is there, whole: a new temporary file,
 * fsync, rename, fsync of the folder. Rejects without touching the old file when any step fails.
 */
export async function replaceFile(file: string, text: string, disk: Disk = nodeDisk): Promise<void> {
  const folder = path.dirname(file);
  temporaryNames += 1;
  const temporary = path.join(folder, `.${path.basename(file)}.${temporaryNames}.tmp`);
  try {
    const handle = await disk.open(temporary, OVER_LEFTOVERS, 0o600);
    await closing(handle, async () => {
      await handle.writeFile(text);
      await handle.sync();
    });
    await disk.rename(temporary, file);
  } catch (error) {
    await disk.unlink(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(folder, disk);
}

/** Makes what was created, renamed or removed in a folder survive a power cut. */
export async function syncFolder(folder: string, disk: Disk = nodeDisk): Promise<void> {
  // Windows knows no sync of a folder; its file system journals the rename itself.
  if (platform() === 'win32') return;
  const handle = await disk.open(folder, constants.O_RDONLY, 0o600);
  await closing(handle, () => handle.sync());
}

/**
 * Makes a folder and those above it, readable by the till alone, each durable in its parent. (Node's own recursive
 * `mkdir` never returns where the system says "no such entry" for a folder that is there, as /proc does.)
 */
export async function makeFolder(folder: string, disk: Disk = nodeDisk): Promise<void> {
  try {
    await disk.mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const parent = path.dirname(folder);
    const isThere = async () => (await disk.stat(folder)).isDirectory();
    if (systemCode(error) === 'EEXIST' && (await isThere())) return;
    if (systemCode(error) !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent, disk);
    await disk.mkdir(folder, { mode: 0o700 });
  }
  await syncFolder(path.dirname(folder), disk);
}

async function closing(handle: DiskFile, use: () => Promise<void>): Promise<void> {
  try {
    await use();
  } finally {
    await handle.close();
  }
}
