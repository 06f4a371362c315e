import { readdir, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Removes all but the newest backups of a till from a folder. Others' are left alone. Resolves with what is gone. */
export async function prune(
  folder: string,
  { tillId, keep }: { tillId: string; keep: number },
): Promise<string[]> {
  const isOurs = new RegExp(`^scantill-${tillId}-\\d{8}T\\d{6}Z\\.tar\\.gz$`);
  const old = (await readdir(folder))
    .filter((name) => isOurs.test(name))
    .sort()
    .slice(0, -keep);
  for (const name of old) await unlink(path.join(folder, name));
  return old;
}
