import type { Clock } from '../clock.ts';
import { type Booking, otherDaysOf, owedBookings, type PeriodClerk } from './booking.ts';
import { nextAction } from './next-action.ts';
import { isFinal, type Order } from './order.ts';
import { isSlow } from './order-calls.ts';
import type { OrderStore } from './order-store.ts';
import type { Policy } from './policy.ts';
import type { Refund } from './refund.ts';

export interface SavingParts {
  store: OrderStore;
  /** Tells the period a booking belongs to. */
  books: PeriodClerk;
  policy: Policy;
}

/**
 * Writes a changed order, and resolves with it as it then stands on disk. Money that moved by the change is booked with
 * it, in the period that is open: one write holds both. `now` is the order's own time, epoch ms.
 */
export async function saveOrder(
  { before, next, now }: { before: Order; next: Order; now: number },
  parts: SavingParts,
): Promise<Order> {
  const order = { ...next, rev: next.rev + 1 };
  const owed = owedBookings(order);
  if (owed.length === 0) {
    await write({ before, order, now, added: [] }, parts);
    return order;
  }
  const { period, leave } = await parts.books.enter();
  try {
    const added = owed.map((booking) => ({ ...booking, period }));
    const booked = { ...order, bookings: [...(order.bookings ?? []), ...added] };
    await write({ before, order: booked, now, added }, parts);
    leave();
    return booked;
  } catch (error) {
    leave(false);
    throw error;
  }
}

/**
 * Writes an order once more, as it was last known to be on the disk, over what a failed save may have left there: that has
 * the next revision, so this takes the one after it.
 */
export function saveAnew(order: Order, parts: SavingParts & { clock: Clock }): Promise<Order> {
  const now = Math.max(parts.clock.now(), latestTime(order));
  return saveOrder({ before: order, next: { ...order, rev: order.rev + 1 }, now }, parts);
}

type Change = { before: Order; order: Order; now: number; added: readonly Booking[] };

async function write({ before, order, now, added }: Change, { store, policy }: SavingParts): Promise<void> {
  const isAtRest = nextAction(order, now, policy).do === 'rest';
  const hasEnded = isFinal(order) && (!isFinal(before) || added.length > 0);
  if (!hasEnded && !isAtRest) return store.saveOpen(order);
  // What was booked while the order was open stands in no day's file yet.
  const elsewhere = otherDaysOf(order, isFinal(before) ? added : order.bookings);
  // Two files have to tell the same of it: its own document tells first, and a start after a crash tells both again.
  if (elsewhere.length > 0) await store.saveOpen(order);
  return store.finish(order, elsewhere);
}

/**
 * The pace of looking is not worth a write each second; everything that says something about the money is. A slow
 * order's looks are saved too: a till that restarts again and again must not spend its budget at the gateway anew.
 */
export function isWorthSaving(before: Order, after: Order): boolean {
  return (
    SAVED.some((field) => before[field] !== after[field]) ||
    after.history.length !== before.history.length ||
    after.denials.length !== before.denials.length ||
    (isSlow(after) && after.queries !== before.queries) ||
    refundsText(after) !== refundsText(before)
  );
}

const SAVED = [
  'state',
  'transNo',
  'cancelTransNo',
  'moneyBackAt',
  'looksDue',
  'cases',
  'settlement',
  'seenAt',
  'cancels',
] as const satisfies readonly (keyof Order)[];

/** What of its refunds is worth a write: all but the looks at one that was sent just now. */
function refundsText({ refunds }: Order): string {
  return JSON.stringify(
    (refunds ?? []).map((refund) => (isLookedAtSlowly(refund) ? refund : lasting(refund))),
  );
}

function isLookedAtSlowly({ lastQueryAt = 0, lastSentAt = 0 }: Refund): boolean {
  return lastQueryAt - lastSentAt > A_MINUTE_MS;
}
const A_MINUTE_MS = 60_000;

function lasting({
  queries: _,
  lastQueryAt: __,
  lastDeniedAt: ___,
  psn: ____,
  traceId: _____,
  ...kept
}: Refund) {
  return kept;
}

/** The latest moment an order tells of: its time never runs back behind that, though the wall clock may have. */
export function latestTime({
  createdAt,
  sentAt,
  heardAt,
  lastQueryAt,
  lastCancelAt,
  history,
  refunds,
}: Order): number {
  const ofRefunds = (refunds ?? []).flatMap((refund) => [
    refund.lastSentAt,
    refund.lastQueryAt,
    refund.deniedSince,
  ]);
  const times = [sentAt, heardAt, lastQueryAt, lastCancelAt, history.at(-1)?.at, ...ofRefunds];
  return Math.max(createdAt, ...times.map((time) => time ?? 0));
}
