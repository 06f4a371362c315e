import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../clock.ts';
import type { Api, Need } from './api.ts';

/** Somebody who can give a PIN here. */
export interface Bench {
  id: string;
  name: string;
  role: 'technician' | 'manager';
}

/** Who is asked for a PIN; `people` is nothing until the till has told. */
export interface PinQuestion {
  need: Need;
  people: readonly Bench[] | undefined;
}

/** Who has signed in at this page. Only in its memory: a page that is loaded anew knows nobody. */
export interface PeopleDesk {
  signedIn: ReadonlySignal<{ name: string; token: string } | undefined>;
  question: ReadonlySignal<PinQuestion | undefined>;
  busy: ReadonlySignal<boolean>;
  problem: ReadonlySignal<string | undefined>;
  /** Asks whoever is there; resolves with whether somebody came. */
  ask(need: Need): Promise<boolean>;
  enter(person: string, pin: string): Promise<void>;
  dismiss(): void;
  signOut(): Promise<void>;
}

interface Listed {
  id: string;
  name: string;
  role: 'cashier' | 'technician' | 'manager';
  state: 'active' | 'left';
}

interface Session {
  token: string;
  person: { name: string };
}

const ANSWER_MS = 10_000;
/** A question that nobody answers goes away, and with it the digits that were typed. */
const GIVEN_UP_MS = 120_000;

/** The part of the interface that signing in itself needs. Asked for when it is: that one needs this desk itself. */
type PeopleApi = Pick<Api, 'get' | 'post' | 'delete'>;

export function createPeopleDesk(
  { clock, noAnswer }: { clock: Clock; noAnswer: string },
  apiOf: () => PeopleApi,
): PeopleDesk {
  const signedIn = signal<{ name: string; token: string } | undefined>(undefined);
  const question = signal<PinQuestion | undefined>(undefined);
  const busy = signal(false);
  const problem = signal<string | undefined>(undefined);
  let answer: ((came: boolean) => void) | undefined;

  function end(came: boolean): void {
    question.value = undefined;
    problem.value = undefined;
    answer?.(came);
    answer = undefined;
  }

  async function load(need: Need): Promise<void> {
    const reply = await apiOf().get<{ people: Listed[] }>('/people', ANSWER_MS);
    if (question.value?.need !== need) return;
    if (reply.kind !== 'ok') {
      problem.value = reply.kind === 'refused' ? reply.message : noAnswer;
      return;
    }
    const may = (one: Listed): one is Listed & Bench =>
      one.state === 'active' &&
      (one.role === 'manager' || (one.role === 'technician' && need === 'technician'));
    question.value = { need, people: reply.body.people.filter(may) };
  }

  return {
    signedIn,
    question,
    busy,
    problem,
    ask(need) {
      end(false);
      question.value = { need, people: undefined };
      const came = new Promise<boolean>((resolve) => {
        answer = resolve;
      });
      const callOff = clock.after(GIVEN_UP_MS, () => end(false));
      void load(need);
      return came.finally(callOff);
    },
    async enter(person, pin) {
      if (busy.value) return;
      busy.value = true;
      problem.value = undefined;
      const reply = await apiOf().post<Session>('/sessions', { person, pin, kind: 'shift' });
      busy.value = false;
      if (reply.kind === 'ok') {
        signedIn.value = { name: reply.body.person.name, token: reply.body.token };
        end(true);
      } else problem.value = reply.kind === 'refused' ? reply.message : noAnswer;
    },
    dismiss: () => end(false),
    async signOut() {
      await apiOf().delete('/sessions/current');
      signedIn.value = undefined;
    },
  };
}
