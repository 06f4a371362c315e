import { parseGatewayAmount } from '../money.ts';
import type { Answer, ExchangeFacts } from './gateway.ts';
import type { FinalState, HistoryLine, Order, OrderState, TransactionFacts } from './order.ts';
import type { OrderEventType, Rule } from './order-machine.ts';
import { BETWEEN_DENIALS_MS } from './policy.ts';
import { chargedText, checkSuccess, isReversalOf, speaksOfAnother } from './success-check.ts';

/** The rules the order machine's table is made of. Each is pure and says what one event does. */

export const sendDecided: Rule<'sendDecided'> = (order, { at }) =>
  note({ ...order, state: 'submitting', sentAt: at }, { at, event: 'sendDecided' });

export const cancelWanted: Rule<'cancelWanted'> = (order, { at, by }) =>
  order.cancelWanted
    ? order
    : note({ ...order, cancelWanted: { at, by } }, { at, event: 'cancelWanted', detail: by });

/** The first one draws the line; it keeps its time for good. */
export const cancelDecided: Rule<'cancelDecided'> = (order, { at }) =>
  note(
    {
      ...order,
      state: order.state === 'reversing' || order.state === 'stuck' ? order.state : 'cancelling',
      firstCancelAt: order.firstCancelAt ?? at,
      lastCancelAt: at,
      cancels: order.cancels + 1,
    },
    { at, event: 'cancelDecided', detail: String(order.cancels + 1) },
  );

/** Its answer proves nothing and moves nothing; only the number of a reversal is kept. */
export const cancelAnswered: Rule<'cancelAnswered'> = (order, { at, answer }) => {
  const heard = { ...order, ...exchanged(answer), lastCancelAt: at };
  const own = answer.kind === 'accepted' ? answer.transNo : undefined;
  const reversal = own !== undefined && own !== order.transNo ? { cancelTransNo: own } : {};
  return note({ ...heard, ...reversal }, { at, event: 'cancelAnswered', detail: answer.kind });
};

export const reversalAnswered: Rule<'reversalAnswered'> = (order, { at, answer }) => {
  const heard = { ...order, ...exchanged(answer), heardAt: at };
  const isBack = answer.kind === 'done' && isReversalOf(order, answer.facts);
  return isBack ? end(heard, 'cancelled', { at, detail: 'the money went back' }) : heard;
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

export const lookWanted: Rule<'lookWanted'> = (order, { at, why }) => ({
  ...order,
  lookAt: at,
  ...(why === 'restart' ? { resumedAt: at } : {}),
});

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
export const answeredBehindLine: Rule<'answered'> = (order, { at, answer, to }) => {
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  if (answer.kind === 'success') return succeeded(order, { at, answer, to });
  const heard = noted(order, { at, answer, to });
  switch (answer.kind) {
    case 'notSent':
      return unsent(heard, { at, answer, to });
    case 'declined':
    case 'cancelled':
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
export const answeredHeld: Rule<'answered'> = (order, { at, answer, to }) => {
  if (isForAnother(order, answer)) return answeredForAnother(order, answer, at);
  const heard = noted(order, { at, answer, to });
  return answer.kind === 'cancelled' ? end(heard, 'cancelled', { at, detail: 'the money went back' }) : heard;
};

type SuccessAnswer = Extract<Answer, { kind: 'success' }>;
type Heard<A> = { at: number; answer: A; to: 'submit' | 'query' };

/** Only the submit can prove that nothing left: a query that was not sent says nothing of the payment. */
function unsent(order: Order, { at, answer, to }: Heard<{ reason: string }>): Order {
  return to === 'submit' ? end(order, 'notSent', { at, detail: answer.reason }) : order;
}

function isForAnother(order: Order, answer: Answer): boolean {
  return 'facts' in answer && speaksOfAnother(order, answer.facts);
}

/** It says nothing of this order, but that something is amiss. */
function answeredForAnother(order: Order, answer: Answer, at: number): Order {
  const detail = 'facts' in answer ? answer.facts.transNo : undefined;
  const other: Line = { at, event: 'answeredForAnother', detail };
  // It may be said once a second for hours: told once, it is known.
  const isKnown = order.history.some(({ event, detail }) => event === other.event && detail === other.detail);
  return isKnown ? { ...order, heardAt: at } : note({ ...order, heardAt: at }, other);
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
  const charged = verdict === 'wrongAmount' ? { chargedText: chargedText(answer.facts) } : {};
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

/** Denials a minute apart are kept; more often they say nothing new. */
function denied(order: Order, at: number): Order {
  const last = order.denials.at(-1);
  if (last !== undefined && at - last < BETWEEN_DENIALS_MS) return order;
  return { ...order, denials: [...order.denials, at] };
}

/** What every answer leaves behind, whatever it says. */
function noted(order: Order, heard: Heard<Answer>): Order {
  const { answer } = heard;
  const facts = 'facts' in answer ? answer.facts : {};
  return {
    ...order,
    heardAt: heard.at,
    ...exchanged(answer),
    ...(facts.transNo === undefined ? {} : { transNo: facts.transNo }),
  };
}

/** An unknown answer's words are claims of nobody we know: they are not kept. */
function exchanged(answer: ExchangeFacts & { kind: string }): Partial<Order> {
  if (answer.kind === 'unknown') return { traceId: answer.traceId };
  return {
    traceId: answer.traceId,
    ...(answer.code === undefined ? {} : { gatewayCode: answer.code }),
    ...(answer.message === undefined ? {} : { gatewayMessage: answer.message }),
    ...(answer.psn === undefined ? {} : { psn: answer.psn }),
  };
}

function booked(order: Order, facts: TransactionFacts): Partial<Order> {
  const paid = parseGatewayAmount(facts.paidAmount, order.digits);
  return {
    ...(paid === undefined ? {} : { paidAmountMinor: paid }),
    ...(facts.payChannelTransNo === undefined ? {} : { payChannelTransNo: facts.payChannelTransNo }),
    ...(facts.payPlatformTransNo === undefined ? {} : { payPlatformTransNo: facts.payPlatformTransNo }),
  };
}

interface Line {
  at: number;
  event: OrderEventType | OrderState | 'answeredForAnother' | 'paidBehindLine';
  detail?: string | undefined;
}

function end(order: Order, state: FinalState, { at, detail }: Omit<Line, 'event'>): Order {
  return note({ ...order, state, finalAt: at }, { at, event: state, detail });
}

function note(order: Order, { at, event, detail }: Line): Order {
  const line: HistoryLine = detail === undefined ? { at, event } : { at, event, detail };
  return { ...order, history: [...order.history, line] };
}
