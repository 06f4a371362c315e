import type { Request } from 'express';
import { ACTS, type Act } from '../access/acts.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { People, PersonFacts } from '../people/index.ts';
import { type Caller, callerOf } from './caller.ts';
import type { Guard, GuardRefusal } from './guard.ts';
import { type Problem, sendProblem } from './problems.ts';

/** The sale itself says who made it, the list of people writes its own lines, and looking is nothing done. */
const TOLD_ELSEWHERE: ReadonlySet<Act> = new Set<Act>(['sell', 'look', 'changePeople']);

export interface PeopleGuardParts {
  people: People;
  /** Whether the shop wants its cashiers signed in. */
  signIn(): boolean;
  log: Log;
}

/** Lets through who may, by the people of the till; each act of a person is in `audit.jsonl` before it is done. */
export function createPeopleGuard({ people, signIn, log }: PeopleGuardParts): Guard {
  const personOf = ({ session, place }: Caller) =>
    session === undefined ? undefined : people.personOf(session, place);

  /** Who does it, or why not. Nobody where nobody has to be there. */
  function admitted(act: Act, caller: Caller): PersonFacts | GuardRefusal | undefined {
    const { session, place } = caller;
    if (ACTS[act].needs === 'manager') {
      if (people.isDamaged) return 'peopleUnreadable';
      if (!people.hasManager) return act === 'changePeople' ? 'consoleNeeded' : personOf(caller);
      return (session === undefined ? undefined : people.managerOf(session, place)) ?? 'managerNeeded';
    }
    const person = personOf(caller);
    const isWanted = act === 'sell' && signIn() && people.hasAnybody;
    return isWanted ? (person ?? 'personNeeded') : person;
  }

  async function refusal(act: Act, caller: Caller, what?: string): Promise<GuardRefusal | undefined> {
    const person = admitted(act, caller);
    if (typeof person === 'string') return person;
    if (person === undefined || TOLD_ELSEWHERE.has(act)) return undefined;
    try {
      await people.wrote({ person, place: caller.place, act, ...(what === undefined ? {} : { what }) });
      return undefined;
    } catch (error) {
      log.error('what somebody did could not be written down', { act, error: errorText(error) });
      return ACTS[act].needs === 'manager' ? 'notWritten' : undefined;
    }
  }

  return {
    may: (act) => async (request, response, next) => {
      const why = await refusal(act, callerOf(request), whatOf(request));
      if (why === undefined) next();
      else sendProblem(response, guardProblem(why));
    },
    refusal,
    personOf,
    signed: (caller, by) => {
      const name = personOf(caller)?.name ?? by;
      if (by !== undefined && by !== name) {
        const detail = `by: expected ${JSON.stringify(name)}, who has signed in, or nothing; got another name`;
        return { status: 422, code: 'notSignedBy', detail };
      }
      return name === undefined ? {} : { by: name };
    },
    dayClosed: () => people.dayClosed(),
  };
}

const PROBLEMS: Record<GuardRefusal, Omit<Problem, 'code'>> = {
  personNeeded: {
    status: 403,
    detail: 'Who sells has to sign in first: POST /api/v1/sessions, then send its token as Scantill-Session.',
  },
  managerNeeded: {
    status: 403,
    detail:
      'A manager has to sign in for this: POST /api/v1/sessions, then send its token as Scantill-Session.',
  },
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

export function guardProblem(why: GuardRefusal): Problem {
  return { ...PROBLEMS[why], code: why };
}

/** The number of what a request is about, as its address has it. */
function whatOf({ params }: Request): string | undefined {
  const what = params.refundNo ?? params.orderNo ?? params.day ?? params.id ?? params.lane;
  return what === undefined ? undefined : String(what).slice(0, 60);
}
