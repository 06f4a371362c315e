import path from 'node:path';
import type { Clock } from '../../clock.ts';
import { errorText, TillError } from '../../errors.ts';
import { otherDaysOf } from '../booking.ts';
import { businessDayAt, type DayRule, shiftDay } from '../business-day.ts';
import type { OldPapers } from '../old-papers.ts';
import { isClosed, type Order } from '../order.ts';
import { dayOfOrderNumber } from '../order-number.ts';
import type { OrderQuery, OrderStore, StoreContents } from '../order-store.ts';
import { RecentOrders } from '../recent-orders.ts';
import { dayOfSaleId } from '../sale.ts';
import { unusable } from './data-folder.ts';
import { DayFiles, type OrderOutline } from './day-files.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { replaceFile } from './durable-file.ts';
import { OpenOrders } from './open-orders.ts';

/** Codes and keys are good for a day; a start on a clock that is wrong by a day must find them all the same. */
const RECENT_MS = 3 * 86_400_000;
/** Below this the till stops selling while it can still write down what runs. */
const LEAST_FREE_BYTES = 32 * 1024 * 1024;

export interface DiskStoreParts {
  folder: string;
  clock: Clock;
  dayRule: DayRule;
  /** Default: this machine's. */
  disk?: Disk;
}

/** The order store on a local disk: open orders as documents, finished ones as lines of their day's file. */
export class DiskStore implements OrderStore {
  readonly #parts: DiskStoreParts;
  readonly #disk: Disk;
  readonly #open: OpenOrders;
  readonly #days: DayFiles;
  readonly #writing = new Set<Promise<void>>();
  /** As their day's file has them: a busy day's is not read for each result that somebody asks for. */
  readonly #recent = new RecentOrders();

  constructor(parts: DiskStoreParts) {
    this.#parts = parts;
    this.#disk = parts.disk ?? nodeDisk;
    this.#open = new OpenOrders(parts.folder, this.#disk);
    this.#days = new DayFiles(parts.folder, this.#disk);
  }

  /** Throws `DATA_FOLDER_UNUSABLE`. */
  async load(): Promise<StoreContents> {
    try {
      return await this.#load();
    } catch (error) {
      throw unusable(this.#parts.folder, error);
    }
  }

  async #load(): Promise<StoreContents> {
    const now = this.#parts.clock.now();
    const today = businessDayAt(now, this.#parts.dayRule);
    const { orders, damaged } = await this.#open.load();
    // An order may finish a day after it began, and the clock may have been behind: one day more on each side.
    const recentDays = [-2, -1, 0, 1].map((days) => shiftDay(today, days));
    // A sale that was tried again may have its newest order a day later.
    const liveDays = orders.flatMap((order) => {
      const begun = dayOfSaleId(order.saleId) ?? dayOf(order);
      return [dayOf(order), begun, shiftDay(begun, 1)];
    });
    const days = [...new Set([...recentDays, ...liveDays])];
    await this.#days.prepare(days);
    const live = new Set(orders.map(({ orderNo }) => orderNo));
    const finished = new Map<string, OrderOutline>();
    const lines = new Map<string, Order>();
    // One day after the other: the files of busy days are large, and are read once each.
    for (const day of days) {
      const outline = await this.#days.outline(day, live);
      for (const each of outline.lines) {
        if (each.rev >= (finished.get(each.orderNo)?.rev ?? 0)) finished.set(each.orderNo, each);
      }
      for (const order of outline.whole) if (dayOf(order) === day) lines.set(order.orderNo, order);
      if (outline.unreadable > 0) {
        const file = `days/${day}.jsonl`;
        damaged.push({
          file,
          keptAs: file,
          reason: `${outline.unreadable} of its lines are no orders`,
          isLoss: true,
        });
      }
    }
    const open = await Promise.all(orders.map((order) => this.#latest(order, lines.get(order.orderNo))));
    const unfinished = open.filter((order) => !finished.has(order.orderNo));
    const all = [...finished.values(), ...unfinished];
    const recent = all.filter(({ createdAt }) => createdAt > now - RECENT_MS);
    return {
      open,
      recentCodes: recent
        .filter(({ state }) => state !== 'notSent')
        .map(({ codeHash, createdAt }) => ({ hash: codeHash, at: createdAt })),
      recentSales: recent.filter(({ saleKey }) => saleKey !== undefined),
      newestOfSales: newestOf(new Set(open.map(({ saleId }) => saleId)), all),
      damaged: [...damaged, ...this.#days.damaged],
    };
  }

  /** The later of a live document and its order's line. One that had ended and was not yet appended is appended now. */
  async #latest(order: Order, line: Order | undefined): Promise<Order> {
    if (line && line.rev >= order.rev) return line;
    const told = new Set((line?.bookings ?? []).map(({ id }) => id));
    const untold = (order.bookings ?? []).filter(({ id }) => !told.has(id));
    if (isClosed(order)) await this.finish(order, otherDaysOf(order, untold));
    return order;
  }

  saveOpen(order: Order): Promise<void> {
    return this.#write(() => this.#open.save(order));
  }

  finish(order: Order, elsewhere: readonly string[] = []): Promise<void> {
    return this.#write(async () => {
      // Until it is known to be on disk, the file alone tells.
      this.#recent.forget(order.orderNo);
      for (const day of elsewhere) await this.#days.append(day, order);
      await this.#days.append(dayOf(order), order);
      this.#recent.remember(order);
    });
  }

  forget(orderNo: string): Promise<void> {
    return this.#write(() => this.#open.remove(orderNo));
  }

  async find(orderNo: string): Promise<Order | undefined> {
    const day = dayOfOrderNumber(orderNo);
    const recent = this.#recent.get(orderNo);
    if (day === undefined || recent) return recent;
    const orders = await this.#days.orders(day, `"orderNo":"${orderNo}"`);
    return orders.find((order) => order.orderNo === orderNo);
  }

  async finishedOn({ day, saleId, number, withVisitors = false }: OrderQuery): Promise<Order[]> {
    const ofNumber = number === undefined ? '' : `"${number}"`;
    const mentioning = saleId === undefined ? ofNumber : `"saleId":"${saleId}"`;
    const orders = await this.#days.orders(day, mentioning);
    return orders.filter((order) => withVisitors || dayOf(order) === day).reverse();
  }

  /** What is left of days long gone; nobody is live there, and nothing was told of, but by `others`. */
  oldPapers(others: Pick<OldPapers, 'isLive' | 'noticeDays' | 'dropNotices'>): OldPapers {
    return {
      ...others,
      days: () => this.#days.days(),
      visit: (day, pause, see) => this.#days.visit(day, pause, see),
      rewrite: (day, pause, change) => {
        this.#recent.forgetAll();
        return this.#days.rewrite(day, pause, change).finally(() => this.#recent.forgetAll());
      },
      find: (orderNo) => this.find(orderNo),
      dayOf: dayOfOrderNumber,
    };
  }

  async probe(): Promise<void> {
    const file = path.join(this.#parts.folder, '.probe');
    await this.#write(async () => {
      await replaceFile(file, 'probe\n', this.#disk);
      await this.#disk.unlink(file);
      const { bavail, bsize } = await this.#disk.statfs(this.#parts.folder);
      const free = bavail * bsize;
      if (free < LEAST_FREE_BYTES) {
        throw new Error(`only ${Math.floor(free / 1024 / 1024)} MB are free`);
      }
    });
  }

  /** Another process may take the folder after it: what is being written ends first. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#writing);
    await this.#days.close();
  }

  async #write(write: () => Promise<void>): Promise<void> {
    const writing = write();
    this.#writing.add(writing);
    try {
      await writing;
    } catch (cause) {
      throw new TillError({
        code: 'STORE_WRITE_FAILED',
        message: `Cannot write to the data folder ${this.#parts.folder}: ${errorText(cause)}`,
        hint: 'Free space on the disk, make the folder writable for the till, or mend the disk. Selling goes on by itself then.',
        cause,
      });
    } finally {
      this.#writing.delete(writing);
    }
  }
}

/** By sale the order that began last. */
function newestOf(
  sales: ReadonlySet<string>,
  orders: readonly Pick<Order, 'saleId' | 'orderNo' | 'createdAt'>[],
): Map<string, string> {
  const newest = new Map<string, { orderNo: string; createdAt: number }>();
  for (const order of orders) {
    if (!sales.has(order.saleId)) continue;
    if (order.createdAt >= (newest.get(order.saleId)?.createdAt ?? 0)) newest.set(order.saleId, order);
  }
  return new Map([...newest].map(([saleId, { orderNo }]) => [saleId, orderNo]));
}

function dayOf(order: Order): string {
  const day = dayOfOrderNumber(order.orderNo);
  if (day === undefined) throw new Error(`order number ${order.orderNo} carries no day`);
  return day;
}
