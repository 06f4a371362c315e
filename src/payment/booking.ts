import { isFinal, type Order, openCase } from './order.ts';
import { dayOfOrderNumber } from './order-number.ts';
import { isMade, type Refund } from './refund.ts';

/**
 * What a money event is counted as.
 * - `paid`: a sale
 * - `refunded`: a refund of a sale, through the gateway
 * - `refundedOutside`: a refund of a sale by other means, as a person recorded it
 * - `reversed`: came in unwanted and went back: the shop never had it
 * - `settledPaid`, `settledNotPaid`: what a person decided of an order the gateway did not settle
 */
export type BookingKind =
  | 'paid'
  | 'refunded'
  | 'refundedOutside'
  | 'reversed'
  | 'settledPaid'
  | 'settledNotPaid';

/**
 * Money that moved, as the books count it. It is written into the order once, with the very change that moved the money,
 * and never altered: so each event is in exactly one period.
 */
export interface Booking {
  /** Unique within its order: what owes it, such as `paid` or `refund:<refundNo>`. */
  id: string;
  kind: BookingKind;
  /** Epoch ms. */
  at: number;
  /** The period open at that moment: `2026-11-21`, or `2026-11-21.2` after an early close. */
  period: string;
  /** Minor units, always positive. */
  amountMinor: number;
  /** What the wallet paid in the customer's place, minor units. */
  discountMinor?: number;
  /** What the customer paid on top, minor units. */
  feeMinor?: number;
  /** The name of who sold or decided it, where a person had signed in or said so. */
  by?: string;
}

/** Tells the period that is open. */
export interface PeriodClerk {
  /**
   * The open period. Between this and `leave` a close of that period waits: the booking made with it will be in it, or
   * will never have been made. `leave(false)`: the save failed, so that nobody knows whether it is on the disk.
   */
  enter(): Promise<{ period: string; leave(isKnown?: boolean): void }>;
}

/** The business day a period belongs to. */
export function dayOfPeriod(period: string): string {
  return period.slice(0, 10);
}

/** Days beside its own in whose files an order's bookings have to be found. */
export function otherDaysOf(order: Order, bookings: readonly Booking[] = order.bookings ?? []): string[] {
  const own = dayOfOrderNumber(order.orderNo);
  return [...new Set(bookings.map(({ period }) => dayOfPeriod(period)))].filter((day) => day !== own);
}

/** The bookings an order owes by what it says of itself, and does not hold yet; without their period. Pure. */
export function owedBookings(order: Order): Omit<Booking, 'period'>[] {
  const held = new Set((order.bookings ?? []).map(({ id }) => id));
  const owed = [...ofSale(order), ...ofRefunds(order), ...ofSettlement(order)];
  // Unwanted money goes back once, though the gateway may tell so of the sale and of the refund.
  const isTold = ({ id, kind }: Owed) => held.has(id) || (kind === 'reversed' && held.has('reversed'));
  return owed.filter((booking) => !isTold(booking));
}

type Owed = Omit<Booking, 'period'>;

function ofSale(order: Order): Owed[] {
  if (isReversed(order)) {
    const amountMinor = order.chargedMinor ?? order.amountMinor;
    const at = Math.max(order.finalAt ?? 0, order.cases?.at(-1)?.closedAt ?? 0);
    return [{ id: 'reversed', kind: 'reversed', at, amountMinor }];
  }
  if (order.state !== 'paid') return [];
  const off = order.amountMinor - (order.paidAmountMinor ?? order.amountMinor);
  return [
    {
      id: 'paid',
      kind: 'paid',
      at: order.finalAt ?? 0,
      amountMinor: order.amountMinor,
      ...(off > 0 ? { discountMinor: off } : {}),
      ...(off < 0 ? { feeMinor: -off } : {}),
      ...(order.soldBy === undefined ? {} : { by: order.soldBy.name }),
    },
  ];
}

/** Money came, and the gateway took it back itself; what a refund brought back is that refund's, and what a person settled is theirs. */
function isReversed(order: Order): boolean {
  const { state, cases, refunds, paidBehindLineAt, moneyBackAt, chargedText } = order;
  const wasPaid = [paidBehindLineAt, moneyBackAt, chargedText].some((fact) => fact !== undefined);
  const isLeft = openCase(order) !== undefined || cases?.at(-1)?.closedBy === 'person';
  const byRefund = refunds?.some((refund) => refund.purpose === 'reversal' && refund.state === 'done');
  return isFinal({ state }) && state !== 'paid' && wasPaid && !isLeft && !byRefund;
}

function ofRefunds(order: Order): Owed[] {
  return (order.refunds ?? []).filter(isMade).map((refund) => ({
    id: `refund:${refund.refundNo}`,
    kind: kindOf(refund),
    at: refund.madeAfterAllAt ?? refund.finalAt ?? 0,
    amountMinor: refund.amountMinor,
    ...(refund.by === undefined ? {} : { by: refund.by }),
  }));
}

function kindOf({ purpose, outside, settledBy, madeAfterAllAt }: Refund): BookingKind {
  if (purpose === 'reversal') return 'reversed';
  if (madeAfterAllAt !== undefined) return 'refunded';
  return outside || settledBy !== undefined ? 'refundedOutside' : 'refunded';
}

/** Only where the books say something else so far: a person may decide twice, or confirm what is counted as paid. */
function ofSettlement({ settlement, state, amountMinor, chargedMinor, bookings = [] }: Order): Owed[] {
  if (!settlement) return [];
  const { as, at, by } = settlement;
  const kind = as === 'paid' ? 'settledPaid' : 'settledNotPaid';
  const earlier = bookings.filter((each) => each.kind === 'settledPaid' || each.kind === 'settledNotPaid');
  const told = earlier.at(-1)?.kind ?? (state === 'paid' ? 'settledPaid' : undefined);
  if (told === kind) return [];
  return [
    {
      id: earlier.length === 0 ? 'settled' : `settled:${at}`,
      kind,
      at,
      amountMinor: chargedMinor ?? amountMinor,
      by,
    },
  ];
}
