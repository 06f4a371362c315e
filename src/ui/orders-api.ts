import { z } from 'zod';
import type { Order, Payments } from '../payment/index.ts';
import { type Details, noSuchOrder, reason, signedDecision, who } from './decisions.ts';
import type { Guard } from './guard.ts';
import { orderJson } from './order-json.ts';
import { orderParams } from './params.ts';
import { refusal } from './refusals.ts';
import { type Route, route } from './route.ts';
import { order as orderSchema, orderState, orders } from './schemas/order.ts';

const orderKinds = ['paid', 'notPaid', 'refunded', 'open', 'attention'] as const;
const ordersQuery = z.strictObject({
  day: z.iso
    .date('expected YYYY-MM-DD')
    .optional()
    .describe('Business day. Left out: today and what is open'),
  lane: z.string().optional(),
  state: orderState.optional(),
  kind: z.enum(orderKinds).optional(),
  q: z
    .string()
    .min(2)
    .max(64)
    .optional()
    .describe('An amount as people type it, or part of a number, reference, masked code or wallet'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^\d{15}\.\w{1,60}$/, 'expected the cursor of the page before')
    .optional()
    .describe('That of the answer before'),
});
const holdBody = z.strictObject({ by: who.optional() }).default({});
const resolveBody = z.strictObject({ as: z.enum(['paid', 'notPaid']), by: who.optional(), reason });

export interface OrdersApiParts {
  payments: Payments;
  guard: Guard;
  /** Wallet id to its shown name. */
  walletName(wallet: string): string;
}

const oneOrder = { description: 'As it is now', schema: orderSchema };

/** Orders: finding them, asking about them, deciding by hand. */
export function ordersRoutes({ payments, guard, walletName }: OrdersApiParts): Route[] {
  const json = (order: Order) => orderJson(order, walletName);

  return [
    route(
      {
        method: 'get',
        path: '/orders',
        act: 'look',
        summary: 'Orders, newest first',
        query: ordersQuery,
        answers: { 200: { description: 'A page of them', schema: orders } },
      },
      async ({ query: { day, lane, state, kind, q, cursor, limit }, caller: { visitor } }) => {
        const page = await payments.orders({
          limit,
          // Who is bound to lanes finds what is theirs: a refusal would leave a tablet without its list.
          ...(visitor && visitor.lanes !== 'all' && { lanes: visitor.lanes }),
          ...(day === undefined ? {} : { day }),
          ...(lane === undefined ? {} : { lane }),
          ...(state === undefined ? {} : { state }),
          ...(kind === undefined ? {} : { kind }),
          ...(q === undefined ? {} : { q }),
          ...(cursor === undefined ? {} : { cursor }),
        });
        return { status: 200, body: { day: page.day, orders: page.orders.map(json), cursor: page.cursor } };
      },
    ),
    route(
      {
        method: 'get',
        path: '/orders/:orderNo',
        act: 'look',
        summary: 'An order, by its own number or that of one of its refunds',
        params: orderParams,
        answers: { 200: oneOrder },
        problems: { 404: ['noSuchOrder'] },
      },
      async ({ params: { orderNo } }) => {
        const order = await payments.order(orderNo);
        return order ? { status: 200, body: json(order) } : noSuchOrder(orderNo);
      },
    ),
    route(
      {
        method: 'post',
        path: '/orders/:orderNo/check',
        act: 'checkOrder',
        summary: 'Ask the gateway about an order now',
        params: orderParams,
        answers: { 200: oneOrder },
        problems: { 404: ['noSuchOrder'] },
      },
      async ({ params: { orderNo } }) => {
        const order = await payments.check(orderNo);
        return order ? { status: 200, body: json(order) } : noSuchOrder(orderNo);
      },
    ),
    route(
      {
        method: 'post',
        path: '/orders/:orderNo/hold',
        act: 'holdCancel',
        summary: 'Give the customer of an undecided payment more time, once',
        params: orderParams,
        body: holdBody,
        example: { by: 'Ada' },
        answers: { 200: oneOrder },
        problems: {
          404: ['noSuchOrder'],
          409: ['notPossible'],
          422: ['notSignedBy'],
          503: ['blocked', 'stopping'],
        },
      },
      async ({ params: { orderNo }, body: { by }, caller }) => {
        const signed = guard.signed(caller, by);
        if ('status' in signed) return signed;
        const result = await payments.hold(orderNo, signed.by ?? '');
        return result.ok ? { status: 200, body: json(result.order) } : refusal(result.why);
      },
    ),
    route(
      {
        method: 'post',
        path: '/orders/:orderNo/resolve',
        act: 'settle',
        summary: "A person's decision about a payment that nobody knows the end of",
        params: orderParams,
        body: resolveBody,
        example: { as: 'notPaid', by: 'Ada', reason: 'the portal shows no payment' },
        answers: { 200: oneOrder },
        problems: {
          404: ['noSuchOrder'],
          409: ['notPossible'],
          422: ['notSignedBy'],
          503: ['blocked', 'stopping'],
        },
      },
      async ({ params: { orderNo }, body, caller }) => {
        const decision = signedDecision(guard.signed(caller, body.by), body);
        if ('status' in decision) return decision;
        const order = await payments.order(orderNo);
        if (!order) return noSuchOrder(orderNo);
        const result = await payments.resolve(order.orderNo, decision);
        return result.ok
          ? { status: 200, body: json(result.order) }
          : refusal(result.why, resolveRefusal[result.why]?.(order));
      },
    ),
  ];
}

/** What a refusal says of this very order. */
const resolveRefusal: Details = {
  notPossible: ({ state, settlement }) =>
    settlement
      ? `It does not wait for a decision: ${settlement.by} has settled it as ${settlement.as}.`
      : `It does not wait for a decision: it is ${state}, and goes on or has ended by itself.`,
};
