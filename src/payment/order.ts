/** The words of the trade: what is known of one attempt to have a sale paid. */

import type { Booking } from './booking.ts';
import type { Refund } from './refund.ts';

export const OPEN_STATES = [
  'created',
  'submitting',
  'pending',
  'cancelling',
  'reversing',
  'stuck',
  'held',
] as const;
export const FINAL_STATES = ['paid', 'declined', 'cancelled', 'notSent'] as const;

export type OpenState = (typeof OPEN_STATES)[number];
export type FinalState = (typeof FINAL_STATES)[number];

/**
 * - `created`: not sent
 * - `submitting`: the intent to send is on disk; nothing definite has been heard
 * - `pending`: the gateway knows it; the customer has not paid yet
 * - `cancelling`: the intent to cancel is on disk. This is the line: a success seen from here on is never shown paid
 * - `reversing`: it was paid behind that line; the money is going back
 * - `stuck`: the gateway will not settle it; asked again slowly, for ever
 * - `held`: paid, with another amount or currency than ours: a person decides
 * - `notSent`: proven that no byte of the request left
 */
export type OrderState = OpenState | FinalState;

/** Which gateway an order was sent under: it can only ever be asked there. */
export interface GatewayIdentity {
  kind: 'codepay' | 'sandbox';
  baseUrl: string;
  merchantNo: string;
  appId: string;
}

/** What the gateway states of a transaction. All of it is theirs: text as it came. */
export interface TransactionFacts {
  /** The gateway's own number. */
  transNo?: string;
  /** Our number, when the answer repeats it. */
  orderNo?: string;
  /** 1 is a sale. */
  transType?: number;
  orderAmount?: string;
  transAmount?: string;
  paidAmount?: string;
  currency?: string;
  attach?: string;
  payChannelTransNo?: string;
  payPlatformTransNo?: string;
  /** `YYYY-MM-DD HH:mm:ss`, UTC. */
  endedAt?: string;
  payMethodId?: string;
}

export type CancelReason = 'cashier' | 'waitOver' | 'unwanted' | 'shutdown';
export type UnwantedReason = 'nextCustomer' | 'paidAnotherWay';

/** Who sold it: the id never goes to anybody else, the name is the one they had then. */
export interface Seller {
  id: string;
  name: string;
}

/** One line of an order's story. `event` is past tense; `detail` never holds a code or a key. */
export interface HistoryLine {
  /** Epoch ms. */
  at: number;
  event: string;
  detail?: string;
}

/** What a person decided of an order that the gateway did not settle. It stands beside the true state, and never replaces it. */
export interface Settlement {
  as: 'paid' | 'notPaid';
  by: string;
  /** Epoch ms. */
  at: number;
  reason: string;
  /** When the gateway came to say the same. */
  agreedAt?: number;
}

/**
 * A verified answer that contradicts a final state or a person's decision. The state does not move; the case stays open
 * and alarmed until the money is where it belongs.
 * - `paidAfterAll`: ended without money, and the gateway says paid: the money is brought back
 * - `wrongAmountAfterAll`: the same, with another amount than ours
 * - `notPaidAfterAll`: counted as paid, and the gateway says that it is not: a person decides
 * - `refundedAfterAll`: a refund that a person called failed, and the gateway says that it was made: it may have gone back twice
 */
export interface Case {
  kind: 'paidAfterAll' | 'wrongAmountAfterAll' | 'notPaidAfterAll' | 'refundedAfterAll';
  /** Epoch ms. */
  openedAt: number;
  /** What the gateway says, in words. */
  said: string;
  closedAt?: number;
  /** `gateway`: it proved that the money is where it belongs · `person`: by somebody's signed decision. */
  closedBy?: 'gateway' | 'person';
  by?: string;
  reason?: string;
}

export interface Order {
  schema: 1;
  /** Rises with each saved change; the highest is the truth. */
  rev: number;
  orderNo: string;
  saleId: string;
  lane: string;
  state: OrderState;
  amountMinor: number;
  currency: string;
  digits: number;
  reference?: string;
  /** Where somebody had signed in. */
  soldBy?: Seller;
  /** `Idempotency-Key` or command id that put the sale on the lane, so that it is found again after a restart. */
  saleKey?: string;
  gateway: GatewayIdentity;
  /** Sent as `attach`; an answer that repeats it must repeat this. */
  nonce: string;
  /** Wallet id from the payment code, such as `alipay`, or `unknown`. */
  wallet: string;
  /** Such as `28************3456`: all that is kept of the code beside its keyed hash. */
  codeMask: string;
  codeHash: string;
  /** All times are epoch ms on the till's clock. */
  createdAt: number;
  /** The moment of the durable intent; the request leaves right after it. */
  sentAt?: number;
  finalAt?: number;
  /** Someone asked for the cancel; until `firstCancelAt` the payment may still win. */
  cancelWanted?: { at: number; by: CancelReason };
  /** Somebody gave the customer more time: no cancel leaves before `until`, unless one is wanted after it. `by` may be empty. */
  cancelHeld?: { at: number; until: number; by: string };
  /** The line (see `cancelling`). */
  firstCancelAt?: number;
  /** When the last cancel left or was answered. */
  lastCancelAt?: number;
  cancels: number;
  /** The cancel's own number at the gateway, where it differs from the sale's. */
  cancelTransNo?: string;
  unwanted?: { at: number; reason: UnwantedReason };
  /** When the last query left. */
  lastQueryAt?: number;
  queries: number;
  /** Signed answers "no record of that order", since the last answer that said otherwise. */
  denials: number[];
  /** When a query first said paid behind the line, and how many have said so. */
  paidBehindLineAt?: number;
  paidBehindLineLooks?: number;
  /** How often the gateway, asked by the cancel's own number, showed no money going back. */
  reversalMissing?: number;
  /** A cancel's or a refund's own number proved that the money went back. */
  moneyBackAt?: number;
  /** A query must leave after this moment before anything else is done: after a restart, or a person asked. */
  lookAt?: number;
  /** The last answer of any kind came then. */
  heardAt?: number;
  transNo?: string;
  payChannelTransNo?: string;
  payPlatformTransNo?: string;
  paidAmountMinor?: number;
  /** What was charged instead, where the state is `held`, and the same in minor units where it is our currency. */
  chargedText?: string;
  chargedMinor?: number;
  gatewayCode?: string;
  gatewayMessage?: string;
  /** The gateway's trace number, for its support. */
  psn?: string;
  /** Our own trace number of the last request. */
  traceId?: string;
  /** The till was started anew while the outcome was open. */
  resumedAt?: number;
  /** Whether the submit's outcome was ever in doubt: silence, nonsense, or a restart over it. */
  wasInDoubt?: true;
  /** After an end without money: when each further look is due, epoch ms, soonest first. Each stays due until it was answered. */
  looksDue?: number[];
  refunds?: Refund[];
  cases?: Case[];
  settlement?: Settlement;
  bookings?: Booking[];
  /** It came here with a backup, and this till (its id) only asks about it: see `restraint.ts`. Told anew at each start. */
  restrained?: string;
  /** A manager of that till (its id) has made it the till's own. All that was restrained before goes on from there. */
  takenOver?: { till: string; at: number; by: string; reason: string };
  /** Somebody has seen the result. */
  seenAt?: number;
  history: HistoryLine[];
}

/** Whether a manager's word keeps the cancel back: it counts until somebody wants the cancel after it. */
export function isCancelHeld({
  cancelHeld,
  cancelWanted,
  unwanted,
}: Pick<Order, 'cancelHeld' | 'cancelWanted' | 'unwanted'>): boolean {
  return cancelHeld !== undefined && unwanted === undefined && (cancelWanted?.at ?? 0) <= cancelHeld.at;
}

/** Whether no later event can move it. */
export function isFinal(order: Pick<Order, 'state'>): order is { state: FinalState } {
  return (FINAL_STATES as readonly string[]).includes(order.state);
}

/** Whether nothing of the sale itself is awaited any more: by the gateway's word or by a person's. */
export function isClosed(order: Pick<Order, 'state' | 'settlement'>): boolean {
  return isFinal(order) || order.settlement !== undefined;
}

/** The case that is not closed yet, if there is one: an order has one open case at most. */
export function openCase({ cases }: Pick<Order, 'cases'>): Case | undefined {
  return cases?.find(({ closedAt }) => closedAt === undefined);
}

/** Whether somebody has to look after it, for it will not settle by itself, or may not. */
export function needsPerson(order: Order): boolean {
  const isUnsettled = (order.state === 'stuck' || order.state === 'held') && order.settlement === undefined;
  // Money that must not stay is out of the till's hands once a person has decided of it.
  const decidedAt = order.settlement?.at ?? 0;
  const hasStuckRefund = (order.refunds ?? []).some(
    ({ state, purpose, createdAt }) =>
      state === 'stuck' && (purpose === 'customer' || createdAt >= decidedAt),
  );
  return isUnsettled || hasStuckRefund || openCase(order) !== undefined;
}
