import type { Answer } from './gateway.ts';
import { type Order, openCase } from './order.ts';
import {
  answeredForAnother,
  booked,
  end,
  type Heard,
  isForAnother,
  note,
  noted,
  reversalHeard,
  withCase,
  withCaseClosed,
  withMoneyBack,
  withTakeOver,
} from './order-changes.ts';
import type { Rule } from './order-machine.ts';
import { isOpenRefund, type Refund, refundableMinor, refundedMinor } from './refund.ts';
import { chargedOf, chargedText, checkSuccess } from './success-check.ts';

/** The rules for what happens to an order after its end, or after a person's decision. The state never moves by them. */

/** A look is wished for that must not be lost: it stays due until the gateway has answered it. */
export const lookWantedAfterwards: Rule<'lookWanted'> = (order, { at, why }) => {
  const due = order.looksDue ?? [];
  if (why === 'dayClose') {
    const next = due.find((each) => each > at);
    return next === undefined ? order : { ...order, looksDue: [at, ...due.filter((each) => each !== next)] };
  }
  return { ...order, lookAt: at, looksDue: withLook(order, at) };
};

/** Asked about again after it ended without money: anything but that is a case. */
export const answeredUnpaid: Rule<'answered'> = (order, { at, answer, to }) => {
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  if (to === 'submit') return lookedTooSoon(order, at);
  switch (answer.kind) {
    case 'unknown':
    case 'notSent':
    case 'pending':
      return { ...order, heardAt: at };
    case 'declined':
    case 'cancelled':
      return agreed(looked(order, at), at);
    case 'noRecord':
      // It takes nothing back: what was once said to be paid is looked for on.
      return looked(order, at);
    case 'success':
      return paidAfterAll(order, { at, answer, to });
  }
};

/** Asked by the cancel's own number after the end. */
export const reversalAnsweredAfterwards: Rule<'reversalAnswered'> = (order, event) => {
  const heard = reversalHeard(order, event);
  const isNews = order.moneyBackAt === undefined && heard.moneyBackAt !== undefined;
  return isNews ? withMoneyBack(heard, event.at) : heard;
};

/** Asked about again after it was paid. */
export const answeredPaid: Rule<'answered'> = (order, { at, answer, to }) => {
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  if (to === 'submit') return lookedTooSoon(order, at);
  switch (answer.kind) {
    case 'unknown':
    case 'notSent':
      return { ...order, heardAt: at };
    case 'pending':
    case 'noRecord':
      // Refunding, or too old for the gateway's memory.
      return looked(order, at);
    case 'success':
      return checkSuccess(order, answer.facts, to) === 'wrongAmount'
        ? withCase(looked(order, at), { kind: 'wrongAmountAfterAll', said: chargedText(answer.facts) }, at)
        : looked(order, at);
    case 'declined':
    case 'cancelled':
      if (refundedMinor(order) >= order.amountMinor) return looked(order, at);
      // A refund under way would explain it: asked again once that has ended.
      return refundableMinor(order) <= 0
        ? { ...order, heardAt: at }
        : withCase(looked(order, at), { kind: 'notPaidAfterAll', said: answer.message ?? answer.kind }, at);
  }
};

/** Asked about after a person has decided, for the gateway would not: it may still say what is true. */
export const answeredSettled: Rule<'answered'> = (order, { at, answer, to }) => {
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  const { settlement } = order;
  switch (answer.kind) {
    case 'declined':
    case 'cancelled': {
      const ended = end(noted(order, { at, answer, to }), 'cancelled', {
        at,
        detail: 'as the gateway says now',
      });
      return settlement?.as === 'paid'
        ? withCase(ended, { kind: 'notPaidAfterAll', said: answer.message ?? answer.kind }, at)
        : agreed(ended, at);
    }
    case 'success':
      if (settlement?.as === 'notPaid') return paidAfterAll(order, { at, answer, to });
      return settlement && checkSuccess(order, answer.facts, to) !== 'notOurs'
        ? { ...looked(order, at), settlement: { ...settlement, agreedAt: at } }
        : { ...order, heardAt: at };
    case 'pending':
    case 'noRecord':
      return looked(order, at);
    case 'unknown':
    case 'notSent':
      return { ...order, heardAt: at };
  }
};

/** A person's decision stands beside the state, and closes an open case. */
export const settled: Rule<'settled'> = (order, { at, as, by, reason }) =>
  withCaseClosed(
    note(
      {
        ...withTakeOver(order, { at, by, reason }),
        settlement: { as, by, at, reason },
        ...(as === 'paid' ? withoutUnsentReversal(order, by, at) : {}),
      },
      { at, event: 'settled', detail: `${as}, ${by}: ${reason}` },
    ),
    { closedBy: 'person', by, reason },
    at,
  );

/** Money that a person says is to stay is not asked back any more, where that had not begun. */
function withoutUnsentReversal({ refunds }: Order, by: string, at: number): Pick<Order, 'refunds'> {
  if (!refunds) return {};
  const isUnsent = (refund: Refund) =>
    refund.purpose === 'reversal' && isOpenRefund(refund) && refund.sentAt === undefined;
  return {
    refunds: refunds.map((refund) =>
      isUnsent(refund) ? { ...refund, state: 'failed', finalAt: at, settledBy: by } : refund,
    ),
  };
}

/** The same decision on an order that has ended is taken only where a case, or money that does not come back, asks for it. */
export const settledAfterwards: Rule<'settled'> = (order, event) =>
  openCase(order) || hasStuckReversal(order) ? settled(order, event) : order;

function hasStuckReversal({ refunds = [] }: Order): boolean {
  return refunds.some(({ purpose, state }) => purpose === 'reversal' && state === 'stuck');
}

export const seen: Rule<'seen'> = (order, { at }) =>
  order.seenAt === undefined ? { ...order, seenAt: at } : order;

/** It says paid, and must not be: counted as a look, and a case until the money is back. */
function paidAfterAll(order: Order, heard: Heard<Extract<Answer, { kind: 'success' }>>): Order {
  const { at, answer, to } = heard;
  // A sale whose money is proven to have gone back may say paid for ever.
  if (order.moneyBackAt !== undefined || order.settlement?.as === 'paid') return looked(order, at);
  const verdict = checkSuccess(order, answer.facts, to);
  if (verdict === 'notOurs') return answeredForAnother(order, answer, at);
  if (verdict === 'notComparable') return { ...order, heardAt: at };
  const isNew = !openCase(order);
  const seenPaid = {
    ...looked(noted(order, heard), at),
    ...booked(order, answer.facts),
    ...(verdict === 'wrongAmount' ? chargedOf(order, answer.facts) : {}),
    paidBehindLineAt: isNew ? at : (order.paidBehindLineAt ?? at),
    paidBehindLineLooks: isNew ? 1 : (order.paidBehindLineLooks ?? 0) + 1,
  };
  const kind = verdict === 'wrongAmount' ? 'wrongAmountAfterAll' : 'paidAfterAll';
  return withCase(seenPaid, { kind, said: chargedText(answer.facts) }, at);
}

/** The gateway says now what the order says: nothing is left to bring back, unless a refund is still on its way. */
function agreed(order: Order, at: number): Order {
  const isRefunding = (order.refunds ?? []).some(isOpenRefund);
  // Money that somebody counts on, and that is not there, is not settled by being denied once more.
  const isMissed = openCase(order)?.kind === 'notPaidAfterAll';
  return isRefunding || isMissed ? order : withCaseClosed(order, { closedBy: 'gateway' }, at);
}

/** The submit's answer comes after the end: how things stand now only a query tells. */
function lookedTooSoon(order: Order, at: number): Order {
  return { ...order, looksDue: withLook(order, at) };
}

/** The answer to a question from `at` on answers the earlier ones too: however often it is wished for, it is one look. */
function withLook({ looksDue = [] }: Order, at: number): number[] {
  return [at, ...looksDue.filter((due) => due > at)];
}

/** The looks that were due when the question left are answered. */
function looked(order: Order, at: number): Order {
  const { looksDue, ...rest } = order;
  const left = (looksDue ?? []).filter((due) => due > (order.lastQueryAt ?? 0));
  return { ...rest, heardAt: at, ...(left.length > 0 ? { looksDue: left } : {}) };
}
