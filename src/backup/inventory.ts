import {
  type BookingKind,
  type Close,
  dayOfOrderNumber,
  documentProblem,
  type Order,
  parseClose,
  parseOrder,
} from '../payment/index.ts';

/** What a period of the books comes to by the orders, and whether its close says the same. */
export interface PeriodSums {
  period: string;
  /** By currency, digits and kind, minor units. */
  sums: { currency: string; digits: number; kind: BookingKind; count: number; amountMinor: number }[];
  /** The number of its close. Nothing where it has none yet. */
  z?: number;
  /** `differs`: the close says something else than the orders. */
  close: 'agrees' | 'differs' | 'none';
}

/** What a backup holds, in figures. */
export interface Contents {
  orders: number;
  /** Those with something left to do, or a result that nobody has seen. */
  open: number;
  days: number;
  firstDay?: string;
  lastDay?: string;
  /** Epoch ms. */
  lastBookingAt?: number;
  periods: PeriodSums[];
  /** Documents that this version of the till cannot read: they were so when the backup was made. */
  unreadable: { path: string; why: string }[];
}

type Sums = Map<string, PeriodSums['sums'][number]>;

/** Takes a backup's files in, in their order (open orders before the days), and tells what they hold. */
export class Inventory {
  readonly #open = new Map<string, Order>();
  readonly #periods = new Map<string, Sums>();
  readonly #closes = new Map<string, Close>();
  readonly #days: string[] = [];
  readonly #unreadable: Contents['unreadable'] = [];
  #openCount = 0;
  #orders = 0;
  #lastBookingAt: number | undefined;

  take(path: string, content: Buffer): void {
    const text = content.toString();
    const why = documentProblem(path, text);
    if (why !== undefined) this.#unreadable.push({ path, why });
    const [, day] = /^days\/(\d{4}-\d\d-\d\d)\.jsonl$/.exec(path) ?? [];
    if (day !== undefined) this.#takeDay(day, text);
    else if (why === undefined && /^open\/[^/]+\.json$/.test(path))
      this.#takeOpen(parseOrder(JSON.parse(text)));
    else if (why === undefined && /^books\/z\/\d+\.json$/.test(path)) this.#takeClose(path, text);
  }

  contents(): Contents {
    // Those whose day has no line of them.
    for (const order of this.#open.values()) this.#count(order);
    this.#open.clear();
    const days = this.#days.sort();
    const names = [...new Set([...this.#periods.keys(), ...this.#closes.keys()])].sort();
    return {
      orders: this.#orders,
      open: this.#openCount,
      days: days.length,
      ...(days[0] !== undefined && { firstDay: days[0] }),
      ...(days.at(-1) !== undefined && { lastDay: days.at(-1) as string }),
      ...(this.#lastBookingAt !== undefined && { lastBookingAt: this.#lastBookingAt }),
      periods: names.map((period) => this.#periodOf(period)),
      unreadable: this.#unreadable,
    };
  }

  #takeOpen(order: Order): void {
    this.#openCount += 1;
    this.#open.set(order.orderNo, order);
  }

  /** The day's own orders, each in its latest revision; others only visit, and are counted at home. */
  #takeDay(day: string, text: string): void {
    this.#days.push(day);
    const latest = new Map<string, Order>();
    for (const line of text.split('\n')) {
      const order = line === '' ? undefined : orderOf(line);
      if (!order || dayOfOrderNumber(order.orderNo) !== day) continue;
      if (order.rev >= (latest.get(order.orderNo)?.rev ?? 0)) latest.set(order.orderNo, order);
    }
    for (const [orderNo, order] of latest) {
      const open = this.#open.get(orderNo);
      this.#open.delete(orderNo);
      this.#count(open && open.rev > order.rev ? open : order);
    }
  }

  #takeClose(path: string, text: string): void {
    const close = parseClose(text, Number(/(\d+)\.json$/.exec(path)?.[1]));
    if (!this.#closes.has(close.period)) this.#closes.set(close.period, close);
  }

  #count(order: Order): void {
    this.#orders += 1;
    for (const { period, kind, amountMinor, at } of order.bookings ?? []) {
      const sums: Sums = this.#periods.get(period) ?? new Map();
      this.#periods.set(period, sums);
      const { currency, digits } = order;
      const key = keyOf({ currency, digits, kind });
      const sum = sums.get(key) ?? { currency, digits, kind, count: 0, amountMinor: 0 };
      sums.set(key, { ...sum, count: sum.count + 1, amountMinor: sum.amountMinor + amountMinor });
      this.#lastBookingAt = Math.max(this.#lastBookingAt ?? 0, at);
    }
  }

  #periodOf(period: string): PeriodSums {
    const sums = this.#periods.get(period) ?? new Map();
    const close = this.#closes.get(period);
    const counted = { period, sums: [...sums.values()] };
    if (!close) return { ...counted, close: 'none' };
    return { ...counted, z: close.z, close: saysTheSame(close, sums) ? 'agrees' : 'differs' };
  }
}

function orderOf(line: string): Order | undefined {
  try {
    return parseOrder(JSON.parse(line));
  } catch {
    return undefined;
  }
}

const keyOf = ({
  currency,
  digits,
  kind,
}: Pick<PeriodSums['sums'][number], 'currency' | 'digits' | 'kind'>) => `${currency} ${digits} ${kind}`;

function saysTheSame({ totals }: Close, sums: Sums): boolean {
  const told = new Map(
    totals.flatMap(({ currency, digits, kinds }) =>
      Object.entries(kinds).map(([kind, sum]) => [
        keyOf({ currency, digits, kind: kind as BookingKind }),
        sum,
      ]),
    ),
  );
  const isSame = ([key, { count, amountMinor }]: [string, { count: number; amountMinor: number }]) =>
    sums.get(key)?.count === count && sums.get(key)?.amountMinor === amountMinor;
  return told.size === sums.size && [...told].every(isSame);
}
