import { z } from 'zod';
import type { Check } from '../doctor/check.ts';
import type { LogRing } from '../log-ring.ts';
import { type Route, route } from './route.ts';
import { doctorChecks, logLines } from './schemas/shop.ts';

export interface TechnicianApiParts {
  bootId: string;
  logRing: LogRing;
  /** Looks at the whole machine. Left out where there is no doctor. */
  doctor?: (() => Promise<Check[]>) | undefined;
}

const logQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe('Only lines after this number'),
  bootId: z
    .string()
    .max(40)
    .optional()
    .describe('Of the answer before: all lines are answered where the till has started anew'),
});
const noQuery = z.strictObject({});

/** What a technician asks beside the guns: the log, and what the doctor finds. */
export function technicianRoutes({ bootId, logRing, doctor }: TechnicianApiParts): Route[] {
  let running: Promise<Check[]> | undefined;

  return [
    route(
      {
        method: 'get',
        path: '/log',
        act: 'diagnose',
        summary: "The last lines of the till's log",
        query: logQuery,
        answers: { 200: { description: 'Up to 1,000, oldest first', schema: logLines } },
      },
      ({ query }) => {
        // Numbers of a log before the last start mean nothing in this one.
        const isOther = query.bootId !== undefined && query.bootId !== bootId;
        return { status: 200, body: { bootId, lines: logRing.after(isOther ? 0 : query.after) } };
      },
    ),
    route(
      {
        method: 'get',
        path: '/doctor',
        act: 'diagnose',
        summary: "What the doctor finds on the till's machine",
        query: noQuery,
        answers: { 200: { description: 'What was looked at', schema: doctorChecks } },
        problems: { 404: ['noDoctor'] },
      },
      async () => {
        if (!doctor) {
          const detail = 'This till has no doctor. Use `npm run doctor` on its machine.';
          return { status: 404, code: 'noDoctor', detail };
        }
        // Two who ask at once share one look.
        running ??= doctor().finally(() => {
          running = undefined;
        });
        return { status: 200, body: { checks: await running } };
      },
    ),
  ];
}
