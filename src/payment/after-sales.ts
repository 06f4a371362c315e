import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { isCancelHeld, isClosed, needsPerson, type Order, openCase } from './order.ts';
import type { OrderBook } from './order-book.ts';
import type { OrderRun } from './order-run.ts';
import { heldUntil, type Policy } from './policy.ts';
import { newRefundNumber, orderOfRefundNumber, type Refund, refundableMinor } from './refund.ts';
import { type CommandRefusal, type CommandResult, refuse } from './sale.ts';

export interface AfterSalesParts {
  book: OrderBook;
  clock: Clock;
  random: Random;
  maxRefundsPerOrder: number;
  policy: Policy;
}

export interface RefundWish {
  amountMinor: number;
  reason: string;
  /** Makes a repeated wish find the first one's refund. */
  key: string;
  /** Who wants it, where known. */
  by?: string;
  /** The money was given back by other means: only recorded. */
  outside?: boolean;
  /** A manager wants it of an order that came with a backup, knowing that the money may have gone back since. */
  isConfirmed?: boolean;
}

/** A person's decision on an order that the gateway does not settle. */
export interface Decision {
  as: 'paid' | 'notPaid';
  by: string;
  reason: string;
}

/** A person's word on a refund that is stuck. */
export interface RefundDecision {
  as: 'done' | 'failed';
  by: string;
  reason: string;
}

export type RefundResult = CommandResult<{ order: Order; refund: Refund }>;

/** "Check now" answers after this at the latest; the order's loop goes on. */
const CHECK_WAIT_MS = 6000;

/** What people do about an order when its sale is over: give money back, decide, ask. */
export class AfterSales {
  readonly #parts: AfterSalesParts;

  constructor(parts: AfterSalesParts) {
    this.#parts = parts;
  }

  /** Answers as soon as the refund is on disk; its own way goes on from there. The same key never makes a second one. */
  async refund(orderNo: string, wish: RefundWish): Promise<RefundResult> {
    const { book } = this.#parts;
    const order = await book.find(orderNo);
    if (!order) return refuse('noSuchOrder');
    const refusal = await this.#restraint(order, wish);
    return refusal ?? (await book.reopen(orderNo, (run) => this.#refundOf(run, wish))) ?? refuse('blocked');
  }

  /** An order that came with a backup may have been refunded since: the gateway is asked first, then a manager has to confirm. */
  async #restraint(order: Order, wish: RefundWish): Promise<{ ok: false; why: CommandRefusal } | undefined> {
    const { restrained, orderNo, state } = order;
    if (restrained === undefined || state !== 'paid' || wish.outside || made(order, wish.key))
      return undefined;
    const asked = await this.check(orderNo);
    if (asked && openCase(asked)) return refuse('notRefundable');
    if (!wish.isConfirmed) return refuse('restored');
    // A look that the gateway did not answer, or not in words that prove anything, stays due.
    return asked && !asked.looksDue?.length ? undefined : refuse('notPossible');
  }

  async #refundOf(run: OrderRun, wish: RefundWish): Promise<RefundResult> {
    const { random, maxRefundsPerOrder: most } = this.#parts;
    const { orderNo } = run.order;
    const known = made(run.order, wish.key);
    if (known)
      return isSame(known, wish) ? { ok: true, order: run.order, refund: known } : refuse('keyReused');
    const { state, refunds } = run.order;
    if (state !== 'paid') return refuse('notRefundable');
    if (!Number.isSafeInteger(wish.amountMinor) || wish.amountMinor <= 0) return refuse('amountInvalid');
    if (wish.amountMinor > refundableMinor(run.order)) return refuse('tooMuch');
    if ((refunds ?? []).filter((refund) => refund.state !== 'failed').length >= most)
      return refuse('tooManyRefunds');
    const { amountMinor, reason, key, by } = wish;
    await run.ask({
      type: 'refundAsked',
      most,
      takesOver: wish.isConfirmed ?? false,
      refund: {
        refundNo: newRefundNumber(orderNo, random),
        purpose: 'customer',
        amountMinor,
        reason,
        key,
        ...(by === undefined ? {} : { by }),
        ...(wish.outside ? { outside: true as const } : {}),
      },
    });
    const refund = made(run.order, key);
    // Somebody else was a moment faster, or it could not be saved: nothing was sent.
    if (!refund) return refuse('notPossible');
    return isSame(refund, wish) ? { ok: true, order: run.order, refund } : refuse('keyReused');
  }

  /** Writes a person's decision down. Only for what waits for a person; everything else settles by itself. */
  async resolve(orderNo: string, decision: Decision): Promise<CommandResult<{ order: Order }>> {
    const { book } = this.#parts;
    if (!(await book.find(orderNo))) return refuse('noSuchOrder');
    const result = await book.reopen(orderNo, async (run): Promise<CommandResult<{ order: Order }>> => {
      if (!needsPerson(run.order)) return refuse('notPossible');
      const before = run.order.settlement;
      await run.ask({ type: 'settled', ...decision });
      const { order } = run;
      return order.settlement !== before ? { ok: true, order } : refuse('notPossible');
    });
    return result ?? refuse('blocked');
  }

  /** Writes down what became of a refund that the gateway does not settle, by a person's word. */
  async resolveRefund(refundNo: string, decision: RefundDecision): Promise<RefundResult> {
    const orderNo = orderOfRefundNumber(refundNo) ?? '';
    if (!refundOf(await this.#parts.book.find(orderNo), refundNo)) return refuse('noSuchOrder');
    const result = await this.#parts.book.reopen(orderNo, async (run): Promise<RefundResult> => {
      if (refundOf(run.order, refundNo)?.state !== 'stuck') return refuse('notPossible');
      await run.ask({ type: 'refundSettled', refundNo, ...decision });
      const refund = refundOf(run.order, refundNo);
      return refund?.state === decision.as ? { ok: true, order: run.order, refund } : refuse('notPossible');
    });
    return result ?? refuse('blocked');
  }

  /** Gives the customer of an undecided payment more time, once: the cancel waits as long as it still can. */
  async hold(orderNo: string, by: string): Promise<CommandResult<{ order: Order }>> {
    const { book, policy } = this.#parts;
    const run = book.run(orderNo);
    if (!run) return refuse((await book.find(orderNo)) ? 'notPossible' : 'noSuchOrder');
    const until = heldUntil(run.order, policy);
    if (until === undefined) return refuse('notPossible');
    await run.ask({ type: 'cancelHeld', until, by });
    const { order } = run;
    const isOpen = order.state === 'submitting' || order.state === 'pending';
    return isOpen && isCancelHeld(order) ? { ok: true, order } : refuse('notPossible');
  }

  /** Asks the gateway about an order, and its refunds, now; waits for the answer no longer than a call takes. */
  async check(number: string): Promise<Order | undefined> {
    const { book, clock } = this.#parts;
    const orderNo = orderOfRefundNumber(number) ?? number;
    const checked = await book.reopen(orderNo, async (run) => {
      const asked = run.order.heardAt ?? 0;
      await run.ask({ type: 'lookWanted', why: 'person' });
      const heard = run.until((order) => (order.heardAt ?? 0) > asked);
      await Promise.race([heard, clock.sleep(CHECK_WAIT_MS)]);
      return run.order;
    });
    return checked ?? book.find(orderNo);
  }

  /** The order of a number: its own, or that of one of its refunds. */
  find(number: string): Promise<Order | undefined> {
    return this.#parts.book.find(orderOfRefundNumber(number) ?? number);
  }

  /** The whole of a paid sale goes back, because the goods did not go out. */
  async giveBack(order: Order, by?: string): Promise<CommandResult> {
    if (order.state !== 'paid' || !isClosed(order)) return refuse('notPossible');
    const wish = {
      amountMinor: order.amountMinor,
      reason: 'goods not handed over',
      key: `giveBack:${order.orderNo}`,
      ...(by === undefined ? {} : { by }),
    };
    const result = await this.refund(order.orderNo, wish);
    return result.ok ? { ok: true } : result;
  }
}

function refundOf(order: Order | undefined, refundNo: string): Refund | undefined {
  return order?.refunds?.find((refund) => refund.refundNo === refundNo);
}

function made({ refunds }: Order, key: string): Refund | undefined {
  return refunds?.find((refund) => refund.key === key);
}

function isSame(refund: Refund, wish: RefundWish): boolean {
  return (
    refund.amountMinor === wish.amountMinor &&
    refund.reason === wish.reason &&
    (refund.outside ?? false) === (wish.outside ?? false)
  );
}
