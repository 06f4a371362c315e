import {
  BOOKING_KINDS,
  type BookingKind,
  type DayBooks,
  type DaySums,
  type DayTotals,
} from '../../../day-messages.ts';

/** A count and an amount in minor units. */
export interface Part {
  id: string;
  count: number;
  minor: number;
}

/** What the page shows of a day in one currency, all periods of it together. Amounts are minor units. */
export interface DayFigures {
  currency: string;
  digits: number;
  netMinor: number;
  sales: number;
  /** Of one sale; nothing without any. */
  averageMinor: number | undefined;
  backMinor: number;
  backs: number;
  discountMinor: number;
  feeMinor: number;
  /** All kinds that occur, in a fixed order. */
  kinds: (Part & { id: BookingKind })[];
  /** What was paid, largest first. */
  byWallet: Part[];
  byLane: Part[];
  byPerson: Part[];
  /** What was paid in each hour from the first to the last one of the shop's day; nothing where it is not known. */
  byHour: Part[] | undefined;
}

/** One for each currency that the day has. */
export function figuresOf({ periods }: Pick<DayBooks, 'periods'>): DayFigures[] {
  const all = periods.flatMap(({ totals }) => totals);
  const currencies = [...new Set(all.map(({ currency, digits }) => `${currency} ${digits}`))];
  const figures = currencies.map((key) =>
    figuresIn(all.filter(({ currency, digits }) => `${currency} ${digits}` === key)),
  );
  // A period without any event has one of nothing in the shop's own currency: beside another one it says nothing.
  const told = figures.filter(({ kinds }) => kinds.length > 0);
  return told.length > 0 ? told : figures.slice(0, 1);
}

function figuresIn(totals: readonly DayTotals[]): DayFigures {
  const [{ currency, digits } = { currency: '', digits: 0 }] = totals;
  const kinds = BOOKING_KINDS.map((id) => ({ id, ...sumOf(totals, id) })).filter(({ count }) => count > 0);
  const paid = sumOf(totals, 'paid');
  const backs = [sumOf(totals, 'refunded'), sumOf(totals, 'refundedOutside')];
  const hours = totals.map(({ byHour }) => byHour);
  return {
    currency,
    digits,
    netMinor: total(totals.map(({ net }) => minorOf(net))),
    sales: paid.count,
    averageMinor: paid.count === 0 ? undefined : Math.round(paid.minor / paid.count),
    backMinor: total(backs.map(({ minor }) => minor)),
    backs: total(backs.map(({ count }) => count)),
    discountMinor: total(totals.map(({ discounts }) => minorOf(discounts))),
    feeMinor: total(totals.map(({ fees }) => minorOf(fees))),
    kinds,
    byWallet: largestFirst(totals.map(({ byWallet }) => byWallet)),
    byLane: largestFirst(totals.map(({ byLane }) => byLane)),
    byPerson: largestFirst(totals.map(({ byCashier }) => byCashier)),
    byHour: hours.every((each) => each !== undefined) ? hoursOf(hours) : undefined,
  };
}

type Groups = Record<string, DaySums>;

function paidIn(groups: readonly Groups[]): Part[] {
  const ids = [...new Set(groups.flatMap((group) => Object.keys(group)))];
  return ids
    .map((id) => ({
      id,
      ...sumOf(
        groups.map((group) => group[id] ?? {}),
        'paid',
      ),
    }))
    .filter(({ count }) => count > 0);
}

function largestFirst(groups: readonly Groups[]): Part[] {
  return paidIn(groups).sort((a, b) => b.minor - a.minor || a.id.localeCompare(b.id));
}

/** A shop's day may go over midnight: it begins after the longest time without a sale. */
function hoursOf(groups: readonly Groups[]): Part[] {
  const paid = new Map(paidIn(groups).map((part) => [Number(part.id), part]));
  const sold = [...paid.keys()].sort((a, b) => a - b);
  const [first] = sold;
  if (first === undefined) return [];
  const gaps = sold.map((hour, index) => {
    const before = sold.at(index - 1) ?? hour;
    return { hour, gap: (hour - before + 24) % 24 || 24 };
  });
  const longest = Math.max(...gaps.map(({ gap }) => gap));
  const start = gaps.find(({ gap }) => gap === longest)?.hour ?? first;
  const last = Math.max(...sold.map((hour) => (hour - start + 24) % 24));
  return Array.from({ length: last + 1 }, (_, index) => {
    const hour = (start + index) % 24;
    const id = String(hour).padStart(2, '0');
    return paid.get(hour) ?? { id, count: 0, minor: 0 };
  });
}

function sumOf(sums: readonly DaySums[], kind: BookingKind): { count: number; minor: number } {
  const found = sums.flatMap((each) => each[kind] ?? []);
  return {
    count: total(found.map(({ count }) => count)),
    minor: total(found.map(({ amount }) => minorOf(amount))),
  };
}

/** `12.30` is 1230: a decimal text has exactly the currency's decimals. */
function minorOf(text: string): number {
  return Number(text.replace('.', ''));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
