import type { Clock } from '../clock.ts';
import type { Frame } from './frame.ts';

/**
 * What came of waiting for a code that charges nobody.
 * - `nothing`: nobody scanned in time
 * - `noScanner`: no gun of the lane is open
 * - `readBusy`: somebody else waits for a code of this lane
 * - `laneBusy`: a sale is on the lane, or began meanwhile
 */
export type CodeRead =
  | { kind: 'read'; text: string; aim?: string }
  | { kind: 'nothing' | 'noScanner' | 'noSuchLane' | 'readBusy' | 'laneBusy' };

/**
 * Who waits for one code of a lane that begins no payment: the number on a bill, for a search. Customers come first: it
 * ends where a sale begins.
 */
export class CodeReadings {
  readonly #clock: Clock;
  readonly #waiting = new Map<string, { since: number; end(read: CodeRead): void }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The lane's next code; one at a time. Nothing once the signal aborts. */
  next(lane: string, signal: AbortSignal): Promise<CodeRead> {
    if (signal.aborted) return Promise.resolve({ kind: 'nothing' });
    if (this.#waiting.has(lane)) return Promise.resolve({ kind: 'readBusy' });
    return new Promise((resolve) => {
      const giveUp = () => end({ kind: 'nothing' });
      const end = (read: CodeRead) => {
        this.#waiting.delete(lane);
        signal.removeEventListener('abort', giveUp);
        resolve(read);
      };
      signal.addEventListener('abort', giveUp);
      this.#waiting.set(lane, { since: this.#clock.monotonic(), end });
    });
  }

  /** Whether somebody waited for this code. One that was begun before is left alone. */
  take(lane: string | undefined, { text, aim, firstByteAt }: Frame): boolean {
    const waiting = lane === undefined ? undefined : this.#waiting.get(lane);
    if (waiting === undefined || firstByteAt < waiting.since) return false;
    waiting.end({ kind: 'read', text, ...(aim !== undefined && { aim }) });
    return true;
  }

  /** A sale begins on the lane. */
  saleBegins(lane: string): void {
    this.#waiting.get(lane)?.end({ kind: 'laneBusy' });
  }

  /** The till stops. */
  stop(): void {
    for (const { end } of this.#waiting.values()) end({ kind: 'nothing' });
  }
}
