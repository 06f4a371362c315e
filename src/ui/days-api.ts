import { z } from 'zod';
import type { Payments } from '../payment/index.ts';
import { type DayNames, dayJson, periodJson, reconcileJson } from './day-json.ts';
import type { Guard } from './guard.ts';
import { guardProblem } from './guard-problems.ts';
import { dayParams } from './params.ts';
import type { Problem } from './problems.ts';
import { type Route, route } from './route.ts';
import { books, period, reconciliation } from './schemas/day.ts';

const closeBody = z
  .strictObject({ by: z.string().trim().min(1).max(64).optional().describe('Who closes it') })
  .default({});
const noBody = z.strictObject({}).optional();
const dayText = z.iso.date();

const CLOSE_STATUS = { dayNotBegun: 409, beforeTheBooks: 404, storeFault: 503 } as const;

export interface DaysApiParts {
  payments: Payments;
  guard: Guard;
  names(): Omit<DayNames, 'today'>;
}

/** The days of the REST interface: running totals, export, the numbered close, and whether the gateway agrees. */
export function daysRoutes({ payments, guard, names }: DaysApiParts): Route[] {
  const { days, reconcile } = payments.books;

  return [
    // Ahead of the one without an ending, which would take it for a day.
    route(
      {
        method: 'get',
        path: '/days/:day.csv',
        act: 'look',
        summary: "Each event of a day's books, as a table",
        params: dayParams,
        answers: {
          200: {
            description: 'UTF-8, with a header line',
            schema: z.string(),
            type: 'text/csv; charset=utf-8; header=present',
          },
        },
        problems: { 404: ['dayNotBegun'] },
      },
      async ({ params: { day: text }, caller: { visitor } }) => {
        const day = dayIn(text);
        if (typeof day === 'object') return day;
        // It names each sale of every lane; the totals beside it name none.
        if (visitor && visitor.lanes !== 'all') return guardProblem('otherLane');
        const csv = await days.csv(day);
        if (csv === undefined) return notBegun(day);
        return {
          status: 200,
          headers: { 'Content-Disposition': `attachment; filename=${day}.csv` },
          body: csv,
        };
      },
    ),
    route(
      {
        method: 'get',
        path: '/days/:day',
        act: 'look',
        summary: "A day's totals",
        description: '`today` is the day that is open.',
        params: dayParams,
        answers: { 200: { description: 'Its periods, each with its totals', schema: books } },
        problems: { 404: ['dayNotBegun'] },
      },
      async ({ params: { day: text } }) => {
        const day = text === 'today' ? days.today() : dayIn(text);
        if (typeof day === 'object') return day;
        const view = await days.view(day);
        return view
          ? { status: 200, body: dayJson(view, { today: days.today(), ...names() }) }
          : notBegun(day);
      },
    ),
    route(
      {
        method: 'post',
        path: '/days/:day/close',
        act: 'closeDay',
        summary: 'The numbered close of a day',
        description: 'Repeated while nothing has happened since, it answers with the same close.',
        params: dayParams,
        body: closeBody,
        example: { by: 'Ada' },
        answers: { 200: { description: 'The period that was closed', schema: period } },
        problems: {
          404: ['beforeTheBooks'],
          409: ['dayNotBegun'],
          422: ['notSignedBy'],
          503: ['storeFault'],
        },
      },
      async ({ params, body, caller }) => {
        const day = dayIn(params.day);
        if (typeof day === 'object') return day;
        const signed = guard.signed(caller, body.by);
        if ('status' in signed) return signed;
        const isPresent = day === days.today();
        const result = await days.close(day, signed);
        if (result.ok && isPresent) guard.dayClosed();
        return result.ok
          ? { status: 200, body: periodJson({ ...result.z, status: 'closed' }) }
          : { status: CLOSE_STATUS[result.why], code: result.why, detail: result.detail };
      },
    ),
    route(
      {
        method: 'post',
        path: '/days/:day/reconcile',
        act: 'reconcile',
        summary: 'Begin, or go on, to hold a day against the gateway',
        params: dayParams,
        body: noBody,
        answers: { 202: { description: 'How far it is', schema: reconciliation } },
        problems: { 404: ['dayNotBegun'] },
      },
      async ({ params }) => {
        const day = dayIn(params.day);
        if (typeof day === 'object') return day;
        if (!(await days.view(day))) return notBegun(day);
        return { status: 202, body: reconcileJson(await reconcile.start(day)) };
      },
    ),
    route(
      {
        method: 'get',
        path: '/days/:day/reconcile',
        act: 'look',
        summary: 'How far that is, and what it found',
        params: dayParams,
        answers: { 200: { description: 'How far it is', schema: reconciliation } },
        problems: { 404: ['notReconciled'] },
      },
      async ({ params, caller: { visitor } }) => {
        const day = dayIn(params.day);
        if (typeof day === 'object') return day;
        if (visitor && visitor.lanes !== 'all') return guardProblem('otherLane');
        const view = await reconcile.view(day);
        if (view) return { status: 200, body: reconcileJson(view) };
        const detail = `The day ${day} was never reconciled. POST to the same address begins.`;
        return { status: 404, code: 'notReconciled', detail };
      },
    ),
  ];
}

/** The day of an address, or what is wrong with it. */
function dayIn(text: string): string | Problem {
  const { success, data } = dayText.safeParse(text);
  if (success) return data;
  const detail = `day: expected YYYY-MM-DD, got ${JSON.stringify(text.slice(0, 40))}`;
  return { status: 400, code: 'badRequest', detail };
}

function notBegun(day: string): Problem {
  return { status: 404, code: 'dayNotBegun', detail: `The day ${day} has not begun.` };
}
