import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Payments } from '../../payment/index.ts';
import { dayParams, orderParams } from '../params.ts';
import type { PrintAnswer, PrintTarget } from '../receipt-messages.ts';
import { type Route, route } from '../route.ts';
import { printAnswer, printTarget } from '../schemas/receipt.ts';
import type { PaperSetting } from './paper.ts';
import { printProblem } from './print-refusals.ts';
import type { Handed, Printing, PrintRequest } from './printing.ts';
import { receiptOf, unprovenOf } from './receipt-of.ts';
import { reportOf } from './report-of.ts';
import { testPaper } from './test-paper.ts';

export interface ReceiptsApiParts {
  payments: Payments;
  printing: Printing;
  /** Changes while the till runs: asked for each paper. */
  paper(): PaperSetting;
  clock: Clock;
}

const to = printTarget.default('auto');
const receiptBody = z
  .strictObject({ refundNo: z.string().max(64).optional().describe('For the paper of a refund'), to })
  .prefault({});
const reportBody = z
  .strictObject({ period: z.string().max(20).optional().describe("Left out: the day's last"), to })
  .prefault({});
const noBody = z.strictObject({}).optional();

const answers = { 201: { description: 'Printed, or to be drawn by who asked', schema: printAnswer } };
const printProblems = {
  409: ['noPrinter'],
  422: ['notPrintable'],
  503: [
    'notSaved',
    'printerUnreachable',
    'printerRefused',
    'printerCoverOpen',
    'printerNoPaper',
    'printerFault',
    'printUnknown',
  ],
} as const;

/** Everything on paper: receipts of sales and refunds, reports of periods, a test of the printer. */
export function receiptsRoutes({ payments, printing, paper, clock }: ReceiptsApiParts): Route[] {
  async function hand(target: PrintTarget, request: PrintRequest) {
    const place = paper().shop.printer;
    const isHere = target === 'browser' || (target === 'auto' && place === '');
    const handed = isHere ? await printing.toBrowser(request) : await printing.toPrinter(place, request);
    return handed.ok ? { status: 201 as const, body: answerOf(handed, isHere) } : printProblem(handed, place);
  }

  return [
    route(
      {
        method: 'post',
        path: '/orders/:orderNo/receipts',
        act: 'reprint',
        summary: 'A receipt, or a slip that says that there is none',
        params: orderParams,
        body: receiptBody,
        example: { to: 'browser' },
        answers,
        problems: { 404: ['noSuchOrder', 'noSuchRefund'], ...printProblems },
      },
      async ({ params, body }) => {
        const order = await payments.order(params.orderNo);
        if (!order) {
          const detail = `There is no order "${params.orderNo.slice(0, 40)}".`;
          return { status: 404, code: 'noSuchOrder', detail };
        }
        const refund = order.refunds?.find(({ refundNo }) => refundNo === body.refundNo);
        if (body.refundNo !== undefined && !refund) {
          const detail = `The order has no refund "${body.refundNo.slice(0, 40)}".`;
          return { status: 404, code: 'noSuchRefund', detail };
        }
        const printed = refund ? { order, refund } : { order };
        const number = unprovenOf(printed) ? {} : { number: refund?.refundNo ?? order.orderNo };
        return hand(body.to, {
          ...number,
          paper: (isCopy) => receiptOf({ ...printed, isCopy }, paper()),
        });
      },
    ),
    route(
      {
        method: 'post',
        path: '/days/:day/report',
        act: 'reprint',
        summary: "The paper of a period's totals",
        params: dayParams,
        body: reportBody,
        example: { to: 'browser' },
        answers,
        problems: { 404: ['noSuchPeriod'], ...printProblems },
      },
      async ({ params, body }) => {
        const day = z.iso.date().safeParse(params.day);
        if (!day.success) return { status: 400, code: 'badRequest', detail: 'day: expected YYYY-MM-DD' };
        const view = await payments.books.days.view(day.data);
        const period = view?.periods.findLast((each) => each.period === (body.period ?? each.period));
        if (!period) {
          const detail = `There is no period ${JSON.stringify((body.period ?? day.data).slice(0, 20))} in the books.`;
          return { status: 404, code: 'noSuchPeriod', detail };
        }
        return hand(body.to, { paper: () => reportOf({ period, at: clock.now() }, paper()) });
      },
    ),
    route(
      {
        method: 'post',
        path: '/printer/test',
        act: 'changeShop',
        summary: 'A test paper from the printer on the network',
        body: noBody,
        answers,
        problems: printProblems,
      },
      () => hand('printer', { paper: () => testPaper(paper(), clock.now()) }),
    ),
  ];
}

function answerOf({ isCopy, receipt }: Extract<Handed, { ok: true }>, isHere: boolean): PrintAnswer {
  return isHere ? { printed: false, isCopy, receipt } : { printed: true, isCopy };
}
