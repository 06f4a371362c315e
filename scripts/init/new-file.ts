import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { errorText, systemCode } from '../../src/errors.ts';
import { NotMade } from './not-made.ts';

/** The user whom the till runs as, where it is another than whoever writes. */
export interface Owner {
  uid: number;
  gid: number;
}

export interface NewFile {
  file: string;
  text: string;
  /** Read and written by the till's user alone. */
  isSecret: boolean;
  owner: Owner | undefined;
}

/** Writes a file whole or not at all: what was there before stays until the new one is on the disk. Throws `NotMade`. */
export function placeFile({ file, text, isSecret, owner }: NewFile): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.new`);
  try {
    rmSync(temporary, { force: true });
    const handle = openSync(temporary, 'wx', isSecret ? 0o600 : 0o644);
    try {
      writeFileSync(handle, text);
      if (owner) chownSync(temporary, owner.uid, owner.gid);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    syncFolder(path.dirname(file));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw cannot(file, error);
  }
}

/** Makes a folder that only the till's user may look into. Throws `NotMade`. */
export function makePrivateFolder(folder: string, owner: Owner | undefined): void {
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined && owner) chownSync(folder, owner.uid, owner.gid);
  } catch (error) {
    throw cannot(folder, error);
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What the system would not let be done, with what to do about it. */
export function cannot(place: string, error: unknown): NotMade {
  const code = systemCode(error);
  const isRight = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  const cure = isRight
    ? 'Run it with sudo, or name another folder with --dir.'
    : 'Mend that, and run it again.';
  return new NotMade(`${place} cannot be written: ${errorText(error)}\n${cure}`);
}
