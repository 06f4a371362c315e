import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { OutgoingEvent } from './event.ts';
import type { Outbox } from './outbox.ts';
import { signedHeaders } from './signature.ts';

/** What came of one attempt. `retryMs`: the receiver asked for so much patience. */
export type Delivery = { ok: true } | { ok: false; why: string; retryMs?: number };

/** Hands one message over. Rejects for nothing but the abort of `signal`. */
export type Post = (
  url: string,
  message: { headers: Record<string, string>; body: string },
  signal: AbortSignal,
) => Promise<Delivery>;

export interface CourierParts {
  receiver: { id: string; url: string; secret: string };
  outbox: Outbox;
  /** What is sent beside the event itself: which till, which shop. */
  sender(): object;
  post: Post;
  clock: Clock;
  log: Log;
}

/** How a receiver stands, for health and log. */
export interface CourierHealth {
  id: string;
  waiting: number;
  /** Since when nothing could be handed over, epoch ms, and what was said last. */
  failing?: { since: number; why: string };
}

/** So long an attempt may take. */
const ATTEMPT_MS = 10_000;
/** Between attempts for the same event: soon at first, then every ten minutes. */
const PAUSES_MS = [2_000, 5_000, 15_000, 60_000, 300_000, 600_000];
const LONGEST_PAUSE_MS = 3_600_000;
/** After this an event is given up: whoever was away so long asks for the orders of the days. */
const GIVEN_UP_AFTER_MS = 7 * 24 * 3_600_000;

/** Tells one receiver everything, one event after the other: the next only when the one before was taken or given up. */
export class Courier {
  readonly #parts: CourierParts;
  readonly #stop = new AbortController();
  #wake: () => void = () => {};
  #failing: { since: number; why: string } | undefined;
  readonly #ended: Promise<void>;

  constructor(parts: CourierParts) {
    this.#parts = parts;
    this.#ended = Promise.resolve().then(() => this.#run());
  }

  /** Something may wait. */
  wake(): void {
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#stop.abort(new Error('the till is stopping'));
    this.#wake();
    await this.#ended;
  }

  health(): CourierHealth {
    const { receiver, outbox } = this.#parts;
    return {
      id: receiver.id,
      waiting: outbox.waiting(receiver.id),
      ...(this.#failing && { failing: this.#failing }),
    };
  }

  async #run(): Promise<void> {
    const { receiver, outbox, clock, log } = this.#parts;
    const { signal } = this.#stop;
    let attempts = 0;
    while (!signal.aborted) {
      const next = outbox.next(receiver.id);
      if (!next) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      const delivery = await this.#deliver(next.event).catch(
        (error): Delivery => ({ ok: false, why: errorText(error) }),
      );
      if (signal.aborted) return;
      const isTooOld = clock.now() - next.event.at > GIVEN_UP_AFTER_MS;
      if (delivery.ok || isTooOld) {
        if (delivery.ok) this.#failing = undefined;
        else log.error('event given up', { receiver: receiver.id, event: next.event.id, why: delivery.why });
        attempts = 0;
        await outbox.told(receiver.id, next.seq).catch((error) => {
          log.warn('how far a receiver is could not be saved', {
            receiver: receiver.id,
            error: errorText(error),
          });
        });
        continue;
      }
      if (attempts === 0)
        log.warn('event not delivered', { receiver: receiver.id, event: next.event.id, why: delivery.why });
      this.#failing = { since: this.#failing?.since ?? clock.now(), why: delivery.why };
      const pause =
        delivery.retryMs ?? PAUSES_MS[Math.min(attempts, PAUSES_MS.length - 1)] ?? LONGEST_PAUSE_MS;
      attempts += 1;
      await clock.sleep(Math.min(pause, LONGEST_PAUSE_MS), signal).catch(() => {});
    }
  }

  async #deliver({ id, type, at, data }: OutgoingEvent): Promise<Delivery> {
    const { receiver, sender, post, clock } = this.#parts;
    const body = JSON.stringify({
      type,
      timestamp: new Date(at).toISOString(),
      data: { ...sender(), ...data },
    });
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Scantill',
      ...signedHeaders({ id, body, at: clock.now() }, receiver.secret),
    };
    const limit = new AbortController();
    const callOff = clock.after(ATTEMPT_MS, () =>
      limit.abort(new Error(`no answer within ${ATTEMPT_MS / 1000} s`)),
    );
    try {
      return await post(receiver.url, { headers, body }, AbortSignal.any([limit.signal, this.#stop.signal]));
    } finally {
      callOff();
    }
  }
}
