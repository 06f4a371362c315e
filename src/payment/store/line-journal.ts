import { constants } from 'node:fs';
import path from 'node:path';
import type { Log } from '../../log.ts';
import { AppendedFile, cutTornLine, textOf } from './appended-file.ts';
import { type Disk, type DiskFile, nodeDisk } from './disk.ts';
import { syncFolder } from './durable-file.ts';
import { type Rewrite, rewriteLines } from './rewritten-file.ts';

/** A file of JSON lines that only ever grows. */
export interface LineJournal {
  /** Resolves when the line is on disk; rejects when that is not known. */
  append(line: object): Promise<void>;
  text(): Promise<string>;
  /** Puts other lines in the place of some; resolves with how many. See `rewriteLines`. */
  rewrite(change: Rewrite['change'], pause: Rewrite['pause']): Promise<number>;
  close(): Promise<void>;
}

export interface LineJournalParts {
  /** The data folder. */
  folder: string;
  /** Such as `audit`: the file is `audit.jsonl`. */
  name: string;
  log: Log;
  /** Default: this machine's. */
  disk?: Disk;
}

/** Opened when the first line comes; a line that was not written whole, and so never acknowledged, is cut and kept beside. */
export function openLineJournal({ folder, name, log, disk = nodeDisk }: LineJournalParts): LineJournal {
  const file = path.join(folder, `${name}.jsonl`);
  const open = async (): Promise<DiskFile> => {
    const keepAs = path.join(folder, 'quarantine', `${name}.torn-line`);
    const cut = await cutTornLine({ file, keepAs, disk });
    if (cut) log.warn('damaged file', { ...cut });
    const flags = constants.O_CREAT | constants.O_APPEND | constants.O_RDWR;
    const handle = await disk.open(file, flags, 0o600);
    await syncFolder(folder, disk);
    return handle;
  };
  const appended = new AppendedFile(open);
  return {
    append: (line) => appended.append(`${JSON.stringify(line)}\n`),
    text: () => textOf(file, disk),
    rewrite: (change, pause) => rewriteLines({ file, queue: appended, change, pause, disk }),
    close: () => appended.close(),
  };
}
