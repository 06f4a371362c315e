import type { BookingKind } from '../../src/payment/booking.ts';

/** An order as the REST interface and the day files tell it: what is compared. */
export interface ToldOrder {
  orderNo: string;
  saleId: string;
  lane: string;
  state: string;
  amount: string;
  refunds?: { refundNo: string; amount: string; state: string }[];
  settlement?: { as: string };
  history: { at: string; event: string; detail?: string }[];
}

/** A period of the books as the REST interface tells it: of its totals what is compared. */
export interface ToldPeriod {
  period: string;
  status: string;
  totals: ({ events: number } & Partial<Record<BookingKind, { count: number; amount: string }>>)[];
}

/** Something that must never happen, and what is known of it. */
export interface Violation {
  orderNo?: string;
  what: string;
}

const FINAL = ['paid', 'declined', 'cancelled', 'notSent'];

export function isFinalState(state: string): boolean {
  return FINAL.includes(state);
}

/**
 * Remembers what the till has told anyone, through every life of it: a result that was told stays, a story that was
 * told only ever grows.
 */
export class Told {
  readonly violations: Violation[] = [];
  readonly #results = new Map<string, { state: string; by: string; at: number }>();
  readonly #stories = new Map<string, ToldOrder['history']>();
  readonly #refunds = new Map<string, string>();
  /** Closed periods, as they were told first. */
  readonly closes = new Map<string, string>();
  /** Decisions that were acknowledged, by order. */
  readonly settlements = new Map<string, string>();
  /** Orders that were told of as saved ones: they must be in the books. */
  readonly orderNos = new Set<string>();

  /** Final states told so far, by order. */
  get finals(): Map<string, string> {
    return new Map([...this.#results].map(([orderNo, { state }]) => [orderNo, state]));
  }

  /** Of results told so far, how many. */
  get results(): number {
    return this.#results.size;
  }

  /** `askedAt`: `performance.now()` when the question left. */
  order(order: ToldOrder, by: string, askedAt: number): void {
    this.orderNos.add(order.orderNo);
    this.result(order.orderNo, order.state, { by, askedAt });
    const known = this.#stories.get(order.orderNo) ?? [];
    const [shorter, longer] =
      known.length <= order.history.length ? [known, order.history] : [order.history, known];
    const isSame = shorter.every((line, i) => JSON.stringify(line) === JSON.stringify(longer[i]));
    if (!isSame) this.broken(`${by} tells another story than before`, order.orderNo);
    this.#stories.set(order.orderNo, longer);
    for (const { refundNo, amount, state } of order.refunds ?? [])
      this.#refund(refundNo, `${state} ${amount}`, by);
  }

  /** A refund that ended stays as it ended. */
  #refund(refundNo: string, text: string, by: string): void {
    const known = this.#refunds.get(refundNo);
    const isFinal = /^(done|failed) /.test(text);
    if (known !== undefined && isFinal && known !== text) {
      this.broken(`${by} tells of refund ${refundNo}: ${text}; before, it was ${known}`);
    }
    if (isFinal) this.#refunds.set(refundNo, text);
  }

  /** A state of which only a final one is kept. An answer may overtake another: an open state is held against none told since. */
  result(orderNo: string, state: string, { by, askedAt }: { by: string; askedAt: number }): void {
    const known = this.#results.get(orderNo);
    if (known && known.state !== state && (isFinalState(state) || askedAt > known.at)) {
      this.broken(`${by} tells ${state}; before, ${known.by} told ${known.state}`, orderNo);
    }
    if (!known && isFinalState(state)) this.#results.set(orderNo, { state, by, at: performance.now() });
  }

  broken(what: string, orderNo?: string): void {
    this.violations.push({ what, ...(orderNo === undefined ? {} : { orderNo }) });
  }

  /** A period was closed: it never changes again. */
  closed(period: ToldPeriod, by: string): void {
    const text = JSON.stringify(period);
    const known = this.closes.get(period.period) ?? text;
    if (known !== text) this.broken(`${by} tells another Z of ${period.period}: ${text}; before, ${known}`);
    this.closes.set(period.period, known);
  }

  /** A person's decision was acknowledged: it must be in the books. */
  settled(orderNo: string, as: string): void {
    this.settlements.set(orderNo, as);
  }

  /** What was told last of an order, for the story of a violation. */
  storyOf(orderNo: string): ToldOrder['history'] {
    return this.#stories.get(orderNo) ?? [];
  }
}
