import type { Adapter } from 'lowdb';
import { systemCode } from '../../errors.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { replaceFile } from './durable-file.ts';

/**
 * A lowdb adapter whose write is durable when it resolves; lowdb's own adapters never sync. Writes of one document that
 * come while one is running are joined into the next, and each caller resolves as soon as a write holding its data is
 * on disk. An unreadable file rejects: it is never taken for an empty one.
 */
export class DurableJson<T> implements Adapter<T> {
  readonly #file: string;
  readonly #replace: typeof replaceFile;
  readonly #disk: Disk;
  #running: Promise<void> | undefined;
  #next: { text: string; written: Promise<void> } | undefined;

  constructor(file: string, disk: Disk = nodeDisk, replace = replaceFile) {
    this.#file = file;
    this.#disk = disk;
    this.#replace = replace;
  }

  async read(): Promise<T | null> {
    try {
      return JSON.parse(await this.#disk.readFile(this.#file, 'utf8')) as T;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  write(data: T): Promise<void> {
    const text = `${JSON.stringify(data)}\n`;
    if (this.#next) {
      this.#next.text = text;
      return this.#next.written;
    }
    if (!this.#running) return this.#start(text);
    const next = { text, written: Promise.resolve() };
    const start = () => {
      this.#next = undefined;
      return this.#start(next.text);
    };
    next.written = this.#running.then(start, start);
    this.#next = next;
    return next.written;
  }

  #start(text: string): Promise<void> {
    const running = this.#replace(this.#file, text, this.#disk).finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}
