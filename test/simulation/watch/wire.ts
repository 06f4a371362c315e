import { formatMinor, parseGatewayAmount } from '../../../src/money.ts';
import type { Order } from '../../../src/payment/order.ts';
import { orderOfRefundNumber } from '../../../src/payment/refund.ts';
import type { Fields } from '../simulated-network.ts';
import type { BooksWatch } from './books.ts';
import type { Report } from './promises.ts';

/** The sandbox's wallets take no cancel before this age. */
const CANCEL_NOT_BEFORE_MS = 15_000;
const CALLS = { burst: 60, perSecond: 20 };
/** From the durable intent to the request: a slow disk lies between. */
export const SLOW_SAVE_MS = 3_200;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface WireParts {
  now(): number;
  /** Whether the till may have lost count of the time since then: it was off, or its disk was, and its clock was set. */
  isTimeLost(since: number): boolean;
  books: BooksWatch;
  report: Report;
}

/** Holds every request that leaves against what is on disk, what left before it, and the budgets. */
export class WireWatch {
  /** By order number: when its submit left, the world's own time. */
  readonly submittedAt = new Map<string, number>();
  readonly #parts: WireParts;
  /** When each code left, the world's own time. */
  readonly #sentCodes = new Map<string, number>();
  readonly #cancelled = new Set<string>();
  readonly #expected = new Map<string, number>();
  readonly #queries = new Map<string, number[]>();
  #calls: number[] = [];

  constructor(parts: WireParts) {
    this.#parts = parts;
  }

  /** The lane took a code while that amount stood on its screens. */
  scanned(orderNo: string, amountMinor: number): void {
    this.#expected.set(orderNo, amountMinor);
  }

  /** A new process: its budget is full again. */
  restarted(): void {
    this.#calls = [];
  }

  requestLeaves(fields: Fields): void {
    const number = fields.merchant_order_no ?? fields.trans_no ?? '';
    const orderNo = orderOfRefundNumber(number) ?? number;
    const order = this.#parts.books.saved.get(orderNo);
    this.#countCall(order);
    switch (fields.method) {
      case 'bscanc.pay.submit':
        this.#submitLeaves(fields, order);
        break;
      case 'order.revoker':
        this.#cancelLeaves(orderNo, order);
        break;
      case 'order.refund.submit':
        this.#refundLeaves(fields, order);
        break;
      default:
        this.#countQuery(number, order);
    }
  }

  #submitLeaves(fields: Fields, order: Order | undefined): void {
    const { report, now } = this.#parts;
    const { merchant_order_no: orderNo = '', auth_code: code = '', order_amount: amount } = fields;
    if (this.submittedAt.has(orderNo)) report('f', 'an order was submitted twice', order);
    const before = this.#sentCodes.get(code);
    if (before !== undefined && now() < before + DAY) {
      report(
        'f',
        `a code was submitted twice, ${Math.round((now() - before) / MINUTE)} minutes apart`,
        order,
      );
    }
    this.submittedAt.set(orderNo, now());
    this.#sentCodes.set(code, now());
    if (order?.sentAt === undefined) report('e', `submit of ${orderNo} left before its intent`, order);
    const expected = this.#expected.get(orderNo);
    if (expected !== undefined && amount !== formatMinor(expected, 2)) {
      report('l', `sent ${amount}, shown ${expected} minor units`, order);
    }
  }

  #cancelLeaves(orderNo: string, order: Order | undefined): void {
    const { report, now } = this.#parts;
    if (order?.firstCancelAt === undefined) report('e', `cancel of ${orderNo} left before its intent`, order);
    if (order?.state === 'paid') report('h', 'a paid order is cancelled', order);
    if (this.#cancelled.has(orderNo)) return;
    this.#cancelled.add(orderNo);
    // Where the submit never left, nothing of its age matters.
    const leftAt = this.submittedAt.get(orderNo) ?? 0;
    const age = now() - leftAt;
    if (this.#parts.isTimeLost(leftAt - SLOW_SAVE_MS)) return;
    if (age < CANCEL_NOT_BEFORE_MS - SLOW_SAVE_MS) report('g', `first cancel after ${age} ms`, order);
  }

  #refundLeaves(fields: Fields, order: Order | undefined): void {
    const { report, books } = this.#parts;
    const { merchant_order_no: refundNo = '', order_amount: amount } = fields;
    const refund = order?.refunds?.find((each) => each.refundNo === refundNo);
    if (refund?.sentAt === undefined) report('e', `refund ${refundNo} left before its intent`, order);
    if (fields.orig_merchant_order_no !== order?.orderNo) {
      report('h', `refund ${refundNo} names ${fields.orig_merchant_order_no}`, order);
    }
    books.refundSeen(refundNo, parseGatewayAmount(amount, 2) ?? -1, order);
  }

  #countCall(order: Order | undefined): void {
    const now = this.#parts.now();
    const calls = this.#calls;
    calls.push(now);
    const longest = CALLS.burst + CALLS.perSecond * 10 + 1;
    if (calls.length > 4 * longest) calls.splice(0, calls.length - longest);
    const first = calls[calls.length - longest];
    if (first !== undefined && first > now - 10_000) this.#parts.report('g', 'calls over budget', order);
  }

  #countQuery(number: string, order: Order | undefined): void {
    const now = this.#parts.now();
    const queries = this.#queries.get(number) ?? [];
    this.#queries.set(number, queries);
    queries.push(now);
    while ((queries[0] ?? now) <= now - DAY) queries.shift();
    // A restart forgets when it last asked, for that is not worth a write: its first look comes on top.
    const isFast = (queries.at(-66) ?? 0) > now - MINUTE;
    if (isFast || queries.length > 300)
      this.#parts.report('g', `queries over budget: ${queries.length}`, order);
  }
}
