import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../errors.ts';
import { ArchiveWriter, type Written } from './archive-writer.ts';
import { chooseFiles, isAppended } from './choose-files.ts';
import { cutOf } from './cut.ts';
import { ABOUT_FILE, type About, MANIFEST_FILE, type Manifest } from './manifest.ts';

export interface ArchiveRequest {
  /** The data folder; a till may be writing to it. */
  folder: string;
  /** Where the archive is written; what stands there goes. */
  file: string;
  about: About;
  /** Called between any two files. For tests. */
  between?: () => Promise<void>;
}

/** What a new archive holds. */
export interface Archived {
  manifest: Manifest;
  /** Files that were left out for their names. */
  odd: string[];
}

/**
 * Writes a data folder into an archive, beside the till that sells on it. No writer is stopped; that what is read belongs
 * together follows from the order. What refers to something else is read before it, for then what it refers to is on the
 * disk: closes before the orders they count; the documents of open orders before the day files that take them in at their
 * end. All files that grow are read as they were at one moment, up to their last whole line.
 */
export async function writeArchive({ folder, file, about, between }: ArchiveRequest): Promise<Archived> {
  const writer = await ArchiveWriter.begin(file, about.madeAt);
  try {
    const written: Written[] = [];
    const add = async (name: string, content: Buffer) => {
      written.push(await writer.add({ name, content }));
      await between?.();
    };
    await add(ABOUT_FILE, Buffer.from(`${JSON.stringify(about, null, 2)}\n`));
    const { odd } = await chooseFiles(folder);
    const documents = async (isWanted: (name: string) => boolean, first = '') => {
      for (const name of await listed(folder, (each) => isWanted(each) && !isAppended(each), first)) {
        const content = await contentOf(path.join(folder, name));
        if (content) await add(name, content);
      }
    };
    const isBooks = (name: string) => name.startsWith('books/');
    const isOpen = (name: string) => name.startsWith('open/');
    await documents((name) => name === 'till.json');
    // A close that is written after the state was read is taken in by it at the next start; the other way it would be missing.
    await documents(isBooks, 'books/state.json');
    await documents(isOpen);
    await documents((name) => name !== 'till.json' && !isBooks(name) && !isOpen(name));
    const cut = await cutOf(folder, () => listed(folder, isAppended));
    for (const [name, size] of cut) {
      const content = await contentOf(path.join(folder, name));
      if (content) await add(name, wholeLines(content.subarray(0, size)));
    }
    const manifest: Manifest = { tillId: about.tillId, madeAt: about.madeAt, files: written };
    await writer.add({ name: MANIFEST_FILE, content: Buffer.from(`${JSON.stringify(manifest)}\n`) });
    await writer.end();
    return { manifest, odd };
  } finally {
    await writer.close();
  }
}

/**
 * Documents or growing files, each once. A file that is replaced while its folder is being listed may be missed by some
 * file systems, so that it is listed until nothing more is found.
 */
async function listed(folder: string, isWanted: (name: string) => boolean, first = ''): Promise<string[]> {
  const found = new Set<string>();
  for (let before = -1; found.size > before; ) {
    before = found.size;
    for (const name of (await chooseFiles(folder)).files) if (isWanted(name)) found.add(name);
  }
  return [...found].sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
}

/** Nothing where it is gone: an open order's document goes when its line stands in its day's file. */
async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** What stands after the last line break was not acknowledged. */
function wholeLines(content: Buffer): Buffer {
  return content.subarray(0, content.lastIndexOf(0x0a) + 1);
}
