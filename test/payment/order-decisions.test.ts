import { expect, test } from 'vitest';
import type { Action, DecidedAction } from '../../src/payment/next-action.ts';
import { decisionOf, isCall } from '../../src/payment/order-decisions.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';

const order = orderOf();
const refundNo = `${order.orderNo}RAAAAAAA`;
const step = (type: string, more = {}) => ({ type: 'refundStepped', refundNo, step: { type, ...more } });

/** What each action changes of the order, and whether it is a call beside the submit. */
const DECISIONS: [DecidedAction, object, boolean][] = [
  [{ do: 'submit' }, { type: 'sendDecided' }, false],
  [{ do: 'query' }, { type: 'queryStarted' }, true],
  [{ do: 'queryReversal', transNo: 'T9' }, { type: 'queryStarted' }, true],
  [{ do: 'cancel' }, { type: 'cancelDecided' }, true],
  [{ do: 'drawLine' }, { type: 'lineDrawn' }, false],
  [{ do: 'declareStuck', why: 'no end' }, { type: 'stuckDeclared', why: 'no end' }, false],
  [{ do: 'closeUnrecorded' }, { type: 'closedUnrecorded' }, false],
  [
    { do: 'askBack', amountMinor: 123 },
    {
      type: 'refundAsked',
      refund: {
        refundNo: `${order.orderNo}R`,
        purpose: 'reversal',
        amountMinor: 123,
        reason: 'must not stay',
      },
      most: 1,
    },
    false,
  ],
  [{ do: 'submitRefund', refundNo }, step('sendDecided'), true],
  [{ do: 'queryRefund', refundNo }, step('queryStarted'), true],
  [{ do: 'declareRefundStuck', refundNo, why: 'no end' }, step('stuckDeclared', { why: 'no end' }), false],
];

test.each(DECISIONS)(
  'what $do changes is decided with its time, before it is done',
  (action, event, call) => {
    expect(decisionOf(action, order, SENT_AT + 5)).toEqual({ at: SENT_AT + 5, ...event });
    expect(isCall(action)).toBe(call);
  },
);

test('neither a wait nor a rest calls anybody', () => {
  const idle: Action[] = [{ do: 'wait', until: SENT_AT }, { do: 'rest' }];
  expect(idle.map(isCall)).toEqual([false, false]);
});
