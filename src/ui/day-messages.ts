/** A day's books as programs and the page see them: amounts are decimal texts, times ISO 8601 in UTC. */

/** What money may have done, in the order in which it is told. */
export const BOOKING_KINDS = [
  'paid',
  'refunded',
  'refundedOutside',
  'reversed',
  'settledPaid',
  'settledNotPaid',
] as const;

export type BookingKind = (typeof BOOKING_KINDS)[number];

export interface DaySum {
  count: number;
  amount: string;
}

/** Only the kinds that occur. */
export type DaySums = { [Kind in BookingKind]?: DaySum };

export interface DayTotals extends DaySums {
  currency: string;
  digits: number;
  events: number;
  discounts: string;
  fees: string;
  customersPaid: string;
  net: string;
  byWallet: Record<string, DaySums>;
  byLane: Record<string, DaySums>;
  byCashier: Record<string, DaySums>;
  /** By the hour of the shop's clock, `00` to `23`. Missing in closes of before it was kept. */
  byHour?: Record<string, DaySums>;
  late: { orderNo: string; bornOn: string; kind: BookingKind; amount: string }[];
}

export interface DayCarried {
  orderNo: string;
  lane: string;
  amount: string;
  currency: string;
  state: string;
  why: 'open' | 'stuck' | 'held' | 'case' | 'refund' | 'settled';
}

export interface DayPeriod {
  period: string;
  status: 'open' | 'over' | 'closed';
  z?: number | undefined;
  openedAt: string;
  closedAt?: string | undefined;
  by?: string | undefined;
  totals: DayTotals[];
  carried: DayCarried[];
}

export interface DayBooks {
  day: string;
  /** The day that is open now. */
  today: string;
  /** Shown names of the wallets and lanes in the totals, by id. */
  walletNames: Record<string, string>;
  laneNames: Record<string, string>;
  periods: DayPeriod[];
}
