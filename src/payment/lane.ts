import { businessDayAt } from './business-day.ts';
import type { ChargeRequest, LaneNotice, LaneParts, LanePhase, LaneScan } from './lane-phase.ts';
import { isClosed, isFinal, type Order, type UnwantedReason } from './order.ts';
import { latestTime } from './order-saving.ts';
import { recognise, type ScanRefusal } from './payment-code.ts';
import { type CommandResult, newSaleId, refuse, type Sale, saleOfOrders } from './sale.ts';

/** A warm connection is good for about twenty seconds. */
const WARM_EVERY_MS = 15_000;
/** "Keep waiting" asks again after this. */
const KEEP_WAITING_MS = 60_000;

/** One register: at most one sale at a time. Nothing of one lane ever touches another. */
export class Lane {
  #phase: LanePhase = { kind: 'idle' };
  /** Both on the monotonic clock: setting the wall clock must neither hold a lane nor let it go. */
  #readySince = 0;
  #releaseAt = 0;
  #timer: () => void = () => {};
  #warmTimer: () => void = () => {};
  #lastSale: Sale | undefined;
  readonly #notices = new Map<string, LaneNotice>();
  readonly #parts: LaneParts;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  get id(): string {
    return this.#parts.id;
  }

  get phase(): LanePhase {
    return this.#phase;
  }

  get notices(): LaneNotice[] {
    return [...this.#notices.values()];
  }

  /** The sale on the lane, or the last that was on it. */
  get sale(): Sale | undefined {
    return this.#phase.kind === 'idle' ? this.#lastSale : this.#phase.sale;
  }

  /** Whether the order on the lane has been undecided for so long that the cashier may let it go. */
  canRelease(): boolean {
    const phase = this.#phase;
    if (phase.kind !== 'order' || isClosed(phase.order)) return false;
    // Held money waits for a person, who may take long: the lane need not.
    return phase.order.state === 'held' || this.#parts.clock.monotonic() >= this.#releaseAt;
  }

  /** When an undecided order lets the lane go, epoch ms. */
  releaseAt(): number {
    const { clock } = this.#parts;
    return Math.round(clock.now() + this.#releaseAt - clock.monotonic());
  }

  /** At start: the newest order that is open or whose result nobody has seen takes the lane again. */
  restore(orders: readonly Order[]): void {
    const mine = orders.filter((order) => order.lane === this.id).sort((a, b) => a.createdAt - b.createdAt);
    const current = mine.filter((order) => order.unwanted === undefined).at(-1);
    for (const order of mine) if (order !== current) this.#orderElsewhere(order);
    if (!current) return;
    const earlier = mine.filter((order) => order.saleId === current.saleId && order !== current);
    const sale = saleOfOrders(current, earlier);
    this.#enter({ kind: 'order', sale, order: current });
  }

  charge({ amountMinor, reference, soldBy, key }: ChargeRequest): CommandResult<{ sale: Sale }> {
    const { clock, random, dayRule, currency, maxMinor, id } = this.#parts;
    if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0 || amountMinor > maxMinor) {
      return refuse('amountInvalid');
    }
    if (this.isBusy) return refuse('laneBusy');
    if (this.#parts.isBlocked()) return refuse('blocked');
    this.#leaveResult();
    const sale: Sale = {
      saleId: newSaleId(businessDayAt(clock.now(), dayRule), random),
      lane: id,
      amountMinor,
      currency: currency.code,
      digits: currency.digits,
      ...(reference === undefined ? {} : { reference }),
      ...(soldBy === undefined ? {} : { soldBy }),
      ...(key === undefined ? {} : { key }),
      orderNos: [],
      state: 'ready',
      createdAt: clock.now(),
    };
    this.#makeReady(sale);
    return { ok: true, sale };
  }

  /** The same sale once more, with a fresh code, after an order that ended without money. */
  retry(saleId: string): CommandResult<{ sale: Sale }> {
    const phase = this.#phase;
    if (phase.kind !== 'order' || phase.sale.saleId !== saleId) return refuse('saleOver');
    if (!isClosed(phase.order) || countsAsPaid(phase.order)) return refuse('notPossible');
    if (this.#parts.isBlocked()) return refuse('blocked');
    const sale: Sale = { ...phase.sale, state: 'ready' };
    this.#leaveResult();
    this.#makeReady(sale);
    return { ok: true, sale };
  }

  /** Takes a code for the sale that was ready when its first byte came. Codes are never queued. */
  scan(scan: LaneScan): CommandResult {
    const result = this.#take(scan);
    this.#parts.news?.scanned?.({ lane: this.id, firstByteAt: scan.firstByteAt, result });
    return result;
  }

  #take(scan: LaneScan): CommandResult {
    const phase = this.#phase;
    const isEarly = (scan.firstByteAt ?? Infinity) < this.#readySince + this.#parts.quietMs;
    if (phase.kind !== 'ready' || isEarly) return refuse('notReady');
    if (this.#parts.isBlocked()) return refuse('blocked');
    const verdict = recognise(scan.text, scan.aim, this.#parts.wallets);
    if (verdict.kind === 'refused') return this.#refuseScan(phase, verdict.why);
    const order = this.#parts.book.place(phase.sale, { text: scan.text, wallet: verdict.wallet });
    if (!order) return this.#refuseScan(phase, 'codeUsed');
    const sale: Sale = {
      ...phase.sale,
      state: order.state,
      orderNos: [...phase.sale.orderNos, order.orderNo],
    };
    this.#enter({ kind: 'order', sale, order });
    return { ok: true };
  }

  /** Before a scan the sale is simply taken back; after it the cancel is asked for, and the payment may still win. */
  cancel(saleId: string): CommandResult {
    const phase = this.#phase;
    if (phase.kind === 'idle' || phase.sale.saleId !== saleId) return refuse('saleOver');
    if (phase.kind === 'ready') {
      this.#endSale(phase.sale, 'withdrawn');
      this.#enter({ kind: 'idle' });
      return { ok: true };
    }
    const run = this.#parts.book.run(phase.order.orderNo);
    if (isClosed(phase.order)) return refuse('saleOver');
    // Its loop has stopped for the disk; it looks at the gateway again as soon as it can save.
    if (!run) return refuse('blocked');
    run.tell({ type: 'cancelWanted', by: 'cashier' });
    return { ok: true };
  }

  /** The result was seen. */
  dismiss(saleId: string): CommandResult {
    const phase = this.#phase;
    if (phase.kind !== 'order' || phase.sale.saleId !== saleId) return refuse('saleOver');
    if (!isClosed(phase.order)) return refuse('notPossible');
    this.#leaveResult();
    this.#enter({ kind: 'idle' });
    return { ok: true };
  }

  keepWaiting(saleId: string): CommandResult {
    const phase = this.#phase;
    if (phase.kind !== 'order' || phase.sale.saleId !== saleId) return refuse('saleOver');
    if (isClosed(phase.order)) return refuse('saleOver');
    this.#releaseAt = this.#parts.clock.monotonic() + KEEP_WAITING_MS;
    this.#enter(phase);
    return { ok: true };
  }

  /** Lets an undecided order run on off the lane. The lane is free once the wish to give its money back is on disk. */
  async release(saleId: string, reason: UnwantedReason): Promise<CommandResult> {
    const phase = this.#phase;
    if (phase.kind !== 'order' || phase.sale.saleId !== saleId) return refuse('saleOver');
    if (!this.canRelease()) return refuse('notPossible');
    const { orderNo } = phase.order;
    const run = this.#parts.book.run(orderNo);
    if (!run) return refuse('notPossible');
    run.tell({ type: 'markedUnwanted', reason });
    await run.until((order) => order.unwanted !== undefined || isFinal(order));
    if (run.order.unwanted === undefined) return refuse('notPossible');
    const now = this.#phase;
    if (now.kind === 'order' && now.order.orderNo === orderNo) {
      this.#endSale(now.sale, run.order.state);
      this.#enter({ kind: 'idle' });
      if (isFinal(run.order)) this.#orderElsewhere(run.order);
    }
    return { ok: true };
  }

  dismissNotice(orderNo: string): CommandResult {
    if (!this.#notices.delete(orderNo)) return refuse('saleOver');
    this.#parts.forget(orderNo);
    this.#parts.onChange();
    return { ok: true };
  }

  /** An order of this lane changed, and the change is on disk. `isNews`: where it is not the lane's own, people are told. */
  orderChanged(order: Order, isNews: boolean): void {
    const phase = this.#phase;
    if (phase.kind === 'order' && phase.order.orderNo === order.orderNo) {
      this.#enter({ ...phase, order, sale: { ...phase.sale, state: order.state } });
    } else {
      if (isNews) this.#orderElsewhere(order);
      this.#parts.onChange();
    }
  }

  /** A new order could not be saved, so nothing was sent: the amount is kept to try again. */
  orderNotSaved(order: Order): void {
    const phase = this.#phase;
    if (phase.kind !== 'order' || phase.order.orderNo !== order.orderNo) return;
    this.#endSale(phase.sale, 'notSent');
    this.#enter({ kind: 'idle', draftMinor: order.amountMinor, unsent: true });
  }

  stop(): void {
    this.#timer();
    this.#warmTimer();
  }

  /** Whether a sale is on it that is not over. */
  get isBusy(): boolean {
    return this.#phase.kind === 'ready' || (this.#phase.kind === 'order' && !isClosed(this.#phase.order));
  }

  #makeReady(sale: Sale): void {
    const now = this.#parts.clock.now();
    this.#readySince = this.#parts.clock.monotonic();
    this.#enter({ kind: 'ready', sale, since: now, until: now + this.#parts.readyMs });
    this.#keepWarm();
  }

  #keepWarm(): void {
    this.#warmTimer();
    if (this.#phase.kind !== 'ready') return;
    this.#parts.warm();
    this.#warmTimer = this.#parts.clock.after(WARM_EVERY_MS, () => this.#keepWarm());
  }

  #refuseScan(phase: Extract<LanePhase, { kind: 'ready' }>, why: ScanRefusal): CommandResult {
    this.#enter({ ...phase, refusal: why });
    return refuse(why);
  }

  #leaveResult(): void {
    if (this.#phase.kind !== 'order' || !isClosed(this.#phase.order)) return;
    this.#lastSale = this.#phase.sale;
    this.#parts.forget(this.#phase.order.orderNo);
  }

  #endSale(sale: Sale, state: Sale['state']): void {
    this.#lastSale = { ...sale, state };
  }

  /** Its outcome is a notice, never the current overlay. */
  #orderElsewhere(order: Order): void {
    if (!isClosed(order)) return;
    this.#notices.set(order.orderNo, { at: this.#parts.clock.now(), order });
  }

  #enter(phase: LanePhase): void {
    const before = this.#phase;
    this.#phase = phase;
    const isSame =
      before.kind === 'order' && phase.kind === 'order' && before.order.orderNo === phase.order.orderNo;
    if (phase.kind === 'order' && !isSame) this.#releaseAt = this.#firstReleaseAt(phase.order);
    this.#timer();
    this.#timer = this.#armTimer(phase);
    this.#parts.onChange();
  }

  #firstReleaseAt(order: Order): number {
    const { clock, policy } = this.#parts;
    // A wall clock that was set back while the till was off must not hold the lane for what the order has waited already.
    const now = Math.max(clock.now(), latestTime(order));
    const wait = (order.sentAt ?? order.createdAt) + policy.releaseLaneMs - now;
    return clock.monotonic() + Math.min(Math.max(wait, 0), policy.releaseLaneMs);
  }

  #armTimer(phase: LanePhase): () => void {
    const { clock } = this.#parts;
    if (phase.kind === 'ready') {
      return clock.after(this.#readySince + this.#parts.readyMs - clock.monotonic(), () => {
        this.#endSale(phase.sale, 'expired');
        this.#enter({ kind: 'idle', draftMinor: phase.sale.amountMinor });
      });
    }
    if (phase.kind === 'order' && !isClosed(phase.order)) {
      const wait = this.#releaseAt - clock.monotonic();
      // A timer may fire a moment early: it is set again until the time has come.
      if (wait > 0) return clock.after(wait, () => this.#enter(phase));
    }
    return () => {};
  }
}

/** By the gateway's word or by a person's. */
function countsAsPaid({ state, settlement }: Order): boolean {
  return state === 'paid' || settlement?.as === 'paid';
}
