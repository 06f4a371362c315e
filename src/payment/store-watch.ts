import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { OrderStore } from './order-store.ts';

const PROBE_EVERY_MS = 60_000;
const PROBE_FAULTY_EVERY_MS = 5000;
/** A disk that has not taken a few bytes by then may never answer again, as a network drive that went away. */
const PROBE_PATIENCE_MS = 20_000;

export interface StoreWatchParts {
  store: Pick<OrderStore, 'probe'>;
  clock: Clock;
  log: Log;
  onChange(isFaulty: boolean): void;
}

/** Knows whether the disk takes what the till must write down. While it does not, no lane sells. */
export class StoreWatch {
  #fault: { since: number; detail: string } | undefined;
  #timer: () => void = () => {};
  #isStopped = false;
  readonly #parts: StoreWatchParts;

  constructor(parts: StoreWatchParts) {
    this.#parts = parts;
  }

  get fault(): { since: number; detail: string } | undefined {
    return this.#fault;
  }

  start(): void {
    this.#arm();
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer();
  }

  /** A write failed. */
  failed(detail: string): void {
    this.#fail(this.#fault?.detail ?? detail);
    this.#arm();
  }

  #fail(detail: string): void {
    const before = this.#fault;
    if (before?.detail === detail) return;
    this.#fault = { since: before?.since ?? this.#parts.clock.now(), detail };
    this.#parts.log.error('store fault', { detail });
    this.#parts.onChange(true);
  }

  #arm(): void {
    this.#timer();
    if (this.#isStopped) return;
    const wait = this.#fault ? PROBE_FAULTY_EVERY_MS : PROBE_EVERY_MS;
    this.#timer = this.#parts.clock.after(wait, () => void this.#probe());
  }

  async #probe(): Promise<void> {
    const callOff = this.#parts.clock.after(PROBE_PATIENCE_MS, () => {
      if (!this.#isStopped) this.#fail(`the disk has not answered for ${PROBE_PATIENCE_MS / 1000} s`);
    });
    try {
      await this.#parts.store.probe();
      if (this.#isStopped) return;
      if (this.#fault) {
        this.#fault = undefined;
        this.#parts.log.info('store works again');
        this.#parts.onChange(false);
      }
    } catch (error) {
      // The probe says why; an order that could not be saved says only that.
      if (!this.#isStopped) this.#fail(errorText(error));
    } finally {
      callOff();
      this.#arm();
    }
  }
}
