import type { Answer, CancelAnswer, RefundAnswer } from './gateway.ts';
import type { CancelReason, Order, OrderState, UnwantedReason } from './order.ts';
import {
  answeredBeforeLine,
  answeredBehindLine,
  answeredHeld,
  cancelAnswered,
  cancelDecided,
  cancelWanted,
  closedUnrecorded,
  lookWanted,
  markedUnwanted,
  markedUnwantedBehindLine,
  queryStarted,
  reversalAnswered,
  sendDecided,
  stuckDeclared,
} from './order-rules.ts';

/** What can happen to an order. Past tense: it has happened; `at` is epoch ms on the till's clock. */
export type OrderEvent = { at: number } & (
  | { type: 'sendDecided' }
  /** A query, or a look at a reversal, leaves. */
  | { type: 'queryStarted' }
  | { type: 'answered'; to: 'submit' | 'query'; answer: Answer }
  | { type: 'cancelWanted'; by: CancelReason }
  /** The intent of a cancel; it is on disk before the cancel leaves. The first one is the line. */
  | { type: 'cancelDecided' }
  | { type: 'cancelAnswered'; answer: CancelAnswer }
  /** What became of the money a cancel gives back. */
  | { type: 'reversalAnswered'; answer: RefundAnswer }
  | { type: 'markedUnwanted'; reason: UnwantedReason }
  /** The till came back, or a person asked: look before anything else. */
  | { type: 'lookWanted'; why: 'restart' | 'gatewayBack' | 'person' }
  | { type: 'stuckDeclared'; why: string }
  /** Denied often and long enough: the request never arrived. */
  | { type: 'closedUnrecorded' }
);

export type OrderEventType = OrderEvent['type'];
type EventOf<T extends OrderEventType> = Extract<OrderEvent, { type: T }>;
/** What one kind of event does to an order in one state. It returns the same object where nothing happens. */
export type Rule<T extends OrderEventType> = (order: Order, event: EventOf<T>) => Order;
type Row = { [T in OrderEventType]: Rule<T> };

const stay = (order: Order): Order => order;

/** A final state never moves: whatever comes later. */
const FINAL: Row = {
  sendDecided: stay,
  queryStarted: stay,
  answered: stay,
  cancelWanted: stay,
  cancelDecided: stay,
  cancelAnswered: stay,
  reversalAnswered: stay,
  markedUnwanted: stay,
  lookWanted: stay,
  stuckDeclared: stay,
  closedUnrecorded: stay,
};

/** Sent, outcome open, no cancel decided. */
const BEFORE_LINE: Row = {
  sendDecided: stay,
  queryStarted,
  answered: answeredBeforeLine,
  cancelWanted,
  cancelDecided,
  cancelAnswered: stay,
  reversalAnswered: stay,
  markedUnwanted,
  lookWanted,
  stuckDeclared,
  closedUnrecorded: stay,
};

/** A cancel was decided: the money must not stay, whatever is heard. */
const BEHIND_LINE: Row = {
  sendDecided: stay,
  queryStarted,
  answered: answeredBehindLine,
  cancelWanted: stay,
  cancelDecided,
  cancelAnswered,
  reversalAnswered,
  markedUnwanted: markedUnwantedBehindLine,
  lookWanted,
  stuckDeclared,
  closedUnrecorded,
};

/** The table of all that can happen: complete by type, so a new state or event does not compile until each pair is decided. */
const RULES: Record<OrderState, Row> = {
  created: { ...FINAL, sendDecided },
  submitting: BEFORE_LINE,
  pending: BEFORE_LINE,
  cancelling: BEHIND_LINE,
  reversing: BEHIND_LINE,
  stuck: { ...BEHIND_LINE, stuckDeclared: stay },
  held: {
    ...FINAL,
    queryStarted,
    answered: answeredHeld,
    lookWanted,
    markedUnwanted: markedUnwantedBehindLine,
  },
  paid: FINAL,
  declined: FINAL,
  cancelled: FINAL,
  notSent: FINAL,
};

/** The order after an event. Pure; the same object where the event changes nothing. */
export function applyEvent(order: Order, event: OrderEvent): Order {
  // Each row holds a rule for the event's own type; TypeScript cannot follow that through the index.
  const rule = RULES[order.state][event.type] as (order: Order, event: OrderEvent) => Order;
  return rule(order, event);
}
