import { formatMinor } from '../money.ts';
import type { Carried, DayView, KindSums, PeriodView, ReconcileView, Totals } from '../payment/index.ts';
import type { DayBooks, DayCarried, DayPeriod, DaySums, DayTotals } from './day-messages.ts';

const time = (epochMs: number) => new Date(epochMs).toISOString();

export interface DayNames {
  /** The day that is open now. */
  today: string;
  walletName(wallet: string): string;
  laneName(lane: string): string;
}

/** A day's books as programs see them: amounts as decimal texts, times in ISO 8601. */
export function dayJson({ day, periods }: DayView, { today, walletName, laneName }: DayNames): DayBooks {
  const totals = periods.flatMap((period) => period.totals);
  return {
    day,
    today,
    walletNames: named(
      totals.map(({ byWallet }) => byWallet),
      walletName,
    ),
    laneNames: named(
      totals.map(({ byLane }) => byLane),
      laneName,
    ),
    periods: periods.map(periodJson),
  };
}

/** A period of the books, open or closed. `z`, `closedAt` and `by` only of a closed one. */
export function periodJson({
  period,
  status,
  z,
  openedAt,
  closedAt,
  by,
  totals,
  carried,
}: PeriodView): DayPeriod {
  return {
    period,
    status,
    z,
    openedAt: time(openedAt),
    closedAt: closedAt === undefined ? undefined : time(closedAt),
    by,
    totals: totals.map(totalsJson),
    carried: carried.map(carriedJson),
  };
}

/** How far a day has been held against the gateway. */
export function reconcileJson(view: ReconcileView) {
  const { startedAt, finishedAt, foreign, ...rest } = view;
  return {
    ...rest,
    startedAt: time(startedAt),
    finishedAt: finishedAt === undefined ? undefined : time(finishedAt),
    foreign: foreign.map(({ at, status, facts }) => ({ at: time(at), status, ...facts })),
  };
}

function totalsJson(totals: Totals): DayTotals {
  const { currency, digits, events, kinds, byWallet, byLane, byCashier, byHour, late } = totals;
  const amount = (minor: number) => formatMinor(minor, digits);
  const sums = (of: KindSums): DaySums =>
    Object.fromEntries(
      Object.entries(of).map(([kind, { count, amountMinor }]) => [
        kind,
        { count, amount: amount(amountMinor) },
      ]),
    );
  const groups = (of: Record<string, KindSums>) =>
    Object.fromEntries(Object.entries(of).map(([name, each]) => [name, sums(each)]));
  return {
    currency,
    digits,
    events,
    ...sums(kinds),
    discounts: amount(totals.discountMinor),
    fees: amount(totals.feeMinor),
    customersPaid: amount(totals.customersPaidMinor),
    net: amount(totals.netMinor),
    byWallet: groups(byWallet),
    byLane: groups(byLane),
    byCashier: groups(byCashier),
    ...(byHour && { byHour: groups(byHour) }),
    late: late.map(({ amountMinor, ...event }) => ({ ...event, amount: amount(amountMinor) })),
  };
}

function carriedJson({ amountMinor, digits, ...carried }: Carried): DayCarried {
  return { ...carried, amount: formatMinor(amountMinor, digits) };
}

function named(groups: readonly Record<string, KindSums>[], nameOf: (id: string) => string) {
  return Object.fromEntries(groups.flatMap((group) => Object.keys(group)).map((id) => [id, nameOf(id)]));
}
