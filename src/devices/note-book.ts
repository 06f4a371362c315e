import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { GunMemory, GunNote, GunNotes } from './gun-notes.ts';

/** What changes in a gun's note; `undefined` takes it out. */
export type NoteChange = { [What in keyof GunNote]?: GunNote[What] | undefined };

/** The notes of all guns: one change after the other, each durable before it holds. */
export class NoteBook {
  #notes: GunNotes = {};
  #isReadable = true;
  #last: Promise<unknown> = Promise.resolve();
  readonly #memory: GunMemory | undefined;
  readonly #log: Log;

  constructor(memory: GunMemory | undefined, log: Log) {
    this.#memory = memory;
    this.#log = log;
  }

  get notes(): GunNotes {
    return this.#notes;
  }

  /**
   * Does not fail: guns do not keep a till from starting. What could not be read is not written over either, and no change
   * is taken until the next start.
   */
  async open(): Promise<void> {
    try {
      this.#notes = (await this.#memory?.read()) ?? {};
    } catch (error) {
      this.#isReadable = false;
      this.#log.error('what was decided about scanners could not be read', { error: errorText(error) });
    }
  }

  /** Done when no change is on its way any more. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** Whether the change is durable and holds; where not, nothing has changed. `from`: the key the note had until now. */
  change(key: string, change: NoteChange, from = key): Promise<boolean> {
    const result = this.#last.then(async () => {
      if (!this.#isReadable) return false;
      const { [from]: moved, ...rest } = this.#notes;
      const merged = Object.entries({ ...rest[key], ...moved, ...change });
      const note = Object.fromEntries(merged.filter(([, value]) => value !== undefined)) as GunNote;
      const { [key]: _, ...others } = rest;
      const next =
        merged.length === 0 || Object.keys(note).length === 0 ? others : { ...others, [key]: note };
      try {
        await this.#memory?.write(next);
      } catch (error) {
        this.#log.error('what was decided about a scanner could not be saved', { error: errorText(error) });
        return false;
      }
      this.#notes = next;
      return true;
    });
    this.#last = result;
    return result;
  }
}
