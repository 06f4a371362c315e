import { z } from 'zod';
import {
  BOOKING_KINDS,
  type DayBooks,
  type DayCarried,
  type DayPeriod,
  type DaySum,
  type DaySums,
  type DayTotals,
} from '../day-messages.ts';
import { amount, time, wire } from './wire.ts';

const sum = wire<DaySum>()('DaySum', z.strictObject({ count: z.number(), amount }));
const sumFields = {
  paid: sum.exactOptional(),
  refunded: sum.exactOptional(),
  refundedOutside: sum.exactOptional(),
  reversed: sum.exactOptional(),
  settledPaid: sum.exactOptional(),
  settledNotPaid: sum.exactOptional(),
};
const sums = wire<DaySums>()('DaySums', z.strictObject(sumFields));
const groups = z.record(z.string(), sums);

const totals = wire<DayTotals>()(
  'DayTotals',
  z.strictObject({
    ...sumFields,
    currency: z.string(),
    digits: z.number(),
    events: z.number(),
    discounts: amount,
    fees: amount,
    customersPaid: amount,
    net: amount,
    byWallet: groups,
    byLane: groups,
    byCashier: groups,
    byHour: groups.exactOptional().describe("By the hour of the shop's clock, 00 to 23"),
    late: z
      .array(z.strictObject({ orderNo: z.string(), bornOn: z.string(), kind: z.enum(BOOKING_KINDS), amount }))
      .describe('What happened in this period to orders of an earlier day'),
  }),
);

const carried = wire<DayCarried>()(
  'DayCarried',
  z.strictObject({
    orderNo: z.string(),
    lane: z.string(),
    amount,
    currency: z.string(),
    state: z.string(),
    why: z.enum(['open', 'stuck', 'held', 'case', 'refund', 'settled']),
  }),
);

export const period = wire<DayPeriod>()(
  'DayPeriod',
  z.strictObject({
    period: z.string(),
    status: z.enum(['open', 'over', 'closed']),
    z: z.number().optional().describe('Number of the close'),
    openedAt: time,
    closedAt: time.optional(),
    by: z.string().optional(),
    totals: z.array(totals).describe('One for each currency'),
    carried: z.array(carried).describe('What was not settled at its end'),
  }),
);

export const books = wire<DayBooks>()(
  'DayBooks',
  z.strictObject({
    day: z.string(),
    today: z.string().describe('The day that is open now'),
    walletNames: z.record(z.string(), z.string()),
    laneNames: z.record(z.string(), z.string()),
    periods: z.array(period),
  }),
);

const text = z.string().exactOptional();

const difference = z
  .strictObject({
    kind: z.enum(['oursOnly', 'amount', 'state', 'notAnswered']),
    orderNo: z.string(),
    refundNo: text,
    ours: z.string(),
    theirs: z.string(),
  })
  .meta({ id: 'Difference', description: 'One thing on which the till and the gateway do not agree' });

const foreign = z
  .strictObject({
    at: time,
    status: z.enum(['success', 'declined', 'pending', 'cancelled', 'unknown']),
    orderNo: z.string(),
    transNo: text,
    transType: z.number().exactOptional(),
    orderAmount: text,
    transAmount: text,
    paidAmount: text,
    currency: text,
    attach: text,
    payChannelTransNo: text,
    payPlatformTransNo: text,
    endedAt: text,
    payMethodId: text,
  })
  .meta({
    id: 'ForeignNotice',
    description: "What the gateway told of a number that is none of this till's",
  });

export const reconciliation = z
  .strictObject({
    day: z.string(),
    status: z.enum(['running', 'paused', 'finished']),
    detail: text.describe('Why it is paused, where that is known'),
    startedAt: time,
    finishedAt: time.optional(),
    asked: z.number(),
    total: z.number(),
    differences: z.array(difference),
    foreign: z.array(foreign),
  })
  .meta({ id: 'Reconciliation' });
