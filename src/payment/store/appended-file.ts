import path from 'node:path';
import { systemCode } from '../../errors.ts';
import type { DamageReport } from '../order-store.ts';
import type { Disk, DiskFile } from './disk.ts';
import { makeFolder, replaceFile } from './durable-file.ts';

/**
 * A file of lines that only ever grows, opened when the first line comes. It has a queue: while a write is being synced,
 * the next lines gather and go out together.
 */
export class AppendedFile {
  readonly #open: () => Promise<DiskFile>;
  #handle: DiskFile | undefined;
  #gathered: { text: string; written: Promise<void> } | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(open: () => Promise<DiskFile>) {
    this.#open = open;
  }

  /** Resolves when the line is on disk. `line` ends in a line break. */
  append(line: string): Promise<void> {
    if (this.#gathered) {
      this.#gathered.text += line;
      return this.#gathered.written;
    }
    const gathered = { text: line, written: Promise.resolve() };
    const write = () => {
      this.#gathered = undefined;
      return this.#write(gathered.text);
    };
    gathered.written = this.#last.then(write, write);
    this.#gathered = gathered;
    this.#last = gathered.written;
    return gathered.written;
  }

  /** Lets the file go once what is being written is; the next line opens it again. */
  close(): Promise<void> {
    const close = async () => {
      const handle = this.#handle;
      this.#handle = undefined;
      await handle?.close();
    };
    const closed = this.#last.then(close, close);
    this.#last = closed;
    return closed;
  }

  /** Runs between two writes, with the file let go: for who puts another in its place. Lines that come meanwhile go to that one. */
  exclusively(run: () => Promise<void>): Promise<void> {
    const alone = async () => {
      const handle = this.#handle;
      this.#handle = undefined;
      await handle?.close();
      await run();
    };
    const done = this.#last.then(alone, alone);
    this.#last = done;
    return done;
  }

  async #write(text: string): Promise<void> {
    const handle = this.#handle ?? (await this.#open());
    this.#handle = handle;
    const { size } = await handle.stat();
    try {
      await handle.appendFile(text);
      await handle.datasync();
    } catch (error) {
      // Half a line must not stand before the next whole one, and a handle that failed to sync is not trusted again.
      await handle.truncate(size).catch(() => {});
      this.#handle = undefined;
      await handle.close().catch(() => {});
      throw error;
    }
  }
}

/** The text of a file; empty where there is none. */
export async function textOf(file: string, disk: Disk): Promise<string> {
  try {
    return await disk.readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Cuts a last line that was not written whole, and so never acknowledged; it is kept beside. Only while nobody appends.
 * Says what it did, or nothing where the file was whole.
 */
export async function cutTornLine(torn: {
  file: string;
  keepAs: string;
  disk: Disk;
}): Promise<DamageReport | undefined> {
  const { file, keepAs, disk } = torn;
  const text = await textOf(file, disk);
  const whole = text.lastIndexOf('\n') + 1;
  if (whole === text.length) return undefined;
  await makeFolder(path.dirname(keepAs), disk);
  await replaceFile(keepAs, text.slice(whole), disk);
  await replaceFile(file, text.slice(0, whole), disk);
  return { file, keptAs: keepAs, reason: 'its last line was not written whole' };
}

/** The lines of a text that are not empty. */
export function* lines(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (to > from) yield text.slice(from, to);
    from = to + 1;
  }
}

/** Business days that have a file of lines in a folder, `YYYY-MM-DD.jsonl`, oldest first; none where there is no folder. */
export async function daysIn(folder: string, disk: Disk): Promise<string[]> {
  try {
    const names = await disk.readdir(folder);
    return names.flatMap((name) => /^(\d{4}-\d\d-\d\d)\.jsonl$/.exec(name)?.[1] ?? []).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
