import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { CallBudget } from './budget.ts';
import type { Gateway } from './gateway.ts';
import type { Notice } from './notice.ts';
import type { Order } from './order.ts';
import type { OrderBook } from './order-book.ts';
import { dayOfOrderNumber } from './order-number.ts';
import { QUERY_TIMEOUT_MS } from './policy.ts';
import {
  type Difference,
  type Finding,
  findingOfOrder,
  findingOfRefund,
  isWorthALook,
} from './reconcile-rules.ts';
import type { Refund } from './refund.ts';

/** How far a day has been held against the gateway. Kept on disk, so that a restart goes on where it was. */
export interface Reconciliation {
  schema: 1;
  day: string;
  /** Epoch ms. */
  startedAt: number;
  finishedAt?: number;
  /** Orders that were asked about. */
  done: string[];
  differences: Difference[];
}

/** The port to where reconciliations are kept. */
export interface ReconcileStore {
  load(day: string): Promise<Reconciliation | undefined>;
  save(reconciliation: Reconciliation): Promise<void>;
}

export interface ReconcileParts {
  gateway: Gateway;
  budget: Pick<CallBudget, 'take'>;
  store: ReconcileStore;
  clock: Clock;
  log: Log;
  /** The orders, once they are there. */
  orders(): Pick<OrderBook, 'openAndFinishedOn' | 'find' | 'look'>;
  /** What the gateway told on a day about numbers that are none of ours. */
  foreignOn(day: string): Promise<Notice[]>;
}

export interface ReconcileView {
  day: string;
  /** `paused`: begun, and not going on: the till was started anew, or the gateway does not answer. */
  status: 'running' | 'paused' | 'finished';
  /** Why it is paused, where that is known. */
  detail?: string;
  startedAt: number;
  finishedAt?: number;
  /** Orders of ours that were asked about, and how many there are. */
  asked: number;
  total: number;
  differences: Difference[];
  /** Notifications about numbers that are none of this till's. */
  foreign: Notice[];
}

const SAVE_EVERY = 25;
/** The pauses before an order is asked about again. */
const RETRY_AFTER_MS = [2000, 5000];
/** So many orders without an answer, one after the other, are a gateway that does not answer. */
const MOST_UNANSWERED = 3;

/** Holds the orders of a day against the gateway, one after the other, behind everything else that asks it. */
export class Reconcile {
  readonly #parts: ReconcileParts;
  readonly #stop = new AbortController();
  readonly #running = new Map<string, { now: Reconciliation; ended: Promise<void> }>();
  readonly #details = new Map<string, string>();

  constructor(parts: ReconcileParts) {
    this.#parts = parts;
  }

  /** Begins, or goes on where it was; a finished one begins anew. Resolves with how it stands, not with its end. */
  async start(day: string): Promise<ReconcileView> {
    const { store, clock } = this.#parts;
    const saved = await store.load(day);
    if (!this.#running.has(day) && !this.#stop.signal.aborted) {
      const isNew = saved === undefined || saved.finishedAt !== undefined;
      const now: Reconciliation = isNew
        ? { schema: 1, day, startedAt: clock.now(), done: [], differences: [] }
        : saved;
      this.#details.delete(day);
      const running = { now, ended: Promise.resolve() };
      this.#running.set(day, running);
      running.ended = this.#run(running).finally(() => this.#running.delete(day));
    }
    return this.#viewOf(day, this.#running.get(day)?.now ?? saved);
  }

  /** How it stands; nothing where that day was never begun. */
  async view(day: string): Promise<ReconcileView | undefined> {
    const now = this.#running.get(day)?.now ?? (await this.#parts.store.load(day));
    return now && this.#viewOf(day, now);
  }

  async stop(): Promise<void> {
    this.#stop.abort(new Error('the till is stopping'));
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #run(running: { now: Reconciliation }): Promise<void> {
    const { day } = running.now;
    try {
      await this.#askAll(running);
      const finished = { ...running.now, finishedAt: this.#parts.clock.now() };
      await this.#parts.store.save(finished);
      running.now = finished;
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#details.set(day, errorText(error));
      this.#parts.log.warn('reconcile paused', { day, error: errorText(error) });
    }
  }

  async #askAll(running: { now: Reconciliation }): Promise<void> {
    const { store, orders } = this.#parts;
    const done = new Set(running.now.done);
    const left = (await this.#ordersOf(running.now.day)).filter(({ orderNo }) => !done.has(orderNo));
    // Of the last few nothing was heard: whether that is the order's or the gateway's fault, the next ones tell.
    let silent: { order: Order; differences: Difference[] }[] = [];
    for (const [index, order] of left.entries()) {
      const asked = { order, differences: await this.#ask(order) };
      const isSilent = asked.differences.some(({ kind }) => kind === 'notAnswered');
      const heard = isSilent ? [] : [...silent, asked];
      silent = isSilent ? [...silent, asked] : [];
      const isLast = index === left.length - 1;
      if (silent.length >= MOST_UNANSWERED) {
        await store.save(running.now);
        throw new Error(`the gateway does not answer: ${silent.at(-1)?.differences.at(-1)?.theirs}`);
      }
      const settled = isLast ? [...heard, ...silent] : heard;
      for (const each of settled) {
        for (const difference of each.differences) {
          if (isWorthALook(each.order, difference)) await orders().look(each.order.orderNo, 'reconcile');
        }
      }
      running.now = {
        ...running.now,
        done: [...running.now.done, ...settled.map((each) => each.order.orderNo)],
        differences: [...running.now.differences, ...settled.flatMap((each) => each.differences)],
      };
      if (index % SAVE_EVERY === SAVE_EVERY - 1) await store.save(running.now);
    }
  }

  /** What an order and its refunds differ in from what the gateway says of them. */
  async #ask(listed: Order): Promise<Difference[]> {
    const { gateway, orders } = this.#parts;
    const options = { timeoutMs: QUERY_TIMEOUT_MS, signal: this.#stop.signal };
    const { orderNo } = listed;
    // The list may be an hour old: what became of the order since then counts.
    const current = async () => (await orders().find(orderNo)) ?? listed;
    const ofOrder = await this.#settled({ orderNo, current }, async (order) =>
      findingOfOrder(order, await gateway.query(orderNo, options)),
    );
    const found = [ofOrder];
    for (const { refundNo } of ((await current()).refunds ?? []).filter(wasSent)) {
      const ofRefund = await this.#settled({ orderNo, refundNo, current }, async (order) => {
        const refund = order.refunds?.find((each) => each.refundNo === refundNo);
        const answer = await gateway.queryRefund({ refundNo }, options);
        return refund ? findingOfRefund(order, refund, answer) : { agrees: true };
      });
      found.push(ofRefund);
    }
    return found.flatMap((difference) => difference ?? []);
  }

  /** Asks until the answer is clear, a few times at most. */
  async #settled(
    { current, ...about }: { orderNo: string; refundNo?: string; current: () => Promise<Order> },
    ask: (order: Order) => Promise<Finding>,
  ): Promise<Difference | undefined> {
    const { budget, clock } = this.#parts;
    const { signal } = this.#stop;
    for (let tries = 0; ; tries += 1) {
      await budget.take('background', signal);
      const order = await current();
      const finding = await ask(order);
      signal.throwIfAborted();
      if ('difference' in finding) return finding.difference;
      if ('agrees' in finding) return undefined;
      const pause = RETRY_AFTER_MS[tries];
      if (pause === undefined) {
        return { kind: 'notAnswered', ...about, ours: order.state, theirs: finding.unclear };
      }
      await clock.sleep(pause, signal);
    }
  }

  /** Everything of ours that was born on a day and may be known at the gateway, oldest first. */
  async #ordersOf(day: string): Promise<Order[]> {
    const orders = await this.#parts.orders().openAndFinishedOn([{ day }]);
    return orders
      .filter(({ orderNo, sentAt }) => dayOfOrderNumber(orderNo) === day && sentAt !== undefined)
      .sort((a, b) => a.createdAt - b.createdAt);
  }

  async #viewOf(day: string, now: Reconciliation | undefined): Promise<ReconcileView> {
    if (!now) throw new Error('the till is stopping');
    const [orders, foreign] = await Promise.all([this.#ordersOf(day), this.#parts.foreignOn(day)]);
    const { startedAt, finishedAt, done, differences } = now;
    const detail = this.#details.get(day);
    const isRunning = this.#running.has(day) && finishedAt === undefined;
    return {
      day,
      status: finishedAt !== undefined ? 'finished' : isRunning ? 'running' : 'paused',
      ...(detail === undefined || isRunning ? {} : { detail }),
      startedAt,
      ...(finishedAt === undefined ? {} : { finishedAt }),
      asked: done.length,
      total: orders.length,
      differences,
      foreign,
    };
  }
}

function wasSent({ sentAt, outside }: Refund): boolean {
  return sentAt !== undefined && !outside;
}
