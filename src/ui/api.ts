import { type NextFunction, type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { ScannerStatus } from '../devices/index.ts';
import { formatMinor } from '../money.ts';
import type { Payments, Sale } from '../payment/index.ts';
import type { People } from '../people/index.ts';
import type { Access } from './access.ts';
import { callerOf } from './caller.ts';
import { createDaysApi } from './days-api.ts';
import type { Guard } from './guard.ts';
import { afterSaleJson, saleJson } from './order-json.ts';
import { createOrdersApi } from './orders-api.ts';
import { createPeopleApi } from './people-api.ts';
import { createPracticeApi, type Practice } from './practice-api.ts';
import { sendProblem } from './problems.ts';
import { createReadApi, type ReadApiParts } from './read-api.ts';
import { createReceiptsApi, type ReceiptsApiParts } from './receipts/receipts-api.ts';
import { sendRefusal } from './refusals.ts';
import { amountOf, keyOf } from './request-checks.ts';
import { createScannersApi, type Guns } from './scanners-api.ts';
import type { Screens } from './screens.ts';
import { createSessionsApi } from './sessions-api.ts';
import { createSettingsApi, type SettingsApiParts } from './settings-api.ts';
import { createTechnicianApi, type TechnicianApiParts } from './technician-api.ts';
import type { TechnicianFeed } from './technician-feed.ts';

export interface ApiParts
  extends TechnicianApiParts,
    ReadApiParts,
    SettingsApiParts,
    Pick<ReceiptsApiParts, 'printing' | 'paper'> {
  /** Left out where money moves. */
  practice?: Practice | undefined;
  guard: Guard;
  /** Who works here. Left out: nobody by name. */
  people?: People | undefined;
  guns: Guns;
  feed: TechnicianFeed;
  payments: Payments;
  screens: Screens;
  access: Access;
  clock: Clock;
  lanes: readonly { id: string; name: string }[];
  currency: { code: string; digits: number };
  /** The limit of one sale. */
  maxMinor: number;
  sandbox: boolean;
  /** Wallet id to its shown name. */
  walletName(wallet: string): string;
  scanners(): readonly ScannerStatus[];
}

const chargeBody = z.strictObject({ amount: z.string(), reference: z.string().max(64).optional() });
const cancelBody = z.strictObject({ saleId: z.string() });
const scanBody = z.strictObject({ text: z.string().min(1).max(4096) });
const saleQuery = z.strictObject({ waitSeconds: z.coerce.number().min(0).max(60).default(0) });

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

  api.post('/lanes/:lane/charge', lane, parts.guard.may('sell'), async (request, response) => {
    const body = chargeBody.parse(request.body);
    const amountMinor = amountOf(body.amount, currency);
    if (typeof amountMinor !== 'number') return sendProblem(response, amountMinor);
    const key = keyOf(request.get('idempotency-key'));
    if (typeof key === 'object') return sendProblem(response, key);
    const seller = parts.guard.personOf(callerOf(request));
    const result = await payments.charge(laneOf(request), {
      amountMinor,
      ...(seller === undefined ? {} : { soldBy: { id: seller.id, name: seller.name } }),
      ...(body.reference === undefined ? {} : { reference: body.reference }),
      ...(key === undefined ? {} : { key }),
    });
    if (result.ok) response.status(201).json({ sale: saleJson(result.sale) });
    else if (result.why === 'amountInvalid') {
      const limit = `${formatMinor(parts.maxMinor, currency.digits)} ${currency.code}`;
      const detail = `amount: expected more than zero and at most ${limit}, the limit of one sale; got ${body.amount}`;
      sendRefusal(response, 'amountInvalid', detail);
    } else sendRefusal(response, result.why);
  });

  api.post('/lanes/:lane/cancel', lane, (request, response) => {
    const result = payments.cancel(laneOf(request), cancelBody.parse(request.body).saleId);
    if (result.ok) response.status(202).json({});
    else sendRefusal(response, result.why);
  });

  api.post('/lanes/:lane/scan', lane, (request, response) => {
    const result = payments.scan(laneOf(request), { text: scanBody.parse(request.body).text.trim() });
    if (result.ok) response.status(202).json({});
    else sendRefusal(response, result.why);
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
    const newest = sale?.orderNos.at(-1);
    const order = newest === undefined ? undefined : await payments.order(newest);
    if (sale) response.json({ sale: { ...saleJson(sale), ...afterSaleJson(order) } });
    else sendProblem(response, { status: 404, code: 'noSuchSale', detail: `There is no sale "${saleId}".` });
  });

  api.use(createOrdersApi(parts));
  api.use(createDaysApi({ ...parts, names: parts.paper }));
  api.use(createReceiptsApi(parts));
  api.use(createScannersApi({ ...parts, isLocal: access.isLocal }));
  api.use(createReadApi(parts));
  api.use(createSettingsApi(parts));
  if (parts.practice) api.use(createPracticeApi(parts.practice, payments));
  api.use(createTechnicianApi(parts));
  if (parts.people) {
    api.use(createSessionsApi(parts.people));
    api.use(createPeopleApi({ ...parts, people: parts.people }));
  }
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
