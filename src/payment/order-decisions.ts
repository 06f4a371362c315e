import type { Action, CallAction, DecidedAction } from './next-action.ts';
import type { Order } from './order.ts';
import type { OrderEvent, RefundStep } from './order-machine.ts';
import { reversalNumber } from './refund.ts';

/** What an action changes of the order, by the till's own decision at `at` (epoch ms). Pure. */
export function decisionOf(action: DecidedAction, order: Order, at: number): OrderEvent {
  switch (action.do) {
    case 'submit':
      return { at, type: 'sendDecided' };
    case 'query':
    case 'queryReversal':
      return { at, type: 'queryStarted' };
    case 'cancel':
      return { at, type: 'cancelDecided' };
    case 'drawLine':
      return { at, type: 'lineDrawn' };
    case 'declareStuck':
      return { at, type: 'stuckDeclared', why: action.why };
    case 'closeUnrecorded':
      return { at, type: 'closedUnrecorded' };
    case 'askBack':
      return reversalAsked(order.orderNo, at, action.amountMinor);
    case 'submitRefund':
      return refundStep(action.refundNo, at, { type: 'sendDecided' });
    case 'queryRefund':
      return refundStep(action.refundNo, at, { type: 'queryStarted' });
    case 'dropRefund':
      return refundStep(action.refundNo, at, { type: 'dropped' });
    case 'declareRefundStuck':
      return refundStep(action.refundNo, at, { type: 'stuckDeclared', why: action.why });
  }
}

/** Whether it says something to the gateway, beside the submit. Such calls are made one at a time. */
export function isCall(action: Action): action is CallAction {
  return ['query', 'queryReversal', 'cancel', 'submitRefund', 'queryRefund'].includes(action.do);
}

function refundStep(refundNo: string, at: number, step: RefundStep): OrderEvent {
  return { at, type: 'refundStepped', refundNo, step };
}

/** The till itself asks for money that must not stay. */
function reversalAsked(orderNo: string, at: number, amountMinor: number): OrderEvent {
  const refund = {
    refundNo: reversalNumber(orderNo),
    purpose: 'reversal' as const,
    amountMinor,
    reason: 'must not stay',
  };
  return { at, type: 'refundAsked', refund, most: 1 };
}
