import { parseGatewayAmount } from '../money.ts';
import type { Answer, ExchangeFacts, RefundAnswer } from './gateway.ts';
import type { Case, FinalState, HistoryLine, Order, OrderState, TransactionFacts } from './order.ts';
import { isFinal, openCase } from './order.ts';
import type { OrderEventType } from './order-machine.ts';
import { isReversalOf, speaksOfAnother } from './success-check.ts';

/** The small changes the rules of the order machine are made of. Pure. */

export interface Line {
  at: number;
  event: HistoryEvent;
  detail?: string | undefined;
}

/** Every event that the history of an order may tell: whoever tells it to people has a sentence for each. */
export type HistoryEvent =
  | Extract<
      OrderEventType,
      | 'sendDecided'
      | 'cancelWanted'
      | 'cancelHeld'
      | 'lineDrawn'
      | 'cancelDecided'
      | 'cancelAnswered'
      | 'markedUnwanted'
      | 'stuckDeclared'
      | 'settled'
      | 'refundAsked'
    >
  | Extract<OrderState, 'created' | 'pending' | 'held' | FinalState>
  | 'answeredForAnother'
  | 'paidBehindLine'
  | 'takenOver'
  | 'caseOpened'
  | 'caseClosed'
  | RefundLine;
type RefundLine = 'refundSent' | 'refundUnderWay' | 'refundStuck' | 'refundDone' | 'refundFailed';

export type Heard<A> = { at: number; answer: A; to: 'submit' | 'query' };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export function note(order: Order, { at, event, detail }: Line): Order {
  const line: HistoryLine = detail === undefined ? { at, event } : { at, event, detail };
  return { ...order, history: [...order.history, line] };
}

/** The end of the sale. What ended without money by way of a doubt or a cancel is looked at again, lest it was paid after all. */
export function end(order: Order, state: FinalState, { at, detail }: Omit<Line, 'event'>): Order {
  const looksDue = looksAfter(order, state, at);
  // A look that was wanted is answered by the end.
  const { lookAt: _, ...rest } = order;
  const ended = { ...rest, state, finalAt: at, ...(looksDue.length > 0 ? { looksDue } : {}) };
  return note(ended, { at, event: state, detail });
}

/** A manager has made an order that came with a backup this till's own. Nothing happens to any other. */
export function withTakeOver(order: Order, by: { at: number; by: string; reason: string }): Order {
  const { restrained: till, ...free } = order;
  if (till === undefined) return order;
  return note({ ...free, takenOver: { till, ...by } }, { at: by.at, event: 'takenOver', detail: by.by });
}

/** Proven by a cancel's or a refund's own number: the sale itself may say paid for ever. */
function endMoneyBack(order: Order, at: number): Order {
  return end({ ...order, moneyBackAt: at }, 'cancelled', { at, detail: 'the money went back' });
}

/** A minute later, at the close of the day (in a day at the latest), and, where the gateway had no record, a day after that. */
function looksAfter(order: Order, state: FinalState, at: number): number[] {
  const wasClear = !order.wasInDoubt && order.firstCancelAt === undefined && order.resumedAt === undefined;
  const isSure = order.moneyBackAt !== undefined || (state === 'declined' && wasClear);
  if (state === 'paid' || state === 'notSent' || isSure) return [];
  const looks = [at + MINUTE, at + DAY];
  return order.denials.length > 0 ? [...looks, at + 2 * DAY] : looks;
}

/** Proven to be back. A person who decided that it stays has to hear of it; every other case is closed by that. */
export function withMoneyBack(order: Order, at: number): Order {
  const back = isFinal(order) ? { ...order, moneyBackAt: at } : endMoneyBack(order, at);
  return order.settlement?.as === 'paid'
    ? withCase(back, { kind: 'notPaidAfterAll', said: 'the money went back' }, at)
    : withCaseClosed(back, { closedBy: 'gateway' }, at);
}

/** What every answer leaves behind, whatever it says. */
export function noted(order: Order, heard: Heard<Answer>): Order {
  const { answer } = heard;
  const facts = 'facts' in answer ? answer.facts : {};
  return {
    ...order,
    heardAt: heard.at,
    ...exchanged(answer),
    ...(facts.transNo === undefined ? {} : { transNo: facts.transNo }),
    ...(heard.to === 'submit' && answer.kind === 'unknown' ? { wasInDoubt: true as const } : {}),
  };
}

/** An unknown answer's words are claims of nobody we know: they are not kept. */
export function exchanged(answer: ExchangeFacts & { kind: string }): Partial<Order> {
  if (answer.kind === 'unknown') return { traceId: answer.traceId };
  return {
    traceId: answer.traceId,
    ...(answer.code === undefined ? {} : { gatewayCode: answer.code }),
    ...(answer.message === undefined ? {} : { gatewayMessage: answer.message }),
    ...(answer.psn === undefined ? {} : { psn: answer.psn }),
  };
}

export function booked(order: Order, facts: TransactionFacts): Partial<Order> {
  const paid = parseGatewayAmount(facts.paidAmount, order.digits);
  return {
    ...(paid === undefined ? {} : { paidAmountMinor: paid }),
    ...(facts.payChannelTransNo === undefined ? {} : { payChannelTransNo: facts.payChannelTransNo }),
    ...(facts.payPlatformTransNo === undefined ? {} : { payPlatformTransNo: facts.payPlatformTransNo }),
  };
}

export function isForAnother(order: Order, answer: Answer): boolean {
  return 'facts' in answer && speaksOfAnother(order, answer.facts);
}

/** A gateway that names another payment in each answer would fill the history for ever: so many tell the story. */
const OTHERS_TOLD = 10;

/** It says nothing of this order, but that something is amiss. */
export function answeredForAnother(order: Order, answer: Answer, at: number): Order {
  const detail = 'facts' in answer ? answer.facts.transNo : undefined;
  const other: Line = { at, event: 'answeredForAnother', detail };
  // It may be said once a second for hours: told once, it is known.
  const told = order.history.filter(({ event }) => event === other.event);
  const isKnown = told.length >= OTHERS_TOLD || told.some(({ detail }) => detail === other.detail);
  return isKnown ? { ...order, heardAt: at } : note({ ...order, heardAt: at }, other);
}

/** What the gateway says of a cancel by the cancel's own number: that the money is back, on its way, or that there is none. */
export function reversalHeard(order: Order, { at, answer }: { at: number; answer: RefundAnswer }): Order {
  const heard = { ...order, ...exchanged(answer), heardAt: at };
  const missing = { ...heard, reversalMissing: (order.reversalMissing ?? 0) + 1 };
  switch (answer.kind) {
    case 'done':
      return isReversalOf(order, answer.facts) ? { ...heard, moneyBackAt: at } : heard;
    case 'refunding':
      return isReversalOf(order, answer.facts) ? { ...heard, reversalMissing: 0 } : heard;
    case 'failed':
    case 'noRecord':
      return missing;
    case 'unknown':
    case 'notSent':
      // A stated code that nobody knows shows no reversal either; silence says nothing.
      return answer.reason === 'unknownCode' ? missing : heard;
  }
}

/** Opens a case, unless one is open: it says already that a person is needed. */
export function withCase(order: Order, made: Pick<Case, 'kind' | 'said'>, at: number): Order {
  if (openCase(order)) return order;
  const cases = [...(order.cases ?? []), { ...made, openedAt: at }];
  return note({ ...order, cases }, { at, event: 'caseOpened', detail: `${made.kind}: ${made.said}` });
}

export function withCaseClosed(
  order: Order,
  how: Pick<Case, 'closedBy' | 'by' | 'reason'>,
  at: number,
): Order {
  const open = openCase(order);
  if (!open) return order;
  const cases = (order.cases ?? []).map((each) => (each === open ? { ...each, ...how, closedAt: at } : each));
  return note({ ...order, cases }, { at, event: 'caseClosed', detail: how.closedBy });
}
