import { parseGatewayAmount } from '../money.ts';
import type { Order, TransactionFacts } from './order.ts';
import { hasReversal } from './refund.ts';

/**
 * What a verified "paid" means for an order.
 * - `ours`: this order, this amount, this currency
 * - `wrongAmount`: this order, but other money than we asked for
 * - `notComparable`: for this order, but it does not say enough: ask once more
 * - `notOurs`: it speaks of something else; it counts as no answer
 */
export type SuccessVerdict = 'ours' | 'wrongAmount' | 'notComparable' | 'notOurs';

const SALE = 1;
const VOID = 2;
const REFUND = 3;

/**
 * Whether an answer of any kind states another order, nonce or transaction than ours, or something that is no sale. It
 * then says nothing of this order: a "no" meant for another must not end it any more than a "paid".
 */
export function speaksOfAnother(order: Order, facts: TransactionFacts): boolean {
  return (
    differs(facts.orderNo, order.orderNo) ||
    differs(facts.transType, SALE) ||
    differs(facts.attach, order.nonce) ||
    differs(facts.transNo, order.transNo)
  );
}

/** Whether a "done" speaks of the money this order's cancel gives back, and not of the sale itself. */
export function isReversalOf(order: Order, facts: TransactionFacts): boolean {
  const givesBack = facts.transType === VOID || facts.transType === REFUND;
  return givesBack && !differs(facts.transNo, order.cancelTransNo) && !differs(facts.orderNo, order.orderNo);
}

/** What is left out on either side contradicts nothing. */
function differs<T>(stated: T | undefined, ours: T | undefined): boolean {
  return stated !== undefined && ours !== undefined && stated !== ours;
}

/**
 * Compares a success with the order it is meant for. A query must name the order; the submit's own answer does not
 * repeat the number, so it may go unnamed there, but then anything that differs is settled by a query.
 * `paid_amount` is never compared: discounts lower it and fees raise it.
 */
export function checkSuccess(order: Order, facts: TransactionFacts, to: 'submit' | 'query'): SuccessVerdict {
  if (speaksOfAnother(order, facts)) return 'notOurs';
  const named =
    facts.orderNo !== undefined || (order.transNo !== undefined && facts.transNo === order.transNo);
  if (to === 'query' && !named) return 'notOurs';
  const stated = facts.orderAmount ?? facts.transAmount;
  const charged = parseGatewayAmount(stated, order.digits);
  const sameMoney = charged === order.amountMinor && (facts.currency ?? order.currency) === order.currency;
  if (to === 'submit') return sameMoney ? 'ours' : 'notComparable';
  if (stated === undefined || facts.currency === undefined) return 'notComparable';
  return sameMoney ? 'ours' : 'wrongAmount';
}

/** What was charged, in the gateway's own words, for a person to read: `1.23 USD`. */
export function chargedText(facts: TransactionFacts): string {
  return `${facts.orderAmount ?? facts.transAmount ?? '?'} ${facts.currency ?? ''}`.trim();
}

/**
 * What an order keeps of a charge that is not what was asked for; in minor units where it is in our currency. Once the
 * money was asked back, no later word changes how much that was.
 */
export function chargedOf(
  order: Order,
  facts: TransactionFacts,
): Pick<Order, 'chargedText' | 'chargedMinor'> {
  if (hasReversal(order)) return {};
  const minor = parseGatewayAmount(facts.orderAmount ?? facts.transAmount, order.digits);
  const isOurs = minor !== undefined && (facts.currency ?? order.currency) === order.currency;
  return { chargedText: chargedText(facts), ...(isOurs ? { chargedMinor: minor } : {}) };
}
