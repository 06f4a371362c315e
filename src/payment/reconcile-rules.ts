import { formatMinor, parseGatewayAmount } from '../money.ts';
import type { Answer, RefundAnswer } from './gateway.ts';
import { isClosed, isFinal, type Order } from './order.ts';
import type { Refund } from './refund.ts';
import { chargedText, checkSuccess, speaksOfAnother } from './success-check.ts';

/**
 * One thing on which the till and the gateway do not agree.
 * - `oursOnly`: we count it as paid or given back, and the gateway has no record
 * - `amount`: both say that money moved, and not how much
 * - `state`: they do not agree whether it moved
 * - `notAnswered`: the gateway was asked more than once, and gave no answer that can be trusted
 */
export interface Difference {
  kind: 'oursOnly' | 'amount' | 'state' | 'notAnswered';
  orderNo: string;
  /** Where it is about a refund of the order. */
  refundNo?: string;
  /** In words, for a person: what we say, what they say. */
  ours: string;
  theirs: string;
}

/** What a question about an order or a refund came to. `unclear`: ask again. */
export type Finding = { agrees: true } | { agrees: false; difference: Difference } | { unclear: string };

const AGREED: Finding = { agrees: true };

/** Holds an order against the gateway's answer about it. Pure. */
export function findingOfOrder(order: Order, answer: Answer): Finding {
  const differs = differsFor(order.orderNo, wordsOf(order));
  if ('facts' in answer && speaksOfAnother(order, answer.facts))
    return { unclear: 'it answered for another order' };
  switch (answer.kind) {
    case 'unknown':
    case 'notSent':
      return { unclear: answer.detail };
    case 'noRecord':
      return countsAsPaid(order) ? differs('oursOnly', 'no record of it') : AGREED;
    case 'pending':
      // What is being refunded may be called "pending" too.
      return isClosed(order) && (order.refunds ?? []).length === 0 && order.moneyBackAt === undefined
        ? differs('state', 'still waiting for the customer')
        : AGREED;
    case 'declined':
    case 'cancelled':
      return countsAsPaid(order) && !isWhollyBack(order)
        ? differs('state', 'not paid')
        : agreedUnlessOpen(order, differs);
    case 'success':
      return ofSuccess(order, answer, differs);
  }
}

function ofSuccess(order: Order, answer: Extract<Answer, { kind: 'success' }>, differs: Differs): Finding {
  const { facts } = answer;
  const charged = chargedText(facts);
  switch (checkSuccess(order, facts, 'query')) {
    case 'notOurs':
      return { unclear: 'it answered for another order' };
    case 'notComparable':
      return { unclear: 'it says paid, and not how much' };
    case 'wrongAmount':
      return order.moneyBackAt === undefined ? differs('amount', `paid ${charged}`) : AGREED;
    case 'ours':
      // A sale whose money is proven to have gone back may be called paid for ever.
      return countsAsPaid(order) || order.moneyBackAt !== undefined
        ? AGREED
        : differs('state', `paid ${charged}`);
  }
}

/** Holds a refund against the gateway's answer about it. Pure. */
export function findingOfRefund(order: Order, refund: Refund, answer: RefundAnswer): Finding {
  const amount = `${formatMinor(refund.amountMinor, order.digits)} ${order.currency}`;
  const differs = differsFor(order.orderNo, `refund of ${amount}: ${refund.state}`, refund.refundNo);
  switch (answer.kind) {
    case 'unknown':
    case 'notSent':
      return { unclear: answer.detail };
    case 'noRecord':
      return refund.state === 'done' ? differs('oursOnly', 'no record of it') : AGREED;
    case 'refunding':
      return refund.state === 'done' || refund.state === 'failed' ? differs('state', 'under way') : AGREED;
    case 'failed':
      return refund.state === 'done' ? differs('state', 'failed') : AGREED;
    case 'done': {
      const stated = [answer.facts.transAmount, answer.facts.orderAmount].flatMap((text) => text ?? []);
      const minors = stated.map((text) => parseGatewayAmount(text, order.digits));
      // By some of the documents' samples it is the sale's amount that stands beside a refund's number.
      const isOurs = minors.some((minor) => minor === refund.amountMinor || minor === order.amountMinor);
      if (stated.length > 0 && !isOurs) return differs('amount', `given back ${stated[0]} ${order.currency}`);
      return refund.state === 'done' ? AGREED : differs('state', 'given back');
    }
  }
}

/** Whether the difference may be the till's to look into: an order whose loop has ended hears of it in no other way. */
export function isWorthALook(order: Order, { kind }: Difference): boolean {
  return isClosed(order) && (kind === 'state' || kind === 'amount');
}

type Differs = (kind: Difference['kind'], theirs: string) => Finding;

function differsFor(orderNo: string, ours: string, refundNo?: string): Differs {
  const about = refundNo === undefined ? { orderNo } : { orderNo, refundNo };
  return (kind, theirs) => ({ agrees: false, difference: { kind, ...about, ours, theirs } });
}

function agreedUnlessOpen(order: Order, differs: Differs): Finding {
  return isClosed(order) ? AGREED : differs('state', 'not paid');
}

function countsAsPaid({ state, settlement }: Order): boolean {
  return state === 'paid' || (state !== 'cancelled' && state !== 'declined' && settlement?.as === 'paid');
}

/** A sale whose every cent went back may be called cancelled there. */
function isWhollyBack(order: Order): boolean {
  const back = (order.refunds ?? []).filter(({ state }) => state !== 'failed');
  return back.reduce((sum, { amountMinor }) => sum + amountMinor, 0) >= order.amountMinor;
}

function wordsOf({ state, settlement, amountMinor, digits, currency }: Order): string {
  const amount = `${formatMinor(amountMinor, digits)} ${currency}`;
  const by = settlement
    ? `, settled as ${settlement.as === 'paid' ? 'paid' : 'not paid'} by ${settlement.by}`
    : '';
  return `${isFinal({ state }) || settlement ? state : `open (${state})`} ${amount}${by}`;
}
