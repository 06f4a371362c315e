import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Actor, ChangeResult, People } from '../people/index.ts';
import { callerOf } from './caller.ts';
import type { Guard } from './guard.ts';
import type { WirePeople } from './messages.ts';
import { guardProblem } from './people-guard.ts';
import { sendUnchanged } from './people-problems.ts';
import { sendProblem } from './problems.ts';

const name = z.string().max(200);
const role = z.enum(['cashier', 'manager']);
const pin = z.string().max(20);
const newPerson = z.strictObject({ name, role, pin });
const change = z.strictObject({
  name: name.optional(),
  role: role.optional(),
  state: z.enum(['active', 'left']).optional(),
  pin: pin.optional(),
  /** Of who changes their own. */
  oldPin: pin.optional(),
});

export interface PeopleApiParts {
  people: People;
  guard: Guard;
  log: Log;
}

/** Who works here: the list for all, changes for managers and for the console, one's own PIN for oneself. */
export function createPeopleApi({ people, guard, log }: PeopleApiParts): Router {
  const api = Router();

  /** Who makes a change; where nobody may, that is answered. */
  async function actorOf(request: Request, response: Response): Promise<Actor | undefined> {
    const caller = callerOf(request);
    const key = request.get('scantill-console');
    const console = key === undefined ? undefined : people.consoleOf(key);
    if (console) return { person: console, place: caller.place };
    const why = await guard.refusal('changePeople', caller);
    const person = guard.personOf(caller);
    if (why === undefined && person) return { person, place: caller.place };
    sendProblem(response, guardProblem(why ?? 'managerNeeded'));
    return undefined;
  }

  async function answer(response: Response, make: () => Promise<ChangeResult>, status = 200): Promise<void> {
    const result = await make().catch((error): ChangeResult => {
      log.error('a person could not be saved', { error: errorText(error) });
      return { ok: false, why: 'notSaved' };
    });
    if (result.ok) response.status(status).json({ person: result.person });
    else sendUnchanged(response, result);
  }

  api.get('/people', guard.may('look'), (_, response) => {
    const { hasManager, isDamaged } = people;
    response.json({ people: people.list(), hasManager, isDamaged } satisfies WirePeople);
  });

  api.post('/people', async (request, response) => {
    const wish = newPerson.parse(request.body);
    const actor = await actorOf(request, response);
    if (actor) await answer(response, () => people.add(wish, actor), 201);
  });

  api.put('/people/:id', async (request, response) => {
    const { oldPin, ...wish } = change.parse(request.body);
    const id = String(request.params.id);
    const caller = callerOf(request);
    const self = guard.personOf(caller);
    const newPin = wish.pin;
    if (self?.id === id && newPin !== undefined) {
      if (oldPin === undefined || Object.keys(wish).length > 1) {
        const detail = 'Who changes their own PIN sends pin and oldPin, and nothing else.';
        return sendProblem(response, { status: 400, code: 'oldPinNeeded', detail });
      }
      const actor = { person: self, place: caller.place };
      return answer(response, () => people.changeOwnPin(actor, { oldPin, pin: newPin }));
    }
    const actor = await actorOf(request, response);
    if (actor) await answer(response, () => people.change(id, defined(wish), actor));
  });
  return api;
}

/** Without the fields that were left out. */
function defined<T extends object>(wish: T) {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
