import { isDeepStrictEqual } from 'node:util';
import { isFinal, type Order } from '../../../src/payment/order.ts';
import type { SimulatedDisk } from '../simulated-disk.ts';
import type { Report } from './promises.ts';

const FOLDER = '/data';

/** Holds each change the till calls saved against the disk, and against what the same order said before. */
export class BooksWatch {
  /** Each order as the till was last told that it is saved. */
  readonly saved = new Map<string, Order>();
  /** Every refund number ever seen, and its amount: in the books or on the wire. */
  readonly refundAmounts = new Map<string, number>();
  readonly #disk: Pick<SimulatedDisk, 'synced' | 'syncedNames'>;
  /** Let go by a cashier, once and for good. */
  readonly unwanted = new Map<string, Order>();
  readonly #report: Report;
  /** What each was before its last change. */
  readonly #before = new Map<string, Order>();
  /** By sale: its orders that are wanted and unsettled. */
  readonly #wanted = new Map<string, Set<string>>();

  constructor(disk: Pick<SimulatedDisk, 'synced' | 'syncedNames'>, report: Report) {
    this.#disk = disk;
    this.#report = report;
  }

  /** The store says that the order is saved. */
  acknowledged(order: Order): void {
    const before = this.saved.get(order.orderNo);
    this.saved.set(order.orderNo, order);
    if (before && before.rev < order.rev) this.#before.set(order.orderNo, before);
    if (!this.#isSynced(order))
      this.#report('e', `revision ${order.rev} acknowledged before its sync`, order);
    if (before) this.#compare(before, order);
    this.#holdSale(order);
    this.#holdRefunds(order);
  }

  /** What a save that failed has left on the disk all the same is what a till knows that starts on it. */
  loaded(orders: readonly Order[]): void {
    for (const order of orders) {
      if (order.rev > (this.saved.get(order.orderNo)?.rev ?? 0)) this.saved.set(order.orderNo, order);
    }
  }

  /** The second of two writes of one change failed: the till goes on from what it knew before, and has shown nothing of it. */
  withdrawn({ orderNo, rev }: Order): void {
    const before = this.#before.get(orderNo);
    if (before && this.saved.get(orderNo)?.rev === rev) this.saved.set(orderNo, before);
  }

  /** After a power cut: each saved order is there once, and its story is the old one or longer. */
  afterCut(): void {
    const found = this.onDisk();
    for (const order of this.saved.values()) {
      const there = found.get(order.orderNo);
      const story = order.history.map((line) => JSON.stringify(line));
      const isExtended = story.every((line, i) => line === JSON.stringify(there?.history[i]));
      if (there && there.rev >= order.rev && isExtended) continue;
      const now = there ? `at revision ${there.rev}, ${there.state}` : 'gone';
      this.#report('d', `after a power cut it is ${now}`, order);
    }
    // What was on its way to the disk may have arrived: from now on it is what the till knows.
    for (const [orderNo, order] of found) {
      this.saved.set(orderNo, order);
      this.#holdSale(order);
      this.#holdRefunds(order);
    }
  }

  /** Every order on the disk in its highest revision. */
  onDisk(): Map<string, Order> {
    const disk = this.#disk;
    const names = disk.syncedNames(`${FOLDER}/open`).filter((name) => name.endsWith('.json'));
    const documents = names.map((name) => disk.synced(`${FOLDER}/open/${name}`) ?? '');
    const texts = [...documents, ...this.#dayTexts().flatMap((text) => text.split('\n').slice(0, -1))];
    const found = new Map<string, Order>();
    for (const text of texts) {
      const order = JSON.parse(text) as Order;
      if (order.rev >= (found.get(order.orderNo)?.rev ?? 0)) found.set(order.orderNo, order);
    }
    return found;
  }

  /** One number stands for one amount, wherever it is seen. */
  refundSeen(refundNo: string, amountMinor: number, order: Order | undefined): void {
    const known = this.refundAmounts.get(refundNo);
    if (known === undefined) this.refundAmounts.set(refundNo, amountMinor);
    else if (known !== amountMinor)
      this.#report('h', `refund ${refundNo} has two amounts: ${known} and ${amountMinor}`, order);
  }

  #compare(before: Order, order: Order): void {
    const last = before.history.length - 1;
    const isExtended =
      order.history.length > last &&
      JSON.stringify(before.history[last]) === JSON.stringify(order.history[last]) &&
      // One revision may be written in two places.
      (order.rev > before.rev || (order.rev === before.rev && isDeepStrictEqual(order, before)));
    if (!isExtended) this.#report('d', `its story was changed from revision ${before.rev}`, order);
    if (isFinal(before) && order.state !== before.state) {
      this.#report('a', `${before.state} became ${order.state}`, order);
    }
    const booked = before.bookings ?? [];
    const isKept = booked.every((each, i) => JSON.stringify(each) === JSON.stringify(order.bookings?.[i]));
    if (!isKept) this.#report('m', 'a booking was altered', order);
    if ((before.cases?.length ?? 0) > (order.cases?.length ?? 0)) this.#report('d', 'a case is gone', order);
  }

  #holdSale(order: Order): void {
    const { saleId, orderNo } = order;
    if (order.unwanted) this.unwanted.set(orderNo, order);
    const isWanted = !isFinal(order) && !this.unwanted.has(orderNo) && !order.settlement;
    const wanted = this.#wanted.get(saleId) ?? new Set();
    if (isWanted) wanted.add(orderNo);
    else wanted.delete(orderNo);
    this.#wanted.set(saleId, wanted);
    if (wanted.size > 1) this.#report('c', `${[...wanted].join(' and ')} are both wanted and open`, order);
  }

  #holdRefunds(order: Order): void {
    const { refunds, bookings } = order;
    if (bookings && new Set(bookings.map(({ id }) => id)).size < bookings.length) {
      this.#report('m', 'one event was booked twice', order);
    }
    if (!refunds) return;
    const living = refunds.filter(({ state }) => state !== 'failed');
    const promised = living.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const paid = order.chargedMinor ?? order.amountMinor;
    if (promised > paid) this.#report('h', `${promised} done or reserved of ${paid}`, order);
    for (const { refundNo, amountMinor } of refunds) this.refundSeen(refundNo, amountMinor, order);
    const keys = refunds.flatMap(({ key }) => key ?? []);
    if (new Set(keys).size < keys.length) this.#report('l', 'one command id made two refunds', order);
  }

  #isSynced({ orderNo, rev }: Order): boolean {
    const begins = `{"schema":1,"rev":${rev},"orderNo":"${orderNo}"`;
    if (this.#disk.synced(`${FOLDER}/open/${orderNo}.json`)?.startsWith(begins)) return true;
    return this.#dayTexts().some((text) => text.lastIndexOf(begins) >= 0);
  }

  #dayTexts(): string[] {
    const names = this.#disk.syncedNames(`${FOLDER}/days`);
    return names.map((name) => this.#disk.synced(`${FOLDER}/days/${name}`) ?? '');
  }
}
