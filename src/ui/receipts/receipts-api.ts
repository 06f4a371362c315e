import { type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Payments } from '../../payment/index.ts';
import type { Guard } from '../guard.ts';
import { sendProblem } from '../problems.ts';
import type { PrintAnswer, PrintTarget } from '../receipt-messages.ts';
import type { PaperSetting } from './paper.ts';
import { sendPrintRefusal } from './print-refusals.ts';
import type { Handed, Printing, PrintRequest } from './printing.ts';
import { receiptOf, unprovenOf } from './receipt-of.ts';
import { reportOf } from './report-of.ts';
import { testPaper } from './test-paper.ts';

export interface ReceiptsApiParts {
  payments: Payments;
  guard: Guard;
  printing: Printing;
  /** Changes while the till runs: asked for each paper. */
  paper(): PaperSetting;
  clock: Clock;
}

const to = z.enum(['auto', 'browser', 'printer'] satisfies PrintTarget[]).default('auto');
const receiptBody = z.strictObject({ refundNo: z.string().max(64).optional(), to });
const reportBody = z.strictObject({ period: z.string().max(20).optional(), to });
const noBody = z.strictObject({}).optional();

/** Everything on paper: receipts of sales and refunds, reports of periods, a test of the printer. */
export function createReceiptsApi({ payments, guard, printing, paper, clock }: ReceiptsApiParts): Router {
  const api = Router();

  async function hand(response: Response, target: PrintTarget, request: PrintRequest): Promise<void> {
    const place = paper().shop.printer;
    const isHere = target === 'browser' || (target === 'auto' && place === '');
    const handed = isHere ? await printing.toBrowser(request) : await printing.toPrinter(place, request);
    if (!handed.ok) return sendPrintRefusal(response, handed, place);
    response.status(201).json(answerOf(handed, isHere));
  }

  api.post('/orders/:orderNo/receipts', guard.may('reprint'), async (request, response) => {
    const body = receiptBody.parse(request.body ?? {});
    const asked = String(request.params.orderNo);
    const order = await payments.order(asked);
    if (!order) {
      const detail = `There is no order "${asked.slice(0, 40)}".`;
      return sendProblem(response, { status: 404, code: 'noSuchOrder', detail });
    }
    const refund = order.refunds?.find(({ refundNo }) => refundNo === body.refundNo);
    if (body.refundNo !== undefined && !refund) {
      const detail = `The order has no refund "${body.refundNo.slice(0, 40)}".`;
      return sendProblem(response, { status: 404, code: 'noSuchRefund', detail });
    }
    const printed = refund ? { order, refund } : { order };
    const number = unprovenOf(printed) ? {} : { number: refund?.refundNo ?? order.orderNo };
    await hand(response, body.to, {
      ...number,
      paper: (isCopy) => receiptOf({ ...printed, isCopy }, paper()),
    });
  });

  api.post('/days/:day/report', async (request, response) => {
    const body = reportBody.parse(request.body ?? {});
    const day = z.iso.date().safeParse(String(request.params.day));
    if (!day.success) {
      const detail = 'day: expected YYYY-MM-DD';
      return sendProblem(response, { status: 400, code: 'badRequest', detail });
    }
    const view = await payments.books.days.view(day.data);
    const period = view?.periods.findLast((each) => each.period === (body.period ?? each.period));
    if (!period) {
      const detail = `There is no period ${JSON.stringify((body.period ?? day.data).slice(0, 20))} in the books.`;
      return sendProblem(response, { status: 404, code: 'noSuchPeriod', detail });
    }
    await hand(response, body.to, { paper: () => reportOf({ period, at: clock.now() }, paper()) });
  });

  api.post('/printer/test', guard.may('changeShop'), async (request, response) => {
    noBody.parse(request.body);
    await hand(response, 'printer', { paper: () => testPaper(paper(), clock.now()) });
  });
  return api;
}

function answerOf({ isCopy, receipt }: Extract<Handed, { ok: true }>, isHere: boolean): PrintAnswer {
  return isHere ? { printed: false, isCopy, receipt } : { printed: true, isCopy };
}
