import path from 'node:path';
import { Low } from 'lowdb';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { DurableJson } from './durable-adapter.ts';
import { makeFolder, syncFolder } from './durable-file.ts';

/** A small document of settings that were made on a page. */
export interface SettingsFile<T> {
  /** What is there, and nothing is touched. Rejects where the disk does not give it. */
  look(): Promise<{ kind: 'none' } | { kind: 'found'; value: T } | { kind: 'damaged'; why: string }>;
  /**
   * Nothing where it was never written, or holds something else: then it is set aside, and told in the log. Rejects where
   * the disk does not give it, or does not let it be set aside: it is not lost then, and should not be written over.
   */
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
    // None takes the place of an earlier one: both may be needed to find out what was decided.
    const earlier = (await disk.readdir(quarantine)).filter((each) => each.startsWith(`${name}.unreadable`));
    const keptAs = path.join(
      quarantine,
      `${name}.unreadable${earlier.length > 0 ? `-${earlier.length + 1}` : ''}`,
    );
    await disk.rename(file, keptAs);
    await syncFolder(quarantine, disk);
    log.error('settings could not be read', { file, keptAs, why });
  }

  async function look(): ReturnType<SettingsFile<T>['look']> {
    try {
      await document.read();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return { kind: 'damaged', why: errorText(error) };
    }
    if (document.data === null) return { kind: 'none' };
    if (isFit(document.data)) return { kind: 'found', value: document.data };
    return { kind: 'damaged', why: 'it does not hold what it should' };
  }

  return {
    look,
    async read() {
      const found = await look();
      if (found.kind === 'damaged') await setAside(found.why);
      return found.kind === 'found' ? found.value : undefined;
    },
    async write(value) {
      document.data = value;
      await document.write();
    },
  };
}
