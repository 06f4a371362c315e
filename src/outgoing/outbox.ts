import type { EventType } from '../event-types.ts';
import type { OutgoingEvent } from './event.ts';

/** An event with its place in the order of telling. */
export interface Queued {
  seq: number;
  event: OutgoingEvent;
}

/** Where events wait on the disk. */
export interface OutboxFiles {
  /** The events of the last days, oldest first. */
  load(): Promise<Queued[]>;
  /** Durable when it resolves. */
  append(queued: Queued): Promise<void>;
  /** How far each receiver is. */
  readCursors(): Promise<Record<string, number>>;
  writeCursors(cursors: Record<string, number>): Promise<void>;
  /** Resolves when nothing is being written any more. */
  close(): Promise<void>;
}

/** Who is told, and of what. */
export interface Receiver {
  /** Such as `erp`. */
  id: string;
  /** Left out: everything. */
  events?: readonly EventType[] | undefined;
  /** Left out: all, and what is of no lane. */
  lanes?: readonly string[] | undefined;
}

/** A receiver that does not answer for long fills no memory: the oldest goes, and that is told. */
const MOST_WAITING = 20_000;
/** A till runs for years: what it forgets is told anew only where its order changes within the week, by the same id. */
const MOST_KNOWN = 200_000;

/**
 * What is still to be told, for each receiver in the order it happened. Each event is taken once by its id, also over a
 * restart as far back as the files reach, and of the newest.
 */
export class Outbox {
  readonly #files: OutboxFiles;
  readonly #receivers: readonly Receiver[];
  readonly #known = new Set<string>();
  readonly #waiting = new Map<string, Queued[]>();
  #cursors: Record<string, number> = {};
  #seq = 0;

  constructor(files: OutboxFiles, receivers: readonly Receiver[]) {
    this.#files = files;
    this.#receivers = receivers;
    for (const { id } of receivers) this.#waiting.set(id, []);
  }

  /**
   * A receiver that is new hears what happens from now on. Resolves with whether anything was ever kept here. `see`: each
   * event of the last days.
   */
  async load(see: (event: OutgoingEvent) => void = () => {}): Promise<boolean> {
    const [lines, cursors] = await Promise.all([this.#files.load(), this.#files.readCursors()]);
    // A till must not fail to start for a line that somebody has been at.
    const kept = lines.filter(isQueued);
    this.#seq = Math.max(0, ...Object.values(cursors));
    // Not spread into one call: a busy week has more than a call takes.
    for (const { seq, event } of kept) {
      this.#seq = Math.max(this.#seq, seq);
      this.#know(event.id);
      see(event);
    }
    for (const receiver of this.#receivers) {
      const heard = cursors[receiver.id] ?? this.#seq;
      this.#cursors[receiver.id] = heard;
      for (const queued of kept) if (queued.seq > heard) this.#line(receiver, queued);
    }
    await this.#files.writeCursors(this.#cursors);
    return Object.keys(cursors).length > 0;
  }

  /** That happened before anybody was to be told. */
  skip(id: string): void {
    this.#know(id);
  }

  /** Whether that was told, or waits to be. */
  has(id: string): boolean {
    return this.#known.has(id);
  }

  /**
   * Takes an event, once. Rejects where the disk does not take it: it is told even so, but a till that ends before it was
   * knows nothing of it. Resolves with the ids of receivers whose oldest event had to go.
   */
  async put(event: OutgoingEvent): Promise<string[]> {
    if (this.#known.has(event.id)) return [];
    this.#know(event.id);
    this.#seq += 1;
    const queued = { seq: this.#seq, event };
    const full = this.#receivers.filter((receiver) => this.#line(receiver, queued)).map(({ id }) => id);
    await this.#files.append(queued);
    return full;
  }

  /** What a receiver is to be told next. */
  next(receiver: string): Queued | undefined {
    return this.#waiting.get(receiver)?.[0];
  }

  waiting(receiver: string): number {
    return this.#waiting.get(receiver)?.length ?? 0;
  }

  /** It was told, or is given up. Not durable at once: a receiver may hear the last one again after a crash. */
  async told(receiver: string, seq: number): Promise<void> {
    const line = this.#waiting.get(receiver);
    if (line?.[0]?.seq === seq) line.shift();
    this.#cursors[receiver] = Math.max(this.#cursors[receiver] ?? 0, seq);
    await this.#files.writeCursors(this.#cursors);
  }

  #know(id: string): void {
    this.#known.add(id);
    const [oldest] = this.#known;
    if (oldest !== undefined && this.#known.size > MOST_KNOWN) this.#known.delete(oldest);
  }

  /** Puts it at the end of the receiver's line, if it is for it. True where another had to go. */
  #line({ id, events, lanes }: Receiver, queued: Queued): boolean {
    const { type, lane } = queued.event;
    if (events && !events.includes(type)) return false;
    if (lanes && lane !== undefined && !lanes.includes(lane)) return false;
    const line = this.#waiting.get(id) ?? [];
    line.push(queued);
    if (line.length <= MOST_WAITING) return false;
    line.shift();
    return true;
  }
}

function isQueued(line: Partial<Queued> | null): boolean {
  return typeof line?.seq === 'number' && typeof line.event?.id === 'string';
}
