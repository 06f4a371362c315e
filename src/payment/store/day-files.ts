import { constants } from 'node:fs';
import path from 'node:path';
import type { Pause } from '../old-papers.ts';
import type { Order } from '../order.ts';
import type { DamageReport } from '../order-store.ts';
import { AppendedFile, cutTornLine, daysIn, lines, textOf } from './appended-file.ts';
import { type Disk, type DiskFile, nodeDisk } from './disk.ts';
import { makeFolder, syncFolder } from './durable-file.ts';
import { parseOrder } from './order-schema.ts';
import { rewriteLines, visitLines } from './rewritten-file.ts';

/** Today, yesterday, and what a long outage may still bring: a till runs for years and must not hold every day open. */
const MAX_OPEN_DAYS = 4;

/**
 * Finished orders: one append-only file of JSON lines per business day, `days/YYYY-MM-DD.jsonl`. The highest revision
 * of an order is the truth. Lines that come together are written and synced together.
 */
export class DayFiles {
  readonly #folder: string;
  readonly #quarantine: string;
  readonly #disk: Disk;
  readonly #days = new Map<string, AppendedFile>();
  /** Days whose file may be open, least recently written first. */
  readonly #recent = new Set<string>();
  readonly damaged: DamageReport[] = [];

  constructor(dataFolder: string, disk: Disk = nodeDisk) {
    this.#disk = disk;
    this.#folder = path.join(dataFolder, 'days');
    this.#quarantine = path.join(dataFolder, 'quarantine');
  }

  /** Makes the folder and mends the files of these days: a torn last line was never acknowledged, and is cut. */
  async prepare(days: readonly string[]): Promise<void> {
    await makeFolder(this.#folder, this.#disk);
    for (const day of days) await this.#mend(day);
  }

  async append(day: string, order: Order): Promise<void> {
    const file = this.#days.get(day) ?? new AppendedFile(() => this.#open(day));
    this.#days.set(day, file);
    this.#recent.delete(day);
    this.#recent.add(day);
    const [oldest] = this.#recent;
    if (oldest !== undefined && this.#recent.size > MAX_OPEN_DAYS) {
      this.#recent.delete(oldest);
      // In its own queue: a line that comes meanwhile waits, and opens it again.
      await this.#days.get(oldest)?.close();
    }
    await file.append(`${JSON.stringify(order)}\n`);
  }

  /** The text of one day's file; empty where there is none. */
  text(day: string): Promise<string> {
    return textOf(this.#file(day), this.#disk);
  }

  /**
   * A day's orders, each in its highest revision, in the order they finished. With `mentioning` only lines that hold
   * that text are read at all.
   */
  async orders(day: string, mentioning = ''): Promise<Order[]> {
    const orders = new Map<string, Order>();
    for (const line of lines(await this.text(day))) {
      const order = line.includes(mentioning) ? readLine(line) : undefined;
      if (order && order.rev >= (orders.get(order.orderNo)?.rev ?? 0)) orders.set(order.orderNo, order);
    }
    return [...orders.values()];
  }

  /**
   * One pass over a day for the start: what each finished order says of itself in a few fields, without reading the
   * whole of it, for there may be a hundred thousand. Of the `wanted` numbers the whole order, in its highest revision.
   * Counts the lines that are no orders.
   */
  async outline(day: string, wanted: ReadonlySet<string> = new Set()): Promise<DayOutline> {
    const found: OrderOutline[] = [];
    const whole = new Map<string, Order>();
    let unreadable = 0;
    for (const line of lines(await this.text(day))) {
      const outline = outlineOf(line);
      if (outline) found.push(outline);
      else unreadable += 1;
      const order = outline && wanted.has(outline.orderNo) ? readLine(line) : undefined;
      if (order && order.rev >= (whole.get(order.orderNo)?.rev ?? 0)) whole.set(order.orderNo, order);
    }
    return { lines: found, whole: [...whole.values()], unreadable };
  }

  /** Days that have a file, oldest first, and its size. */
  async days(): Promise<{ day: string; bytes: number }[]> {
    const days = await daysIn(this.#folder, this.#disk);
    return Promise.all(days.map(async (day) => ({ day, bytes: await this.#sizeOf(day) })));
  }

  /** Shows each line that is an order. */
  visit(day: string, pause: Pause, see: (order: Order) => void): Promise<void> {
    return visitLines({ file: this.#file(day), disk: this.#disk, pause }, (line) => {
      const order = readLine(line);
      if (order) see(order);
    });
  }

  /** Puts other lines in the place of some; see `OldPapers`. */
  rewrite(day: string, pause: Pause, change: (order: Order) => Order | undefined): Promise<number> {
    const queue = this.#days.get(day) ?? new AppendedFile(() => this.#open(day));
    this.#days.set(day, queue);
    const changed = (line: string) => {
      // Read without its schema, so that its fields keep their order: the start finds some of them by it.
      const next = readLine(line) && change(JSON.parse(line));
      return next && JSON.stringify(next);
    };
    return rewriteLines({ file: this.#file(day), queue, change: changed, pause, disk: this.#disk });
  }

  async close(): Promise<void> {
    for (const file of this.#days.values()) await file.close();
    this.#days.clear();
  }

  /** A file is mended each time before it is opened, and by its own queue alone: a write may have failed half-way. */
  async #open(day: string): Promise<DiskFile> {
    await this.#mend(day);
    const flags = constants.O_CREAT | constants.O_APPEND | constants.O_RDWR;
    const handle = await this.#disk.open(this.#file(day), flags, 0o600);
    await syncFolder(this.#folder, this.#disk);
    return handle;
  }

  async #mend(day: string): Promise<void> {
    const cut = await cutTornLine({
      file: this.#file(day),
      keepAs: path.join(this.#quarantine, `${day}.torn-line`),
      disk: this.#disk,
    });
    if (cut) this.damaged.push(cut);
  }

  async #sizeOf(day: string): Promise<number> {
    const handle = await this.#disk.open(this.#file(day), constants.O_RDONLY, 0o600);
    try {
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  }

  #file(day: string): string {
    return path.join(this.#folder, `${day}.jsonl`);
  }
}

/** A day as the start sees it. */
export interface DayOutline {
  lines: OrderOutline[];
  whole: Order[];
  unreadable: number;
}

/** What the start needs to know of a finished order. */
export interface OrderOutline {
  rev: number;
  orderNo: string;
  saleId: string;
  lane: string;
  state: string;
  amountMinor: number;
  codeHash: string;
  createdAt: number;
  saleKey?: string;
  reference?: string;
}

/** The fields are written by us in this order (see `Order`), so one expression finds them; anything else is no order. */
const OUTLINE =
  /^\{"schema":1,"rev":(\d+),.*?"orderNo":"([0-9A-Za-z]+)".*?"saleId":"([^"]+)".*?"lane":"([^"]+)".*?"state":"(\w+)".*?"amountMinor":(\d+).*?"codeHash":"([^"]+)".*?"createdAt":(\d+).*\}$/;
/** They stand at one place or another, or not at all. Inside a text their quotes would be escaped. */
const SALE_KEY = /"saleKey":("(?:[^"\\]|\\.)*")/;
const REFERENCE = /"reference":("(?:[^"\\]|\\.)*")/;

function outlineOf(line: string): OrderOutline | undefined {
  const [found, rev, orderNo = '', saleId = '', lane = '', state = '', amount, codeHash = '', createdAt] =
    OUTLINE.exec(line) ?? [];
  if (found === undefined) return undefined;
  const saleKey = textIn(line, SALE_KEY);
  const reference = saleKey === undefined ? undefined : textIn(line, REFERENCE);
  return {
    rev: Number(rev),
    orderNo,
    saleId,
    lane,
    state,
    amountMinor: Number(amount),
    codeHash,
    createdAt: Number(createdAt),
    ...(saleKey === undefined ? {} : { saleKey }),
    ...(reference === undefined ? {} : { reference }),
  };
}

function textIn(line: string, member: RegExp): string | undefined {
  const quoted = member.exec(line)?.[1];
  return quoted === undefined ? undefined : (JSON.parse(quoted) as string);
}

/** A line that is no order is passed over here; the start reports it. */
function readLine(line: string): Order | undefined {
  try {
    return parseOrder(JSON.parse(line));
  } catch {
    return undefined;
  }
}
