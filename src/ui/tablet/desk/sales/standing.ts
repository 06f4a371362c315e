import type { WireCase, WireOrder, WireRefund } from '../../../order-messages.ts';

/**
 * How a sale stands, in the one word a list shows. The least certain part of it comes first: what needs a person is never
 * hidden behind a plain PAID.
 */
export type Standing =
  | 'paid'
  | 'refunding'
  | 'refundedPart'
  | 'refunded'
  | 'refundFailed'
  | 'refundStuck'
  | 'waiting'
  | 'cancelling'
  | 'goingBack'
  | 'stuck'
  | 'held'
  | 'settledPaid'
  | 'settledNotPaid'
  | 'contradicted'
  | 'declined'
  | 'cancelled'
  | 'notSent';

type Told = Pick<WireOrder, 'state' | 'amount' | 'refunds' | 'cases' | 'settlement' | 'refundedAmount'>;

export function standingOf(order: Told): Standing {
  const { state, settlement, refunds = [] } = order;
  if (openCaseOf(order)) return 'contradicted';
  if (refunds.some((refund) => isStuck(refund, order))) return 'refundStuck';
  if (settlement) return settlement.as === 'paid' ? 'settledPaid' : 'settledNotPaid';
  switch (state) {
    case 'created':
    case 'submitting':
    case 'pending':
      return 'waiting';
    case 'reversing':
      return 'goingBack';
    case 'paid':
      return paidStanding(order);
    case 'cancelling':
    case 'stuck':
    case 'held':
    case 'declined':
    case 'cancelled':
    case 'notSent':
      return state;
  }
}

function paidStanding({ amount, refundedAmount, refunds = [] }: Told): Standing {
  if (refunds.some(isMoving)) return 'refunding';
  if (refunds.at(-1)?.state === 'failed') return 'refundFailed';
  if (!/[1-9]/.test(refundedAmount)) return 'paid';
  return refundedAmount === amount ? 'refunded' : 'refundedPart';
}

/** The case that waits for its end: an order has one at most. */
export function openCaseOf({ cases }: Pick<WireOrder, 'cases'>): WireCase | undefined {
  return cases?.find(({ closedAt }) => closedAt === undefined);
}

/** Whether its money is on its way, or may be. */
function isMoving({ state }: Pick<WireRefund, 'state'>): boolean {
  return state === 'created' || state === 'submitting' || state === 'refunding';
}

/** Unwanted money is out of the till's hands once a person has decided of it. */
function isStuck(refund: WireRefund, { settlement }: Told): boolean {
  const isDecided =
    settlement !== undefined && refund.purpose === 'reversal' && refund.createdAt < settlement.at;
  return refund.state === 'stuck' && !isDecided;
}

/** What a person may do with a sale now, beside having it checked. */
export interface Possible {
  /** The most that may be given back; nothing where nothing may. */
  refundable: string | undefined;
  /** The sale itself waits for a decision. */
  settle: boolean;
  /** Refunds that wait for one. */
  stuckRefunds: WireRefund[];
}

export function possibleWith(order: WireOrder): Possible {
  const { state, settlement, refundableAmount, refunds = [] } = order;
  const stuck = refunds.filter((refund) => isStuck(refund, order));
  const isUnsettled = (state === 'stuck' || state === 'held') && settlement === undefined;
  const isReversalStuck = stuck.some(({ purpose }) => purpose === 'reversal');
  return {
    refundable: state === 'paid' && /[1-9]/.test(refundableAmount) ? refundableAmount : undefined,
    settle: isUnsettled || openCaseOf(order) !== undefined || isReversalStuck,
    stuckRefunds: state === 'paid' ? stuck.filter(({ purpose }) => purpose === 'customer') : [],
  };
}

/** Whether it may change by itself within seconds: then it is looked at more often. */
export function isLively(order: WireOrder): boolean {
  const standing = standingOf(order);
  return ['waiting', 'cancelling', 'goingBack', 'refunding'].includes(standing);
}
