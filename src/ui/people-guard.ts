import type { Request, RequestHandler, Response } from 'express';
import { ACTS, type Act } from '../access/acts.ts';
import { type Barred, barred, type SignedPerson, type Staff } from '../access/allowed.ts';
import { isWithin } from '../access/visitor.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { People, PersonFacts } from '../people/index.ts';
import { type Caller, callerOf } from './caller.ts';
import type { About, Guard, GuardRefusal, ToldAct } from './guard.ts';
import { guardProblem } from './guard-problems.ts';
import { sendProblem } from './problems.ts';
import { saidBack } from './scanned.ts';

/** The sale itself says who made it, people and devices have lines of their own, and looking is nothing done. */
const TOLD_ELSEWHERE: ReadonlySet<Act> = new Set<Act>([
  'comeIn',
  'sell',
  'followSale',
  'practise',
  'look',
  'lookShop',
  'lookGuns',
  'watchLane',
  'watchTill',
  'diagnose',
  'signIn',
  'changePeople',
  'pair',
]);

export interface PeopleGuardParts {
  /** Left out: nobody works here by name. */
  people: People | undefined;
  /** Whether the shop wants its cashiers signed in. */
  signIn(): boolean;
  /** The lanes of what a request is about. */
  lanesOf(request: Request): Promise<string[]>;
  clock: Clock;
  log: Log;
}

/** One refusal of a kind is written down so often: whoever tries without end does not fill the disk. */
const TOLD_AGAIN_MS = 60_000;
const MOST_TOLD = 1000;

/** Lets through who may; each act of a person or a program is in `audit.jsonl` before it is done. */
export function createPeopleGuard({ people, signIn, lanesOf, clock, log }: PeopleGuardParts): Guard {
  /** When a refusal was last written down, on the monotonic clock. */
  const toldAt = new Map<string, number>();

  const consoleOf = ({ visitor, console }: Caller): PersonFacts | undefined =>
    visitor?.kind === 'local' && console !== undefined ? people?.consoleOf(console) : undefined;

  const personOf = (caller: Caller): PersonFacts | undefined =>
    consoleOf(caller) ??
    (caller.session === undefined ? undefined : people?.personOf(caller.session, caller.place));

  const staff = (): Staff => ({
    isDamaged: people?.isDamaged ?? false,
    hasAnybody: people?.hasAnybody ?? false,
    hasTechnician: people?.hasTechnician ?? false,
    hasManager: people?.hasManager ?? false,
    wantsSellers: signIn(),
  });

  /** Asking for the power of a fresh PIN is using it: it is asked for only where the act needs it. */
  function signedOf(act: Act, caller: Caller): SignedPerson | undefined {
    const { session, place } = caller;
    const person = session === undefined ? undefined : people?.personOf(session, place);
    if (!person || session === undefined) return undefined;
    const isFresh = ACTS[act].needs !== 'anybody' && people?.isFresh(session, place) === true;
    return { role: person.role, isFresh };
  }

  const why = (act: Act, caller: Caller, lane?: string): Barred | undefined =>
    barred({
      act,
      visitor: caller.visitor,
      isConsole: consoleOf(caller) !== undefined,
      lane,
      person: signedOf(act, caller),
      staff: staff(),
    });

  function actorOf(caller: Caller): { id: string; name: string } {
    const { id, name } = personOf(caller) ?? caller.visitor ?? { id: 'nobody', name: '' };
    return { id, name };
  }

  async function tell({ what, ...line }: ToldAct): Promise<boolean> {
    try {
      await people?.wrote({ ...line, ...(what === undefined ? {} : { what }) });
      return true;
    } catch (error) {
      log.error('what somebody did could not be written down', { act: line.act, error: errorText(error) });
      return false;
    }
  }

  const write = (caller: Caller, act: string, what: string | undefined) =>
    tell({ person: actorOf(caller), place: caller.place, act, what });

  /** Only what needs a PIN: a page asks for much that its device may not see. */
  async function tellRefused(act: Act, caller: Caller): Promise<void> {
    if (caller.visitor === undefined || ACTS[act].needs === 'anybody') return;
    const key = `${actorOf(caller).id} ${caller.place} ${act}`;
    const now = clock.monotonic();
    if (now - (toldAt.get(key) ?? Number.NEGATIVE_INFINITY) < TOLD_AGAIN_MS) return;
    toldAt.delete(key);
    toldAt.set(key, now);
    for (const oldest of toldAt.keys()) {
      if (toldAt.size <= MOST_TOLD) break;
      toldAt.delete(oldest);
    }
    await write(caller, 'denied', act);
  }

  async function refusal(
    act: Act,
    caller: Caller,
    { lane, what, isLook = false }: About = {},
  ): Promise<GuardRefusal | undefined> {
    const refused = why(act, caller, lane);
    if (refused === 'notPaired') return caller.why ?? refused;
    if (refused !== undefined) {
      if (!isLook) await tellRefused(act, caller);
      return refused;
    }
    const isSomebody = personOf(caller) !== undefined || caller.visitor?.kind === 'program';
    // What needs a PIN once people work here is written down before, too: by the device, or the machine, it came from.
    const isTold = isSomebody || ACTS[act].needs !== 'anybody';
    if (!isTold || TOLD_ELSEWHERE.has(act)) return undefined;
    const isWritten = await write(caller, act, what);
    return isWritten || ACTS[act].needs !== 'manager' ? undefined : 'notWritten';
  }

  const passing = (ask: (request: Request) => Promise<GuardRefusal | undefined>): RequestHandler => {
    return async (request: Request, response: Response, next) => {
      const refused = await ask(request);
      if (refused === undefined) next();
      else refuse(response, refused);
    };
  };

  return {
    may: (act) =>
      passing(async (request) => {
        const caller = callerOf(request);
        const own = caller.visitor?.lanes ?? 'all';
        // Looked for only where it matters.
        const asked = own === 'all' ? [] : await lanesOf(request);
        const lane = asked.find((each) => !isWithin(own, each));
        return refusal(act, caller, { lane, what: whatOf(request), isLook: request.method === 'GET' });
      }),
    known: () =>
      passing(async (request) => {
        const { visitor, why: stranger = 'notPaired' } = callerOf(request);
        return visitor ? undefined : stranger;
      }),
    refusal,
    allows: (act, caller, lane) => why(act, caller, lane) === undefined,
    personOf,
    tell,
    signed: (caller, by) => {
      const person = personOf(caller)?.name;
      if (by !== undefined && person !== undefined && by !== person) {
        const detail = `by: expected ${JSON.stringify(person)}, who has signed in, or nothing; got another name`;
        return { status: 422, code: 'notSignedBy', detail };
      }
      const program = caller.visitor?.kind === 'program' ? caller.visitor.name : undefined;
      const name = person ?? by ?? program;
      return name === undefined ? {} : { by: name };
    },
    actorOf,
    giverOf: (caller) => ({
      power: why('changeShop', caller) === undefined ? 'manager' : 'technician',
      lanes: caller.visitor?.lanes ?? [],
    }),
    dayClosed: () => people?.dayClosed(),
  };
}

function refuse(response: Response, why: GuardRefusal): void {
  const problem = guardProblem(why);
  if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
  sendProblem(response, problem);
}

/** The number of what a request is about, as its address has it. */
function whatOf({ params }: Request): string | undefined {
  const what = params.refundNo ?? params.orderNo ?? params.day ?? params.id ?? params.lane;
  // Whatever stands there: somebody may have put a code into the address.
  return what === undefined ? undefined : saidBack(String(what)).slice(0, 60);
}
