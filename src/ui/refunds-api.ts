import { z } from 'zod';
import { formatMinor } from '../money.ts';
import type { Order, Payments, Refund } from '../payment/index.ts';
import { type Details, noSuchOrder, reason, signedDecision, who } from './decisions.ts';
import type { Guard } from './guard.ts';
import { keyIn, refundKey } from './idempotency.ts';
import { refundableMinorOf } from './order-facts.ts';
import { discountNote, refundJson } from './order-json.ts';
import { orderParams, refundParams } from './params.ts';
import { refusal } from './refusals.ts';
import { amountOf } from './request-checks.ts';
import { type Route, route } from './route.ts';
import { refund as refundSchema } from './schemas/order.ts';
import { amount as amountText } from './schemas/wire.ts';

const refundBody = z.strictObject({
  amount: amountText,
  reason,
  by: who.optional(),
  outside: z.boolean().optional().describe('Given back by other means: only written down'),
  despiteRestore: z
    .boolean()
    .optional()
    .describe(
      'A manager knows that the sale is from before the till was restored, and that its money may have gone back',
    ),
});
const refundsQuery = z.strictObject({
  key: z.string().optional().describe('Only the one that was asked for under this Idempotency-Key'),
});
const resolveBody = z.strictObject({ as: z.enum(['done', 'failed']), by: who.optional(), reason });

const oneRefund = { description: 'As it is now', schema: z.strictObject({ refund: refundSchema }) };
const madeRefund = z.strictObject({
  refund: refundSchema,
  refundableAmount: amountText.describe('What is left of the payment'),
  note: z.string().optional().describe('What is to be known before money is promised to anyone'),
});

/** Giving money back, and deciding about a refund by hand. */
export function refundsRoutes({ payments, guard }: { payments: Payments; guard: Guard }): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/orders/:orderNo/refunds',
        act: 'look',
        summary: 'The refunds of an order',
        params: orderParams,
        query: refundsQuery,
        answers: {
          200: { description: 'Oldest first', schema: z.strictObject({ refunds: z.array(refundSchema) }) },
        },
        problems: { 400: ['badKey'], 404: ['noSuchOrder'] },
      },
      async ({ params: { orderNo }, query }) => {
        const key = keyIn(query.key);
        if (typeof key === 'object') return key;
        const order = await payments.order(orderNo);
        if (!order) return noSuchOrder(orderNo);
        const isMeant = (refund: Refund) => key === undefined || refund.key === refundKey(key);
        const refunds = (order.refunds ?? []).filter(isMeant).map((each) => refundJson(order, each));
        return { status: 200, body: { refunds } };
      },
    ),
    route(
      {
        method: 'post',
        path: '/orders/:orderNo/refunds',
        act: 'refund',
        summary: 'Give money back',
        description:
          'Where no answer came, repeat the request with the same Idempotency-Key: it is the same refund. The key is kept with the refund, for good.',
        params: orderParams,
        key: 'required',
        body: refundBody,
        example: { amount: '5.00', reason: 'one plate was cold', by: 'Ada' },
        answers: { 201: { description: 'The refund, which is on its way', schema: madeRefund } },
        problems: {
          400: ['amountInvalid'],
          404: ['noSuchOrder'],
          409: ['notPossible', 'notRefundable', 'restored'],
          422: ['notSignedBy', 'tooMuch', 'tooManyRefunds'],
          503: ['blocked', 'stopping'],
        },
      },
      async ({ params: { orderNo }, body, key, caller }) => {
        const order = await payments.order(orderNo);
        if (!order) return noSuchOrder(orderNo);
        const amountMinor = amountOf(body.amount, { code: order.currency, digits: order.digits });
        if (typeof amountMinor !== 'number') return amountMinor;
        const { by, outside, despiteRestore, reason: why } = body;
        const signed = guard.signed(caller, by);
        if ('status' in signed) return signed;
        const result = await payments.refund(order.orderNo, {
          amountMinor,
          reason: why,
          key: refundKey(key),
          ...signed,
          ...(outside === undefined ? {} : { outside }),
          ...(despiteRestore === undefined ? {} : { isConfirmed: despiteRestore }),
        });
        return result.ok
          ? { status: 201, body: refundMade(result) }
          : refusal(result.why, refundRefusal[result.why]?.(order));
      },
    ),
    route(
      {
        method: 'post',
        path: '/orders/:orderNo/refunds/:refundNo/resolve',
        act: 'settle',
        summary: "A person's decision about a stuck refund",
        params: refundParams,
        body: resolveBody,
        example: { as: 'done', by: 'Ada', reason: 'seen in the portal' },
        answers: { 200: oneRefund },
        problems: {
          404: ['noSuchOrder', 'noSuchRefund'],
          409: ['notPossible'],
          422: ['notSignedBy'],
          503: ['blocked', 'stopping'],
        },
      },
      async ({ params: { orderNo, refundNo }, body, caller }) => {
        const decision = signedDecision(guard.signed(caller, body.by), body);
        if ('status' in decision) return decision;
        const order = await payments.order(orderNo);
        if (!order) return noSuchOrder(orderNo);
        const known = order.refunds?.find((refund) => refund.refundNo === refundNo);
        if (!known) {
          const detail = `The order has no refund "${refundNo.slice(0, 40)}".`;
          return { status: 404, code: 'noSuchRefund', detail };
        }
        const result = await payments.resolveRefund(refundNo, decision);
        if (result.ok) return { status: 200, body: { refund: refundJson(result.order, result.refund) } };
        return result.why === 'notPossible'
          ? refusal('notPossible', `It does not wait for a decision: it is ${known.state}.`)
          : refusal(result.why);
      },
    ),
  ];
}

/** With a discount the shop got less than the sale's amount, and how much of it each side gets back is not ours to say. */
function refundMade({ order, refund }: { order: Order; refund: Refund }): z.input<typeof madeRefund> {
  const note = refund.outside ? undefined : discountNote(order);
  return {
    refund: refundJson(order, refund),
    refundableAmount: formatMinor(refundableMinorOf(order), order.digits),
    ...(note === undefined ? {} : { note }),
  };
}

const NOT_MADE =
  'Another refund of this payment was a moment faster, or this one could not be written down. Nothing was sent for it: ask again, with the same key.';

/** What a refusal says of this very order. */
const refundRefusal: Details = {
  amountInvalid: () => 'amount: expected more than zero',
  notPossible: ({ restrained }) =>
    restrained === undefined ? NOT_MADE : `The gateway did not answer about this order. ${NOT_MADE}`,
  notRefundable: ({ state, settlement }) => {
    const only = `Only a paid order can be refunded; this one is ${state}.`;
    if (settlement?.as === 'paid') {
      return `${only} ${settlement.by} has settled it as paid: give money back in the gateway's portal.`;
    }
    if (settlement)
      return `${only} ${settlement.by} has settled it as notPaid: what was charged goes back by itself.`;
    return state === 'held' ? `${only} Settle it as "notPaid" to give its money back.` : only;
  },
  restored: () =>
    'The order is from before the till was restored from a backup: it may have been refunded since. The gateway was asked; where a manager wants it all the same, send it again with "despiteRestore": true.',
  tooMuch: (order) =>
    `That is more than is left of this payment: ${formatMinor(refundableMinorOf(order), order.digits)} ${order.currency}.`,
};
