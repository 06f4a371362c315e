import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { formatMinor } from '../money.ts';
import type { CallBudget, CallPriority } from './budget.ts';
import type { Answer, Gateway } from './gateway.ts';
import { type Action, nextAction } from './next-action.ts';
import { type CancelReason, isFinal, type Order, type UnwantedReason } from './order.ts';
import { applyEvent, type OrderEvent } from './order-machine.ts';
import type { OrderStore } from './order-store.ts';
import { CANCEL_TIMEOUT_MS, type Policy, QUERY_TIMEOUT_MS } from './policy.ts';

export interface OrderRunParts {
  gateway: Gateway;
  store: OrderStore;
  budget: CallBudget;
  policy: Policy;
  clock: Clock;
  log: Log;
  /** What the shop is called at the gateway, at most 128 characters. */
  description: string;
}

export interface OrderRunHooks {
  /** The order as it now stands on disk. Called after each durable change. */
  onChange(order: Order): void;
  /** Each answer of the gateway, for who watches whether it can be reached. */
  onAnswer(answer: Answer): void;
  /** A save failed: the loop has stopped before doing anything more. `order` is what was last durable, if anything was. */
  onStoreFault(order: Order | undefined, error: unknown): void;
}

/** A change of an order from outside its loop. */
export type Note =
  | { type: 'cancelWanted'; by: CancelReason }
  | { type: 'markedUnwanted'; reason: UnwantedReason }
  | { type: 'lookWanted'; why: 'restart' | 'gatewayBack' | 'person' };

/**
 * The one loop of an order, and its only writer: it saves, then acts. The cashier, the clock and the gateway's answers
 * leave it notes. It ends when the order is final, when it is stopped, or when a save fails.
 */
export class OrderRun {
  #order: Order;
  #isDurable: boolean;
  #inbox: OrderEvent[] = [];
  #wake: () => void = () => {};
  #callInFlight = false;
  #authCode: string | undefined;
  readonly #since: { wall: number; monotonic: number };
  readonly #stop = new AbortController();
  readonly #parts: OrderRunParts;
  readonly #hooks: OrderRunHooks;
  readonly #log: Log;
  #waiters: { isMet: (order: Order) => boolean; done: () => void }[] = [];
  /** Settles when the loop has ended. Never rejects. */
  readonly ended: Promise<void>;

  /** `authCode` is given for a new order alone, and is let go as soon as it is sent. */
  constructor(start: { order: Order; authCode?: string }, parts: OrderRunParts, hooks: OrderRunHooks) {
    this.#order = start.order;
    this.#isDurable = start.order.state !== 'created';
    this.#authCode = start.authCode;
    this.#parts = parts;
    this.#since = {
      wall: Math.max(parts.clock.now(), latestTime(start.order)),
      monotonic: parts.clock.monotonic(),
    };
    this.#hooks = hooks;
    this.#log = parts.log.with({ orderNo: start.order.orderNo, lane: start.order.lane });
    this.ended = this.#loop();
  }

  /** The order as last saved, with what has been heard since. */
  get order(): Order {
    return this.#order;
  }

  /** Leaves a note for the loop. Returns its time on the order's own clock. */
  tell(note: Note): number {
    const at = this.#now();
    this.#leave({ ...note, at });
    return at;
  }

  /** Resolves once the order meets the condition, or the loop has ended. */
  async until(isMet: (order: Order) => boolean): Promise<void> {
    if (isMet(this.#order)) return;
    await Promise.race([this.ended, new Promise<void>((done) => this.#waiters.push({ isMet, done }))]);
  }

  /** Ends the loop at the next moment nothing is being written. What is in flight is learned at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('the till is stopping'));
    this.#wake();
    await this.ended;
  }

  async #loop(): Promise<void> {
    try {
      while (!this.#stop.signal.aborted && !isFinal(this.#order)) {
        const event = this.#inbox.shift();
        if (event) await this.#apply(event);
        else await this.#act(this.#nextAction());
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
    return Math.round(this.#since.wall + this.#parts.clock.monotonic() - this.#since.monotonic);
  }

  #nextAction(): Action {
    const action = nextAction(this.#order, this.#now(), this.#parts.policy);
    const isCall = action.do === 'query' || action.do === 'queryReversal' || action.do === 'cancel';
    // One call beside the submit at a time: an answer that overtakes another would tell the past.
    return isCall && this.#callInFlight ? { do: 'wait', until: Number.POSITIVE_INFINITY } : action;
  }

  async #act(action: Action): Promise<void> {
    const at = this.#now();
    switch (action.do) {
      case 'submit':
        await this.#apply({ type: 'sendDecided', at });
        this.#submit();
        return;
      case 'query':
        await this.#apply({ type: 'queryStarted', at });
        this.#call('query', async (signal) => {
          const answer = await this.#parts.gateway.query(this.#order.orderNo, {
            timeoutMs: QUERY_TIMEOUT_MS,
            signal,
          });
          this.#hooks.onAnswer(answer);
          return { type: 'answered', at: this.#now(), to: 'query', answer };
        });
        return;
      case 'queryReversal':
        await this.#apply({ type: 'queryStarted', at });
        this.#call('query', async (signal) => {
          const options = { timeoutMs: QUERY_TIMEOUT_MS, signal };
          const answer = await this.#parts.gateway.queryRefund({ transNo: action.transNo }, options);
          return { type: 'reversalAnswered', at: this.#now(), answer };
        });
        return;
      case 'cancel':
        await this.#apply({ type: 'cancelDecided', at });
        this.#call('cancel', async (signal) => {
          const options = { timeoutMs: CANCEL_TIMEOUT_MS, signal };
          const answer = await this.#parts.gateway.cancel(this.#order.orderNo, options);
          return { type: 'cancelAnswered', at: this.#now(), answer };
        });
        return;
      case 'declareStuck':
        await this.#apply({ type: 'stuckDeclared', at, why: action.why });
        return;
      case 'closeUnrecorded':
        await this.#apply({ type: 'closedUnrecorded', at });
        return;
      case 'wait':
        await this.#wait(action.until - at);
        return;
      case 'rest':
        return;
    }
  }

  /** Not awaited: queries may begin beside a submit that stays silent. */
  #submit(): void {
    const { gateway, budget, policy, description } = this.#parts;
    const authCode = this.#authCode ?? '';
    this.#authCode = undefined;
    const { orderNo, amountMinor, digits, currency, nonce, wallet } = this.#order;
    const request = {
      orderNo,
      authCode,
      amount: formatMinor(amountMinor, digits),
      currency,
      description,
      attach: nonce,
      expiresSeconds: policy.expiresMs / 1000,
      wallet,
    };
    const run = async () => {
      await budget.take('submit', this.#stop.signal);
      const answer = await gateway.submit(request, {
        timeoutMs: policy.submitTimeoutMs,
        signal: this.#stop.signal,
      });
      this.#hooks.onAnswer(answer);
      this.#leave({ type: 'answered', at: this.#now(), to: 'submit', answer });
    };
    run().catch((error) => this.#ignoreStop(error));
  }

  /** Nobody waits at the till for an order that settles slowly: however many they are, sales go before them. */
  #priorityOf(call: 'query' | 'cancel'): CallPriority {
    return isSlow(this.#order) ? 'background' : call;
  }

  #call(call: 'query' | 'cancel', make: (signal: AbortSignal) => Promise<OrderEvent>): void {
    this.#callInFlight = true;
    const run = async () => {
      try {
        await this.#parts.budget.take(this.#priorityOf(call), this.#stop.signal);
        this.#leave(await make(this.#stop.signal));
      } finally {
        this.#callInFlight = false;
        this.#wake();
      }
    };
    run().catch((error) => this.#ignoreStop(error));
  }

  #leave(event: OrderEvent): void {
    this.#inbox.push(event);
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
    const saved = { ...next, rev: next.rev + 1 };
    const { clock } = this.#parts;
    const startedAt = clock.monotonic();
    await (isFinal(saved) ? this.#parts.store.finish(saved) : this.#parts.store.saveOpen(saved));
    this.#isDurable = true;
    this.#become(saved);
    const saveMs = Number((clock.monotonic() - startedAt).toFixed(2));
    this.#log.info('order changed', { event: event.type, state: saved.state, rev: saved.rev, saveMs });
    this.#hooks.onChange(saved);
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

/** The latest moment an order tells of: its time never runs back behind that, though the wall clock may have. */
function latestTime({ createdAt, sentAt, heardAt, lastQueryAt, lastCancelAt, history }: Order): number {
  const times = [sentAt, heardAt, lastQueryAt, lastCancelAt, history.at(-1)?.at];
  return Math.max(createdAt, ...times.map((time) => time ?? 0));
}

/**
 * The pace of looking is not worth a write each second; everything that says something about the money is. A slow
 * order's looks are saved too: a till that restarts again and again must not spend its budget at the gateway anew.
 */
function isWorthSaving(before: Order, after: Order): boolean {
  return (
    after.state !== before.state ||
    after.history.length !== before.history.length ||
    after.transNo !== before.transNo ||
    after.denials.length !== before.denials.length ||
    (isSlow(after) && after.queries !== before.queries) ||
    after.cancelTransNo !== before.cancelTransNo
  );
}

/** Looked at a minute apart or less often; nobody waits for it at the till. */
function isSlow({ state }: Order): boolean {
  return state === 'stuck' || state === 'held';
}
