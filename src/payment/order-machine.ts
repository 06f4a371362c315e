import {
  answeredPaid,
  answeredUnpaid,
  lookWantedAfterwards,
  reversalAnsweredAfterwards,
  seen,
  settled,
  settledAfterwards,
} from './afterwards-rules.ts';
import type { Answer, CancelAnswer, RefundAnswer } from './gateway.ts';
import type { CancelReason, Order, OrderState, UnwantedReason } from './order.ts';
import {
  answeredBeforeLine,
  answeredBehindLine,
  answeredHeld,
  cancelAnswered,
  cancelDecided,
  cancelHeld,
  cancelWanted,
  closedUnrecorded,
  lineDrawn,
  lookWanted,
  markedUnwanted,
  markedUnwantedBehindLine,
  queryStarted,
  reversalAnswered,
  sendDecided,
  stuckDeclared,
} from './order-rules.ts';
import type { Refund } from './refund.ts';
import type { RefundEvent } from './refund-machine.ts';
import { refundAsked, refundSettled, refundStepped, reversalAsked } from './refund-rules.ts';

/** What can happen to an order. Past tense: it has happened; `at` is epoch ms on the till's clock. */
export type OrderEvent = { at: number } & (
  | { type: 'sendDecided' }
  /** A query, or a look at a reversal, leaves. */
  | { type: 'queryStarted' }
  | { type: 'answered'; to: 'submit' | 'query'; answer: Answer }
  | { type: 'cancelWanted'; by: CancelReason }
  /** A person gives the customer more time, `until` then. */
  | { type: 'cancelHeld'; until: number; by: string }
  /** The line, without a cancel: the wallet takes none. */
  | { type: 'lineDrawn' }
  /** The intent of a cancel; it is on disk before the cancel leaves. The first one is the line. */
  | { type: 'cancelDecided' }
  | { type: 'cancelAnswered'; answer: CancelAnswer }
  /** What became of the money a cancel gives back. */
  | { type: 'reversalAnswered'; answer: RefundAnswer }
  | { type: 'markedUnwanted'; reason: UnwantedReason }
  /** The till came back, or a person asked: look before anything else. */
  | { type: 'lookWanted'; why: LookReason }
  | { type: 'stuckDeclared'; why: string }
  /** Denied often and long enough: the request never arrived. */
  | { type: 'closedUnrecorded' }
  /**
   * Somebody, or the till itself, wants money to go back. `most`: how many refunds an order may have. `takesOver`: a manager
   * wants it of an order that came with a backup.
   */
  | { type: 'refundAsked'; refund: NewRefund; most: number; takesOver?: boolean }
  | { type: 'refundStepped'; refundNo: string; step: RefundStep }
  /** A person decided what became of a refund that the gateway does not settle. */
  | { type: 'refundSettled'; refundNo: string; as: 'done' | 'failed'; by: string; reason: string }
  /** A person decided what the gateway would not. */
  | { type: 'settled'; as: 'paid' | 'notPaid'; by: string; reason: string }
  /** Somebody has seen the result. */
  | { type: 'seen' }
);

export type LookReason = 'restart' | 'gatewayBack' | 'person' | 'notified' | 'dayClose' | 'reconcile';
export type NewRefund = Pick<
  Refund,
  'refundNo' | 'purpose' | 'amountMinor' | 'reason' | 'by' | 'key' | 'outside'
>;
type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;
export type RefundStep = WithoutTime<RefundEvent>;

export type OrderEventType = OrderEvent['type'];
type EventOf<T extends OrderEventType> = Extract<OrderEvent, { type: T }>;
/** What one kind of event does to an order in one state. It returns the same object where nothing happens. */
export type Rule<T extends OrderEventType> = (order: Order, event: EventOf<T>) => Order;
type Row = { [T in OrderEventType]: Rule<T> };

const stay = (order: Order): Order => order;

/** Nothing happens to it. */
const UNMOVED: Row = {
  sendDecided: stay,
  queryStarted: stay,
  answered: stay,
  cancelWanted: stay,
  cancelHeld: stay,
  lineDrawn: stay,
  cancelDecided: stay,
  cancelAnswered: stay,
  reversalAnswered: stay,
  markedUnwanted: stay,
  lookWanted: stay,
  stuckDeclared: stay,
  closedUnrecorded: stay,
  refundAsked: stay,
  refundStepped: stay,
  refundSettled: stay,
  settled: stay,
  seen: stay,
};

/** Sent, outcome open, no cancel decided. */
const BEFORE_LINE: Row = {
  ...UNMOVED,
  queryStarted,
  answered: answeredBeforeLine,
  cancelWanted,
  cancelHeld,
  lineDrawn,
  cancelDecided,
  markedUnwanted,
  lookWanted,
  stuckDeclared,
};

/** A cancel was decided: the money must not stay, whatever is heard. */
const BEHIND_LINE: Row = {
  ...UNMOVED,
  queryStarted,
  answered: answeredBehindLine,
  lineDrawn,
  cancelDecided,
  cancelAnswered,
  reversalAnswered,
  markedUnwanted: markedUnwantedBehindLine,
  lookWanted,
  stuckDeclared,
  closedUnrecorded,
  refundAsked: reversalAsked,
  refundStepped,
};

/** A final state never moves, whatever comes later; what comes later is kept beside it. */
const ENDED: Row = {
  ...UNMOVED,
  queryStarted,
  lookWanted: lookWantedAfterwards,
  refundStepped,
  settled: settledAfterwards,
  seen,
};
const ENDED_UNPAID: Row = {
  ...ENDED,
  answered: answeredUnpaid,
  reversalAnswered: reversalAnsweredAfterwards,
  refundAsked: reversalAsked,
};

/** The table of all that can happen: complete by type, so a new state or event does not compile until each pair is decided. */
const RULES: Record<OrderState, Row> = {
  created: { ...UNMOVED, sendDecided },
  submitting: BEFORE_LINE,
  pending: BEFORE_LINE,
  cancelling: BEHIND_LINE,
  reversing: BEHIND_LINE,
  stuck: { ...BEHIND_LINE, stuckDeclared: stay, settled, seen },
  held: {
    ...UNMOVED,
    queryStarted,
    answered: answeredHeld,
    lookWanted,
    markedUnwanted: markedUnwantedBehindLine,
    refundAsked: reversalAsked,
    refundStepped,
    settled,
    seen,
  },
  paid: { ...ENDED, answered: answeredPaid, refundAsked, refundSettled },
  declined: ENDED_UNPAID,
  cancelled: ENDED_UNPAID,
  notSent: ENDED_UNPAID,
};

/** The order after an event. Pure; the same object where the event changes nothing. */
export function applyEvent(order: Order, event: OrderEvent): Order {
  // Each row holds a rule for the event's own type; TypeScript cannot follow that through the index.
  const rule = RULES[order.state][event.type] as (order: Order, event: OrderEvent) => Order;
  return rule(order, event);
}
