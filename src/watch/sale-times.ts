/**
 * What a sale goes through, in order. Each stage begins where the one before it ended; the last two are sums.
 * - `read`: a gun's first byte → the whole code
 * - `intent`: the whole code → on disk that it will be sent
 * - `send`: that → the request is handed to the gateway's connection
 * - `answer`: that → its answer
 * - `durable`: the answer that ended the order → its end on disk
 * - `screen`: the scan, or a change of the order on disk → the screen of that sent
 * - `paint`: a screen sent → a tablet says that it has painted it
 * - `shown`: the whole code → a tablet has painted that it was taken
 * - `total`: the whole code → a tablet has painted the result. It holds the customer's time at the phone
 */
export const STAGES = [
  'read',
  'intent',
  'send',
  'answer',
  'durable',
  'screen',
  'paint',
  'shown',
  'total',
] as const;
export type Stage = (typeof STAGES)[number];

interface OneSale {
  /** When the whole code was there. All times are monotonic, ms. */
  scannedAt: number;
  orderNo?: string;
  savedAt?: number;
  sentAt?: number;
  answeredAt?: number;
  /** The order changed then, and no screen of that was sent yet. */
  changedAt?: number;
  /** Screens that were sent of it, and that nobody has painted yet; oldest first. */
  sent: { rev: number; at: number; isResult: boolean }[];
  isShown?: true;
  isOver?: true;
}

/** Nothing of a tablet's is believed for longer: it slept, or it says what it likes. */
const LONGEST_PAINT_MS = 60_000;
/** Where no tablet paints, no more are kept. */
const MOST_SENT = 8;

/**
 * Follows the one sale of each lane, by what it is told of as it happens. It decides nothing, and knows no more of a lane
 * than its last scan: what goes on off the lane is not timed.
 */
export class SaleTimes {
  readonly #sales = new Map<string, OneSale>();
  readonly #seen: (stage: Stage, seconds: number) => void;

  constructor(seen: (stage: Stage, seconds: number) => void) {
    this.#seen = seen;
  }

  /** A code was taken on a lane. `firstByteAt`: of a gun. */
  scanned(lane: string, at: number, firstByteAt = at): void {
    this.#sales.set(lane, { scannedAt: at, changedAt: at, sent: [] });
    if (firstByteAt < at) this.#tell('read', at - firstByteAt);
  }

  /** An order changed on disk. `isNew`: by the intent to send it · `hasEnded`: by its end. */
  saved(
    order: { lane: string; orderNo: string },
    at: number,
    how: { isNew: boolean; hasEnded: boolean },
  ): void {
    const sale = this.#sales.get(order.lane);
    if (!sale) return;
    if (how.isNew && sale.orderNo === undefined) {
      sale.orderNo = order.orderNo;
      sale.savedAt = at;
      this.#tell('intent', at - sale.scannedAt);
    }
    if (sale.orderNo !== order.orderNo || sale.isOver) return;
    sale.changedAt ??= at;
    if (!how.hasEnded) return;
    sale.isOver = true;
    if (sale.answeredAt !== undefined) this.#tell('durable', at - sale.answeredAt);
  }

  sending(orderNo: string, at: number): void {
    const sale = this.#of(orderNo);
    if (sale?.savedAt === undefined) return;
    sale.sentAt = at;
    this.#tell('send', at - sale.savedAt);
  }

  /** Some call about the order was answered. `isSubmit`: the one that sent it. */
  answered(orderNo: string, at: number, isSubmit: boolean): void {
    const sale = this.#of(orderNo);
    if (!sale) return;
    sale.answeredAt = at;
    if (isSubmit && sale.sentAt !== undefined) this.#tell('answer', at - sale.sentAt);
  }

  screenSent(lane: string, rev: number, at: number): void {
    const sale = this.#sales.get(lane);
    if (sale?.changedAt === undefined) return;
    this.#tell('screen', at - sale.changedAt);
    delete sale.changedAt;
    sale.sent = [...sale.sent, { rev, at, isResult: sale.isOver === true }].slice(-MOST_SENT);
  }

  /** A tablet of the lane says so; the first that does counts. What was never sent is not believed. */
  painted(lane: string, rev: number, at: number): void {
    const sale = this.#sales.get(lane);
    const painted = sale?.sent.find((screen) => screen.rev === rev);
    if (!sale || !painted) return;
    sale.sent = sale.sent.filter((screen) => screen.rev > rev);
    const took = at - painted.at;
    if (took > LONGEST_PAINT_MS) return;
    this.#tell('paint', took);
    if (!sale.isShown) this.#tell('shown', at - sale.scannedAt);
    sale.isShown = true;
    if (!painted.isResult) return;
    this.#tell('total', at - sale.scannedAt);
    this.#sales.delete(lane);
  }

  #of(orderNo: string): OneSale | undefined {
    for (const sale of this.#sales.values()) if (sale.orderNo === orderNo) return sale;
    return undefined;
  }

  #tell(stage: Stage, ms: number): void {
    this.#seen(stage, Math.max(0, ms) / 1000);
  }
}
