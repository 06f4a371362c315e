import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../clock.ts';
import { TillError } from '../errors.ts';
import { confirmedGone, lockFolder, replaceFile, type Self } from '../payment/index.ts';

/**
 * Writes down that the till a folder was restored from never sells again: no start looks for it any more. The folder's own
 * till must be stopped. Throws `RESTORE_REFUSED` where the folder came out of no backup.
 */
export async function noteOldTillGone(
  folder: string,
  { self, clock }: { self: Self; clock: Clock },
): Promise<void> {
  const file = path.join(folder, 'till.json');
  const release = await lockFolder(folder, self);
  try {
    const text = confirmedGone(await readFile(file, 'utf8').catch(() => '{}'), clock.now());
    if (text === undefined) {
      throw new TillError({
        code: 'RESTORE_REFUSED',
        message: `The data folder ${folder} came out of no backup: it has no old till`,
        hint: 'Name the folder that the backup was restored into (--data-dir).',
      });
    }
    await replaceFile(file, text);
  } finally {
    await release();
  }
}
