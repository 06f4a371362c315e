import { formatMinor } from '../money.ts';
import { isFinal, type Order } from './order.ts';
import { note, withCase, withMoneyBack, withTakeOver } from './order-changes.ts';
import type { RefundStep, Rule } from './order-machine.ts';
import { type Refund, refundableMinor } from './refund.ts';
import { isOfRefund } from './refund-check.ts';
import { applyRefundEvent } from './refund-machine.ts';

/** The rules for the refunds of an order: they change the order only by what becomes of its money. */

/** A refund of a paid sale: never above what is left of it, never a second time for one key. */
export const refundAsked: Rule<'refundAsked'> = (order, event) => {
  const { at, refund, most, takesOver = false } = event;
  const { by = '', reason, outside = false } = refund;
  // What is only written down moves nothing.
  if (order.restrained !== undefined && !outside && !takesOver) return order;
  const live = (order.refunds ?? []).filter(({ state }) => state !== 'failed');
  const isFit = refund.amountMinor > 0 && refund.amountMinor <= refundableMinor(order) && live.length < most;
  if (!isFit) return order;
  return withRefund(takesOver ? withTakeOver(order, { at, by, reason }) : order, event);
};

/** Money that must not stay is asked back under one number, ever. */
export const reversalAsked: Rule<'refundAsked'> = (order, event) => {
  const isKnown = (order.refunds ?? []).some(({ refundNo }) => refundNo === event.refund.refundNo);
  const isWanted = event.refund.purpose === 'reversal' && order.restrained === undefined;
  return isKnown || !isWanted ? order : withRefund(order, event);
};

const withRefund: Rule<'refundAsked'> = (order, { at, refund }) => {
  const { refundNo, amountMinor, reason } = refund;
  const amount = `${formatMinor(amountMinor, order.digits)} ${order.currency}`;
  const isTaken = (order.refunds ?? []).some(
    (each) => each.refundNo === refundNo || (each.key !== undefined && each.key === refund.key),
  );
  if (isTaken) return order;
  const state = refund.outside ? { state: 'done' as const, finalAt: at } : { state: 'created' as const };
  const made: Refund = { ...refund, ...state, createdAt: at, sends: 0, queries: 0 };
  return note(
    { ...order, refunds: [...(order.refunds ?? []), made], seenAt: order.seenAt ?? at },
    { at, event: 'refundAsked', detail: `${refundNo} ${amount}: ${reason}` },
  );
};

const REFUND_LINES = {
  created: 'refundAsked',
  submitting: 'refundSent',
  refunding: 'refundUnderWay',
  stuck: 'refundStuck',
  done: 'refundDone',
  failed: 'refundFailed',
} as const;

/** One step of one refund, by its own machine. */
export const refundStepped: Rule<'refundStepped'> = (order, { at, refundNo, step }) => {
  const before = order.refunds?.find((refund) => refund.refundNo === refundNo);
  if (!before) return order;
  if (before.settledBy !== undefined) return settledRefundStepped(order, before, { at, step });
  const after = applyRefundEvent(before, { ...step, at }, order);
  if (after === before) return order;
  const changed = withChanged(order, before, after);
  const stepped = step.type === 'answered' ? { ...changed, heardAt: at } : changed;
  if (after.state === before.state) return stepped;
  const told = note(stepped, { at, event: REFUND_LINES[after.state], detail: refundNo + whyOf(after, step) });
  if (after.purpose === 'reversal') return reversalStepped(told, after, at);
  return after.state === 'failed' ? unseen(told) : told;
};

/** Who asked for it has to learn that it failed, also after a restart. */
function unseen(order: Order): Order {
  const { seenAt: _, ...rest } = order;
  return rest;
}

function whyOf({ state, gatewayMessage }: Refund, { type }: RefundStep): string {
  if (type === 'dropped') return ': not needed, the money went back';
  return state === 'failed' && gatewayMessage ? `: ${gatewayMessage}` : '';
}

/** A person's word on a refund that is stuck. It is final; the gateway is asked on for a month all the same. */
export const refundSettled: Rule<'refundSettled'> = (order, { at, refundNo, as, by, reason }) => {
  const stuck = order.refunds?.find((refund) => refund.refundNo === refundNo && refund.state === 'stuck');
  if (!stuck) return order;
  const detail = `${refundNo} by ${by}: ${reason}`;
  const settledRefund: Refund = { ...stuck, state: as, finalAt: at, settledBy: by };
  return note(withChanged(order, stuck, settledRefund), { at, event: REFUND_LINES[as], detail });
};

/** What the gateway says after a person's word: that it agrees, or that money went back which the person said did not. */
function settledRefundStepped(
  order: Order,
  refund: Refund,
  { at, step }: { at: number; step: RefundStep },
): Order {
  if (step.type === 'queryStarted') {
    return withChanged(order, refund, { ...refund, lastQueryAt: at, queries: refund.queries + 1 });
  }
  if (step.type !== 'answered') return order;
  const { kind } = step.answer;
  const isOurs = (kind === 'done' || kind === 'failed') && isOfRefund(refund, step.answer.facts, order);
  if (!isOurs) return { ...order, heardAt: at };
  const isMade = kind === 'done' && refund.state === 'failed';
  const heard = withChanged({ ...order, heardAt: at }, refund, {
    ...refund,
    agreedAt: at,
    ...(isMade ? { madeAfterAllAt: at } : {}),
  });
  return isMade ? withCase(heard, { kind: 'refundedAfterAll', said: refund.refundNo }, at) : heard;
}

function withChanged(order: Order, refund: Refund, changed: Refund): Order {
  return { ...order, refunds: (order.refunds ?? []).map((each) => (each === refund ? changed : each)) };
}

function reversalStepped(order: Order, { state, gatewayMessage }: Refund, at: number): Order {
  if (state === 'done') return withMoneyBack(order, at);
  // Of an ended order a case says already that the money is to come back, or the gateway, that there is none.
  if ((state !== 'failed' && state !== 'stuck') || isFinal(order)) return order;
  const said =
    state === 'stuck'
      ? 'the refund is not settled'
      : `the refund failed${gatewayMessage ? `: ${gatewayMessage}` : ''}`;
  if (order.state === 'reversing')
    return note({ ...order, state: 'stuck' }, { at, event: 'stuckDeclared', detail: said });
  return state === 'stuck' ? order : withCase(order, { kind: 'paidAfterAll', said }, at);
}
