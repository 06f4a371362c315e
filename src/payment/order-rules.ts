import { answeredSettled, lookWantedAfterwards } from './afterwards-rules.ts';
import type { Answer } from './gateway.ts';
import { isCancelHeld, type Order } from './order.ts';
import {
  answeredForAnother,
  booked,
  end,
  exchanged,
  type Heard,
  isForAnother,
  note,
  noted,
  reversalHeard,
  withMoneyBack,
} from './order-changes.ts';
import type { Rule } from './order-machine.ts';
import { BETWEEN_DENIALS_MS } from './policy.ts';
import { chargedOf, checkSuccess } from './success-check.ts';

/** The rules the order machine's table is made of. Each is pure and says what one event does. */

export const sendDecided: Rule<'sendDecided'> = (order, { at }) =>
  note({ ...order, state: 'submitting', sentAt: at }, { at, event: 'sendDecided' });

export const cancelWanted: Rule<'cancelWanted'> = (order, { at, by }) =>
  order.cancelWanted && !isCancelHeld(order)
    ? order
    : note(
        // Told apart from a wish before the hold by its time, also within one millisecond.
        { ...order, cancelWanted: { at: Math.max(at, (order.cancelHeld?.at ?? -1) + 1), by } },
        { at, event: 'cancelWanted', detail: by },
      );

/** Once, and not when its time has passed: an order has an end. What nobody wants any more is held by nobody. */
export const cancelHeld: Rule<'cancelHeld'> = (order, { at, until, by }) =>
  order.cancelHeld || order.unwanted || at >= until
    ? order
    : note(
        { ...order, cancelHeld: { at, until, by } },
        { at, event: 'cancelHeld', detail: by === '' ? undefined : by },
      );

/** The line, where the wallet takes no cancel: what comes behind it is asked back by a refund. */
export const lineDrawn: Rule<'lineDrawn'> = (order, { at }) =>
  order.firstCancelAt === undefined
    ? note({ ...order, ...behindLine(order), firstCancelAt: at }, { at, event: 'lineDrawn' })
    : order;

/** The first one draws the line; it keeps its time for good. */
export const cancelDecided: Rule<'cancelDecided'> = (order, { at }) =>
  told(
    {
      ...order,
      ...behindLine(order),
      firstCancelAt: order.firstCancelAt ?? at,
      lastCancelAt: at,
      cancels: order.cancels + 1,
    },
    { at, event: 'cancelDecided', detail: String(order.cancels + 1) },
  );

function behindLine({ state }: Order): Pick<Order, 'state'> {
  return { state: state === 'reversing' || state === 'stuck' ? state : 'cancelling' };
}

/** A stuck order is cancelled once an hour, for ever: the first ten tell the story, the rest is counted. */
function told(
  order: Order,
  line: { at: number; event: 'cancelDecided' | 'cancelAnswered'; detail: string },
): Order {
  return order.cancels > CANCELS_TOLD ? order : note(order, line);
}
const CANCELS_TOLD = 10;

/** Its answer proves nothing and moves nothing; only the number of a reversal is kept. */
export const cancelAnswered: Rule<'cancelAnswered'> = (order, { at, answer }) => {
  const heard = { ...order, ...exchanged(answer), lastCancelAt: at };
  const own = answer.kind === 'accepted' ? answer.transNo : undefined;
  const reversal = own !== undefined && own !== order.transNo ? { cancelTransNo: own } : {};
  return told({ ...heard, ...reversal }, { at, event: 'cancelAnswered', detail: answer.kind });
};

export const reversalAnswered: Rule<'reversalAnswered'> = (order, event) => {
  const heard = reversalHeard(order, event);
  return heard.moneyBackAt === undefined ? heard : withMoneyBack(heard, event.at);
};

export const markedUnwanted: Rule<'markedUnwanted'> = (order, { at, reason }) =>
  order.unwanted
    ? order
    : note(
        { ...order, unwanted: { at, reason }, cancelWanted: order.cancelWanted ?? { at, by: 'unwanted' } },
        { at, event: 'markedUnwanted', detail: reason },
      );

/** The cancel runs already, or a person decides: only the wish is kept. */
export const markedUnwantedBehindLine: Rule<'markedUnwanted'> = (order, { at, reason }) =>
  order.unwanted
    ? order
    : note({ ...order, unwanted: { at, reason } }, { at, event: 'markedUnwanted', detail: reason });

export const lookWanted: Rule<'lookWanted'> = (order, event) => {
  const { at, why } = event;
  if (order.settlement) return lookWantedAfterwards(order, event);
  return {
    ...order,
    lookAt: at,
    ...(why === 'restart' ? { resumedAt: at } : {}),
    ...(why === 'restart' && order.state === 'submitting' ? { wasInDoubt: true as const } : {}),
  };
};

export const queryStarted: Rule<'queryStarted'> = (order, { at }) => ({
  ...order,
  lastQueryAt: at,
  queries: order.queries + 1,
});

export const stuckDeclared: Rule<'stuckDeclared'> = (order, { at, why }) =>
  note({ ...order, state: 'stuck' }, { at, event: 'stuckDeclared', detail: why });

export const closedUnrecorded: Rule<'closedUnrecorded'> = (order, { at }) =>
  end(order, 'cancelled', { at, detail: 'the gateway never had it' });

/** An answer while nothing has been cancelled: what it says is what it is. */
export const answeredBeforeLine: Rule<'answered'> = (order, { at, answer, to }) => {
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  if (answer.kind === 'success') return succeeded(order, { at, answer, to });
  const heard = noted(order, { at, answer, to });
  switch (answer.kind) {
    case 'notSent':
      return unsent(heard, { at, answer, to });
    case 'declined':
      return end(heard, 'declined', { at, detail: answer.message });
    case 'cancelled':
      return end(heard, 'cancelled', { at, detail: 'by the gateway' });
    case 'pending':
      return heard.state === 'pending'
        ? heard
        : note({ ...heard, state: 'pending' }, { at, event: 'pending' });
    case 'noRecord':
    case 'unknown':
      return heard;
  }
};

/** An answer behind the line: never paid. Closed, failed and cancelled all say that no money is kept. */
export const answeredBehindLine: Rule<'answered'> = (order, event) => {
  if (order.settlement) return answeredSettled(order, event);
  const { at, answer, to } = event;
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  if (answer.kind === 'success') return succeeded(order, { at, answer, to });
  const heard = noted(order, { at, answer, to });
  switch (answer.kind) {
    case 'notSent':
      return unsent(heard, { at, answer, to });
    case 'declined':
    case 'cancelled':
      // The submit's answer may be older than the query's that said paid.
      if (to === 'submit' && order.paidBehindLineAt !== undefined) return heard;
      return end(heard, 'cancelled', {
        at,
        detail: order.paidBehindLineAt ? 'the money went back' : 'no money moved',
      });
    case 'noRecord':
      return denied(heard, at);
    case 'pending':
      return heard.denials.length > 0 ? { ...heard, denials: [] } : heard;
    case 'unknown':
      return heard;
  }
};

/** Held orders wait for a person; only a proof that the money went back ends them. */
export const answeredHeld: Rule<'answered'> = (order, event) => {
  if (order.settlement) return answeredSettled(order, event);
  const { at, answer, to } = event;
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  const heard = noted(order, { at, answer, to });
  return answer.kind === 'cancelled' ? end(heard, 'cancelled', { at, detail: 'the money went back' }) : heard;
};

type SuccessAnswer = Extract<Answer, { kind: 'success' }>;

/**
 * Only the submit can prove that nothing left: a query that was not sent says nothing of the payment. What the gateway has
 * once spoken of was sent, whoever sent it.
 */
function unsent(order: Order, { at, answer, to }: Heard<{ reason: string }>): Order {
  const isKnownThere = order.transNo !== undefined || order.paidBehindLineAt !== undefined;
  return to === 'submit' && !isKnownThere ? end(order, 'notSent', { at, detail: answer.reason }) : order;
}

function succeeded(order: Order, heard: Heard<SuccessAnswer>): Order {
  const { at, answer, to } = heard;
  const verdict = checkSuccess(order, answer.facts, to);
  if (verdict === 'notOurs') return answeredForAnother(order, answer, at);
  const known = { ...noted(order, heard), denials: [], ...booked(order, answer.facts) };
  if (verdict === 'notComparable') {
    // Only the submit's answer is settled by a look at once: one after each such look would never end.
    const look = to === 'submit' ? { lookAt: at } : {};
    return { ...known, state: known.state === 'submitting' ? 'pending' : known.state, ...look };
  }
  const charged = verdict === 'wrongAmount' ? chargedOf(order, answer.facts) : {};
  if (order.firstCancelAt !== undefined || order.unwanted !== undefined) {
    return paidBehindLine({ ...known, ...charged }, at);
  }
  if (verdict === 'wrongAmount') {
    return note({ ...known, ...charged, state: 'held' }, { at, event: 'held', detail: charged.chargedText });
  }
  return end(known, 'paid', { at });
}

/** Once seen, it stays `reversing` (or stuck) until the gateway says that the money went back. */
function paidBehindLine(order: Order, at: number): Order {
  const looks = (order.paidBehindLineLooks ?? 0) + 1;
  if (order.paidBehindLineAt !== undefined) return { ...order, paidBehindLineLooks: looks };
  return note(
    { ...order, state: 'reversing', paidBehindLineAt: at, paidBehindLineLooks: looks },
    { at, event: 'paidBehindLine' },
  );
}

/** More than are needed; a stuck order may be denied for months. */
const DENIALS_KEPT = 10;

/** Denials a minute apart are kept; more often they say nothing new. */
function denied(order: Order, at: number): Order {
  const last = order.denials.at(-1);
  if (last !== undefined && at - last < BETWEEN_DENIALS_MS) return order;
  return { ...order, denials: [...order.denials.slice(1 - DENIALS_KEPT), at] };
}
