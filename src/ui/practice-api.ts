import { Router } from 'express';
import { z } from 'zod';
import type { Payments } from '../payment/index.ts';
import { sendProblem } from './problems.ts';
import { sendRefusal } from './refusals.ts';

/** What can be practised. Only a till on its sandbox has it. */
export interface Practice {
  /** What the sandbox can play. */
  outcomes: readonly string[];
  /** A fresh code that plays it. */
  code(outcome: string): string;
}

/** Lets a cashier practise without a phone: the till makes up a customer's code and scans it into the lane. */
export function createPracticeApi(practice: Practice, payments: Payments): Router {
  const api = Router();
  const body = z.strictObject({ saleId: z.string().min(1).max(40), outcome: z.enum(practice.outcomes) });

  api.post('/lanes/:lane/practise', (request, response) => {
    const { lane } = request.params;
    const { saleId, outcome } = body.parse(request.body);
    const view = payments.view(lane);
    if (!view) {
      return sendProblem(response, { status: 404, code: 'noSuchLane', detail: 'There is no such lane.' });
    }
    if (view.phase.kind !== 'ready' || view.phase.sale.saleId !== saleId) {
      return sendRefusal(response, 'saleOver');
    }
    const result = payments.scan(lane, { text: practice.code(outcome) });
    if (result.ok) response.status(202).json({});
    else sendRefusal(response, result.why);
  });

  return api;
}
