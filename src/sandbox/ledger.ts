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
  terminalSn?: string;
  /** Keyed hash of the code, by which a second use is known. */
  codeHash: string;
  codeMask: string;
  /** How long the customer takes to decide, ms, where the outcome leaves it to the customer; of `no-record`, the way here. */
  decidesAfterMs: number;
  /** Epoch ms on the sandbox's clock. */
  at: number;
  /** From this moment it can be neither paid nor cancelled. */
  expiresAt: number;
}

/** Money given back by the merchant's wish, in part or in whole. It is on its way for `REFUND_MS`, then done or failed. */
export interface Refund {
  /** The merchant's own number of it. */
  refundNo: string;
  /** The sandbox's own number. */
  transNo: string;
  amountMinor: number;
  /** Epoch ms on the sandbox's clock. */
  at: number;
}

/** One line of the ledger. Where an order stands at any moment follows from its lines alone. */
export type LedgerEvent =
  | ({ event: 'submitted' } & Submission)
  /** `transNo` is the cancel's own number, used if money has to go back. */
  | { event: 'cancelAsked'; orderNo: string; transNo: string; at: number }
  | ({ event: 'refundAsked'; orderNo: string } & Refund);

export interface LedgerOrder extends Submission {
  cancels: readonly { transNo: string; at: number }[];
  refunds: readonly Refund[];
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
  /** What was charged, minor units, whatever became of it. A wallet's discount is the wallet's own money, so it is in it. */
  paidMinor: number;
  /** What went back or is on its way and will arrive, by a cancel or by refunds, minor units. */
  refundedMinor: number;
  /** What the merchant keeps: paid less refunded. */
  keptMinor: number;
  /** When it came to stand so, epoch ms on the sandbox's clock. */
  since?: number;
}

/** How long money takes to go back. */
export const REVERSAL_MS = 2_000;
/** How long a refund takes. */
export const REFUND_MS = 2_000;
/** How many cancels of a `cancel-fails` order fail. */
const FAILING_CANCELS = 2;

/** The order after one more line; `order` is undefined before its first. */
export function applyLedgerEvent(order: LedgerOrder | undefined, line: LedgerEvent): LedgerOrder | undefined {
  switch (line.event) {
    case 'submitted': {
      const { event: _, ...submission } = line;
      return order ?? { ...submission, cancels: [], refunds: [] };
    }
    case 'cancelAsked':
      return order && { ...order, cancels: [...order.cancels, { transNo: line.transNo, at: line.at }] };
    case 'refundAsked': {
      const { event: _, orderNo: __, ...refund } = line;
      return order && { ...order, refunds: [...order.refunds, refund] };
    }
  }
}

/** Whether the gateway knows the order yet: the request of a `no-record` order is long on its way. */
export function hasArrived(order: LedgerOrder, now: number): boolean {
  return order.outcome !== 'no-record' || order.at + order.decidesAfterMs <= now;
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
  if (!order || !hasArrived(order, now)) {
    return { exists: false, state: 'none', paidMinor: 0, refundedMinor: 0, keptMinor: 0 };
  }
  const standing = standingOf(order, now);
  const money = moneyOf(order, standing);
  if (standing.state === 'pending') return { exists: true, state: 'pending', ...money };
  return { exists: true, state: standing.state, ...money, since: standing.at };
}

function moneyOf(
  order: LedgerOrder,
  { state }: Standing,
): Pick<Truth, 'paidMinor' | 'refundedMinor' | 'keptMinor'> {
  const charged = chargedMinor(order);
  switch (state) {
    case 'paid': {
      const refundedMinor = refundedOf(order);
      return { paidMinor: charged, refundedMinor, keptMinor: charged - refundedMinor };
    }
    case 'reversing':
    case 'reversed':
      return { paidMinor: charged, refundedMinor: charged, keptMinor: 0 };
    case 'pending':
    case 'failed':
    case 'expired':
    case 'closed':
      return { paidMinor: 0, refundedMinor: 0, keptMinor: 0 };
  }
}

/** The refunds that give money back; a `refund-fails` order has none, from the first moment on. */
export function workingRefunds(order: LedgerOrder): readonly Refund[] {
  return refundsFail(order) ? [] : order.refunds;
}

/** Whether each refund of it fails. */
export function refundsFail({ outcome }: LedgerOrder): boolean {
  return outcome === 'refund-fails';
}

/** What an order's refunds give back, minor units. */
export function refundedOf(order: LedgerOrder): number {
  return workingRefunds(order).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
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

/** What the customer's wallet pays of it in the customer's place, minor units: a tenth where the outcome is `discount`. */
export function discountMinor(order: Submission): number {
  return order.outcome === 'discount' ? Math.floor(order.amountMinor / 10) : 0;
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
  if (order.outcome === 'cancel-keeps') return undefined;
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
    case 'notified-forged':
      return undefined;
    case 'password':
    case 'no-record':
    case 'notified':
    case 'notified-twice':
    case 'notified-late':
      return order.at + order.decidesAfterMs;
    case 'race':
      return cancelAt;
    case 'cancel-keeps':
      return order.cancels[0]?.at;
    default:
      return order.at;
  }
}
