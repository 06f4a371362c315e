import type { PrintAnswer, PrintTarget, Receipt } from '../../receipt-messages.ts';
import type { Rest } from '../rest.ts';

/** What became of a paper. `unknown`: no answer came; it may be printed, and the next one is then a copy. */
export type PrintOutcome =
  | { kind: 'printed'; isCopy: boolean }
  | { kind: 'refused'; code: string; detail: string }
  | { kind: 'unknown' };

/** Something to print: where the till is asked for it. */
export interface PrintJob {
  path: string;
  body: object;
}

/** A sale's receipt, or that of one of its refunds; of what is not proven paid it is a slip that says so. */
export function receiptJob(orderNo: string, refundNo?: string): PrintJob {
  return {
    path: `/orders/${encodeURIComponent(orderNo)}/receipts`,
    body: refundNo === undefined ? {} : { refundNo },
  };
}

/** The totals of a period so far, or its close. */
export function reportJob(day: string, period: string): PrintJob {
  return { path: `/days/${day}/report`, body: { period } };
}

export interface PrintParts {
  rest: Pick<Rest, 'ask'>;
  /** Draws it by the browser. */
  draw(receipt: Receipt): Promise<void>;
}

/**
 * Prints where the shop prints. What the printer on the network has no letters for is drawn by the browser; where it
 * has a trouble, somebody has to say so: `to` is `browser` then.
 */
export async function print(job: PrintJob, to: PrintTarget, parts: PrintParts): Promise<PrintOutcome> {
  const body = { ...job.body, to };
  const answer = await parts.rest.ask<PrintAnswer>(job.path, { method: 'POST', body });
  if (answer.kind === 'done') {
    if (!answer.body.printed) await parts.draw(answer.body.receipt);
    return { kind: 'printed', isCopy: answer.body.isCopy };
  }
  if (answer.kind === 'refused' && answer.code === 'notPrintable' && to === 'auto')
    return print(job, 'browser', parts);
  return answer.kind === 'refused' ? { kind: 'refused', code: answer.code, detail: answer.detail } : answer;
}
