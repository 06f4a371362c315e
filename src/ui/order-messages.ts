/**
 * What the REST interface tells of sales that are over, as the page's Sales place reads it. Amounts are texts with exactly the
 * currency's decimals; times are ISO 8601 in UTC. `order-json.ts` makes it.
 */

export type WireOrderState =
  | 'created'
  | 'submitting'
  | 'pending'
  | 'cancelling'
  | 'reversing'
  | 'stuck'
  | 'held'
  | 'paid'
  | 'declined'
  | 'cancelled'
  | 'notSent';

export type WireRefundState = 'created' | 'submitting' | 'refunding' | 'stuck' | 'done' | 'failed';

/** What an order's story may tell; a till of another version may tell more. */
export type StoryEvent =
  | 'created'
  | 'sendDecided'
  | 'pending'
  | 'paid'
  | 'declined'
  | 'cancelled'
  | 'notSent'
  | 'held'
  | 'cancelWanted'
  | 'cancelHeld'
  | 'lineDrawn'
  | 'cancelDecided'
  | 'cancelAnswered'
  | 'markedUnwanted'
  | 'paidBehindLine'
  | 'stuckDeclared'
  | 'answeredForAnother'
  | 'settled'
  | 'takenOver'
  | 'caseOpened'
  | 'caseClosed'
  | 'refundAsked'
  | 'refundSent'
  | 'refundUnderWay'
  | 'refundStuck'
  | 'refundDone'
  | 'refundFailed';

export interface WireHistoryLine {
  at: string;
  event: string;
  detail?: string | undefined;
}

export interface WireRefund {
  refundNo: string;
  orderNo: string;
  amount: string;
  currency: string;
  reason: string;
  by?: string | undefined;
  /** `customer`: somebody at the shop asked for it · `reversal`: the till brings back money that must not stay. */
  purpose: 'customer' | 'reversal';
  /** Given back by other means: only recorded. */
  outside?: boolean | undefined;
  /** Who decided what became of it, where the gateway did not say. */
  settledBy?: string | undefined;
  state: WireRefundState;
  createdAt: string;
  sentAt?: string | undefined;
  finalAt?: string | undefined;
  transNo?: string | undefined;
  gatewayCode?: string | undefined;
  gatewayMessage?: string | undefined;
  psn?: string | undefined;
}

export interface WireSettlement {
  as: 'paid' | 'notPaid';
  by: string;
  reason: string;
  at: string;
  /** When the gateway came to say the same. */
  agreedAt?: string | undefined;
}

export interface WireCase {
  kind: 'paidAfterAll' | 'wrongAmountAfterAll' | 'notPaidAfterAll' | 'refundedAfterAll';
  said: string;
  openedAt: string;
  closedAt?: string | undefined;
  closedBy?: 'gateway' | 'person' | undefined;
  by?: string | undefined;
  reason?: string | undefined;
}

export interface WireOrder {
  orderNo: string;
  saleId: string;
  lane: string;
  state: WireOrderState;
  /** It will not settle without a person. */
  attention: boolean;
  amount: string;
  currency: string;
  reference?: string | undefined;
  /** Who sold it. */
  by?: string | undefined;
  wallet: string;
  /** The wallet's shown name. */
  walletName: string;
  codeMask: string;
  createdAt: string;
  sentAt?: string | undefined;
  finalAt?: string | undefined;
  transNo?: string | undefined;
  payChannelTransNo?: string | undefined;
  payPlatformTransNo?: string | undefined;
  paidAmount?: string | undefined;
  refundedAmount: string;
  refundableAmount: string;
  refunds?: WireRefund[] | undefined;
  chargedInstead?: string | undefined;
  gatewayCode?: string | undefined;
  gatewayMessage?: string | undefined;
  psn?: string | undefined;
  unwanted?: 'nextCustomer' | 'paidAnotherWay' | undefined;
  settlement?: WireSettlement | undefined;
  cases?: WireCase[] | undefined;
  looksDue?: string[] | undefined;
  history: WireHistoryLine[];
}

/** A page of `GET /orders`. */
export interface WireOrders {
  /** The business day that was looked through: today where none was asked for. */
  day: string;
  orders: WireOrder[];
  cursor?: string | undefined;
}
