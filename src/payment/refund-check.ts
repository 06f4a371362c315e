import { parseGatewayAmount } from '../money.ts';
import type { Order, TransactionFacts } from './order.ts';
import type { Refund } from './refund.ts';

/** `trans_type` of a refund. */
const REFUND = 3;

/**
 * Whether a verified answer speaks of this refund, and of no other. Our number of it, or the gateway's once that is
 * known, is enough. The gateway's documents also show answers that carry the sale's number: such a one counts where it
 * says that it is a refund, states exactly this amount, and fits no other refund of the order that ever left.
 */
export function isOfRefund(refund: Refund, facts: TransactionFacts, order: Order): boolean {
  if (contradicts(refund, facts, order)) return false;
  if (facts.orderNo === refund.refundNo) return true;
  if (facts.transType !== REFUND || !states(facts, refund.amountMinor, order)) return false;
  const isNumbered = refund.transNo !== undefined && facts.transNo === refund.transNo;
  // A sibling whose own number is known, and is another, cannot be meant.
  const own = ownTransNo(facts, order);
  const mayBeMeant = ({ transNo }: Refund) => own === undefined || transNo === undefined;
  const twins = siblingsOf(refund, order).filter((each) => states(facts, each.amountMinor, order));
  return isNumbered || !twins.some(mayBeMeant);
}

/** Whether it can be the answer to this refund's own request, which may leave out whose and how much it is. */
export function fitsRequest(refund: Refund, facts: TransactionFacts, order: Order): boolean {
  const isSilent = facts.orderAmount === undefined && facts.transAmount === undefined;
  return (
    facts.orderNo === undefined &&
    !contradicts(refund, facts, order) &&
    (isSilent || states(facts, refund.amountMinor, order))
  );
}

/** Whether it states anything that cannot be said of this refund. What it leaves out contradicts nothing. */
function contradicts(refund: Refund, facts: TransactionFacts, order: Order): boolean {
  const transNo = ownTransNo(facts, order);
  const others = [order.cancelTransNo, ...siblingsOf(refund, order).map((each) => each.transNo)];
  return (
    (facts.orderNo !== undefined && facts.orderNo !== refund.refundNo && facts.orderNo !== order.orderNo) ||
    (facts.transType !== undefined && facts.transType !== REFUND) ||
    (facts.currency !== undefined && facts.currency !== order.currency) ||
    (transNo !== undefined && refund.transNo !== undefined && transNo !== refund.transNo) ||
    (transNo !== undefined && others.includes(transNo))
  );
}

/** The gateway's number of the refund itself; an answer by the sale's number may carry the sale's instead. */
export function ownTransNo({ transNo }: TransactionFacts, order: Order): string | undefined {
  return transNo === order.transNo ? undefined : transNo;
}

/** Which of the two amounts is the refund's, the gateway's documents do not agree on. */
function states(facts: TransactionFacts, amountMinor: number, { digits }: Order): boolean {
  return [facts.orderAmount, facts.transAmount].some(
    (text) => parseGatewayAmount(text, digits) === amountMinor,
  );
}

/** The order's other refunds that the gateway may know. */
function siblingsOf({ refundNo }: Refund, { refunds = [] }: Order): Refund[] {
  return refunds.filter((each) => each.refundNo !== refundNo && each.sends > 0);
}
