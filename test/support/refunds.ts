import type { ExchangeFacts, RefundAnswer } from '../../src/payment/gateway.ts';
import type { TransactionFacts } from '../../src/payment/order.ts';
import type { Refund } from '../../src/payment/refund.ts';
import { SENT_AT } from './orders.ts';

/** When the refund below was asked for, and left. */
export const REFUND_AT = SENT_AT + 3_600_000;

/** A refund of 5.00 of the order in `orders.ts`, sent once; `changes` make it what a test needs. */
export function refundOf(changes: Partial<Refund> = {}): Refund {
  return {
    refundNo: 'P261120TEST0000000000000RAAAAAAA',
    purpose: 'customer',
    amountMinor: 500,
    reason: 'returned',
    state: 'submitting',
    createdAt: REFUND_AT,
    sentAt: REFUND_AT,
    lastSentAt: REFUND_AT,
    sends: 1,
    queries: 0,
    ...changes,
  };
}

/** The same, not sent yet. */
export function newRefund(changes: Partial<Refund> = {}): Refund {
  const { sentAt: _, lastSentAt: __, ...rest } = refundOf({ state: 'created', sends: 0, ...changes });
  return rest;
}

/** What the gateway says of that refund. */
export const REFUND_FACTS: TransactionFacts = {
  transNo: 'T2',
  orderNo: 'P261120TEST0000000000000RAAAAAAA',
  transType: 3,
  orderAmount: '5.00',
  transAmount: '5.00',
  currency: 'USD',
};

const exchange: ExchangeFacts = { code: '0', message: 'their words', psn: 'PSN', traceId: 'TRACE' };

/** An answer of that kind, with facts that fit the refund above. */
export function refundAnswerOf(
  kind: RefundAnswer['kind'],
  facts: TransactionFacts = REFUND_FACTS,
): RefundAnswer {
  switch (kind) {
    case 'done':
    case 'refunding':
    case 'failed':
      return { ...exchange, kind, facts };
    case 'noRecord':
      return { ...exchange, kind };
    case 'unknown':
    case 'notSent':
      return { ...exchange, kind, reason: 'timeout', detail: 'no answer' };
  }
}
