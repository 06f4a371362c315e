import { constants } from 'node:fs';
import path from 'node:path';
import { systemCode } from '../../errors.ts';
import type { Candidates, ReceiptNumbers } from '../book-store.ts';
import { lines, textOf } from './appended-file.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { makeFolder, replaceFile } from './durable-file.ts';

const BUCKETS = 256;
/** The numbers a receipt may show beside our own, wherever in an order they stand; refunds have theirs. */
const NUMBERS =
  /"(?:transNo|payChannelTransNo|payPlatformTransNo|cancelTransNo)":"([\x21\x23-\x5b\x5d-\x7e]{4,64})"/g;
const ORDER_NUMBER = /"orderNo":"([0-9A-Za-z]+)"/;

interface IndexState {
  schema: 1;
  /** How much of each day's file is indexed, bytes. */
  days: Record<string, number>;
  /** Of each bucket: how much of its file is meant, and the hash of that. What was lost in a power cut shows by it. */
  buckets: [size: number, hash: number][];
}

/**
 * From the gateway's numbers to our orders: `index/00.txt` to `index/ff.txt`, one line for each number. It is derived from the
 * day files and may be deleted at any time: what it does not cover is searched in the files themselves.
 */
export class ReceiptIndex implements ReceiptNumbers {
  readonly #daysFolder: string;
  readonly #folder: string;
  readonly #disk: Disk;
  #state: IndexState | undefined;
  /** Days written to since they were last indexed. */
  readonly #changed = new Set<string>();
  /** The day that is being indexed. */
  #taking: string | undefined;
  #compared: Promise<void> | undefined;
  #filling: Promise<unknown> = Promise.resolve();

  constructor(dataFolder: string, disk: Disk = nodeDisk) {
    this.#daysFolder = path.join(dataFolder, 'days');
    this.#folder = path.join(dataFolder, 'index');
    this.#disk = disk;
  }

  changed(day: string): void {
    this.#changed.add(day);
  }

  async candidates(number: string): Promise<Candidates> {
    const state = await this.#load();
    const days = await this.#dayNames();
    this.#compared ??= this.#compare(days, state);
    await this.#compared;
    const text = await this.#bucketText(bucketOf(number), state);
    if (text === undefined) {
      this.#state = emptyState();
      return { orderNos: [], otherDays: days };
    }
    const orderNos = new Set<string>();
    for (const line of lines(text)) {
      if (line.startsWith(`${number} `)) orderNos.add(line.slice(number.length + 1));
    }
    const isCovered = (day: string) =>
      state.days[day] !== undefined && !this.#changed.has(day) && day !== this.#taking;
    const otherDays = days.filter((day) => !isCovered(day));
    return { orderNos: [...orderNos], otherDays };
  }

  fill(today: string, pause: () => Promise<void>): Promise<void> {
    const fill = () => this.#fill(today, pause);
    const filled = this.#filling.then(fill, fill);
    this.#filling = filled;
    return filled;
  }

  async #fill(today: string, pause: () => Promise<void>): Promise<void> {
    await this.#dropIfTorn();
    const days = await this.#dayNames();
    // Who looks for a number later then need not wait for it.
    this.#compared ??= this.#compare(days, await this.#load());
    await this.#compared;
    for (const day of days) {
      const state = await this.#load();
      if (day >= today || (await this.#isCovered(day, state))) continue;
      this.#taking = day;
      this.#changed.delete(day);
      try {
        await this.#takeIn(day, state);
      } catch (error) {
        this.#changed.add(day);
        throw error;
      } finally {
        this.#taking = undefined;
      }
      await pause();
    }
  }

  /** Once: days that were written to after they were indexed, by the process before. */
  async #compare(days: readonly string[], state: IndexState): Promise<void> {
    const compare = async (day: string) => {
      if (state.days[day] !== undefined && !(await this.#isCovered(day, state))) this.#changed.add(day);
    };
    try {
      await Promise.all(days.map(compare));
    } catch (error) {
      this.#compared = undefined;
      throw error;
    }
  }

  async #isCovered(day: string, state: IndexState): Promise<boolean> {
    const covered = state.days[day];
    if (covered === undefined || this.#changed.has(day)) return false;
    const handle = await this.#disk.open(
      path.join(this.#daysFolder, `${day}.jsonl`),
      constants.O_RDONLY,
      0o600,
    );
    try {
      return (await handle.stat()).size === covered;
    } finally {
      await handle.close();
    }
  }

  async #takeIn(day: string, state: IndexState): Promise<void> {
    const text = await textOf(path.join(this.#daysFolder, `${day}.jsonl`), this.#disk);
    // What stands after the last line break is still being written.
    const whole = Buffer.from(text.slice(0, text.lastIndexOf('\n') + 1));
    const covered = state.days[day] ?? 0;
    const added = new Map<number, Set<string>>();
    for (const line of lines(whole.subarray(covered <= whole.length ? covered : 0).toString())) {
      const [, orderNo] = ORDER_NUMBER.exec(line) ?? [];
      if (orderNo === undefined) continue;
      for (const [, number = ''] of line.matchAll(NUMBERS)) {
        const bucket = bucketOf(number);
        const into = added.get(bucket) ?? new Set();
        added.set(bucket, into.add(`${number} ${orderNo}\n`));
      }
    }
    await makeFolder(this.#folder, this.#disk);
    const buckets = [...state.buckets];
    for (const [bucket, entries] of added) {
      const [size, hash] = buckets[bucket] ?? [0, EMPTY_HASH];
      const more = [...entries].join('');
      await this.#append(bucket, { size, text: more });
      buckets[bucket] = [size + more.length, hashOf(more, hash)];
    }
    // What the buckets hold beyond this, where the power is cut before, counts for nothing.
    const next: IndexState = { ...state, days: { ...state.days, [day]: whole.length }, buckets };
    await replaceFile(this.#stateFile(), `${JSON.stringify(next)}\n`, this.#disk);
    this.#state = next;
  }

  async #append(bucket: number, { size, text }: { size: number; text: string }): Promise<void> {
    const flags = constants.O_CREAT | constants.O_APPEND | constants.O_RDWR;
    const handle = await this.#disk.open(this.#bucketFile(bucket), flags, 0o600);
    try {
      if ((await handle.stat()).size > size) await handle.truncate(size);
      await handle.appendFile(text);
    } finally {
      await handle.close();
    }
  }

  /** A bucket that is not what it was said to be: all of it is made anew. */
  async #dropIfTorn(): Promise<void> {
    const state = await this.#load();
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      if ((await this.#bucketText(bucket, state)) !== undefined) continue;
      this.#state = emptyState();
      return;
    }
  }

  /** What counts of a bucket; nothing where it is torn. */
  async #bucketText(bucket: number, state: IndexState): Promise<string | undefined> {
    const [size, hash] = state.buckets[bucket] ?? [0, EMPTY_HASH];
    if (size === 0) return '';
    const text = (await textOf(this.#bucketFile(bucket), this.#disk)).slice(0, size);
    return text.length === size && hashOf(text) === hash ? text : undefined;
  }

  async #load(): Promise<IndexState> {
    this.#state ??= readState(await textOf(this.#stateFile(), this.#disk));
    return this.#state;
  }

  async #dayNames(): Promise<string[]> {
    try {
      const names = await this.#disk.readdir(this.#daysFolder);
      return names.flatMap((name) => /^(\d{4}-\d\d-\d\d)\.jsonl$/.exec(name)?.[1] ?? []).sort();
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  #stateFile(): string {
    return path.join(this.#folder, 'state.json');
  }

  #bucketFile(bucket: number): string {
    return path.join(this.#folder, `${bucket.toString(16).padStart(2, '0')}.txt`);
  }
}

function emptyState(): IndexState {
  return { schema: 1, days: {}, buckets: Array.from({ length: BUCKETS }, () => [0, EMPTY_HASH]) };
}

/** Anything that is not a state of ours means: nothing is indexed. */
function readState(text: string): IndexState {
  try {
    const state = JSON.parse(text) as Partial<IndexState> | null;
    const isOurs = state?.schema === 1 && typeof state.days === 'object' && state.buckets?.length === BUCKETS;
    return isOurs ? (state as IndexState) : emptyState();
  } catch {
    return emptyState();
  }
}

function bucketOf(number: string): number {
  const hash = hashOf(number);
  return (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & (BUCKETS - 1);
}

const EMPTY_HASH = 0x811c9dc5;

/** FNV-1a, 32 bits: goes on from the hash of what stood before. It finds accidents, and guards against nobody. */
function hashOf(text: string, before = EMPTY_HASH): number {
  let hash = before;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
