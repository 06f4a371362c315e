import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Payments } from '../payment/index.ts';
import { callerOf } from './caller.ts';
import { type DayNames, dayJson, periodJson, reconcileJson } from './day-json.ts';
import type { Guard } from './guard.ts';
import { sendProblem } from './problems.ts';

const closeBody = z.strictObject({ by: z.string().trim().min(1).max(64).optional() });
const noBody = z.strictObject({}).optional();
const dayText = z.iso.date();

const CLOSE_STATUS = { dayNotBegun: 409, beforeTheBooks: 404, storeFault: 503 } as const;

export interface DaysApiParts {
  payments: Payments;
  guard: Guard;
  names(): Omit<DayNames, 'today'>;
}

/** The days of the REST interface: running totals, export, the numbered close, and whether the gateway agrees. */
export function createDaysApi({ payments, guard, names }: DaysApiParts): Router {
  const api = Router();
  const { days, reconcile } = payments.books;

  api.get('/days/:day', async (request, response) => {
    const [, asked = '', ending] = /^(.*?)(\.csv)?$/.exec(String(request.params.day)) ?? [];
    const day = asked === 'today' && ending === undefined ? days.today() : dayIn(asked, response);
    if (day === undefined) return;
    if (ending === undefined) {
      const view = await days.view(day);
      if (view) response.json(dayJson(view, { today: days.today(), ...names() }));
      else notBegun(day, response);
      return;
    }
    const csv = await days.csv(day);
    if (csv === undefined) return notBegun(day, response);
    response.attachment(`${day}.csv`).type('text/csv; charset=utf-8; header=present').send(csv);
  });

  api.post('/days/:day/close', guard.may('closeDay'), async (request, response) => {
    const day = dayOf(request, response);
    if (day === undefined) return;
    const signed = guard.signed(callerOf(request), closeBody.parse(request.body ?? {}).by);
    if ('status' in signed) return sendProblem(response, signed);
    const isPresent = day === days.today();
    const result = await days.close(day, signed);
    if (result.ok && isPresent) guard.dayClosed();
    if (result.ok) response.json(periodJson({ ...result.z, status: 'closed' }));
    else sendProblem(response, { status: CLOSE_STATUS[result.why], code: result.why, detail: result.detail });
  });

  api.post('/days/:day/reconcile', guard.may('reconcile'), async (request, response) => {
    const day = dayOf(request, response);
    if (day === undefined) return;
    noBody.parse(request.body);
    if (!(await days.view(day))) return notBegun(day, response);
    response.status(202).json(reconcileJson(await reconcile.start(day)));
  });

  api.get('/days/:day/reconcile', async (request, response) => {
    const day = dayOf(request, response);
    if (day === undefined) return;
    const view = await reconcile.view(day);
    if (view) response.json(reconcileJson(view));
    else {
      const detail = `The day ${day} was never reconciled. POST to the same address begins.`;
      sendProblem(response, { status: 404, code: 'notReconciled', detail });
    }
  });
  return api;
}

function dayOf(request: Request, response: Response): string | undefined {
  return dayIn(String(request.params.day), response);
}

/** The day of an address; what is none is answered here. */
function dayIn(text: string, response: Response): string | undefined {
  const { success, data } = dayText.safeParse(text);
  if (success) return data;
  const detail = `day: expected YYYY-MM-DD, got ${JSON.stringify(text.slice(0, 40))}`;
  sendProblem(response, { status: 400, code: 'badRequest', detail });
  return undefined;
}

function notBegun(day: string, response: Response): void {
  sendProblem(response, { status: 404, code: 'dayNotBegun', detail: `The day ${day} has not begun.` });
}
