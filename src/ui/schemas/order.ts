import { z } from 'zod';
import type {
  WireCase,
  WireHistoryLine,
  WireOrder,
  WireOrderState,
  WireOrders,
  WireRefund,
  WireSettlement,
} from '../order-messages.ts';
import { amount, time, wire } from './wire.ts';

const text = z.string().optional();
const moment = time.optional();

/** Complete by type: a new state does not compile until it can be asked for. */
const states = {
  created: 'created',
  submitting: 'submitting',
  pending: 'pending',
  cancelling: 'cancelling',
  reversing: 'reversing',
  stuck: 'stuck',
  held: 'held',
  paid: 'paid',
  declined: 'declined',
  cancelled: 'cancelled',
  notSent: 'notSent',
} as const satisfies { [State in WireOrderState]: State };
export const orderState = z.enum(states).meta({ id: 'OrderState' });

const settlement = wire<WireSettlement>()(
  'Settlement',
  z.strictObject({
    as: z.enum(['paid', 'notPaid']),
    by: z.string(),
    reason: z.string(),
    at: time,
    agreedAt: moment.describe('When the gateway came to say the same'),
  }),
);

const orderCase = wire<WireCase>()(
  'Case',
  z.strictObject({
    kind: z.enum(['paidAfterAll', 'wrongAmountAfterAll', 'notPaidAfterAll', 'refundedAfterAll']),
    said: z.string(),
    openedAt: time,
    closedAt: moment,
    closedBy: z.enum(['gateway', 'person']).optional(),
    by: text,
    reason: text,
  }),
);

const historyLine = wire<WireHistoryLine>()(
  'HistoryLine',
  z.strictObject({ at: time, event: z.string(), detail: text }),
);

export const refund = wire<WireRefund>()(
  'Refund',
  z.strictObject({
    refundNo: z.string(),
    orderNo: z.string(),
    amount,
    currency: z.string(),
    reason: z.string(),
    by: text,
    purpose: z
      .enum(['customer', 'reversal'])
      .describe('customer: the shop asked for it. reversal: the till brings back money that must not stay'),
    outside: z.boolean().optional().describe('Given back by other means: only recorded'),
    settledBy: text.describe('Who decided what became of it, where the gateway did not say'),
    state: z
      .enum(['created', 'submitting', 'refunding', 'stuck', 'done', 'failed'])
      .describe('done: the money went back. failed: it did not. stuck: nobody knows, a person decides'),
    createdAt: time,
    sentAt: moment,
    finalAt: moment,
    transNo: text,
    gatewayCode: text,
    gatewayMessage: text,
    psn: text,
  }),
);

export const order = wire<WireOrder>()(
  'Order',
  z.strictObject({
    orderNo: z.string(),
    saleId: z.string(),
    lane: z.string(),
    state: orderState,
    attention: z.boolean().describe('It will not settle without a person'),
    amount,
    currency: z.string(),
    reference: text,
    by: text.describe('Who sold it'),
    wallet: z.string(),
    walletName: z.string(),
    codeMask: z.string(),
    createdAt: time,
    sentAt: moment,
    finalAt: moment,
    transNo: text,
    payChannelTransNo: text,
    payPlatformTransNo: text.describe("The wallet's own number, as on the customer's bill"),
    paidAmount: amount.optional().describe('What the customer paid'),
    refundedAmount: amount,
    refundableAmount: amount,
    refunds: z.array(refund).optional(),
    chargedInstead: text.describe('What the gateway charged, where that is not the amount'),
    gatewayCode: text,
    gatewayMessage: text,
    psn: text,
    unwanted: z.enum(['nextCustomer', 'paidAnotherWay']).optional(),
    settlement: settlement.optional(),
    cases: z.array(orderCase).optional(),
    looksDue: z.array(time).optional(),
    history: z.array(historyLine),
  }),
);

export const orders = wire<WireOrders>()(
  'Orders',
  z.strictObject({
    day: z.string().describe('The business day that was looked through'),
    orders: z.array(order),
    cursor: text.describe('Of the next page, while there is one'),
  }),
);

const saleFields = {
  saleId: z.string(),
  lane: z.string(),
  amount,
  currency: z.string(),
  reference: text,
  state: z.enum({ ready: 'ready', expired: 'expired', withdrawn: 'withdrawn', ...states }).meta({
    id: 'SaleState',
    description:
      'Only paid is paid. Ends: paid, declined, cancelled, notSent, expired, withdrawn. In any other state wait.',
  }),
  orderNos: z.array(z.string()).describe('One for each code that was sent; the newest last'),
};

export const sale = z.strictObject(saleFields).meta({ id: 'Sale' });

export const saleWithAfter = z
  .strictObject({
    ...saleFields,
    refundedAmount: amount.optional().describe('What went back since'),
    settlement: settlement.optional(),
    cases: z.array(orderCase).optional(),
  })
  .meta({ id: 'SaleResult' });
