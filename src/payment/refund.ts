import { type Random, randomText } from '../random.ts';
import type { Order } from './order.ts';

export const OPEN_REFUND_STATES = ['created', 'submitting', 'refunding', 'stuck'] as const;
export const FINAL_REFUND_STATES = ['done', 'failed'] as const;

/**
 * - `created`: wanted, on disk, and not sent
 * - `submitting`: the intent to send is on disk; nothing definite has been heard
 * - `refunding`: the gateway has it; the money is on its way
 * - `stuck`: the gateway will not settle it; asked again slowly, for ever
 * - `done`, `failed`: stated by the gateway, or by a person who gave the money back another way
 */
export type RefundState = (typeof OPEN_REFUND_STATES)[number] | (typeof FINAL_REFUND_STATES)[number];

/**
 * Money of an order that goes back. It is kept within its order's document, so that the two can never disagree, and has
 * its own number and its own machine (`refund-machine.ts`).
 */
export interface Refund {
  refundNo: string;
  /** `customer`: somebody at the shop asked for it · `reversal`: brings back money that must not stay. */
  purpose: 'customer' | 'reversal';
  /** Given back by other means than the gateway: recorded, never sent. */
  outside?: true;
  amountMinor: number;
  reason: string;
  /** Who asked, where known. */
  by?: string;
  /** `Idempotency-Key` or command id: the same key never makes a second refund. */
  key?: string;
  state: RefundState;
  /** All times are epoch ms on the order's own clock. */
  createdAt: number;
  /** When its request left first. */
  sentAt?: number;
  /** When its request left last: a refund may be sent again, always with its own same number and amount. */
  lastSentAt?: number;
  sends: number;
  lastQueryAt?: number;
  queries: number;
  /** Since when, without a break, the gateway says that it knows no such refund. */
  deniedSince?: number;
  /** When it last said so. */
  lastDeniedAt?: number;
  /** When the gateway first said that it has it: it is never sent again after that. */
  underWayAt?: number;
  /** When the gateway refused to take it a second time, while what became of the first was unknown. */
  refusedAt?: number;
  finalAt?: number;
  /** Who decided what became of it, where the gateway did not say. */
  settledBy?: string;
  /** When the gateway came to say what became of it, after a person had. */
  agreedAt?: number;
  /** When the gateway said that it was made, though a person had called it failed. */
  madeAfterAllAt?: number;
  /** The gateway's own number. */
  transNo?: string;
  gatewayCode?: string;
  gatewayMessage?: string;
  psn?: string;
  traceId?: string;
}

/** Characters of a refund number's own chance, beside its order's. With it a number has 32 characters at most. */
const RANDOM_LENGTH = 7;

/** A new refund's number: its order's, so that the order is found by it, and chance, so that no backup repeats it. */
export function newRefundNumber(orderNo: string, random: Random): string {
  return `${orderNo}R${randomText(random, RANDOM_LENGTH)}`;
}

/** The one number, ever, under which an order's unwanted money is asked back. */
export function reversalNumber(orderNo: string): string {
  return `${orderNo}R`;
}

/** The order a refund number belongs to, or nothing if it is no refund number of ours. */
export function orderOfRefundNumber(refundNo: string): string | undefined {
  return /^(P?\d{6}[0-9A-Z]{17})R(?:[0-9A-Z]{7})?$/.exec(refundNo)?.[1];
}

/** Whether the gateway may still say something new of it. */
export function isOpenRefund({ state }: Refund): boolean {
  return state !== 'done' && state !== 'failed';
}

/** The one refund of unwanted money that an order may ever have. */
export function hasReversal(order: Order): boolean {
  return (order.refunds ?? []).some(({ purpose }) => purpose === 'reversal');
}

/**
 * The order after a restart. That the gateway had no record of a refund is counted anew: the clock may have been set
 * meanwhile, and only the time the till itself has seen pass proves that no request is still on its way.
 */
export function withDenialsForgotten(order: Order): Order {
  if (!order.refunds?.some(({ deniedSince }) => deniedSince !== undefined)) return order;
  const refunds = order.refunds.map(({ deniedSince: _, lastDeniedAt: __, ...refund }) => refund);
  return { ...order, refunds };
}

/** Whether its money has gone back for good, whatever somebody thought of it. */
export function isMade({ state, madeAfterAllAt }: Refund): boolean {
  return state === 'done' || madeAfterAllAt !== undefined;
}

/** What has gone back for good, minor units. */
export function refundedMinor(order: Order): number {
  return sum((order.refunds ?? []).filter(isMade));
}

/** What may still be given back of a paid order: what was asked for, less what went back and what may be going. */
export function refundableMinor(order: Order): number {
  const going = (order.refunds ?? []).filter((refund) => isMade(refund) || isOpenRefund(refund));
  return Math.max(0, order.amountMinor - sum(going));
}

function sum(refunds: readonly Refund[]): number {
  return refunds.reduce((total, { amountMinor }) => total + amountMinor, 0);
}
