import { ACTS, type Act } from '../../access/acts.ts';
import type { GuardRefusal } from '../guard.ts';
import { guardProblem } from '../guard-problems.ts';
import type { RouteSpec } from '../route.ts';
import type { JsonSchema } from './json-schemas.ts';

/** What a refusal looks like: RFC 9457. */
export const problemSchema: JsonSchema = {
  type: 'object',
  description: 'Why it was not done: RFC 9457',
  properties: {
    type: { const: 'about:blank' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'For a program; it does not change' },
    detail: { type: 'string', description: 'For a person; it may change' },
  },
  required: ['type', 'title', 'status', 'code', 'detail'],
};

/** What each status means, whatever its code. */
export const REASONS: { [status: string]: string } = {
  400: 'The request is wrong: `detail` says where, what was expected and what came',
  401: 'The till does not know who asks',
  403: 'Not from here, or not by them',
  404: 'There is no such thing',
  409: 'Not now, or not in this state',
  413: 'The body is larger than 16 KB',
  415: 'A body without `Content-Type: application/json`',
  422: 'It cannot be done like that',
  429: 'Too often: `Retry-After` says when again',
  500: 'A fault of the till: ask for the sale or the order before you repeat',
  503: 'The till cannot do it at this moment; nothing was done',
};

/** Which acts the guard refuses for which reason. Complete by type. */
const GUARDED: Record<GuardRefusal, (act: Act) => boolean> = {
  notPaired: isGuarded,
  revoked: isGuarded,
  expired: isGuarded,
  tokenUnknown: isGuarded,
  wrongDevice: isGuarded,
  noScope: isGuarded,
  otherLane: isGuarded,
  personNeeded: (act) => act === 'sell',
  technicianNeeded: (act) => ACTS[act].needs === 'technician',
  managerNeeded: (act) => ACTS[act].needs === 'manager',
  consoleNeeded: (act) => act === 'changePeople',
  peopleUnreadable: (act) => ACTS[act].needs !== 'anybody',
  notWritten: (act) => ACTS[act].needs !== 'anybody',
};

function isGuarded(act: Act): boolean {
  return !('open' in ACTS[act]);
}

/** The refusals of what every route is asked for before it is done, by status. */
export function commonProblems({ body, query, params, key, act }: RouteSpec): { [status: string]: string[] } {
  const refusals = Object.keys(GUARDED) as GuardRefusal[];
  const guarded = refusals.filter((why) => GUARDED[why](act)).map(guardProblem);
  const codes = (status: number) =>
    guarded.filter((problem) => problem.status === status).map(({ code }) => code);
  const all: { [status: string]: string[] } = {
    400: [
      ...(body || query || params ? ['badRequest'] : []),
      ...(key ? ['badKey'] : []),
      ...(key === 'required' ? ['keyNeeded'] : []),
    ],
    401: codes(401),
    403: ['foreign', ...codes(403)],
    409: key ? ['keyBusy'] : [],
    413: body ? ['badRequest'] : [],
    415: body ? ['notJson'] : [],
    422: key ? ['keyReused'] : [],
    429: ['tooManyAtOnce'],
    500: ['fault'],
    503: ['storeFault', ...codes(503)],
  };
  return Object.fromEntries(Object.entries(all).filter(([, each]) => each.length > 0));
}
