import { z } from 'zod';
import type { People } from '../people/index.ts';
import { problemOf } from './people-problems.ts';
import { type Route, route } from './route.ts';
import { session } from './schemas/shop.ts';

const signInBody = z.strictObject({
  person: z.string().min(1).max(20).describe('Their id, as the list of people has it'),
  pin: z.string().max(20),
  kind: z
    .enum(['shift', 'act'])
    .default('shift')
    .describe('act: for one thing that a manager is asked for; over when it was not used for five minutes'),
});

/** Signing in with a PIN, and out. */
export function sessionsRoutes(people: People): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/sessions',
        act: 'signIn',
        summary: 'Sign in with a PIN',
        body: signInBody,
        example: { person: 'p1', pin: '314159', kind: 'shift' },
        answers: { 201: { description: 'The session', schema: session } },
        problems: { 403: ['wrongPin'], 429: ['pinWait'], 503: ['busy', 'notSaved'] },
      },
      async ({ body, caller: { place } }) => {
        const result = await people.signIn({ ...body, place });
        if (!result.ok) return problemOf(result);
        const { token, person, until } = result;
        return { status: 201, body: { token, person, until } };
      },
    ),
    route(
      {
        method: 'delete',
        path: '/sessions/current',
        act: 'signIn',
        summary: 'Sign out: the session of Scantill-Session',
        answers: { 204: { description: 'It is over' } },
      },
      async ({ caller: { session: token, place } }) => {
        if (token !== undefined) await people.signOut(token, place);
        return { status: 204 };
      },
    ),
  ];
}
