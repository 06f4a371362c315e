import type { Clock } from '../clock.ts';

/** Who asks, most urgent first: when calls are short, a cancel never waits behind a look. */
export type CallPriority = 'cancel' | 'submit' | 'query' | 'refund' | 'background';
const ORDER: readonly CallPriority[] = ['cancel', 'submit', 'query', 'refund', 'background'];

export interface BudgetOptions {
  /** Calls per second in the long run. */
  perSecond: number;
  /** Calls that may come at once. */
  burst: number;
}

interface Waiter {
  go(): void;
}

/**
 * The merchant's call budget at the gateway, shared by every lane: a token bucket whose waiters are served by urgency,
 * then by order of arrival.
 */
export class CallBudget {
  #tokens: number;
  #filledAt: number;
  #wakeIsSet = false;
  readonly #waiting: Record<CallPriority, Waiter[]> = {
    cancel: [],
    submit: [],
    query: [],
    refund: [],
    background: [],
  };
  readonly #options: BudgetOptions;
  readonly #clock: Clock;

  constructor(options: BudgetOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#tokens = options.burst;
    this.#filledAt = clock.monotonic();
  }

  /** Resolves when the call may be made; rejects with `signal.reason` if the caller gives up first. */
  async take(priority: CallPriority, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#fill();
    if (this.#tokens >= 1 && this.#next() === undefined) {
      this.#tokens -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const queue = this.#waiting[priority];
      const onAbort = () => {
        queue.splice(queue.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const waiter = {
        go: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      queue.push(waiter);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#serve();
    });
  }

  #serve(): void {
    this.#fill();
    for (let queue = this.#next(); queue && this.#tokens >= 1; queue = this.#next()) {
      this.#tokens -= 1;
      queue.shift()?.go();
    }
    if (this.#next() && !this.#wakeIsSet) {
      this.#wakeIsSet = true;
      this.#clock.after(((1 - this.#tokens) / this.#options.perSecond) * 1000, () => {
        this.#wakeIsSet = false;
        this.#serve();
      });
    }
  }

  #next(): Waiter[] | undefined {
    return ORDER.map((priority) => this.#waiting[priority]).find((queue) => queue.length > 0);
  }

  #fill(): void {
    const now = this.#clock.monotonic();
    const earned = ((now - this.#filledAt) / 1000) * this.#options.perSecond;
    this.#tokens = Math.min(this.#options.burst, this.#tokens + earned);
    this.#filledAt = now;
  }
}
