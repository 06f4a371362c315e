import { z } from 'zod';
import type { Payments } from '../payment/index.ts';
import { laneParams } from './params.ts';
import { refusal } from './refusals.ts';
import { type Route, route } from './route.ts';
import { nothing } from './schemas/wire.ts';

/** What can be practised. Only a till on its sandbox has it. */
export interface Practice {
  /** What the sandbox can play. */
  outcomes: readonly string[];
  /** A fresh code that plays it. */
  code(outcome: string): string;
}

/** Lets a cashier practise without a phone: the till makes up a customer's code and scans it into the lane. */
export function practiceRoutes(practice: Practice, payments: Payments): Route[] {
  const body = z.strictObject({
    saleId: z.string().min(1).max(40),
    outcome: z.enum(practice.outcomes).describe('What the sandbox plays'),
  });

  return [
    route(
      {
        method: 'post',
        path: '/lanes/:lane/practise',
        act: 'practise',
        summary: "Make up a customer's code for the sale on a lane, and scan it",
        description: 'On the sandbox only: anywhere else there is no such address.',
        params: laneParams,
        body,
        example: { saleId: 'S261121X1VGK89JK9HZW', outcome: practice.outcomes[0] },
        answers: { 202: { description: 'It was taken', schema: nothing } },
        problems: {
          404: ['noSuchLane'],
          409: ['saleOver', 'notReady', 'notPossible'],
          503: ['blocked', 'stopping'],
        },
      },
      ({ params: { lane }, body: { saleId, outcome } }) => {
        const view = payments.view(lane);
        if (!view) return { status: 404, code: 'noSuchLane', detail: 'There is no such lane.' };
        if (view.phase.kind !== 'ready' || view.phase.sale.saleId !== saleId) return refusal('saleOver');
        const result = payments.scan(lane, { text: practice.code(outcome) });
        return result.ok ? { status: 202, body: {} } : refusal(result.why);
      },
    ),
  ];
}
