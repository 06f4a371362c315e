/** What other programs are told of. Names stay; new ones may come. */
export const EVENT_TYPES = [
  /** An order came to its end, or to another one: `data.order.state` says which. */
  'sale.ended',
  /** A refund is done or failed: `data.refundNo` says which, `data.order.refunds` has it. */
  'refund.ended',
  /** An order will not settle without a person. */
  'sale.attention',
  /** A period of the books was closed with a number. */
  'day.closed',
  /** Something needs a technician or a manager. */
  'alert.raised',
  'alert.cleared',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];
