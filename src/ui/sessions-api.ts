import { Router } from 'express';
import { z } from 'zod';
import type { People } from '../people/index.ts';
import { callerOf } from './caller.ts';
import type { SessionFacts } from './messages.ts';
import { sendUnproved } from './people-problems.ts';

const signInBody = z.strictObject({
  person: z.string().min(1).max(20),
  pin: z.string().max(20),
  /** `act`: for one thing that a manager is asked for; over when it was not used for five minutes. */
  kind: z.enum(['shift', 'act']).default('shift'),
});

/** Signing in with a PIN, and out. */
export function createSessionsApi(people: People): Router {
  const api = Router();

  api.post('/sessions', async (request, response) => {
    const { place } = callerOf(request);
    const result = await people.signIn({ ...signInBody.parse(request.body), place });
    if (!result.ok) return sendUnproved(response, result);
    const { token, person, until } = result;
    response.status(201).json({ token, person, until } satisfies SessionFacts);
  });

  api.delete('/sessions/current', async (request, response) => {
    const { session, place } = callerOf(request);
    if (session !== undefined) await people.signOut(session, place);
    response.status(204).end();
  });
  return api;
}
