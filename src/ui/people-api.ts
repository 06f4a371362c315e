import { z } from 'zod';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Actor, ChangeResult, People } from '../people/index.ts';
import type { Caller } from './caller.ts';
import type { Guard } from './guard.ts';
import { guardProblem } from './guard-problems.ts';
import { personParams } from './params.ts';
import { problemOf } from './people-problems.ts';
import type { Problem } from './problems.ts';
import { type Route, route } from './route.ts';
import { people as peopleSchema, person } from './schemas/shop.ts';

const name = z.string().max(200);
const role = z.enum(['cashier', 'technician', 'manager']);
const pin = z.string().max(20);
const newPerson = z.strictObject({ name, role, pin });
const change = z.strictObject({
  name: name.optional(),
  role: role.optional(),
  state: z.enum(['active', 'left']).optional(),
  pin: pin.optional(),
  oldPin: pin.optional().describe('Of who changes their own'),
});

export interface PeopleApiParts {
  people: People;
  guard: Guard;
  log: Log;
}

const onePerson = z.strictObject({ person });
const unfit = ['pinLength', 'pinSameDigits', 'pinRun', 'pinRepeated', 'pinNeeded', 'nameUnfit'] as const;

/** Who works here: the list for all, changes for managers and for the console, one's own PIN for oneself. */
export function peopleRoutes({ people, guard, log }: PeopleApiParts): Route[] {
  /** Who makes a change, or why nobody may. */
  async function actorOf(caller: Caller, what?: string): Promise<Actor | Problem> {
    const why = await guard.refusal('changePeople', caller, { what });
    return why === undefined ? { person: guard.actorOf(caller), place: caller.place } : guardProblem(why);
  }

  const made = (make: () => Promise<ChangeResult>) =>
    make().catch((error): ChangeResult => {
      log.error('a person could not be saved', { error: errorText(error) });
      return { ok: false, why: 'notSaved' };
    });

  return [
    route(
      {
        method: 'get',
        path: '/people',
        act: 'signIn',
        summary: 'Who works here',
        answers: { 200: { description: 'All, in the order they came', schema: peopleSchema } },
      },
      () => {
        const { hasManager, isDamaged } = people;
        return { status: 200, body: { people: people.list(), hasManager, isDamaged } };
      },
    ),
    route(
      {
        method: 'post',
        path: '/people',
        act: 'changePeople',
        asksItself: true,
        summary: 'Enter somebody who works here',
        body: newPerson,
        example: { name: 'Ada', role: 'manager', pin: '314159' },
        answers: { 201: { description: 'As they were entered', schema: onePerson } },
        problems: { 409: ['nameTaken', 'tooManyPeople'], 422: unfit, 503: ['notSaved', 'peopleUnreadable'] },
      },
      async ({ body, caller }) => {
        const actor = await actorOf(caller);
        if ('status' in actor) return actor;
        const result = await made(() => people.add(body, actor));
        return result.ok ? { status: 201, body: { person: result.person } } : problemOf(result);
      },
    ),
    route(
      {
        method: 'put',
        path: '/people/:id',
        act: 'changePeople',
        asksItself: true,
        summary: "Change somebody who works here, or one's own PIN",
        params: personParams,
        body: change,
        example: { state: 'left' },
        answers: { 200: { description: 'As they are now', schema: onePerson } },
        problems: {
          400: ['oldPinNeeded'],
          403: ['wrongPin'],
          404: ['noSuchPerson'],
          409: ['nameTaken', 'lastManager'],
          422: unfit,
          429: ['pinWait'],
          503: ['busy', 'notSaved', 'peopleUnreadable'],
        },
      },
      async ({ params: { id }, body: { oldPin, ...wish }, caller }) => {
        const self = guard.personOf(caller);
        const newPin = wish.pin;
        if (self?.id === id && newPin !== undefined) {
          if (oldPin === undefined || Object.keys(wish).length > 1) {
            const detail = 'Who changes their own PIN sends pin and oldPin, and nothing else.';
            return { status: 400, code: 'oldPinNeeded', detail };
          }
          const actor = { person: self, place: caller.place };
          const result = await made(() => people.changeOwnPin(actor, { oldPin, pin: newPin }));
          return result.ok ? { status: 200, body: { person: result.person } } : problemOf(result);
        }
        const actor = await actorOf(caller, id);
        if ('status' in actor) return actor;
        const result = await made(() => people.change(id, defined(wish), actor));
        return result.ok ? { status: 200, body: { person: result.person } } : problemOf(result);
      },
    ),
  ];
}

/** Without the fields that were left out. */
function defined<T extends object>(wish: T) {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
