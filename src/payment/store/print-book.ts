import { constants } from 'node:fs';
import path from 'node:path';
import { dayOfOrderNumber } from '../order-number.ts';
import { AppendedFile, cutTornLine, lines, textOf } from './appended-file.ts';
import { type Disk, type DiskFile, nodeDisk } from './disk.ts';
import { makeFolder, syncFolder } from './durable-file.ts';

/** One entry of what was printed. */
export interface PrintEntry {
  /** Of a sale or of a refund. */
  number: string;
  /** Epoch ms. */
  at: number;
  to: 'browser' | 'printer';
}

/** What was printed of which number, so that a second paper says that it is a copy. */
export interface PrintBook {
  /** How many papers of it are out, or may be. Rejects where the disk does not give it. */
  count(number: string): Promise<number>;
  /** Durable when it resolves; rejects where the disk does not take it. */
  add(entry: PrintEntry): Promise<void>;
}

/** Days whose counts are kept in memory: what is printed is mostly of today. */
const MAX_DAYS = 8;

interface Day {
  file: AppendedFile;
  counts: Map<string, number>;
  /** A line could not be read: who knows what it told. */
  isDamaged: boolean;
}

/** The print book of a data folder: `receipts/<day the sale was born on>.jsonl`, a line for each paper. Call it once for each. */
export function openPrintBook(dataFolder: string, disk: Disk = nodeDisk): PrintBook {
  const folder = path.join(dataFolder, 'receipts');
  const days = new Map<string, Promise<Day>>();

  function dayOf(number: string): Promise<Day> {
    const name = dayOfOrderNumber(number) ?? 'other';
    const known = days.get(name) ?? load(name);
    days.delete(name);
    days.set(name, known);
    const [oldest] = days.keys();
    if (oldest !== undefined && days.size > MAX_DAYS) days.delete(oldest);
    // What the disk did not give is asked for again the next time.
    known.catch(() => days.delete(name));
    return known;
  }

  async function load(name: string): Promise<Day> {
    const file = path.join(folder, `${name}.jsonl`);
    const keepAs = path.join(dataFolder, 'quarantine', `receipts-${name}.torn`);
    await cutTornLine({ file, keepAs, disk });
    const day: Day = { file: new AppendedFile(() => open(file)), counts: new Map(), isDamaged: false };
    for (const line of lines(await textOf(file, disk))) {
      const entry = readEntry(line);
      if (entry) count(day, entry);
      else day.isDamaged = true;
    }
    return day;
  }

  async function open(file: string): Promise<DiskFile> {
    await makeFolder(folder, disk);
    const handle = await disk.open(file, constants.O_CREAT | constants.O_APPEND | constants.O_WRONLY, 0o600);
    await syncFolder(folder, disk);
    return handle;
  }

  return {
    async count(number) {
      const { counts, isDamaged } = await dayOf(number);
      return Math.max(counts.get(number) ?? 0, isDamaged ? 1 : 0);
    },
    async add(entry) {
      const day = await dayOf(entry.number);
      try {
        await day.file.append(`${JSON.stringify(entry)}\n`);
        count(day, entry);
      } finally {
        // Papers are rare beside sales: none keeps a file open.
        day.file.close().catch(() => {});
      }
    },
  };
}

function count({ counts }: Day, { number }: Pick<PrintEntry, 'number'>): void {
  counts.set(number, (counts.get(number) ?? 0) + 1);
}

function readEntry(line: string): Pick<PrintEntry, 'number'> | undefined {
  try {
    const { number } = JSON.parse(line) as Partial<PrintEntry>;
    return typeof number === 'string' ? { number } : undefined;
  } catch {
    return undefined;
  }
}
