import { constants } from 'node:fs';
import path from 'node:path';
import { Low } from 'lowdb';
import { errorText, systemCode } from '../../errors.ts';
import type { BookStore, Z } from '../book-store.ts';
import type { DamageReport } from '../order-store.ts';
import { adopted, type BooksState, rebuiltBooks } from '../periods.ts';
import { parseState, parseZ } from './book-schema.ts';
import { unusable } from './data-folder.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { DurableJson } from './durable-adapter.ts';
import { makeFolder, syncFolder } from './durable-file.ts';
import { ReceiptIndex } from './receipt-index.ts';
import { ReconcileFiles } from './reconcile-files.ts';

/** The books on disk: `books/state.json`, and one file for each Z, `books/z/000017.json`, that is never written again. */
export class BookFiles implements BookStore {
  readonly #dataFolder: string;
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #document: Low<BooksState | null>;
  #closed: Map<string, number> | undefined;
  readonly damaged: DamageReport[] = [];
  readonly receipts: ReceiptIndex;
  readonly reconciliations: ReconcileFiles;

  constructor(dataFolder: string, disk: Disk = nodeDisk) {
    this.#dataFolder = dataFolder;
    this.#folder = path.join(dataFolder, 'books');
    this.#disk = disk;
    this.receipts = new ReceiptIndex(dataFolder, disk);
    this.reconciliations = new ReconcileFiles(dataFolder, disk);
    this.#document = new Low<BooksState | null>(new DurableJson(this.#stateFile(), disk), null);
  }

  /** Throws `DATA_FOLDER_UNUSABLE`. */
  async load(now: { day: string; at: number }): Promise<BooksState | undefined> {
    try {
      return await this.#load(now);
    } catch (error) {
      throw unusable(this.#dataFolder, error);
    }
  }

  async #load({ day, at }: { day: string; at: number }): Promise<BooksState | undefined> {
    await makeFolder(path.join(this.#folder, 'z'), this.#disk);
    const saved = await this.#readState();
    const numbers = await this.#numbers();
    for (let z = 1; z <= (numbers.at(-1) ?? 0); z += 1) {
      if (!numbers.includes(z))
        this.#report(this.#file(z), 'this close is missing, and later ones are there');
    }
    const state = saved ? await this.#withLaterZs(saved, numbers) : await this.#rebuilt({ day, at });
    if (state && state !== saved) await this.save(state);
    return state;
  }

  async save(state: BooksState): Promise<void> {
    this.#document.data = state;
    await this.#document.write();
  }

  async writeZ(z: Z): Promise<Z> {
    const file = this.#file(z.z);
    const there = await this.#readOrSetAside(z.z);
    if (there) {
      if (there.period !== z.period) throw new Error(`${file} holds the close of ${there.period}`);
      await this.#take(there);
      return there;
    }
    try {
      const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
      const handle = await this.#disk.open(file, flags, 0o400);
      try {
        await handle.writeFile(`${JSON.stringify(z)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolder(path.dirname(file), this.#disk);
    } catch (error) {
      await this.#disk.unlink(file).catch(() => {});
      throw error;
    }
    await this.#take(z);
    return z;
  }

  async readZ(z: number): Promise<Z> {
    return parseZ(await this.#disk.readFile(this.#file(z), 'utf8'), z);
  }

  async closedPeriods(): Promise<ReadonlyMap<string, number>> {
    if (this.#closed) return this.#closed;
    const found = new Map<string, number>();
    for (const number of await this.#numbers()) {
      try {
        const { period: closedPeriod } = await this.readZ(number);
        if (!found.has(closedPeriod)) found.set(closedPeriod, number);
      } catch (error) {
        if (systemCode(error) !== undefined) throw error;
        this.#report(this.#file(number), errorText(error));
      }
    }
    this.#closed = found;
    return found;
  }

  async #take(z: Z): Promise<void> {
    await this.closedPeriods();
    this.#closed?.set(z.period, z.z);
  }

  async #readState(): Promise<BooksState | undefined> {
    try {
      await this.#document.read();
      return this.#document.data === null ? undefined : parseState(this.#document.data);
    } catch (error) {
      // What the disk would not read is not damaged.
      if (systemCode(error) !== undefined) throw error;
      await this.#setAside(this.#stateFile(), errorText(error));
      return undefined;
    }
  }

  /** A Z that was written, and then the till ended before it was noted: it is as closed as any. */
  async #withLaterZs(saved: BooksState, numbers: readonly number[]): Promise<BooksState> {
    let state = saved;
    for (const number of numbers.filter((each) => each > saved.lastZ)) {
      const z = await this.#readOrSetAside(number);
      if (z) state = adopted(state, z);
    }
    return state;
  }

  /** The books' own file is not there: what the Zs and the orders say makes it anew. Nothing where they say nothing. */
  async #rebuilt(now: { day: string; at: number }): Promise<BooksState | undefined> {
    const numbers = await this.#numbers();
    const last = numbers.at(-1);
    // Torn in its writing, and never told to anyone.
    if (last !== undefined && !(await this.#readOrSetAside(last))) return this.#rebuilt(now);
    const closed = [...(await this.closedPeriods()).keys()];
    const booked = await this.#bookedPeriods();
    if (closed.length === 0 && booked.length === 0) return undefined;
    return rebuiltBooks({ booked, closed, lastZ: last ?? 0, ...now });
  }

  /** Every period that an order on disk names. */
  async #bookedPeriods(): Promise<string[]> {
    const found = new Set<string>();
    for (const name of ['days', 'open']) {
      const folder = path.join(this.#dataFolder, name);
      for (const file of await this.#namesIn(folder)) {
        if (!/\.jsonl?$/.test(file)) continue;
        const text = await this.#disk.readFile(path.join(folder, file), 'utf8');
        for (const [, each = ''] of text.matchAll(/"period":"(\d{4}-\d\d-\d\d(?:\.\d{1,4})?)"/g))
          found.add(each);
      }
    }
    return [...found];
  }

  async #readOrSetAside(number: number): Promise<Z | undefined> {
    try {
      return await this.readZ(number);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      if (systemCode(error) !== undefined) throw error;
      await this.#setAside(this.#file(number), errorText(error));
      return undefined;
    }
  }

  async #setAside(file: string, reason: string): Promise<void> {
    const quarantine = path.join(this.#dataFolder, 'quarantine');
    await makeFolder(quarantine, this.#disk);
    const keptAs = path.join(quarantine, `books-${path.basename(file)}`);
    await this.#disk.rename(file, keptAs);
    await syncFolder(path.dirname(file), this.#disk);
    await syncFolder(quarantine, this.#disk);
    this.damaged.push({ file, keptAs, reason });
  }

  #report(file: string, reason: string): void {
    if (this.damaged.every((known) => known.file !== file)) this.damaged.push({ file, keptAs: file, reason });
  }

  async #numbers(): Promise<number[]> {
    const names = await this.#namesIn(path.join(this.#folder, 'z'));
    return names
      .flatMap((name) => Number(/^(\d{6,})\.json$/.exec(name)?.[1] ?? Number.NaN) || [])
      .sort((a, b) => a - b);
  }

  async #namesIn(folder: string): Promise<string[]> {
    try {
      return await this.#disk.readdir(folder);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  #stateFile(): string {
    return path.join(this.#folder, 'state.json');
  }

  #file(z: number): string {
    return path.join(this.#folder, 'z', `${String(z).padStart(6, '0')}.json`);
  }
}
