import { formatMinor } from '../money.ts';
import type { OutcomeId } from './outcomes.ts';

/** A payment as it was asked for. The code itself is never here, only what must be known of it. */
export interface Submission {
  orderNo: string;
  /** The sandbox's own number. */
  transNo: string;
  outcome: OutcomeId;
  amountMinor: number;
  /** Decimals of the amount as it was sent. */
  digits: number;
  currency: string;
  attach?: string;
  payMethodId?: string;
  storeNo?: string;
  /** Keyed hash of the code, by which a second use is known. */
  codeHash: string;
  codeMask: string;
  /** How long the customer takes to decide, ms, where the outcome leaves it to the customer. */
  decidesAfterMs: number;
  /** Epoch ms on the sandbox's clock. */
  at: number;
  /** From this moment it can be neither paid nor cancelled. */
  expiresAt: number;
}

/** One line of the ledger. Where an order stands at any moment follows from its lines alone. */
export type LedgerEvent =
  | ({ event: 'submitted' } & Submission)
  /** `transNo` is the cancel's own number, used if money has to go back. */
  | { event: 'cancelAsked'; orderNo: string; transNo: string; at: number };

export interface LedgerOrder extends Submission {
  cancels: readonly { transNo: string; at: number }[];
}

/** Where an order stands. `closed` ended unpaid without anybody refusing: by a cancel or by its expiry. */
export type Standing =
  | { state: 'pending' }
  | { state: 'paid'; at: number }
  | { state: 'failed' | 'expired' | 'closed'; at: number }
  | { state: 'reversing' | 'reversed'; at: number; reversalNo: string };

/** Whose money moved, in the end. */
export interface Truth {
  exists: boolean;
  state: Standing['state'] | 'none';
  /** What the merchant keeps, minor units: nothing from the moment a reversal began. */
  keptMinor: number;
  /** When it came to stand so, epoch ms on the sandbox's clock. */
  since?: number;
}

/** How long money takes to go back. */
export const REVERSAL_MS = 2_000;
/** How many cancels of a `cancel-fails` order fail. */
const FAILING_CANCELS = 2;

/** The order after one more line; `order` is undefined before its first. */
export function applyLedgerEvent(order: LedgerOrder | undefined, line: LedgerEvent): LedgerOrder | undefined {
  if (line.event === 'cancelAsked') {
    return order && { ...order, cancels: [...order.cancels, { transNo: line.transNo, at: line.at }] };
  }
  const { event: _, ...submission } = line;
  return order ?? { ...submission, cancels: [] };
}

/** Where the order stands at `now`. */
export function standingOf(order: LedgerOrder, now: number): Standing {
  const failsAt = failureAt(order);
  const cancel = workingCancel(order, failsAt);
  const paidAt = paymentAt(order, cancel?.at);
  if (paidAt !== undefined && paidAt <= now) {
    if (!cancel || cancel.at > now) return { state: 'paid', at: paidAt };
    const doneAt = cancel.at + REVERSAL_MS;
    return now < doneAt
      ? { state: 'reversing', at: cancel.at, reversalNo: cancel.transNo }
      : { state: 'reversed', at: doneAt, reversalNo: cancel.transNo };
  }
  if (cancel && cancel.at <= now) return { state: 'closed', at: cancel.at };
  if (failsAt !== undefined && failsAt <= now) return { state: 'failed', at: failsAt };
  if (order.expiresAt <= now) return { state: 'expired', at: order.expiresAt };
  return { state: 'pending' };
}

/** Whose money has moved by `now`. */
export function truthAt(order: LedgerOrder | undefined, now: number): Truth {
  if (!order) return { exists: false, state: 'none', keptMinor: 0 };
  const standing = standingOf(order, now);
  const kept = standing.state === 'paid' ? chargedMinor(order) : 0;
  if (standing.state === 'pending') return { exists: true, state: 'pending', keptMinor: kept };
  return { exists: true, state: standing.state, keptMinor: kept, since: standing.at };
}

/** What the customer is charged: a tenth (and something, always) where the outcome is `wrong-amount`. */
export function chargedMinor(order: Submission): number {
  if (order.outcome !== 'wrong-amount') return order.amountMinor;
  const tenth = Math.floor(order.amountMinor / 10);
  return tenth === 0 ? order.amountMinor + 1 : tenth;
}

/** The charged amount as decimal text. */
export function chargedText(order: Submission): string {
  return formatMinor(chargedMinor(order), order.digits);
}

/** When the payment fails by itself, if it does so in time. */
function failureAt(order: LedgerOrder): number | undefined {
  if (order.outcome === 'declined') return order.at;
  if (order.outcome !== 'refused') return undefined;
  const at = order.at + order.decidesAfterMs;
  return at < order.expiresAt ? at : undefined;
}

/** The first cancel that does something: in time, and of an order that has not failed by itself. */
function workingCancel(order: LedgerOrder, failsAt = Number.POSITIVE_INFINITY) {
  const failing = order.outcome === 'cancel-fails' ? FAILING_CANCELS : 0;
  return order.cancels.slice(failing).find((cancel) => cancel.at < order.expiresAt && cancel.at < failsAt);
}

/** When the customer's money moves, unless the cancel or the expiry comes before. */
function paymentAt(order: LedgerOrder, cancelAt: number | undefined): number | undefined {
  const at = wishedPaymentAt(order, cancelAt);
  if (at === undefined || at >= order.expiresAt) return undefined;
  return cancelAt !== undefined && cancelAt < at ? undefined : at;
}

function wishedPaymentAt(order: LedgerOrder, cancelAt: number | undefined): number | undefined {
  switch (order.outcome) {
    case 'never':
    case 'declined':
    case 'refused':
    case 'lost':
    case 'cancel-fails':
    case 'forged':
      return undefined;
    case 'password':
      return order.at + order.decidesAfterMs;
    case 'race':
      return cancelAt;
    default:
      return order.at;
  }
}
