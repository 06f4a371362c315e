import { formatMinor } from '../../src/money.ts';
import { isFinal, type Order } from '../../src/payment/order.ts';
import type { LaneView } from '../../src/payment/payments-view.ts';
import type { Truth } from '../../src/sandbox/ledger.ts';
import type { SimulatedDisk } from './simulated-disk.ts';
import type { Fields } from './simulated-network.ts';

/** The promises, by the letters under which they are listed in `docs/`. */
export type Promised = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'i' | 'k' | 'l' | 'n';

/** A promise that was broken, with the story of the order it was broken for. */
export interface Violation {
  promise: Promised;
  at: number;
  what: string;
  order?: Order | undefined;
}

export interface WatchParts {
  now(): number;
  disk: Pick<SimulatedDisk, 'synced' | 'syncedNames'>;
  truthOf(orderNo: string): Truth;
}

const FOLDER = '/data';
/** The sandbox's wallets take no cancel before this age. */
const CANCEL_NOT_BEFORE_MS = 15_000;
const RELEASE_MS = 91_000;
const CALLS = { burst: 60, perSecond: 20 };

/** Holds what the till does and shows against what is on its disk and what the gateway's ledger says. */
export class Watch {
  readonly violations: Violation[] = [];
  /** Orders the till was told are saved. */
  readonly saved = new Map<string, Order>();
  readonly #parts: WatchParts;
  readonly #codes = new Set<string>();
  readonly #sentCodes = new Set<string>();
  readonly #submitted = new Set<string>();
  readonly #cancelled = new Set<string>();
  readonly #expected = new Map<string, number>();
  readonly #queries = new Map<string, number[]>();
  #calls: number[] = [];

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** A customer shows a code. */
  codeShown(code: string): void {
    this.#codes.add(code);
  }

  /** The lane took a code while that amount stood on its screens. */
  scanned(orderNo: string, amountMinor: number): void {
    this.#expected.set(orderNo, amountMinor);
  }

  /** A new process: its budget is full again. */
  restarted(): void {
    this.#calls = [];
  }

  written(text: string): void {
    for (const [run] of text.matchAll(/\d{16,}|hQVDUF[A-Za-z0-9+/=]+/g)) {
      if (this.#codes.has(run)) this.#broken('n', 'a payment code was written to disk');
    }
  }

  /** The store says that the order is saved. */
  acknowledged(order: Order): void {
    this.saved.set(order.orderNo, order);
    if (!this.#isSynced(order))
      this.#broken('e', `revision ${order.rev} acknowledged before its sync`, order);
  }

  requestLeaves(fields: Fields): void {
    const orderNo = fields.merchant_order_no ?? '';
    const order = this.saved.get(orderNo);
    this.#count(fields.method ?? '', orderNo, order);
    if (fields.method === 'bscanc.pay.submit') this.#submitLeaves(fields, order);
    if (fields.method === 'order.revoker') this.#cancelLeaves(orderNo, order);
  }

  #submitLeaves(fields: Fields, order: Order | undefined): void {
    const { merchant_order_no: orderNo = '', auth_code: code = '', order_amount: amount } = fields;
    if (this.#submitted.has(orderNo)) this.#broken('f', 'an order was submitted twice', order);
    if (this.#sentCodes.has(code)) this.#broken('f', 'a code was submitted twice', order);
    this.#submitted.add(orderNo);
    this.#sentCodes.add(code);
    if (order?.sentAt === undefined) this.#broken('e', `submit of ${orderNo} left before its intent`);
    const expected = this.#expected.get(orderNo);
    if (expected !== undefined && amount !== formatMinor(expected, 2)) {
      this.#broken('l', `sent ${amount}, shown ${expected} minor units`, order);
    }
    const rival = [...this.saved.values()].find(
      (each) => each.saleId === order?.saleId && each !== order && !isFinal(each) && !each.unwanted,
    );
    if (order && rival)
      this.#broken('c', `sent while ${rival.orderNo} of its sale is wanted and open`, order);
  }

  #cancelLeaves(orderNo: string, order: Order | undefined): void {
    if (order?.firstCancelAt === undefined) this.#broken('e', `cancel of ${orderNo} left before its intent`);
    if (this.#cancelled.has(orderNo)) return;
    this.#cancelled.add(orderNo);
    const sentAt = order?.sentAt ?? 0;
    if (this.#parts.now() < sentAt + CANCEL_NOT_BEFORE_MS) {
      this.#broken('g', `first cancel after ${this.#parts.now() - sentAt} ms`, order);
    }
  }

  /** Of the last minute and day for the order, of the last ten seconds for the merchant. */
  #count(method: string, orderNo: string, order: Order | undefined): void {
    const now = this.#parts.now();
    this.#calls = [...this.#calls.filter((at) => at > now - 10_000), now];
    if (this.#calls.length > CALLS.burst + CALLS.perSecond * 10)
      this.#broken('g', 'calls over budget', order);
    if (method !== 'order.query') return;
    const queries = [...(this.#queries.get(orderNo) ?? []).filter((at) => at > now - 86_400_000), now];
    this.#queries.set(orderNo, queries);
    const ofMinute = queries.filter((at) => at > now - 60_000).length;
    // A restart forgets when it last asked, for that is not worth a write: its first look comes on top.
    if (ofMinute > 65 || queries.length > 300) this.#broken('g', 'queries over budget', order);
  }

  /** What the screens of a lane show now. */
  seen(view: LaneView): void {
    const now = this.#parts.now();
    for (const { order } of view.notices) this.#shown(order);
    if (view.phase.kind !== 'order') return;
    const { order } = view.phase;
    this.#shown(order);
    const isLate = !isFinal(order) && now > (order.sentAt ?? order.createdAt) + RELEASE_MS;
    if (isLate && !view.canRelease) this.#broken('i', 'an undecided order holds its lane', order);
  }

  #shown(order: Order): void {
    if (!isFinal(order)) return;
    if (this.saved.get(order.orderNo)?.state !== order.state) {
      this.#broken('e', `${order.state} shown before it was saved`, order);
    }
    if (order.state !== 'paid') return;
    if (order.firstCancelAt !== undefined) this.#broken('a', 'paid shown behind the line', order);
    const { keptMinor } = this.#parts.truthOf(order.orderNo);
    if (keptMinor !== order.amountMinor) this.#broken('a', `paid shown, the shop has ${keptMinor}`, order);
  }

  /** After a power cut: each saved order is there, and its history is the old one or longer. */
  afterCut(): void {
    const found = this.#onDisk();
    for (const order of this.saved.values()) {
      const there = found.get(order.orderNo);
      const story = order.history.map((line) => JSON.stringify(line));
      const isExtended = story.every((line, i) => line === JSON.stringify(there?.history[i]));
      if (!there || there.rev < order.rev || !isExtended)
        this.#broken(
          'd',
          `after a power cut it is ${there ? `at revision ${there.rev}, ${there.state}` : 'gone'}`,
          order,
        );
    }
    // What was on its way to the disk may have arrived: from now on it is what the till knows.
    for (const [orderNo, order] of found) this.saved.set(orderNo, order);
  }

  /** At rest: the books against the truth. */
  atRest(open: ReadonlySet<string>): void {
    const keeping = new Map<string, Order>();
    for (const orderNo of this.#submitted) {
      const order = this.saved.get(orderNo);
      const { keptMinor } = this.#parts.truthOf(orderNo);
      if (!order) {
        this.#broken('d', `${orderNo} was submitted and is not in the books`);
        continue;
      }
      if (order.state === 'paid' && keptMinor !== order.amountMinor) {
        this.#broken('a', `booked as paid, kept ${keptMinor}`, order);
      }
      if (isFinal(order) && order.state !== 'paid' && keptMinor > 0) {
        this.#broken('b', `booked as ${order.state}, kept ${keptMinor}`, order);
      }
      if (!isFinal(order) && !open.has(orderNo)) this.#broken('i', 'open, and nobody follows it', order);
      if (order.state === 'paid') {
        if (order.unwanted) this.#broken('c', 'paid, though paid another way', order);
        if (keeping.has(order.saleId)) this.#broken('c', 'two orders of a sale are paid', order);
        keeping.set(order.saleId, order);
      }
    }
  }

  /** Something a run as a whole has to keep. */
  demand(isKept: boolean, promise: Promised, what: string, order?: Order): void {
    if (!isKept) this.#broken(promise, what, order);
  }

  #broken(promise: Promised, what: string, order?: Order): void {
    this.violations.push({ promise, at: this.#parts.now(), what, order });
  }

  #isSynced({ orderNo, rev }: Order): boolean {
    const begins = `{"schema":1,"rev":${rev},"orderNo":"${orderNo}"`;
    const { disk } = this.#parts;
    if (disk.synced(`${FOLDER}/open/${orderNo}.json`)?.startsWith(begins)) return true;
    return this.#dayTexts().some((text) => text.lastIndexOf(begins) >= 0);
  }

  #dayTexts(): string[] {
    const { disk } = this.#parts;
    return disk.syncedNames(`${FOLDER}/days`).map((name) => disk.synced(`${FOLDER}/days/${name}`) ?? '');
  }

  #onDisk(): Map<string, Order> {
    const { disk } = this.#parts;
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
}
