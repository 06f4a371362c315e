import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { formatMinor } from '../money.ts';
import type { Order, Payments, Refund } from '../payment/index.ts';
import type { OrderState } from '../payment/order.ts';
import { callerOf } from './caller.ts';
import type { Guard } from './guard.ts';
import { refundableMinorOf } from './order-facts.ts';
import { discountNote, orderJson, refundJson } from './order-json.ts';
import type { WireOrders } from './order-messages.ts';
import { sendProblem } from './problems.ts';
import { sendRefusal } from './refusals.ts';
import { amountOf, keyOf, requiredKeyOf } from './request-checks.ts';

/** Complete by type: a new state does not compile until it can be asked for. */
const orderStates = {
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
} as const satisfies { [State in OrderState]: State };
const orderKinds = ['paid', 'notPaid', 'refunded', 'open', 'attention'] as const;
const ordersQuery = z.strictObject({
  day: z.iso.date('expected YYYY-MM-DD').optional(),
  lane: z.string().optional(),
  state: z.enum(orderStates).optional(),
  kind: z.enum(orderKinds).optional(),
  q: z.string().min(2).max(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^\d{15}\.\w{1,60}$/, 'expected the cursor of the page before')
    .optional(),
});
const who = z.string().trim().min(1).max(64);
const reason = z.string().trim().min(1).max(200);
const refundBody = z.strictObject({
  amount: z.string(),
  reason,
  by: who.optional(),
  outside: z.boolean().optional(),
});
const refundsQuery = z.strictObject({ key: z.string().optional() });
const holdBody = z.strictObject({ by: who.optional() });
const resolveBody = z.strictObject({ as: z.enum(['paid', 'notPaid']), by: who.optional(), reason });
const refundResolveBody = z.strictObject({ as: z.enum(['done', 'failed']), by: who.optional(), reason });

export interface OrdersApiParts {
  payments: Payments;
  guard: Guard;
  /** Wallet id to its shown name. */
  walletName(wallet: string): string;
}

/** Everything about orders whose sale is over: finding them, asking, giving money back, deciding by hand. */
export function createOrdersApi({ payments, guard, walletName }: OrdersApiParts): Router {
  const api = Router();
  const json = (order: Order) => orderJson(order, walletName);
  /** The order of the address, by its own number or that of one of its refunds; where there is none, that is answered. */
  const orderOf = async (request: Request, response: Response): Promise<Order | undefined> => {
    const number = String(request.params.orderNo);
    const order = await payments.order(number);
    if (!order) sendNoOrder(response, number);
    return order;
  };

  /** Somebody has to answer for a decision: who has signed in, or else who the request says. */
  function signedDecision<T extends { by?: string | undefined }>(request: Request, decision: T) {
    const signed = guard.signed(callerOf(request), decision.by);
    if ('status' in signed) return signed;
    const { by } = signed;
    const detail = 'by: expected a text, the name of who decides; got nothing';
    return by === undefined ? { status: 400, code: 'badRequest', detail } : { ...decision, by };
  }

  api.get('/orders', async (request, response) => {
    const { day, lane, state, kind, q, cursor, limit } = ordersQuery.parse(request.query);
    const page = await payments.orders({
      limit,
      ...(day === undefined ? {} : { day }),
      ...(lane === undefined ? {} : { lane }),
      ...(state === undefined ? {} : { state }),
      ...(kind === undefined ? {} : { kind }),
      ...(q === undefined ? {} : { q }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const answer: WireOrders = { day: page.day, orders: page.orders.map(json), cursor: page.cursor };
    response.json(answer);
  });

  api.get('/orders/:orderNo', async (request, response) => {
    const order = await orderOf(request, response);
    if (order) response.json(json(order));
  });

  api.post('/orders/:orderNo/check', guard.may('checkOrder'), async (request, response) => {
    const number = String(request.params.orderNo);
    const order = await payments.check(number);
    if (order) response.json(json(order));
    else sendNoOrder(response, number);
  });

  api.post('/orders/:orderNo/hold', guard.may('holdCancel'), async (request, response) => {
    const { by } = holdBody.parse(request.body ?? {});
    const signed = guard.signed(callerOf(request), by);
    if ('status' in signed) return sendProblem(response, signed);
    const result = await payments.hold(String(request.params.orderNo), signed.by ?? '');
    if (result.ok) response.json(json(result.order));
    else sendRefusal(response, result.why);
  });

  api.get('/orders/:orderNo/refunds', async (request, response) => {
    const key = keyOf(refundsQuery.parse(request.query).key);
    if (typeof key === 'object') return sendProblem(response, key);
    const order = await orderOf(request, response);
    const isMeant = (refund: Refund) => key === undefined || refund.key === key;
    if (order) {
      const refunds = (order.refunds ?? []).filter(isMeant).map((each) => refundJson(order, each));
      response.json({ refunds });
    }
  });

  api.post('/orders/:orderNo/refunds', guard.may('refund'), async (request, response) => {
    const { amount, ...body } = refundBody.parse(request.body);
    const key = requiredKeyOf(request.get('idempotency-key'));
    if (typeof key !== 'string') return sendProblem(response, key);
    const order = await orderOf(request, response);
    if (!order) return;
    const amountMinor = amountOf(amount, { code: order.currency, digits: order.digits });
    if (typeof amountMinor !== 'number') return sendProblem(response, amountMinor);
    const { by, outside, reason: why } = body;
    const signed = guard.signed(callerOf(request), by);
    if ('status' in signed) return sendProblem(response, signed);
    const result = await payments.refund(order.orderNo, {
      amountMinor,
      reason: why,
      key,
      ...signed,
      ...(outside === undefined ? {} : { outside }),
    });
    if (result.ok) sendRefund(response, result);
    else sendRefusal(response, result.why, refundRefusal[result.why]?.(order));
  });

  api.post('/orders/:orderNo/resolve', guard.may('settle'), async (request, response) => {
    const decision = signedDecision(request, resolveBody.parse(request.body));
    if ('status' in decision) return sendProblem(response, decision);
    const order = await orderOf(request, response);
    if (!order) return;
    const result = await payments.resolve(order.orderNo, decision);
    if (result.ok) response.json(json(result.order));
    else sendRefusal(response, result.why, resolveRefusal[result.why]?.(order));
  });

  api.post('/orders/:orderNo/refunds/:refundNo/resolve', guard.may('settle'), async (request, response) => {
    const decision = signedDecision(request, refundResolveBody.parse(request.body));
    if ('status' in decision) return sendProblem(response, decision);
    const order = await orderOf(request, response);
    if (!order) return;
    const refundNo = String(request.params.refundNo);
    const known = order.refunds?.find((refund) => refund.refundNo === refundNo);
    if (!known) {
      const detail = `The order has no refund "${refundNo.slice(0, 40)}".`;
      return sendProblem(response, { status: 404, code: 'noSuchRefund', detail });
    }
    const result = await payments.resolveRefund(refundNo, decision);
    if (result.ok) response.json({ refund: refundJson(result.order, result.refund) });
    else if (result.why !== 'notPossible') sendRefusal(response, result.why);
    else sendRefusal(response, 'notPossible', `It does not wait for a decision: it is ${known.state}.`);
  });
  return api;
}

function sendNoOrder(response: Response, number: string): void {
  const detail = `There is no order "${number.slice(0, 40)}".`;
  sendProblem(response, { status: 404, code: 'noSuchOrder', detail });
}

/** With a discount the shop got less than the sale's amount, and how much of it each side gets back is not ours to say. */
function sendRefund(response: Response, { order, refund }: { order: Order; refund: Refund }): void {
  const note = refund.outside ? undefined : discountNote(order);
  response.status(201).json({
    refund: refundJson(order, refund),
    refundableAmount: formatMinor(refundableMinorOf(order), order.digits),
    ...(note === undefined ? {} : { note }),
  });
}

type Details = { [why: string]: ((order: Order) => string) | undefined };

/** What a refusal says of this very order. */
const refundRefusal: Details = {
  amountInvalid: () => 'amount: expected more than zero',
  notPossible: () =>
    'Another refund of this payment was a moment faster, or this one could not be written down. Nothing was sent for it: ask again, with the same key.',
  notRefundable: ({ state, settlement }) => {
    const only = `Only a paid order can be refunded; this one is ${state}.`;
    if (settlement?.as === 'paid') {
      return `${only} ${settlement.by} has settled it as paid: give money back in the gateway's portal.`;
    }
    if (settlement)
      return `${only} ${settlement.by} has settled it as notPaid: what was charged goes back by itself.`;
    return state === 'held' ? `${only} Settle it as "notPaid" to give its money back.` : only;
  },
  tooMuch: (order) =>
    `That is more than is left of this payment: ${formatMinor(refundableMinorOf(order), order.digits)} ${order.currency}.`,
};
const resolveRefusal: Details = {
  notPossible: ({ state, settlement }) =>
    settlement
      ? `It does not wait for a decision: ${settlement.by} has settled it as ${settlement.as}.`
      : `It does not wait for a decision: it is ${state}, and goes on or has ended by itself.`,
};
