import type { Clock } from '../clock.ts';
import { Changes } from './changes.ts';
import type { TechnicianView } from './technician-messages.ts';

/** A gun may send hundreds of reports a second; who waits is answered at most every so many ms. */
const PACE_MS = 250;

export interface TechnicianFeedParts {
  bootId: string;
  clock: Clock;
  /** What is shown, as of now. */
  content(): Omit<TechnicianView, 'bootId' | 'rev' | 'serverTime'>;
}

/** The technician's view with its revision, which rises when what is shown differs. Built only while somebody looks. */
export class TechnicianFeed {
  #rev = 0;
  #text = '';
  #builtAt = Number.NEGATIVE_INFINITY;
  #content: ReturnType<TechnicianFeedParts['content']> | undefined;
  readonly #changes = new Changes();
  readonly #parts: TechnicianFeedParts;

  constructor(parts: TechnicianFeedParts) {
    this.#parts = parts;
  }

  /** Something of the guns or lanes may look different. Costs nothing while nobody waits. */
  changed(): void {
    this.#changes.tell();
  }

  now(): TechnicianView {
    const { bootId, clock } = this.#parts;
    const content = this.#build();
    return { bootId, rev: this.#rev, serverTime: clock.now(), ...content };
  }

  /** The view as soon as it is another than the one the caller has; when the signal aborts, as it is then. */
  async next(known: { bootId: string; rev: number }, signal: AbortSignal): Promise<TechnicianView> {
    const { bootId, clock } = this.#parts;
    const isKnown = () => known.bootId === bootId && known.rev === this.#rev;
    while (isKnown() && !signal.aborted) {
      const change = this.#changes.next(signal);
      const early = this.#builtAt + PACE_MS - clock.monotonic();
      if (early > 0) await clock.sleep(early, signal).catch(() => {});
      this.#build();
      if (isKnown()) await change;
    }
    return this.now();
  }

  #build(): ReturnType<TechnicianFeedParts['content']> {
    const content = this.#parts.content();
    const text = JSON.stringify(content);
    this.#builtAt = this.#parts.clock.monotonic();
    if (text !== this.#text || this.#content === undefined) {
      this.#text = text;
      this.#content = content;
      this.#rev += 1;
    }
    return content;
  }
}
