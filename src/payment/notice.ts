import { parseGatewayAmount } from '../money.ts';
import type { Notification } from './gateway.ts';
import { isFinal, type Order, type TransactionFacts } from './order.ts';
import { isOpenRefund, type Refund } from './refund.ts';

/** A verified notification, as it is kept. It changes no order. */
export interface Notice {
  /** When it was taken, epoch ms on the till's clock. */
  at: number;
  status: Extract<Notification, { kind: 'signed' }>['status'];
  facts: TransactionFacts & { orderNo: string };
  /** The number is none of this till's. */
  foreign?: true;
}

const SALE = 1;
const VOID = 2;
const REFUND = 3;

/** Two notices with the same key say the same: the gateway repeats itself until it is heard. */
export function noticeKey({ status, facts }: Notice): string {
  const { orderNo, transType, transNo, currency } = facts;
  return JSON.stringify([orderNo, transType, status, transNo, statedAmount(facts), currency]);
}

/** Whether a number is this order's or one of its refunds'. */
export function isNumberOf({ orderNo, refunds = [] }: Order, number: string): boolean {
  return number === orderNo || refunds.some(({ refundNo }) => refundNo === number);
}

/**
 * Whether the gateway should be asked about an order, now that it was told this of it or of its refund. Always while the
 * order or the refund is open; afterwards only where the notice contradicts what is written. Pure.
 */
export function isWorthALook(order: Order, notice: Notice): boolean {
  if (!isFinal(order)) return true;
  const { orderNo, transType = SALE } = notice.facts;
  if (orderNo !== order.orderNo) {
    const refund = order.refunds?.find(({ refundNo }) => refundNo === orderNo);
    return refund === undefined || contradictsRefund(refund, order, notice);
  }
  if (transType === SALE) return contradictsSale(order, notice);
  return transType === VOID || transType === REFUND ? isUnknownReturn(order, notice) : true;
}

function contradictsSale(order: Order, { status, facts }: Notice): boolean {
  switch (status) {
    case 'success': {
      if (order.state !== 'paid') return !wasSeenPaid(order);
      const isAnother = differs(facts.transNo, order.transNo);
      return isAnother || isOtherMoney(facts, order, order.amountMinor);
    }
    case 'declined':
    case 'cancelled':
      return order.state === 'paid' && !(order.cases ?? []).some(({ kind }) => kind === 'notPaidAfterAll');
    case 'pending':
    case 'unknown':
      return false;
  }
}

/** It ended without money because what came in went back: that it did come in is no news. */
function wasSeenPaid({ paidBehindLineAt, moneyBackAt, cases }: Order): boolean {
  return paidBehindLineAt !== undefined || moneyBackAt !== undefined || (cases ?? []).length > 0;
}

/** Money of a paid sale went back, and not by a refund that is written. */
function isUnknownReturn({ state, refunds = [] }: Order, { status, facts }: Notice): boolean {
  if (refunds.some(isOpenRefund)) return true;
  if (status !== 'success' || state !== 'paid') return false;
  return !refunds.some((refund) => refund.state === 'done' && facts.transNo === refund.transNo);
}

function contradictsRefund(refund: Refund, order: Order, { status, facts }: Notice): boolean {
  if (isOpenRefund(refund)) return true;
  switch (status) {
    case 'success':
      return refund.state === 'failed' || isOtherMoney(facts, order, refund.amountMinor);
    case 'declined':
    case 'cancelled':
      return refund.state === 'done';
    case 'pending':
    case 'unknown':
      return false;
  }
}

function isOtherMoney(facts: TransactionFacts, order: Order, amountMinor: number): boolean {
  const stated = statedAmount(facts);
  const isOther = stated !== undefined && parseGatewayAmount(stated, order.digits) !== amountMinor;
  return isOther || differs(facts.currency, order.currency);
}

function statedAmount({ orderAmount, transAmount }: TransactionFacts): string | undefined {
  return orderAmount ?? transAmount;
}

/** What is left out on either side contradicts nothing. */
function differs(stated: string | undefined, ours: string | undefined): boolean {
  return stated !== undefined && ours !== undefined && stated !== ours;
}
