import { formatMinor } from '../money.ts';
import type { Order, Refund, Sale } from '../payment/index.ts';
import type { Case, Settlement } from '../payment/order.ts';
import { refundableMinorOf, refundedMinorOf, wantsPerson } from './order-facts.ts';
import type { WireCase, WireOrder, WireRefund, WireSettlement } from './order-messages.ts';

/** Times go out as ISO 8601 in UTC. */
const iso = (epochMs: number) => new Date(epochMs).toISOString();
const time = (epochMs: number | undefined) => (epochMs === undefined ? undefined : iso(epochMs));

/** A sale as programs see it: the amount with exactly the currency's decimals. */
export function saleJson(sale: Sale) {
  const { saleId, lane, amountMinor, digits, currency, reference, state, orderNos } = sale;
  return { saleId, lane, amount: formatMinor(amountMinor, digits), currency, reference, state, orderNos };
}

/** An order as programs see it. The payment code is there as its mask alone. `walletName`: a wallet's id to its shown name. */
export function orderJson(order: Order, walletName: (wallet: string) => string): WireOrder {
  const amount = (minor: number) => formatMinor(minor, order.digits);
  return {
    orderNo: order.orderNo,
    saleId: order.saleId,
    lane: order.lane,
    state: order.state,
    attention: wantsPerson(order),
    amount: amount(order.amountMinor),
    currency: order.currency,
    reference: order.reference,
    by: order.soldBy?.name,
    wallet: order.wallet,
    walletName: walletName(order.wallet),
    codeMask: order.codeMask,
    createdAt: iso(order.createdAt),
    sentAt: time(order.sentAt),
    finalAt: time(order.finalAt),
    transNo: order.transNo,
    payChannelTransNo: order.payChannelTransNo,
    payPlatformTransNo: order.payPlatformTransNo,
    paidAmount: order.paidAmountMinor === undefined ? undefined : amount(order.paidAmountMinor),
    refundedAmount: amount(refundedMinorOf(order)),
    refundableAmount: amount(refundableMinorOf(order)),
    refunds: order.refunds?.map((refund) => refundJson(order, refund)),
    chargedInstead: order.chargedText,
    gatewayCode: order.gatewayCode,
    gatewayMessage: order.gatewayMessage,
    psn: order.psn,
    unwanted: order.unwanted?.reason,
    settlement: settlementJson(order.settlement),
    cases: order.cases?.map(caseJson),
    looksDue: order.looksDue?.map(iso),
    history: order.history.map(({ at, event, detail }) => ({ at: iso(at), event, detail })),
  };
}

/** What came after the end of a sale that is told beside its state; nothing where nothing came. */
export function afterSaleJson(order: Order | undefined) {
  if (!order) return {};
  const minor = refundedMinorOf(order);
  return {
    refundedAmount: minor > 0 ? formatMinor(minor, order.digits) : undefined,
    settlement: settlementJson(order.settlement),
    cases: order.cases?.map(caseJson),
  };
}

/** A refund as programs see it. */
export function refundJson(order: Order, refund: Refund): WireRefund {
  return {
    refundNo: refund.refundNo,
    orderNo: order.orderNo,
    amount: formatMinor(refund.amountMinor, order.digits),
    currency: order.currency,
    reason: refund.reason,
    by: refund.by,
    purpose: refund.purpose,
    outside: refund.outside,
    settledBy: refund.settledBy,
    state: refund.state,
    createdAt: iso(refund.createdAt),
    sentAt: time(refund.sentAt),
    finalAt: time(refund.finalAt),
    transNo: refund.transNo,
    gatewayCode: refund.gatewayCode,
    gatewayMessage: refund.gatewayMessage,
    psn: refund.psn,
  };
}

/** What is to be known before money of this sale is promised to anyone. */
export function discountNote({ amountMinor, paidAmountMinor = amountMinor }: Order): string | undefined {
  return paidAmountMinor < amountMinor
    ? 'The wallet gave a discount on this sale: it decides how much of the refund goes to the customer.'
    : undefined;
}

function settlementJson(settlement: Settlement | undefined): WireSettlement | undefined {
  if (!settlement) return undefined;
  const { as, by, reason, at, agreedAt } = settlement;
  return { as, by, reason, at: iso(at), agreedAt: time(agreedAt) };
}

function caseJson({ kind, said, openedAt, closedAt, closedBy, by, reason }: Case): WireCase {
  return { kind, said, openedAt: iso(openedAt), closedAt: time(closedAt), closedBy, by, reason };
}
