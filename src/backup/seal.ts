import path from 'node:path';
import { MOVED_FILE, replaceFile } from '../payment/index.ts';
import type { Backup } from './create-backup.ts';

/** No till is started on the folder any more: its last backup was made, and another machine goes on with it. */
export async function sealFolder(folder: string, { about, file }: Backup): Promise<void> {
  const moved = { at: new Date(about.madeAt).toISOString(), tillId: about.tillId, backup: file };
  await replaceFile(path.join(folder, MOVED_FILE), `${JSON.stringify(moved)}\n`);
}
