import { errorText } from '../errors.ts';
import { type Random, randomText } from '../random.ts';
import { businessDayAt, type DayRule, shiftDay } from './business-day.ts';
import { foundOnDisk } from './found-order.ts';
import type { Answer } from './gateway.ts';
import { isClosed, isFinal, needsPerson, type Order } from './order.ts';
import type { LookReason } from './order-machine.ts';
import { isNews } from './order-news.ts';
import { newOrderNumber } from './order-number.ts';
import { OrderRun, type OrderRunParts, type OwnTime, type RunStart } from './order-run.ts';
import { saveAnew } from './order-saving.ts';
import type { OrderQuery, StoreContents } from './order-store.ts';
import { maskCode } from './payment-code.ts';
import { type OwnTill, withRestraint } from './restraint.ts';
import { dayOfSaleId, type Sale, saleOfOrders } from './sale.ts';
import type { UsedCodes } from './used-codes.ts';

export interface OrderBookParts extends OrderRunParts, OwnTill {
  codes: UsedCodes;
  random: Random;
  dayRule: DayRule;
  /** An order changed, and the change is on disk, where it stood as `before`. `isNews`: off its lane, people are to be told. */
  onOrder(order: Order, before: Order, isNews: boolean): void;
  onAnswer(answer: Answer): void;
  /** An order's loop stopped because it could not be saved; `unsent`: it was a new one, and nothing left. */
  onStoreFault(order: Order, unsent: boolean): void;
}

/** At start and after an outage each open order is asked about before anyone sells, but not longer than this. */
const CATCH_UP_MS = 10_000;

/** Every order the till knows: the running ones, and the way to the finished ones. */
export class OrderBook {
  readonly #parts: OrderBookParts;
  readonly #runs = new Map<string, OrderRun>();
  /** Loops that stopped because a save failed; started again once the disk works. */
  readonly #stalled = new Map<string, Order>();
  readonly #stalledTimes = new Map<string, OwnTime>();
  readonly #restarting = new Set<string>();
  #isStopped = false;
  /** Loops that have ended so far. */
  #ends = 0;
  /** Results that nobody has seen yet: their live documents stay until somebody has. */
  readonly #unseen = new Set<string>();
  /** Seen, but the disk did not take that: told again once it works. */
  readonly #seenUnsaved = new Set<string>();
  /** New orders that were not sent, for their save failed; a part of it may be on disk all the same. */
  readonly #unsent = new Set<string>();

  constructor(parts: OrderBookParts) {
    this.#parts = parts;
  }

  /** Starts the loops of all orders with something left to do, oldest first. */
  resume(contents: Pick<StoreContents, 'open'>): void {
    for (const order of contents.open) {
      const run = this.#start({ order: foundOnDisk(order) });
      if (!isClosed(order)) run.tell({ type: 'lookWanted', why: 'restart' });
      else if (order.seenAt === undefined) this.#unseen.add(order.orderNo);
    }
  }

  /** A new order for a sale, sent as soon as it is on disk. Nothing where the code was used before. */
  place(sale: Sale, code: { text: string; wallet: string }): Order | undefined {
    const { clock, codes, random, dayRule, tillId, gateway } = this.#parts;
    const now = clock.now();
    const codeHash = codes.reserve(code.text, now);
    if (codeHash === undefined) return undefined;
    const day = businessDayAt(now, dayRule);
    const order: Order = {
      schema: 1,
      rev: 0,
      orderNo: newOrderNumber({ day, tillId, gateway: gateway.identity }, random),
      saleId: sale.saleId,
      lane: sale.lane,
      state: 'created',
      amountMinor: sale.amountMinor,
      currency: sale.currency,
      digits: sale.digits,
      ...(sale.reference === undefined ? {} : { reference: sale.reference }),
      ...(sale.soldBy === undefined ? {} : { soldBy: sale.soldBy }),
      ...(sale.key === undefined ? {} : { saleKey: sale.key }),
      gateway: gateway.identity,
      nonce: randomText(random, 16),
      wallet: code.wallet,
      codeMask: maskCode(code.text),
      codeHash,
      createdAt: now,
      cancels: 0,
      queries: 0,
      denials: [],
      history: [{ at: now, event: 'created' }],
    };
    this.#start({ order, authCode: code.text });
    return order;
  }

  /** The run of an open order. */
  run(orderNo: string): OrderRun | undefined {
    return this.#runs.get(orderNo);
  }

  /** Whether an order has a live document: something is left to do, or nobody has seen its result. */
  isLive(orderNo: string): boolean {
    return this.#runs.has(orderNo) || this.#stalled.has(orderNo) || this.#unseen.has(orderNo);
  }

  /** Orders that are on disk and not where they belong, oldest first: not settled, or with an open case or a stuck refund. */
  open(): Order[] {
    return this.live().filter((order) => !isClosed(order) || needsPerson(order));
  }

  /** Orders that are on disk and have something left to do, be it a look tomorrow; oldest first. */
  live(): Order[] {
    const running = [...this.#runs.values()]
      .map((run) => run.order)
      .filter(({ state }) => state !== 'created');
    return [...running, ...this.#stalled.values()].sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Whether a failed save keeps an order from going on: until the disk works, the books may not tell all of it. */
  get isStalled(): boolean {
    return this.#stalled.size > 0;
  }

  async find(orderNo: string): Promise<Order | undefined> {
    const open = this.#runs.get(orderNo)?.order ?? this.#stalled.get(orderNo);
    const order = open ?? (await this.#parts.store.find(orderNo));
    return order && withRestraint(order, this.#parts);
  }

  /**
   * Uses the loop of an order, started anew where it had ended. `use` is called at that very moment and has to tell it
   * something before it awaits anything: a loop with nothing to do ends at once, and hears nothing any more. Nothing
   * where there is no such order, or where a failed save keeps it from going on.
   */
  async reopen<T>(orderNo: string, use: (run: OrderRun) => Promise<T>): Promise<T | undefined> {
    let order: Order | undefined;
    // What was read is old where a loop has ended meanwhile: it may have been this order's.
    for (let ends = -1; ends !== this.#ends && !this.#runs.has(orderNo); ) {
      ends = this.#ends;
      order = await this.#parts.store.find(orderNo);
    }
    const known = this.#runs.get(orderNo);
    if (known) return use(known);
    if (!order || this.#stalled.has(orderNo)) return undefined;
    const seenAt = order.seenAt ?? order.finalAt ?? order.createdAt;
    return use(this.#start({ order: this.#unseen.has(orderNo) ? order : { ...order, seenAt } }));
  }

  /** Has an order asked about now. Of a closed one the wish is on disk when this resolves. False: there is no such order. */
  async look(orderNo: string, why: LookReason): Promise<boolean> {
    const isAsked = await this.reopen(orderNo, async (run) => {
      await run.ask({ type: 'lookWanted', why });
      return true;
    });
    return isAsked ?? false;
  }

  /** Somebody has seen an order's result. Its live document goes as soon as nothing is left to do. */
  async seen(orderNo: string): Promise<void> {
    this.#unseen.delete(orderNo);
    const run = this.#runs.get(orderNo);
    if (run) await run.ask({ type: 'seen' });
    if (this.#stalled.has(orderNo)) this.#seenUnsaved.add(orderNo);
    else if (!run) await this.#parts.store.forget(orderNo);
  }

  /**
   * What of the orders found at start nobody has seen yet. A result whose sale was tried again was seen, whatever became of
   * the note of that: back on its lane it would have the sale charged once more.
   */
  unseenOf({ open, newestOfSales }: Pick<StoreContents, 'open' | 'newestOfSales'>): Order[] {
    return open.filter((order) => {
      if (isClosed(order) && order.seenAt !== undefined) return false;
      if (!isClosed(order) || newestOfSales.get(order.saleId) === order.orderNo) return true;
      this.seen(order.orderNo).catch((error) =>
        this.#parts.log.warn('not kept as seen', { error: errorText(error) }),
      );
      return false;
    });
  }

  /** Each order once, in its latest revision. */
  async openAndFinishedOn(queries: readonly OrderQuery[]): Promise<Order[]> {
    const live = this.live();
    const finished = await Promise.all(queries.map((query) => this.#parts.store.finishedOn(query)));
    const orders = new Map<string, Order>();
    // What is live is asked for first: one that ends meanwhile is then in its day's file.
    for (const order of [...live, ...finished.flat()]) {
      if (order.rev >= (orders.get(order.orderNo)?.rev ?? 0)) orders.set(order.orderNo, order);
    }
    return [...orders.values()];
  }

  /** The orders of a sale, oldest first: one or, on the edge of a day, two files away. */
  async ofSale(saleId: string): Promise<Sale | undefined> {
    const day = dayOfSaleId(saleId);
    if (day === undefined) return undefined;
    const orders = (
      await this.openAndFinishedOn([day, shiftDay(day, 1)].map((each) => ({ day: each, saleId })))
    )
      .filter((order) => order.saleId === saleId)
      .sort((a, b) => a.createdAt - b.createdAt);
    const newest = orders.pop();
    return newest && saleOfOrders(newest, orders);
  }

  /** Asks about every open order, oldest first; resolves when each was heard of, or the time is up. */
  async catchUp(signal: AbortSignal): Promise<void> {
    const waiting = [...this.#runs.values()].filter((run) => !isClosed(run.order));
    const waits = waiting.map((run) => {
      const asked = run.tell({ type: 'lookWanted', why: 'gatewayBack' });
      return run.until((order) => (order.heardAt ?? 0) >= asked || isFinal(order));
    });
    if (waits.length === 0) return;
    // It may outlast the answers by those seconds: two signals made one would be kept for ever, with all that waits on it.
    const limit = this.#parts.clock.sleep(CATCH_UP_MS, signal).catch(() => {});
    await Promise.race([Promise.all(waits), limit]);
  }

  /** The disk works again: what was never sent goes, lest a start take it for sent, and the stopped loops go on with a look. */
  restartStalled(): void {
    for (const orderNo of this.#unsent) this.#forget(orderNo, () => this.#unsent.add(orderNo));
    this.#unsent.clear();
    for (const order of this.#stalled.values()) void this.#restart(order);
  }

  async stop(patience?: Promise<unknown>): Promise<void> {
    this.#isStopped = true;
    await Promise.all([...this.#runs.values()].map((run) => run.stop(patience)));
  }

  /** Saved anew first: what the failed save has left may tell of money that the order does not know of. */
  async #restart(stalled: Order): Promise<void> {
    const { orderNo } = stalled;
    if (this.#restarting.has(orderNo)) return;
    this.#restarting.add(orderNo);
    try {
      const order = await saveAnew(stalled, this.#parts);
      if (this.#isStopped) return;
      this.#stalled.delete(orderNo);
      const run = this.#start({ order, since: this.#stalledTimes.get(orderNo) });
      this.#stalledTimes.delete(orderNo);
      if (!isClosed(order)) run.tell({ type: 'lookWanted', why: 'gatewayBack' });
      if (this.#seenUnsaved.delete(orderNo)) run.tell({ type: 'seen' });
      this.#parts.onOrder(order, order, false);
    } catch (error) {
      this.#notSaved(stalled, error);
    } finally {
      this.#restarting.delete(orderNo);
    }
  }

  /** Its document is of no more use; one that stays is looked at, and forgotten, at the next start. */
  #forget(orderNo: string, onFailure = () => {}): void {
    const { store, log } = this.#parts;
    store.forget(orderNo).catch((error) => {
      onFailure();
      log.warn('order not removed', { orderNo, error: errorText(error) });
    });
  }

  #notSaved(order: Order, error: unknown, isUnsent = false): void {
    const { orderNo, lane } = order;
    this.#parts.log.error('order not saved', { orderNo, lane, error: errorText(error) });
    this.#parts.onStoreFault(order, isUnsent);
  }

  #start({ order: given, ...start }: RunStart): OrderRun {
    const first = withRestraint(given, this.#parts);
    const { orderNo, codeHash } = first;
    const run = new OrderRun({ ...start, order: first }, this.#parts, {
      onChange: (order, before) => {
        if (order.state === 'notSent' && before.state !== 'notSent') this.#parts.codes.release(codeHash);
        const isForgotten = order.seenAt === undefined && before.seenAt !== undefined;
        if (isClosed(order) && (isForgotten || !isClosed(before))) this.#unseen.add(orderNo);
        this.#parts.onOrder(order, before, isNews(order, before));
      },
      onRest: (order) => {
        this.#ends += 1;
        this.#runs.delete(orderNo);
        if (order.seenAt !== undefined) this.#forget(orderNo);
      },
      onAnswer: (answer) => this.#parts.onAnswer(answer),
      onStoreFault: (order, error) => {
        this.#runs.delete(orderNo);
        this.#stalledTimes.set(orderNo, run.since);
        if (order) this.#stalled.set(orderNo, order);
        else {
          this.#parts.codes.release(codeHash);
          this.#unsent.add(orderNo);
        }
        this.#notSaved(order ?? first, error, order === undefined);
      },
    });
    this.#runs.set(orderNo, run);
    return run;
  }
}
