import { constants } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Disk, DiskFile } from '../../src/payment/store/disk.ts';
import type { SeededRandom } from './seeded-random.ts';
import { type Life, never } from './timeline.ts';

interface Inode {
  text: string;
  synced: string;
}

interface Folder {
  names: Map<string, Inode>;
  synced: Map<string, Inode>;
}

export interface SimulatedDiskParts {
  random: SeededRandom;
  /** Before each operation of a living process: may end the process, and tells the system's error if it shall fail. */
  disturb(operation: string): string | undefined;
  /** How long a sync takes. */
  pause(life: Life): Promise<void>;
  /** All that is ever written. */
  onWrite(text: string): void;
}

/** A disk that keeps what was written apart from what was synced, and forgets by chance at a power cut. */
export interface SimulatedDisk {
  diskFor(life: Life): Disk;
  /** What of it would be there after a power cut at this moment, at least. */
  synced(file: string): string | undefined;
  /** The names that would be there. */
  syncedNames(folder: string): string[];
  /** The power is cut: what was not synced stays, goes, or is torn. */
  cut(): void;
}

export function createSimulatedDisk({ random, disturb, pause, onWrite }: SimulatedDiskParts): SimulatedDisk {
  const folders = new Map<string, Folder>([['/data', { names: new Map(), synced: new Map() }]]);

  const folderOf = (path: string): Folder => {
    const folder = folders.get(path);
    if (!folder) throw systemError('ENOENT');
    return folder;
  };
  const inodeAt = (file: string): Inode => {
    const inode = folderOf(dirname(file)).names.get(basename(file));
    if (!inode) throw systemError('ENOENT');
    return inode;
  };

  const diskFor = (life: Life): Disk => {
    const operate = async <T>(name: string, act: (error: string | undefined) => T): Promise<T> => {
      if (!life.isAlive) return never();
      const error = disturb(name);
      if (!life.isAlive) return never();
      const result = act(error);
      if (error !== undefined) throw systemError(error);
      return result;
    };
    const write = (text: string, put: (text: string) => void) =>
      operate('write', (error) => {
        onWrite(text);
        // A disk that is full takes what still fits.
        put(error === undefined ? text : text.slice(0, random.between(0, text.length)));
      });
    const sync = async (act: () => void) => {
      const isLate = random.chance(0.5);
      if (isLate) await pause(life);
      await operate('sync', (error) => error === undefined && act());
      if (!isLate) await pause(life);
      if (!life.isAlive) await never();
    };
    const fileOf = (inode: Inode): DiskFile => {
      const syncFile = () =>
        sync(() => {
          inode.synced = inode.text;
        });
      return {
        writeFile: (text) =>
          write(text, (whole) => {
            inode.text = whole;
          }),
        appendFile: (text) =>
          write(text, (whole) => {
            inode.text += whole;
          }),
        sync: syncFile,
        datasync: syncFile,
        stat: () => operate('stat', () => ({ size: inode.text.length })),
        truncate: (size) =>
          operate('truncate', (error) => {
            if (error === undefined) inode.text = inode.text.slice(0, size);
          }),
        close: () => operate('close', () => undefined),
      };
    };
    const unused = () => Promise.reject(systemError('EISDIR'));
    const handleOfFolder = (folder: Folder): DiskFile => ({
      writeFile: unused,
      appendFile: unused,
      truncate: unused,
      stat: unused,
      datasync: unused,
      sync: () =>
        sync(() => {
          folder.synced = new Map(folder.names);
        }),
      close: () => operate('close', () => undefined),
    });
    return {
      open: (file, flags) =>
        operate('open', () => {
          const folder = folders.get(file);
          if (folder) return handleOfFolder(folder);
          const { names } = folderOf(dirname(file));
          const there = names.get(basename(file));
          if (!there && !(flags & constants.O_CREAT)) throw systemError('ENOENT');
          if (there && flags & constants.O_EXCL) throw systemError('EEXIST');
          if (!there) onWrite(file);
          const inode = there ?? { text: '', synced: '' };
          if (flags & constants.O_TRUNC) inode.text = '';
          names.set(basename(file), inode);
          return fileOf(inode);
        }),
      readFile: (file) => operate('read', () => inodeAt(file).text),
      readdir: (folder) => operate('read', () => [...folderOf(folder).names.keys()]),
      rename: (from, to) =>
        operate('rename', (error) => {
          if (error !== undefined) return;
          const inode = inodeAt(from);
          folderOf(dirname(from)).names.delete(basename(from));
          folderOf(dirname(to)).names.set(basename(to), inode);
        }),
      unlink: (file) =>
        operate('unlink', (error) => {
          if (error !== undefined) return;
          inodeAt(file);
          folderOf(dirname(file)).names.delete(basename(file));
        }),
      mkdir: (folder) =>
        operate('mkdir', (error) => {
          if (error !== undefined) return;
          if (folders.has(folder)) throw systemError('EEXIST');
          folderOf(dirname(folder));
          folders.set(folder, { names: new Map(), synced: new Map() });
        }),
      stat: (file) => operate('stat', () => ({ isDirectory: () => folders.has(file) })),
      statfs: () => operate('stat', () => ({ bavail: 1_000_000, bsize: 4096 })),
    };
  };

  return {
    diskFor,
    synced: (file) => folders.get(dirname(file))?.synced.get(basename(file))?.synced,
    syncedNames: (folder) => [...(folders.get(folder)?.synced.keys() ?? [])],
    cut: () => {
      for (const folder of folders.values()) settleFolder(folder, random);
    },
  };
}

/** Names changed since the last sync are each the new or the old; so is each file's text, or the new one is torn. */
function settleFolder(folder: Folder, random: SeededRandom): void {
  const names = new Map<string, Inode>();
  for (const name of new Set([...folder.names.keys(), ...folder.synced.keys()])) {
    const inode = (random.chance(0.5) ? folder.names : folder.synced).get(name);
    if (inode) names.set(name, inode);
  }
  for (const inode of new Set(names.values())) {
    if (inode.text === inode.synced) continue;
    const common = inode.text.startsWith(inode.synced) ? inode.synced.length : 0;
    const torn = inode.text.slice(0, random.between(common, inode.text.length));
    inode.text = random.pick([inode.text, inode.synced, torn]);
    inode.synced = inode.text;
  }
  folder.names = names;
  folder.synced = new Map(names);
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}
