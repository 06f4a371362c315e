import { constants } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { Notice } from '../notice.ts';
import { AppendedFile, cutTornLine, daysIn, lines, textOf } from './appended-file.ts';
import { type Disk, type DiskFile, nodeDisk } from './disk.ts';
import { makeFolder, syncFolder } from './durable-file.ts';

const noticeSchema = z.object({
  at: z.number(),
  status: z.enum(['success', 'declined', 'pending', 'cancelled', 'unknown']),
  facts: z.looseObject({ orderNo: z.string() }),
  foreign: z.literal(true).optional(),
});

export interface NoticeJournalParts {
  /** The data folder. */
  folder: string;
  log: Log;
  /** Default: this machine's. */
  disk?: Disk;
}

/**
 * What the gateway told of its own accord and proved: one append-only file of JSON lines per business day,
 * `notices/YYYY-MM-DD.jsonl`. Lines that come together are written and synced together.
 */
export class NoticeJournal {
  readonly #folder: string;
  readonly #quarantine: string;
  readonly #log: Log;
  readonly #disk: Disk;
  readonly #files = new Map<string, AppendedFile>();
  /** The one day whose file is open. */
  #day: string | undefined;

  constructor({ folder, log, disk = nodeDisk }: NoticeJournalParts) {
    this.#folder = path.join(folder, 'notices');
    this.#quarantine = path.join(folder, 'quarantine');
    this.#log = log;
    this.#disk = disk;
  }

  /** Resolves when the notice is on disk. Rejects when that is not known. */
  async append(day: string, notice: Notice): Promise<void> {
    const file = this.#files.get(day) ?? new AppendedFile(() => this.#open(day));
    this.#files.set(day, file);
    const before = this.#day;
    this.#day = day;
    // In its own queue: a line that comes meanwhile waits, and opens it again.
    if (before !== undefined && before !== day) await this.#files.get(before)?.close();
    await file.append(`${JSON.stringify(notice)}\n`);
  }

  /** A business day's notices, in the order they came. Lines that are none are passed over. */
  async on(day: string): Promise<Notice[]> {
    return [...lines(await textOf(this.#file(day), this.#disk))].flatMap((line) => readNotice(line) ?? []);
  }

  /** Days of which there are notices, oldest first. */
  days(): Promise<string[]> {
    return daysIn(this.#folder, this.#disk);
  }

  /** Forgets a day's notices. Not today's, whose file is open. */
  async drop(day: string): Promise<void> {
    if (day === this.#day) return;
    await this.#disk.unlink(this.#file(day));
    await syncFolder(this.#folder, this.#disk);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.close()));
    this.#files.clear();
  }

  /** Mended each time it is opened, for a write may have failed half-way; a torn line was never acknowledged. */
  async #open(day: string): Promise<DiskFile> {
    await makeFolder(this.#folder, this.#disk);
    const cut = await cutTornLine({
      file: this.#file(day),
      keepAs: path.join(this.#quarantine, `notices-${day}.torn-line`),
      disk: this.#disk,
    });
    if (cut) this.#log.warn('damaged file', { ...cut });
    const flags = constants.O_CREAT | constants.O_APPEND | constants.O_RDWR;
    const file = await this.#disk.open(this.#file(day), flags, 0o600);
    await syncFolder(this.#folder, this.#disk);
    return file;
  }

  #file(day: string): string {
    return path.join(this.#folder, `${day}.jsonl`);
  }
}

/** A line of the journal; nothing where it is none. */
export function readNotice(line: string): Notice | undefined {
  try {
    const { foreign, ...notice } = noticeSchema.parse(JSON.parse(line));
    return { ...notice, ...(foreign ? { foreign } : {}) };
  } catch {
    return undefined;
  }
}
