import type { GuardRefusal } from './guard.ts';
import type { Problem } from './problems.ts';

const SIGN_IN = 'POST /api/v1/sessions, then send its token as Scantill-Session.';

const PROBLEMS: Record<GuardRefusal, Omit<Problem, 'code'>> = {
  notPaired: {
    status: 401,
    detail:
      "This device is not paired with the till. A tablet opens /pair and types a code made on the till's machine (npm run pair); a program sends Authorization: Bearer and its token.",
  },
  revoked: {
    status: 401,
    detail: 'The till does not let this device in any more. Pair it anew: open /pair.',
  },
  expired: { status: 401, detail: 'The token has expired. Make another one: npm run pair -- --program' },
  tokenUnknown: {
    status: 401,
    detail: 'The till does not know this token. Make one: npm run pair -- --program',
  },
  wrongDevice: {
    status: 403,
    detail: 'This device was not paired for that. Pair it anew as something that may.',
  },
  noScope: { status: 403, detail: 'The token was not given what this needs. Make one with that scope.' },
  otherLane: { status: 403, detail: 'That is of a lane which this device or token is not bound to.' },
  personNeeded: { status: 403, detail: `Who sells has to sign in first: ${SIGN_IN}` },
  technicianNeeded: {
    status: 403,
    detail: `A technician or a manager has to sign in for this: ${SIGN_IN}`,
  },
  managerNeeded: { status: 403, detail: `A manager has to sign in for this: ${SIGN_IN}` },
  consoleNeeded: {
    status: 403,
    detail:
      "There is no manager yet. The first is made on the till's machine: npm run people -- add --name NAME --role manager",
  },
  peopleUnreadable: {
    status: 503,
    detail:
      "The list of people is damaged, so no manager is known. On the till's machine a new one is begun: npm run people -- add --name NAME --role manager",
  },
  notWritten: {
    status: 503,
    detail: 'It was not done: the disk did not take the line that says who did it. Is the disk full?',
  },
};

/** A refusal as it is told. */
export function guardProblem(why: GuardRefusal): Problem {
  return { ...PROBLEMS[why], code: why };
}
