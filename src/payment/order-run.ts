import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { PeriodClerk } from './booking.ts';
import type { CallBudget } from './budget.ts';
import type { Answer, Gateway } from './gateway.ts';
import { type Action, type DecidedAction, nextAction } from './next-action.ts';
import { isCancelHeld, type Order } from './order.ts';
import { callFor, NEVER_LEFT, type OrderCall, submitCall } from './order-calls.ts';
import { decisionOf, isCall } from './order-decisions.ts';
import { applyEvent, type OrderEvent } from './order-machine.ts';
import type { Left, Note } from './order-notes.ts';
import { isWorthSaving, latestTime, saveOrder } from './order-saving.ts';
import type { OrderStore } from './order-store.ts';
import type { EngineNews } from './payments-view.ts';
import type { Policy } from './policy.ts';

export interface OrderRunParts {
  gateway: Gateway;
  store: OrderStore;
  /** Tells the period a booking belongs to. */
  books: PeriodClerk;
  budget: CallBudget;
  policy: Policy;
  clock: Clock;
  log: Log;
  /** What the shop is called at the gateway, at most 128 characters. */
  description: string;
  news?: Pick<EngineNews, 'saved'> | undefined;
}

export interface OrderRunHooks {
  /** The order as it now stands on disk, and as it stood there before. Called after each durable change. */
  onChange(order: Order, before: Order): void;
  /** Each answer of the gateway, for who watches whether it can be reached. */
  onAnswer(answer: Answer): void;
  /** Nothing is left to do: the loop has ended, and takes no more notes. Called at that very moment. */
  onRest(order: Order): void;
  /** A save failed: the loop has stopped before doing anything more. `order` is what was last durable, if anything was. */
  onStoreFault(order: Order | undefined, error: unknown): void;
}

const FAULT_PAUSE_MS = 60_000;
/** The wall clock (epoch ms) at one moment of the monotonic clock: what an order's own time is counted from. */
export interface OwnTime {
  wall: number;
  monotonic: number;
}

export interface RunStart {
  order: Order;
  /** Of a new order alone. */
  authCode?: string;
  /** Of an order whose loop had stopped in this process: it goes on in the same time, though the wall clock was set. */
  since?: OwnTime | undefined;
}

/**
 * The one loop of an order, and its only writer: it saves, then acts. The cashier, the clock and the gateway's answers
 * leave it notes. It ends when nothing is left to do, when it is stopped, or when a save fails.
 */
export class OrderRun {
  #order: Order;
  #isDurable: boolean;
  #inbox: Left[] = [];
  #wake: () => void = () => {};
  #callInFlight = false;
  /** The submit too. */
  #callsUnderWay = 0;
  #isLeaving = false;
  #authCode: string | undefined;
  /** How its own time is told: see `#now`. */
  readonly since: OwnTime;
  readonly #stop = new AbortController();
  readonly #parts: OrderRunParts;
  readonly #hooks: OrderRunHooks;
  readonly #log: Log;
  #waiters: { isMet: (order: Order) => boolean; done: () => void }[] = [];
  /** Settles when the loop has ended. Never rejects. */
  readonly ended: Promise<void>;

  /**
   * `authCode` is given for a new order alone, and is let go as soon as it is sent. What is told at once, before anything
   * is awaited, comes before the loop looks whether there is anything to do.
   */
  constructor(start: RunStart, parts: OrderRunParts, hooks: OrderRunHooks) {
    this.#order = start.order;
    this.#isDurable = start.order.state !== 'created';
    this.#authCode = start.authCode;
    this.#parts = parts;
    this.since = start.since ?? {
      wall: Math.max(parts.clock.now(), latestTime(start.order)),
      monotonic: parts.clock.monotonic(),
    };
    this.#hooks = hooks;
    const { orderNo, saleId, lane } = start.order;
    this.#log = parts.log.with({ orderNo, saleId, lane });
    this.ended = Promise.resolve().then(() => this.#loop());
  }

  /** The order as last saved, with what has been heard since. */
  get order(): Order {
    return this.#order;
  }

  /** Leaves a note for the loop. Returns its time on the order's own clock. */
  tell(note: Note): number {
    const at = this.#now();
    this.#leave({ event: { ...note, at } });
    return at;
  }

  /** Leaves a note, and resolves when what it changed is on disk, or when the loop has ended without it. */
  async ask(note: Note): Promise<void> {
    const at = this.#now();
    await Promise.race([
      this.ended,
      new Promise<void>((done) => this.#leave({ event: { ...note, at }, done })),
    ]);
  }

  /** Resolves once the order meets the condition, or the loop has ended. */
  async until(isMet: (order: Order) => boolean): Promise<void> {
    if (isMet(this.#order)) return;
    await Promise.race([this.ended, new Promise<void>((done) => this.#waiters.push({ isMet, done }))]);
  }

  /**
   * Begins nothing more, hears what is in flight for as long as `patience` is pending, then ends the loop at the next moment
   * nothing is being written. What has not answered by then is asked for at the next start.
   */
  async stop(patience: Promise<unknown> = Promise.resolve()): Promise<void> {
    this.#isLeaving = true;
    this.#wake();
    await Promise.race([this.ended, patience]);
    this.#stop.abort(new Error('the till is stopping'));
    this.#wake();
    await this.ended;
  }

  async #loop(): Promise<void> {
    try {
      while (!this.#stop.signal.aborted) {
        // A new order is sent first: a wish that came meanwhile is about an order that was sent.
        const left = this.#order.state === 'created' ? undefined : this.#inbox.shift();
        if (left) {
          await this.#apply(left.event);
          left.done?.();
          continue;
        }
        if (this.#isLeaving) {
          if (this.#callsUnderWay === 0) return;
          await this.#wait(Number.POSITIVE_INFINITY);
          continue;
        }
        const action = this.#nextAction();
        if (action.do === 'rest') {
          this.#hooks.onRest(this.#order);
          return;
        }
        await this.#act(action);
      }
    } catch (error) {
      this.#log.error('order loop stopped: not saved', { error: errorText(error) });
      this.#hooks.onStoreFault(this.#isDurable ? this.#order : undefined, error);
    } finally {
      this.#authCode = undefined;
      this.#stop.abort(new Error('the order is settled'));
    }
  }

  /** The order's own time, epoch ms: the wall clock at its start, and never set back or forth since. */
  #now(): number {
    return Math.round(this.since.wall + this.#parts.clock.monotonic() - this.since.monotonic);
  }

  #nextAction(): Action {
    const action = nextAction(this.#order, this.#now(), this.#parts.policy);
    return this.#callInFlight && waitsForAnswer(action)
      ? { do: 'wait', until: Number.POSITIVE_INFINITY }
      : action;
  }

  async #act(action: DecidedAction | { do: 'wait'; until: number }): Promise<void> {
    const at = this.#now();
    if (action.do === 'wait') return this.#wait(action.until - at);
    const before = this.#order;
    await this.#apply(decisionOf(action, before, at));
    // A fault of ours: nothing leaves whose intent is not written down, and nothing is tried without a pause.
    if (this.#order === before) {
      this.#log.error('decision changed nothing', { action: action.do, state: before.state });
      return this.#wait(FAULT_PAUSE_MS);
    }
    if (action.do === 'submit') this.#submit();
    else if (isCall(action)) this.#call(callFor(action, this.#order, this.#callParts()));
  }

  #callParts() {
    return { ...this.#parts, onAnswer: this.#hooks.onAnswer };
  }

  /** Not awaited: queries may begin beside a submit that stays silent. */
  #submit(): void {
    const call = submitCall(this.#order, this.#authCode ?? '', this.#callParts());
    this.#authCode = undefined;
    const make: OrderCall['make'] = async (options) => (this.#isGivenUp() ? NEVER_LEFT : call.make(options));
    this.#make({ ...call, make }).catch((error) => this.#ignoreStop(error));
  }

  /** A submit that had to wait for the budget must not leave behind its own cancel. */
  #isGivenUp(): boolean {
    const { cancelWanted, firstCancelAt } = this.#order;
    return (cancelWanted !== undefined && !isCancelHeld(this.#order)) || firstCancelAt !== undefined;
  }

  #call(call: OrderCall): void {
    this.#callInFlight = true;
    const run = async () => {
      try {
        await this.#make(call);
      } finally {
        this.#callInFlight = false;
        this.#wake();
      }
    };
    run().catch((error) => this.#ignoreStop(error));
  }

  async #make(call: OrderCall): Promise<void> {
    const { signal } = this.#stop;
    this.#callsUnderWay += 1;
    try {
      await this.#parts.budget.take(call.priority, signal);
      const told = await call.make({ signal });
      this.#leave({ event: { ...told, at: this.#now() } });
    } finally {
      this.#callsUnderWay -= 1;
      this.#wake();
    }
  }

  #leave(left: Left): void {
    this.#inbox.push(left);
    this.#wake();
  }

  /** Gateways answer with values; all that can be thrown here is the stop itself, or a fault of ours. */
  #ignoreStop(error: unknown): void {
    if (!this.#stop.signal.aborted) this.#log.error('gateway call failed', { error: errorText(error) });
  }

  async #apply(event: OrderEvent): Promise<void> {
    const next = applyEvent(this.#order, event);
    if (next === this.#order) return;
    if (!isWorthSaving(this.#order, next)) {
      this.#become(next);
      return;
    }
    const { clock } = this.#parts;
    const before = this.#order;
    const startedAt = clock.monotonic();
    const saved = await saveOrder({ before, next, now: this.#now() }, this.#parts);
    this.#isDurable = true;
    this.#become(saved);
    const saveMs = Number((clock.monotonic() - startedAt).toFixed(2));
    this.#parts.news?.saved?.(saveMs / 1000);
    this.#log.info('order changed', { event: event.type, state: saved.state, rev: saved.rev, saveMs });
    this.#hooks.onChange(saved, before);
  }

  #become(order: Order): void {
    this.#order = order;
    const met = this.#waiters.filter((waiter) => waiter.isMet(order));
    this.#waiters = this.#waiters.filter((waiter) => !met.includes(waiter));
    for (const waiter of met) waiter.done();
  }

  async #wait(ms: number): Promise<void> {
    if (this.#inbox.length > 0 || this.#stop.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const cancelTimer = Number.isFinite(ms) ? this.#parts.clock.after(ms, resolve) : () => {};
      this.#wake = () => {
        cancelTimer();
        resolve();
      };
    });
    this.#wake = () => {};
  }
}

/**
 * What is not done while a question is being answered. One call beside the submit at a time: an answer that overtakes
 * another would tell the past. The line is drawn after the last look is answered, as a cancel is; and a loop that ends with
 * nothing left to ask would never hear the answer to its last question.
 */
function waitsForAnswer(action: Action): boolean {
  return isCall(action) || ['drawLine', 'askBack', 'closeUnrecorded', 'rest'].includes(action.do);
}
