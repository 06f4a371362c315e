import path from 'node:path';
import { Low } from 'lowdb';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { DurableJson } from './durable-adapter.ts';
import { makeFolder, syncFolder } from './durable-file.ts';

/** A small document of settings that were made on a page. */
export interface SettingsFile<T> {
  /** Nothing where it was never written, or cannot be read: then it is set aside, and told in the log. */
  read(): Promise<T | undefined>;
  /** Durable when it resolves; rejects where the disk does not take it. */
  write(value: T): Promise<void>;
}

export interface SettingsFileParts {
  /** The data folder. */
  folder: string;
  /** Such as `guns`: the file is `guns.json`. */
  name: string;
  /** Whether what was read is what it should be. */
  isFit(value: unknown): boolean;
  log: Log;
  disk?: Disk;
}

export function openSettings<T>({
  folder,
  name,
  isFit,
  log,
  disk = nodeDisk,
}: SettingsFileParts): SettingsFile<T> {
  const file = path.join(folder, `${name}.json`);
  const document = new Low<T | null>(new DurableJson<T | null>(file, disk), null);

  async function setAside(why: string): Promise<void> {
    const quarantine = path.join(folder, 'quarantine');
    await makeFolder(quarantine, disk);
    const keptAs = path.join(quarantine, `${name}.unreadable`);
    await disk.rename(file, keptAs);
    await syncFolder(quarantine, disk);
    log.error('settings could not be read', { file, keptAs, why });
  }

  return {
    async read() {
      try {
        await document.read();
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        await setAside(errorText(error));
        return undefined;
      }
      if (document.data === null) return undefined;
      if (isFit(document.data)) return document.data;
      await setAside('it does not hold what it should');
      return undefined;
    },
    async write(value) {
      document.data = value;
      await document.write();
    },
  };
}
