import { formatMinor } from '../money.ts';
import type { Order, Sale } from '../payment/index.ts';

/** Times go out as ISO 8601 in UTC. */
const time = (epochMs: number | undefined) =>
  epochMs === undefined ? undefined : new Date(epochMs).toISOString();

/** A sale as programs see it: the amount with exactly the currency's decimals. */
export function saleJson(sale: Sale) {
  const { saleId, lane, amountMinor, digits, currency, reference, state, orderNos } = sale;
  return { saleId, lane, amount: formatMinor(amountMinor, digits), currency, reference, state, orderNos };
}

/** An order as programs see it. The payment code is there as its mask alone. */
export function orderJson(order: Order) {
  const amount = (minor: number | undefined) =>
    minor === undefined ? undefined : formatMinor(minor, order.digits);
  return {
    orderNo: order.orderNo,
    saleId: order.saleId,
    lane: order.lane,
    state: order.state,
    amount: amount(order.amountMinor),
    currency: order.currency,
    reference: order.reference,
    wallet: order.wallet,
    codeMask: order.codeMask,
    createdAt: time(order.createdAt),
    sentAt: time(order.sentAt),
    finalAt: time(order.finalAt),
    transNo: order.transNo,
    payChannelTransNo: order.payChannelTransNo,
    payPlatformTransNo: order.payPlatformTransNo,
    paidAmount: amount(order.paidAmountMinor),
    refundedAmount: amount(0),
    chargedInstead: order.chargedText,
    gatewayCode: order.gatewayCode,
    gatewayMessage: order.gatewayMessage,
    psn: order.psn,
    unwanted: order.unwanted?.reason,
    history: order.history.map(({ at, event, detail }) => ({ at: time(at), event, detail })),
  };
}
