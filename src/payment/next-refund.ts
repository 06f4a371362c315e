import type { Action } from './next-action.ts';
import { isFinal, type Order, openCase } from './order.ts';
import { isReversalOverdue, SETTLED_FOR_MS, SETTLED_LOOK_MS } from './policy.ts';
import { hasReversal, isOpenRefund, type Refund } from './refund.ts';
import { nextRefundAction } from './refund-action.ts';

/** What to do next with the refunds of an order that are under way; nothing where there is none. */
export function nextOfRefunds(order: Order, now: number): Action | undefined {
  const actions = (order.refunds ?? [])
    .filter(isOpenRefund)
    .map((refund) => nextOfRefund(order, refund, now))
    .filter((action) => action.do !== 'rest');
  return actions.length > 0 ? soonest(actions) : undefined;
}

/** Refunds that a person has settled are asked about once a day for a month, unless the gateway has said what became of them. */
export function nextOfSettledRefunds({ refunds = [] }: Order, now: number): Action | undefined {
  const looks = refunds.flatMap((refund): Action[] => {
    const { refundNo, settledBy, agreedAt, sentAt, finalAt = 0 } = refund;
    const at = Math.max(finalAt, refund.lastQueryAt ?? 0) + SETTLED_LOOK_MS;
    const isWatched = settledBy !== undefined && agreedAt === undefined && sentAt !== undefined;
    if (!isWatched || at > finalAt + SETTLED_FOR_MS) return [];
    return [now >= at ? { do: 'queryRefund', refundNo } : { do: 'wait', until: at }];
  });
  return looks.length > 0 ? soonest(looks) : undefined;
}

/** What is due now, or else the shortest wait. */
export function soonest(actions: readonly Action[]): Action {
  const until = (action: Action) => (action.do === 'wait' ? action.until : 0);
  return [...actions].sort((a, b) => until(a) - until(b))[0] ?? { do: 'rest' };
}

/** Whether a refund of unwanted money is to be asked for: the cancel had its chance, or the wallet takes none. */
export function wantsReversal(order: Order, now: number): boolean {
  if (order.paidBehindLineAt === undefined || hasReversal(order)) return false;
  if (order.firstCancelAt !== undefined && order.cancels === 0) return true;
  const own = order.cancelTransNo;
  const isReversalUnseen =
    own === undefined || own === order.transNo || (order.reversalMissing ?? 0) >= REVERSAL_MISSING;
  return isReversalOverdue(order, now) && isReversalUnseen;
}

/** A cancel's own number that showed no money going back so often shows none. */
const REVERSAL_MISSING = 2;

/** What was charged, minor units; nothing where it was charged in another currency. */
export function reversalAmount({ amountMinor, chargedMinor, chargedText }: Order): number | undefined {
  return chargedText === undefined ? amountMinor : chargedMinor;
}

function nextOfRefund(order: Order, refund: Refund, now: number): Action {
  const { refundNo } = refund;
  const action = nextRefundAction(refund, now, {
    wantedAt: order.lookAt,
    isNeeded: !isMoneyBack(order, refund),
  });
  switch (action.do) {
    case 'submit':
      if (order.restrained !== undefined) return restrained(refund, now);
      // A person has decided meanwhile that the money stays.
      if (refund.purpose === 'reversal' && order.settlement?.as === 'paid') return { do: 'rest' };
      return { do: 'submitRefund', refundNo };
    case 'query':
      return { do: 'queryRefund', refundNo };
    case 'declareStuck':
      return { do: 'declareRefundStuck', refundNo, why: action.why };
    case 'drop':
      return { do: 'dropRefund', refundNo };
    case 'wait':
    case 'rest':
      return action;
  }
}

/** The till it came from may have sent it, whatever the backup says: it is asked about, and waits for a person. */
function restrained({ refundNo, state, lastQueryAt }: Refund, now: number): Action {
  if (state !== 'stuck') return { do: 'declareRefundStuck', refundNo, why: 'it came with a backup' };
  const due = (lastQueryAt ?? 0) + RESTRAINED_LOOK_MS;
  return now >= due ? { do: 'queryRefund', refundNo } : { do: 'wait', until: due };
}
const RESTRAINED_LOOK_MS = 60 * 60_000;

/** Whether the gateway says of the sale itself that the money, which this refund was to bring back, is not kept. */
function isMoneyBack(order: Order, { purpose }: Refund): boolean {
  const isOver = isFinal(order) && order.state !== 'paid' && order.settlement === undefined;
  return purpose === 'reversal' && isOver && !openCase(order);
}
