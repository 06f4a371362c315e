import type { Clock } from '../clock.ts';

/**
 * Something that is asked of the machine now and then, and may never answer, as a disk that went away. Whoever asks gets
 * the last answer at the latest after `patienceMs`, or nothing where there is none that is young enough; one question is
 * under way at most.
 */
export class BoundedReading<T> {
  readonly #read: () => Promise<T>;
  readonly #clock: Clock;
  readonly #patienceMs: number;
  #last: { value: T; at: number } | undefined;
  #underWay: Promise<void> | undefined;

  constructor(read: () => Promise<T>, { clock, patienceMs }: { clock: Clock; patienceMs: number }) {
    this.#read = read;
    this.#clock = clock;
    this.#patienceMs = patienceMs;
  }

  async value(): Promise<T | undefined> {
    this.#underWay ??= this.#read()
      .then(
        (value) => {
          this.#last = { value, at: this.#clock.monotonic() };
        },
        () => {
          this.#last = undefined;
        },
      )
      .finally(() => {
        this.#underWay = undefined;
      });
    const over = new AbortController();
    const limit = this.#clock.sleep(this.#patienceMs, over.signal).catch(() => {});
    await Promise.race([this.#underWay, limit]);
    over.abort();
    const isYoung = this.#last !== undefined && this.#clock.monotonic() - this.#last.at <= this.#patienceMs;
    return isYoung ? this.#last?.value : undefined;
  }
}
