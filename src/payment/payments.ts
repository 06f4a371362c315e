import { errorText } from '../errors.ts';
import {
  AfterSales,
  type Decision,
  type RefundDecision,
  type RefundResult,
  type RefundWish,
} from './after-sales.ts';
import { Books } from './books.ts';
import { GatewayWatch } from './gateway-watch.ts';
import { Lane } from './lane.ts';
import type { ChargeRequest, LaneScan } from './lane-phase.ts';
import { Notices, type NoticeVerdict } from './notices.ts';
import type { OldPapers } from './old-papers.ts';
import { isClosed, type Order, type UnwantedReason } from './order.ts';
import { OrderBook } from './order-book.ts';
import type { FoundOrders } from './order-finder.ts';
import type { OrderSearch } from './order-search.ts';
import type { DamageReport } from './order-store.ts';
import {
  type Block,
  type LaneView,
  laneViewOf,
  orderCounts,
  type PaymentsHealth,
  type PaymentsParts,
  warningsOf,
} from './payments-view.ts';
import { type CommandResult, refuse, type Sale } from './sale.ts';
import { SaleKeys } from './sale-keys.ts';
import { StoreWatch } from './store-watch.ts';
import { UsedCodes } from './used-codes.ts';
import { typedSafely } from './without-codes.ts';

/** The payment engine's front: commands in, views out. Every command is answered with a value. */
export class Payments {
  readonly #parts: PaymentsParts;
  readonly #book: OrderBook;
  /** The shop's books: totals, closes, exports; whether the gateway agrees with them. */
  readonly books: Books;
  /** What is kept of days long gone, for who trims it; nothing where the store keeps none. */
  old: OldPapers | undefined;
  readonly #watch: GatewayWatch;
  readonly #storeWatch: StoreWatch;
  readonly #lanes: ReadonlyMap<string, Lane>;
  readonly #codes: UsedCodes;
  readonly #keys: SaleKeys;
  readonly #after: AfterSales;
  readonly #notices: Notices;
  /** What somebody typed, as it may be kept. */
  readonly #safe: <T extends object>(wish: T) => T;
  #damaged: DamageReport[] = [];
  #stoppingSince: number | undefined;

  constructor(parts: PaymentsParts) {
    const { clock, log, gateway, budget, store } = parts;
    this.#parts = parts;
    this.#codes = new UsedCodes(parts.codeKey);
    this.#safe = (wish) => typedSafely(wish, parts.wallets);
    this.#keys = new SaleKeys();
    this.books = new Books({
      ...parts,
      orders: () => this.#book,
      storeWatch: () => this.#storeWatch,
      foreignOn: (day) => this.#notices.foreignOn(day),
    });
    this.#book = new OrderBook({
      ...parts,
      books: this.books.days,
      codes: this.#codes,
      onOrder: (order, before, isNews) => this.#onOrder(order, before, isNews),
      onAnswer: (answer) => this.#watch.heard(answer),
      onStoreFault: (order, isUnsent) => {
        this.#storeWatch.failed(`order ${order.orderNo} could not be saved`);
        if (isUnsent) this.#lanes.get(order.lane)?.orderNotSaved(order);
      },
    });
    this.#after = new AfterSales({ ...parts, book: this.#book });
    this.#notices = new Notices({
      ...parts,
      journal: parts.noticeJournal,
      live: (orderNo) => this.#book.run(orderNo)?.order,
      find: (orderNo) => this.#book.find(orderNo),
      look: async (orderNo) => {
        const isAsked = await this.#book.look(orderNo, 'notified');
        // A loop that stops over a failed save forgets the wish.
        if (!isAsked || this.#book.isStalled) throw new Error('the disk did not take the wish to look');
      },
    });
    this.#watch = new GatewayWatch({
      gateway,
      budget,
      clock,
      log,
      onChange: () => this.#allChanged(),
      catchUp: (signal) => this.#book.catchUp(signal),
    });
    this.#storeWatch = new StoreWatch({
      store,
      clock,
      log,
      onChange: (isFaulty) => {
        this.books.diskChanged();
        if (!isFaulty) this.#book.restartStalled();
        this.#allChanged();
      },
    });
    this.#lanes = new Map(parts.lanes.map((id) => [id, this.#createLane(id)]));
  }

  /** Loads the books and starts every open order's loop; then the preflight, which goes on by itself. */
  async start(): Promise<void> {
    await this.#parts.store.probe();
    const contents = await this.#parts.store.load();
    await this.books.days.load();
    this.#damaged = contents.damaged;
    for (const { file, keptAs, reason } of [...this.#damaged, ...this.#parts.bookStore.damaged]) {
      this.#parts.log.error('damaged file', { file, keptAs, reason });
    }
    this.#codes.add(contents.recentCodes);
    this.#keys.add(contents.recentSales);
    this.#book.resume(contents);
    const shown = this.#book.unseenOf(contents);
    for (const lane of this.#lanes.values()) lane.restore(shown);
    const count = contents.open.filter((order) => !isClosed(order)).length;
    if (count > 0) this.#parts.log.info('orders resumed', { count });
    this.#storeWatch.start();
    this.books.finder.start();
    // Who asks right after the start should not be told to wait for a gateway that is there. The notices are read meanwhile.
    const soon = new AbortController();
    const limit = this.#parts.clock.sleep(FIRST_LOOK_MS, soon.signal).catch(() => {});
    await Promise.race([Promise.all([this.#watch.start(), this.#notices.start()]), limit]);
    soon.abort();
  }

  /** Takes nothing more on, hears until `patience` ends what is in flight, and stops every loop where nothing is being written. */
  async stop(patience?: Promise<unknown>): Promise<void> {
    this.#stoppingSince = this.#parts.clock.now();
    this.#allChanged();
    this.#watch.stop();
    this.#storeWatch.stop();
    for (const lane of this.#lanes.values()) lane.stop();
    await this.books.stop();
    await this.#notices.stop();
    await this.#book.stop(patience);
    await this.#parts.gateway.close();
    await this.#parts.store.close();
  }

  view(lane: string): LaneView | undefined {
    const found = this.#lanes.get(lane);
    const warnings = warningsOf(this.#watch, this.#damaged);
    return found && laneViewOf(found, { open: this.#book.open(), block: this.#block(), warnings });
  }

  health(): PaymentsHealth {
    const block = this.#block();
    const clockSkewMs = this.#parts.gateway.clockSkewMs();
    return {
      tillId: this.#parts.tillId,
      ...(block ? { block } : {}),
      warnings: warningsOf(this.#watch, this.#damaged),
      ...orderCounts(this.#book.live()),
      gatewayReachable: this.#watch.state.kind !== 'unreachable' && this.#watch.state.kind !== 'starting',
      ...(clockSkewMs === undefined ? {} : { clockSkewMs }),
      damaged: [...this.#damaged, ...this.#parts.bookStore.damaged],
      notices: this.#notices.health(),
    };
  }

  /** A repeated key finds the sale it made; the same key for another charge is refused. */
  async charge(lane: string, wish: ChargeRequest): Promise<CommandResult<{ sale: Sale }>> {
    const request = this.#safe(wish);
    const known =
      request.key === undefined ? undefined : this.#keys.find(request.key, this.#parts.clock.now());
    if (known) {
      if (!known.isFor({ lane, ...request })) return refuse('keyReused');
      const sale = await this.sale(known.saleId);
      return sale ? { ok: true, sale } : refuse('saleOver');
    }
    const result = this.#lane(lane).charge(request);
    if (result.ok && request.key !== undefined) this.#keys.add([result.sale]);
    return result;
  }

  scan(lane: string, scan: LaneScan): CommandResult {
    return this.#lane(lane).scan(scan);
  }
  retry(lane: string, saleId: string): CommandResult<{ sale: Sale }> {
    return this.#lane(lane).retry(saleId);
  }
  cancel(lane: string, saleId: string): CommandResult {
    return this.#lane(lane).cancel(saleId);
  }
  dismiss(lane: string, saleId: string): CommandResult {
    return this.#lane(lane).dismiss(saleId);
  }
  keepWaiting(lane: string, saleId: string): CommandResult {
    return this.#lane(lane).keepWaiting(saleId);
  }
  release(lane: string, saleId: string, reason: UnwantedReason): Promise<CommandResult> {
    return this.#lane(lane).release(saleId, reason);
  }
  dismissNotice(lane: string, orderNo: string): CommandResult {
    return this.#lane(lane).dismissNotice(orderNo);
  }

  /** A sale by its id: on its lane, or from the books. */
  async sale(saleId: string): Promise<Sale | undefined> {
    for (const lane of this.#lanes.values()) if (lane.sale?.saleId === saleId) return lane.sale;
    return this.#book.ofSale(saleId);
  }

  /** The order of a number: its own, or that of one of its refunds. */
  order(number: string): Promise<Order | undefined> {
    return this.#after.find(number);
  }

  /** Whether it has something left to do, or a result that nobody has seen. */
  isLive(orderNo: string): boolean {
    return this.#book.isLive(orderNo);
  }

  /** Orders, newest first. */
  orders(search: OrderSearch): Promise<FoundOrders> {
    return this.books.finder.page(search);
  }

  /** Gives the customer of an undecided payment more time, once. */
  hold(orderNo: string, by: string): Promise<CommandResult<{ order: Order }>> {
    return this.#after.hold(orderNo, this.#safe({ by }).by);
  }

  /** Asks the gateway about an order and its refunds now; waits for its answer no longer than a call takes. */
  check(number: string): Promise<Order | undefined> {
    return this.#after.check(number);
  }
  refund(orderNo: string, wish: RefundWish): Promise<RefundResult> {
    return this.#after.refund(orderNo, this.#safe(wish));
  }
  resolve(orderNo: string, decision: Decision): Promise<CommandResult<{ order: Order }>> {
    return this.#after.resolve(orderNo, this.#safe(decision));
  }
  resolveRefund(refundNo: string, decision: RefundDecision): Promise<RefundResult> {
    return this.#after.resolveRefund(refundNo, this.#safe(decision));
  }

  /** The paid sale on the lane goes back as a whole. */
  async giveBack(lane: string, saleId: string, by?: string): Promise<CommandResult> {
    const { phase } = this.#lane(lane);
    if (phase.kind !== 'order' || phase.sale.saleId !== saleId) return refuse('saleOver');
    return this.#after.giveBack(phase.order, by);
  }

  /** Something was posted as a notification of the gateway's; tells what to answer. Never rejects, never waits for the gateway. */
  notified(body: string, contentType: string): Promise<NoticeVerdict> {
    return this.#notices.take(body, contentType);
  }
  #createLane(id: string): Lane {
    return new Lane({
      ...this.#parts,
      id,
      book: this.#book,
      isBlocked: () => this.#block() !== undefined,
      warm: () => this.#parts.gateway.warm(),
      forget: (orderNo) => {
        this.#book.seen(orderNo).catch((error) => this.#storeWatch.failed(errorText(error)));
      },
      onChange: () => this.#parts.onChange(id),
    });
  }

  #lane(id: string): Lane {
    const lane = this.#lanes.get(id);
    if (!lane) throw new Error(`no lane ${id}`);
    return lane;
  }

  #onOrder(order: Order, before: Order, isNews: boolean): void {
    this.#notices.orderChanged(order);
    this.#parts.news?.order(order, before);
    this.books.finder.orderChanged(order);
    this.#lanes.get(order.lane)?.orderChanged(order, isNews);
  }

  #block(): Block | undefined {
    if (this.#stoppingSince !== undefined) return { kind: 'stopping', since: this.#stoppingSince };
    const { fault } = this.#storeWatch;
    if (fault) return { kind: 'storeFault', ...fault };
    const { state } = this.#watch;
    return state.kind === 'ready' ? undefined : state;
  }

  #allChanged(): void {
    for (const lane of this.#lanes.keys()) this.#parts.onChange(lane);
  }
}

/** The start waits so long for the first preflight and the notices; what is slower is waited for beside it. */
const FIRST_LOOK_MS = 500;
