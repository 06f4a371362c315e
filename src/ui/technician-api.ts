import { Router } from 'express';
import { z } from 'zod';
import type { Check } from '../doctor/check.ts';
import type { LogRing } from '../log-ring.ts';
import { sendProblem } from './problems.ts';
import type { DoctorAnswer, LogAnswer } from './technician-messages.ts';

export interface TechnicianApiParts {
  bootId: string;
  logRing: LogRing;
  /** Looks at the whole machine. Left out where there is no doctor. */
  doctor?: (() => Promise<Check[]>) | undefined;
}

const logQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  bootId: z.string().max(40).optional(),
});
const noQuery = z.strictObject({});

/** What a technician asks beside the guns: the log, and what the doctor finds. */
export function createTechnicianApi({ bootId, logRing, doctor }: TechnicianApiParts): Router {
  const api = Router();
  let running: Promise<Check[]> | undefined;

  api.get('/log', (request, response) => {
    const asked = logQuery.parse(request.query);
    // Numbers of a log before the last start mean nothing in this one.
    const isOther = asked.bootId !== undefined && asked.bootId !== bootId;
    const answer: LogAnswer = { bootId, lines: logRing.after(isOther ? 0 : asked.after) };
    response.json(answer);
  });

  api.get('/doctor', async (request, response) => {
    noQuery.parse(request.query);
    if (!doctor) {
      const detail = 'This till has no doctor. Use `npm run doctor` on its machine.';
      return sendProblem(response, { status: 404, code: 'noDoctor', detail });
    }
    // Two who ask at once share one look.
    running ??= doctor().finally(() => {
      running = undefined;
    });
    const answer: DoctorAnswer = { checks: await running };
    response.json(answer);
  });
  return api;
}
