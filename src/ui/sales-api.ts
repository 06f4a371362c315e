import { z } from 'zod';
import { isWithin } from '../access/visitor.ts';
import type { Clock } from '../clock.ts';
import type { ScannerStatus } from '../devices/index.ts';
import { formatMinor } from '../money.ts';
import type { Payments, Sale } from '../payment/index.ts';
import type { Access } from './access.ts';
import type { Guard } from './guard.ts';
import { saleKey } from './idempotency.ts';
import { whileWaiting } from './long-wait.ts';
import { afterSaleJson, saleJson } from './order-json.ts';
import { laneParams, saleParams } from './params.ts';
import type { Problem } from './problems.ts';
import { refusal } from './refusals.ts';
import { amountOf } from './request-checks.ts';
import { type Route, route } from './route.ts';
import { finding, gunState, transport } from './schemas/guns.ts';
import { sale, saleWithAfter } from './schemas/order.ts';
import { screen } from './schemas/screen.ts';
import { amount, nothing } from './schemas/wire.ts';
import type { Screens } from './screens.ts';

export interface SalesApiParts {
  guard: Guard;
  payments: Payments;
  screens: Screens;
  access: Access;
  clock: Clock;
  lanes: readonly { id: string; name: string }[];
  currency: { code: string; digits: number };
  /** The limit of one sale. */
  maxMinor: number;
  sandbox: boolean;
  scanners(): readonly ScannerStatus[];
}

const chargeBody = z.strictObject({
  amount,
  reference: z
    .string()
    .max(64)
    .optional()
    .describe('A number of your own, such as that of the bill: shown, kept and searched for'),
});
const cancelBody = z.strictObject({ saleId: z.string() });
const scanBody = z.strictObject({ text: z.string().min(1).max(4096).describe('The code, as it was read') });
const saleQuery = z.strictObject({
  waitSeconds: z.coerce
    .number()
    .min(0)
    .max(60)
    .default(0)
    .describe('Answered as soon as the state changes, at the latest after so long'),
});

const lanesAnswer = z.strictObject({
  lanes: z.array(z.strictObject({ id: z.string(), name: z.string() }).meta({ id: 'Lane' })),
});
const laneAnswer = z.strictObject({
  lane: z.string(),
  sandbox: z.boolean().describe('No money moves'),
  screen: screen.optional(),
  scanners: z.array(
    z.strictObject({
      id: z.string(),
      transport,
      name: z.string(),
      status: gunState,
      finding: finding.optional(),
      address: z.string().optional(),
    }),
  ),
});
const saleAnswer = z.strictObject({ sale });

const SALE = {
  saleId: 'S261121X1VGK89JK9HZW',
  lane: '1',
  amount: '12.30',
  currency: 'USD',
  reference: 'bill 4711',
};

/** Lanes, and the sale on each: charging, scanning, calling off, waiting for the result. */
export function salesRoutes(parts: SalesApiParts): Route[] {
  const { payments, screens, access, clock, currency } = parts;

  const noSuchLane = ({ lane: id }: { lane: string }): Problem | undefined => {
    if (parts.lanes.some((known) => known.id === id)) return undefined;
    const known = parts.lanes.map((each) => `"${each.id}"`).join(', ');
    return { status: 404, code: 'noSuchLane', detail: `There is no lane "${id}". Lanes: ${known}.` };
  };

  return [
    route(
      {
        method: 'get',
        path: '/lanes',
        act: 'lookShop',
        summary: 'The lanes',
        answers: {
          200: {
            description: 'Those that who asks is bound to, in the order of the configuration',
            schema: lanesAnswer,
          },
        },
      },
      ({ caller: { visitor } }) => {
        const lanes = parts.lanes.filter(({ id }) => isWithin(visitor?.lanes ?? 'all', id));
        return { status: 200, body: { lanes } };
      },
    ),
    route(
      {
        method: 'get',
        path: '/lanes/:lane',
        act: 'look',
        summary: 'What a lane shows now, and its guns',
        params: laneParams,
        answers: { 200: { description: 'The lane', schema: laneAnswer } },
        problems: { 404: ['noSuchLane'] },
      },
      ({ params: { lane }, request }) => {
        const scanners = parts
          .scanners()
          .filter((scanner) => scanner.lane === lane)
          .map(({ id, transport: by, name, state, address, finding: found }) => ({
            id,
            transport: by,
            name,
            status: state,
            ...(found ? { finding: found } : {}),
            ...(address !== undefined && access.isLocal(request) ? { address } : {}),
          }));
        return {
          status: 200,
          body: { lane, sandbox: parts.sandbox, screen: screens.current(lane), scanners },
        };
      },
      noSuchLane,
    ),
    route(
      {
        method: 'post',
        path: '/lanes/:lane/charge',
        act: 'sell',
        summary: 'Put an amount on a lane',
        description:
          "The lane's screen says Scan now. Repeat the request with the same Idempotency-Key where no answer came: it is the same sale. A key is yours alone, and remembered for a day and more once a code was sent.",
        params: laneParams,
        key: 'optional',
        body: chargeBody,
        example: { amount: '12.30', reference: 'bill 4711' },
        answers: {
          201: {
            description: 'The sale, which waits for a code',
            schema: saleAnswer,
            example: { sale: { ...SALE, state: 'ready', orderNos: [] } },
          },
        },
        problems: {
          400: ['amountInvalid'],
          404: ['noSuchLane'],
          409: ['laneBusy', 'notPossible', 'saleOver'],
          503: ['blocked', 'stopping'],
        },
      },
      async ({ params: { lane }, body, key, caller }) => {
        const amountMinor = amountOf(body.amount, currency);
        if (typeof amountMinor !== 'number') return amountMinor;
        const seller = parts.guard.personOf(caller);
        const result = await payments.charge(lane, {
          amountMinor,
          ...(seller === undefined ? {} : { soldBy: { id: seller.id, name: seller.name } }),
          ...(body.reference === undefined ? {} : { reference: body.reference }),
          ...(key === undefined ? {} : { key: saleKey(key, caller.visitor) }),
        });
        if (result.ok) return { status: 201, body: { sale: saleJson(result.sale) } };
        if (result.why !== 'amountInvalid') return refusal(result.why);
        const limit = `${formatMinor(parts.maxMinor, currency.digits)} ${currency.code}`;
        const detail = `amount: expected more than zero and at most ${limit}, the limit of one sale; got ${body.amount}`;
        return refusal('amountInvalid', detail);
      },
      noSuchLane,
    ),
    route(
      {
        method: 'post',
        path: '/lanes/:lane/cancel',
        act: 'followSale',
        summary: 'Ask for the cancel of the sale on a lane',
        description: 'The result is in the sale, and may be paid: the customer may have been faster.',
        params: laneParams,
        body: cancelBody,
        example: { saleId: SALE.saleId },
        answers: { 202: { description: 'It is asked for', schema: nothing } },
        problems: { 404: ['noSuchLane'], 409: ['saleOver', 'notPossible'], 503: ['blocked', 'stopping'] },
      },
      ({ params: { lane }, body }) => {
        const result = payments.cancel(lane, body.saleId);
        return result.ok ? { status: 202, body: {} } : refusal(result.why);
      },
      noSuchLane,
    ),
    route(
      {
        method: 'post',
        path: '/lanes/:lane/scan',
        act: 'followSale',
        summary: 'A code that something else has read',
        params: laneParams,
        body: scanBody,
        example: { text: 'what your scanner read' },
        answers: { 202: { description: 'It was taken: the wallet is asked', schema: nothing } },
        problems: {
          404: ['noSuchLane'],
          409: ['notReady', 'notPossible'],
          422: ['codeUsed', 'productBarcode', 'webAddress', 'merchantCode', 'fragment', 'unreadable'],
          503: ['blocked', 'stopping'],
        },
      },
      ({ params: { lane }, body }) => {
        const result = payments.scan(lane, { text: body.text.trim() });
        return result.ok ? { status: 202, body: {} } : refusal(result.why);
      },
      noSuchLane,
    ),
    route(
      {
        method: 'get',
        path: '/sales/:saleId',
        act: 'followSale',
        summary: 'A sale, and its result',
        description:
          'A sale for which no code was sent is forgotten with the next one on its lane, or when the till restarts: noSuchSale then means that nothing was charged.',
        params: saleParams,
        query: saleQuery,
        answers: {
          200: {
            description: 'As it is now',
            schema: z.strictObject({ sale: saleWithAfter }),
            example: { sale: { ...SALE, state: 'paid', orderNos: ['P261121RXEDJ8YPZSM1BJV4A'] } },
          },
        },
        problems: { 404: ['noSuchSale'] },
      },
      async ({ params: { saleId }, query, gone }) => {
        const found = await whileWaiting({ clock, ...query, gone }, (over) => nextState(parts, saleId, over));
        if (!found) {
          return { status: 404, code: 'noSuchSale', detail: `There is no sale "${saleId}".` };
        }
        const newest = found.orderNos.at(-1);
        const order = newest === undefined ? undefined : await payments.order(newest);
        return { status: 200, body: { sale: { ...saleJson(found), ...afterSaleJson(order) } } };
      },
    ),
  ];
}

/** The sale once its state has changed, or as it is when the wait is over. */
async function nextState(
  { payments, screens }: Pick<SalesApiParts, 'payments' | 'screens'>,
  saleId: string,
  over: AbortSignal,
): Promise<Sale | undefined> {
  // Listened for before each look: a change during the look is not missed.
  let change = screens.nextChange(over);
  const first = await payments.sale(saleId);
  let now = first;
  while (now && now.state === first?.state && isMoving(now) && !over.aborted) {
    await change;
    // Other lanes' changes are none of its own: with many lanes and as many who wait they would keep the till busy.
    change = screens.nextChange(over, now.lane);
    now = await payments.sale(saleId);
  }
  return now;
}

/** A sale whose state may still change by itself. */
function isMoving({ state }: Sale): boolean {
  switch (state) {
    case 'paid':
    case 'declined':
    case 'cancelled':
    case 'notSent':
    case 'expired':
    case 'withdrawn':
      return false;
    case 'ready':
    case 'created':
    case 'submitting':
    case 'pending':
    case 'cancelling':
    case 'reversing':
    case 'stuck':
    case 'held':
      return true;
  }
}
