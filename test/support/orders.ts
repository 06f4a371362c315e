import type { PeriodClerk } from '../../src/payment/booking.ts';
import type { Answer, ExchangeFacts } from '../../src/payment/gateway.ts';
import type { Order, TransactionFacts } from '../../src/payment/order.ts';

/** An order sent at `SENT_AT`, for 12.30 USD; `changes` make it what a test needs. */
export function orderOf(changes: Partial<Order> = {}): Order {
  return {
    schema: 1,
    rev: 1,
    orderNo: 'P261120TEST0000000000000',
    saleId: 'S2611200000000000000',
    lane: '1',
    state: 'submitting',
    amountMinor: 1230,
    currency: 'USD',
    digits: 2,
    gateway: { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' },
    nonce: 'NONCE',
    wallet: 'alipay',
    codeMask: '28************1500',
    codeHash: 'hash',
    createdAt: SENT_AT,
    sentAt: SENT_AT,
    cancels: 0,
    queries: 0,
    denials: [],
    bookings: [],
    history: [],
    ...changes,
  };
}

export const SENT_AT = 1_800_000_000_000;

const exchange: ExchangeFacts = { code: '0', psn: 'PSN', traceId: 'TRACE' };

/** What the gateway says of the order above when it is paid. */
export const PAID_FACTS: TransactionFacts = {
  transNo: 'T1',
  orderNo: 'P261120TEST0000000000000',
  transType: 1,
  orderAmount: '12.30',
  paidAmount: '12.30',
  currency: 'USD',
  attach: 'NONCE',
};

/** An answer of that kind, with facts that fit the order above. */
export function answerOf(kind: Answer['kind'], facts: TransactionFacts = PAID_FACTS): Answer {
  switch (kind) {
    case 'success':
    case 'declined':
    case 'pending':
    case 'cancelled':
      return { ...exchange, kind, facts };
    case 'noRecord':
      return { ...exchange, kind };
    case 'unknown':
    case 'notSent':
      return { ...exchange, kind, reason: 'timeout', detail: 'no answer' };
  }
}

/** Books that are always in the same period. */
export const CLERK: PeriodClerk = {
  enter: async () => ({ period: '2026-11-20', leave: () => {} }),
};
