import { type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { ScannerStatus } from '../devices/index.ts';
import { parseAmount } from '../money.ts';
import type { CommandRefusal, Payments, Sale } from '../payment/index.ts';
import type { OrderState } from '../payment/order.ts';
import type { Access } from './access.ts';
import { orderJson, saleJson } from './order-json.ts';
import { sendProblem } from './problems.ts';
import type { Screens } from './screens.ts';
import { refusedCommand } from './sentences.ts';

export interface ApiParts {
  payments: Payments;
  screens: Screens;
  access: Access;
  clock: Clock;
  lanes: readonly { id: string; name: string }[];
  currency: { code: string; digits: number };
  sandbox: boolean;
  scanners(): readonly ScannerStatus[];
}

const chargeBody = z.strictObject({ amount: z.string(), reference: z.string().max(64).optional() });
const cancelBody = z.strictObject({ saleId: z.string() });
const scanBody = z.strictObject({ text: z.string().min(1).max(4096) });
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
const ordersQuery = z.strictObject({
  day: z.iso.date('expected YYYY-MM-DD').optional(),
  lane: z.string().optional(),
  state: z.enum(orderStates).optional(),
  q: z.string().min(2).max(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z
    .string()
    .regex(/^\d{15}\.\w{1,60}$/, 'expected the cursor of the page before')
    .optional(),
});
const saleQuery = z.strictObject({ waitSeconds: z.coerce.number().min(0).max(60).default(0) });

/** HTTP status of a refused command; 409 where it only comes at the wrong time. */
const REFUSED_STATUS: Partial<Record<CommandRefusal, number>> = {
  amountInvalid: 400,
  keyReused: 422,
  blocked: 503,
  stopping: 503,
  codeUsed: 422,
  productBarcode: 422,
  webAddress: 422,
  merchantCode: 422,
  fragment: 422,
  unreadable: 422,
};

/** The REST interface, under `/api/v1`. */
export function createApi(parts: ApiParts): Router {
  const { payments, screens, access, clock, currency } = parts;
  const api = Router();
  const lane = (request: Request, response: Response, next: NextFunction) => {
    const id = request.params.lane;
    if (parts.lanes.some((known) => known.id === id)) return next();
    const known = parts.lanes.map((each) => `"${each.id}"`).join(', ');
    sendProblem(response, {
      status: 404,
      code: 'noSuchLane',
      detail: `There is no lane "${id}". Lanes: ${known}.`,
    });
  };
  const laneOf = (request: Request) => String(request.params.lane);

  api.get('/lanes', (_, response) => {
    response.json({ lanes: parts.lanes });
  });

  api.get('/lanes/:lane', lane, (request, response) => {
    const id = laneOf(request);
    const scanners = parts
      .scanners()
      .filter((scanner) => scanner.lane === id)
      .map(({ id: scanner, transport, name, state, address, finding }) => ({
        id: scanner,
        transport,
        name,
        status: state,
        ...(finding ? { finding } : {}),
        ...(address !== undefined && access.isLocal(request) ? { address } : {}),
      }));
    response.json({ lane: id, sandbox: parts.sandbox, screen: screens.current(id), scanners });
  });

  api.post('/lanes/:lane/charge', lane, async (request, response) => {
    const body = chargeBody.parse(request.body);
    const amountMinor = parseAmount(body.amount, currency.digits);
    if (amountMinor === undefined) {
      const example =
        currency.digits === 0
          ? '"1230"'
          : `"12.${'30'.padEnd(currency.digits, '0').slice(0, currency.digits)}"`;
      const detail = `amount: expected a text with exactly ${currency.digits} decimals for ${currency.code} and at most 11 digits before them, such as ${example}; got ${JSON.stringify(body.amount.slice(0, 40))}`;
      sendProblem(response, { status: 400, code: 'amountInvalid', detail });
      return;
    }
    const key = request.get('idempotency-key');
    if (key !== undefined && !/^[\x20-\x7e]{1,128}$/.test(key)) {
      sendProblem(response, {
        status: 400,
        code: 'badKey',
        detail: 'Idempotency-Key: expected 1 to 128 characters',
      });
      return;
    }
    const result = await payments.charge(laneOf(request), {
      amountMinor,
      ...(body.reference === undefined ? {} : { reference: body.reference }),
      ...(key === undefined ? {} : { key: `rest:${key}` }),
    });
    if (result.ok) response.status(201).json({ sale: saleJson(result.sale) });
    else refused(response, result.why);
  });

  api.post('/lanes/:lane/cancel', lane, (request, response) => {
    const result = payments.cancel(laneOf(request), cancelBody.parse(request.body).saleId);
    if (result.ok) response.status(202).json({});
    else refused(response, result.why);
  });

  api.post('/lanes/:lane/scan', lane, (request, response) => {
    const result = payments.scan(laneOf(request), { text: scanBody.parse(request.body).text.trim() });
    if (result.ok) response.status(202).json({});
    else refused(response, result.why);
  });

  api.get('/sales/:saleId', async (request, response) => {
    const { waitSeconds } = saleQuery.parse(request.query);
    const saleId = String(request.params.saleId);
    const over = new AbortController();
    response.on('close', () => over.abort());
    const callOff = clock.after(waitSeconds * 1000, () => over.abort());
    // Listened for before each look: a change during the look is not missed.
    let change = screens.nextChange(over.signal);
    const first = await payments.sale(saleId);
    let sale = first;
    while (sale && sale.state === first?.state && isMoving(sale) && !over.signal.aborted) {
      await change;
      change = screens.nextChange(over.signal);
      sale = await payments.sale(saleId);
    }
    callOff();
    over.abort();
    if (sale) response.json({ sale: saleJson(sale) });
    else sendProblem(response, { status: 404, code: 'noSuchSale', detail: `There is no sale "${saleId}".` });
  });

  api.get('/orders', async (request, response) => {
    const { day, lane: onLane, state, q, cursor, limit } = ordersQuery.parse(request.query);
    const page = await payments.orders({
      limit,
      ...(day === undefined ? {} : { day }),
      ...(onLane === undefined ? {} : { lane: onLane }),
      ...(state === undefined ? {} : { state }),
      ...(q === undefined ? {} : { q }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    response.json({ orders: page.orders.map(orderJson), cursor: page.cursor });
  });

  const sendOrder = async (request: Request, response: Response, find: Payments['order']) => {
    const orderNo = String(request.params.orderNo);
    const order = await find(orderNo);
    if (order) response.json(orderJson(order));
    else
      sendProblem(response, { status: 404, code: 'noSuchOrder', detail: `There is no order "${orderNo}".` });
  };
  api.get('/orders/:orderNo', (request, response) =>
    sendOrder(request, response, (no) => payments.order(no)),
  );
  api.post('/orders/:orderNo/check', (request, response) =>
    sendOrder(request, response, (no) => payments.check(no)),
  );
  return api;
}

/** A sale whose state may still change by itself. */
function isMoving(sale: Sale): boolean {
  switch (sale.state) {
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

function refused(response: Response, why: CommandRefusal): void {
  sendProblem(response, { status: REFUSED_STATUS[why] ?? 409, code: why, detail: refusedCommand(why) });
}
