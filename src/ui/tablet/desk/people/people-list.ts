import { type ReadonlySignal, signal } from '@preact/signals';
import type { people } from '../../../languages/en/people.ts';
import type { PersonFacts, WirePeople } from '../../../messages.ts';
import type { Rest, RestAnswer } from '../../rest.ts';

type PeopleWords = typeof people;

/** What is typed of somebody. `id`: of who is changed; without it somebody is added. */
export interface PersonForm {
  id?: string;
  name: string;
  role: PersonFacts['role'];
  pin: string;
  pinAgain: string;
  /** Where they change their own. */
  oldPin: string;
}

export type FormField = 'name' | 'pin' | 'pinAgain' | 'oldPin';
export type FormProblem = { field?: FormField; text: string };

export interface PeopleList {
  /** Nothing until the till has told. */
  shown: ReadonlySignal<WirePeople | undefined>;
  isUnknown: ReadonlySignal<boolean>;
  busy: ReadonlySignal<boolean>;
  load(): Promise<void>;
  /** Nothing where it is done. */
  save(form: PersonForm, ownId: string | undefined): Promise<FormProblem | undefined>;
  setState(id: string, state: 'active' | 'left'): Promise<FormProblem | undefined>;
}

export function createPeopleList(rest: Rest, words: PeopleWords): PeopleList {
  const shown = signal<WirePeople | undefined>(undefined);
  const isUnknown = signal(false);
  const busy = signal(false);

  async function load(): Promise<void> {
    isUnknown.value = false;
    const answer = await rest.ask<WirePeople>('/people');
    if (answer.kind === 'done') shown.value = answer.body;
    else isUnknown.value = true;
  }

  async function change(ask: () => Promise<RestAnswer<unknown>>): Promise<FormProblem | undefined> {
    busy.value = true;
    const answer = await ask();
    // What the till holds now is what is shown, also where no answer came.
    if (answer.kind !== 'refused') await load();
    busy.value = false;
    return answer.kind === 'done' ? undefined : problemOf(answer, words);
  }

  return {
    shown,
    isUnknown,
    busy,
    load,
    save: async (form, ownId) => {
      const wrong = formProblem(form, words);
      if (wrong) return wrong;
      const before = shown.value?.people.find(({ id }) => id === form.id);
      for (const { path, method, body } of requestsOf(form, before, ownId)) {
        const problem = await change(() => rest.ask(path, { method, body }));
        if (problem) return problem;
      }
      return undefined;
    },
    setState: (id, state) => change(() => rest.ask(`/people/${id}`, { method: 'PUT', body: { state } })),
  };
}

/** What the page can tell without the till. Pure. */
export function formProblem(form: PersonForm, words: PeopleWords): FormProblem | undefined {
  if (form.name.trim() === '') return { field: 'name', text: words.problem.nameUnfit };
  if (form.pin === '' && form.id !== undefined) return undefined;
  const least = form.role === 'cashier' ? 4 : 6;
  if (!/^\d{4,8}$/.test(form.pin) || form.pin.length < least)
    return { field: 'pin', text: words.problem.pinLength };
  return form.pin === form.pinAgain ? undefined : { field: 'pinAgain', text: words.pinsDiffer };
}

/**
 * What is sent for a form, one after the other: of somebody who is there, only what is another. One's own PIN goes last
 * and alone, for it ends the session. Pure.
 */
export function requestsOf(
  form: PersonForm,
  before: PersonFacts | undefined,
  ownId: string | undefined,
): { path: string; method: 'POST' | 'PUT'; body: object }[] {
  const { id, role, pin, oldPin } = form;
  const name = form.name.trim();
  if (id === undefined) return [{ path: '/people', method: 'POST', body: { name, role, pin } }];
  const ownPin = id === ownId && pin !== '' ? { pin, oldPin } : {};
  const others = {
    ...(name === before?.name ? {} : { name }),
    ...(role === before?.role ? {} : { role }),
    ...(pin === '' || id === ownId ? {} : { pin }),
  };
  return [others, ownPin]
    .filter((body) => Object.keys(body).length > 0)
    .map((body) => ({ path: `/people/${id}`, method: 'PUT', body }));
}

const FIELDS: Partial<Record<string, FormField>> = {
  pinLength: 'pin',
  pinSameDigits: 'pin',
  pinRun: 'pin',
  pinRepeated: 'pin',
  pinNeeded: 'pin',
  nameUnfit: 'name',
  nameTaken: 'name',
  oldPinNeeded: 'oldPin',
  wrongPin: 'oldPin',
  pinWait: 'oldPin',
};

function problemOf(answer: RestAnswer<unknown>, words: PeopleWords): FormProblem {
  if (answer.kind !== 'refused') return { text: words.noAnswer };
  const { code } = answer;
  const text = isProblem(code, words) ? words.problem[code] : words.refused;
  const field = FIELDS[code];
  return field === undefined ? { text } : { field, text };
}

function isProblem(code: string, { problem }: PeopleWords): code is keyof PeopleWords['problem'] {
  return Object.hasOwn(problem, code);
}
