/** The front door of backups: made beside a till that sells, verified, and turned into a till's folder again. */
export { type Backup, createBackup } from './create-backup.ts';
export type { Contents } from './inventory.ts';
export { type LastBackup, readLastBackup } from './last-backup.ts';
export { oldTillProblem } from './old-till.ts';
export { noteOldTillGone } from './old-till-gone.ts';
export { prune } from './prune.ts';
export { type Restored, restoreBackup, verifyBackup } from './restore.ts';
export { sealFolder } from './seal.ts';
