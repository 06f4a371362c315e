import { formatMinor } from '../money.ts';
import type { CallPriority } from './budget.ts';
import type { Answer, CallOptions, Gateway } from './gateway.ts';
import type { CallAction } from './next-action.ts';
import { isClosed, type Order } from './order.ts';
import type { OrderEvent } from './order-machine.ts';
import { CANCEL_TIMEOUT_MS, type Policy, QUERY_TIMEOUT_MS } from './policy.ts';

/** What each action says to the gateway, and what of its answer the order is told. */

export interface OrderCall {
  priority: CallPriority;
  /** Makes the call; resolves with what happened, but for its time. Never rejects for the network. */
  make(options: Pick<CallOptions, 'signal'>): Promise<Told>;
}
/** An event without its time: that is when it reaches the order. */
export type Told = OrderEvent extends infer E ? (E extends OrderEvent ? Omit<E, 'at'> : never) : never;

export interface OrderCallParts {
  gateway: Gateway;
  policy: Policy;
  /** What the shop is called at the gateway, at most 128 characters. */
  description: string;
  /** Each answer about a payment, for who watches whether the gateway can be reached. */
  onAnswer(answer: Answer): void;
}

/** A submit that was given up before it left. */
export const NEVER_LEFT: Told = {
  type: 'answered',
  to: 'submit',
  answer: { kind: 'notSent', reason: 'timeout', detail: 'given up before it was sent', traceId: 'none' },
};

/** The longest description of a refund the gateway takes. */
const REFUND_DESCRIPTION_LENGTH = 64;

/** The submit of an order. `authCode` is used once and kept nowhere. */
export function submitCall(order: Order, authCode: string, parts: OrderCallParts): OrderCall {
  const { orderNo, amountMinor, digits, currency, nonce, wallet } = order;
  const { gateway, policy, description, onAnswer } = parts;
  const request = {
    orderNo,
    authCode,
    amount: formatMinor(amountMinor, digits),
    currency,
    description,
    attach: nonce,
    expiresSeconds: policy.expiresMs / 1000,
    wallet,
  };
  return {
    priority: 'submit',
    make: async (options) => {
      const answer = await gateway.submit(request, { ...options, timeoutMs: policy.submitTimeoutMs });
      onAnswer(answer);
      return { type: 'answered', to: 'submit', answer };
    },
  };
}

/** Every other call about an order. */
export function callFor(action: CallAction, order: Order, parts: OrderCallParts): OrderCall {
  const { gateway, onAnswer } = parts;
  const query = { timeoutMs: QUERY_TIMEOUT_MS };
  switch (action.do) {
    case 'query':
      return {
        priority: isSlow(order) ? 'background' : 'query',
        make: async (options) => {
          const answer = await gateway.query(order.orderNo, { ...options, ...query });
          onAnswer(answer);
          return { type: 'answered', to: 'query', answer };
        },
      };
    case 'queryReversal':
      return {
        priority: isSlow(order) ? 'background' : 'query',
        make: async (options) => {
          const answer = await gateway.queryRefund({ transNo: action.transNo }, { ...options, ...query });
          return { type: 'reversalAnswered', answer };
        },
      };
    case 'cancel':
      return {
        priority: isSlow(order) ? 'background' : 'cancel',
        make: async (options) => {
          const answer = await gateway.cancel(order.orderNo, { ...options, timeoutMs: CANCEL_TIMEOUT_MS });
          return { type: 'cancelAnswered', answer };
        },
      };
    case 'submitRefund':
      return refundCall(action.refundNo, order, parts);
    case 'queryRefund': {
      const { refundNo } = action;
      return {
        priority: 'refund',
        make: async (options) => {
          const answer = await gateway.queryRefund({ refundNo }, { ...options, ...query });
          return { type: 'refundStepped', refundNo, step: { type: 'answered', to: 'query', answer } };
        },
      };
    }
  }
}

function refundCall(
  refundNo: string,
  order: Order,
  { gateway, policy, description }: OrderCallParts,
): OrderCall {
  const amountMinor = order.refunds?.find((refund) => refund.refundNo === refundNo)?.amountMinor ?? 0;
  const request = {
    refundNo,
    orderNo: order.orderNo,
    amount: formatMinor(amountMinor, order.digits),
    currency: order.currency,
    description: description.slice(0, REFUND_DESCRIPTION_LENGTH),
  };
  return {
    priority: 'refund',
    make: async (options) => {
      const answer = await gateway.refund(request, { ...options, timeoutMs: policy.submitTimeoutMs });
      return { type: 'refundStepped', refundNo, step: { type: 'answered', to: 'submit', answer } };
    },
  };
}

/** Looked at a minute apart or less often; nobody waits for it at the till: however many they are, sales go before them. */
export function isSlow(order: Order): boolean {
  return order.state === 'stuck' || order.state === 'held' || isClosed(order);
}
