import { type Signal, signal } from '@preact/signals';
import type { SessionFacts } from '../messages.ts';
import type { Rest, SignIn } from './rest.ts';
import type { Till, Wanted } from './till.ts';

/** Who works at this page, and the question for it. */
export interface Who {
  session: Signal<SessionFacts | undefined>;
  /** A manager who came for one thing, beside whoever works here. */
  power: Signal<SessionFacts | undefined>;
  wanted: Signal<Wanted | undefined>;
  signIn: SignIn;
  /** Whoever has signed in, as long as it holds. `tillMs`: the till's time now. */
  signedIn(tillMs: number): SessionFacts | undefined;
}

export function createWho(): Who {
  const session = signal<SessionFacts | undefined>(undefined);
  const power = signal<SessionFacts | undefined>(undefined);
  const wanted = signal<Wanted | undefined>(undefined);
  return {
    session,
    power,
    wanted,
    signIn: (need) => {
      wanted.value?.answer(undefined);
      return new Promise((resolve) => {
        wanted.value = {
          need,
          answer: (signedIn) => {
            wanted.value = undefined;
            if (signedIn) (need === 'manager' ? power : session).value = signedIn;
            resolve(signedIn);
          },
        };
      });
    },
    signedIn: (tillMs) => {
      const now = session.value;
      return now && now.until > tillMs ? now : undefined;
    },
  };
}

/** Ends a session here and at the till, which is told with the session's own token. */
export function leaving(rest: Rest, { session, power }: Who): Pick<Till, 'signOut' | 'dropPower'> {
  const end = (ended: Who['session']) => {
    if (!ended.value) return;
    void rest.ask('/sessions/current', { method: 'DELETE' });
    ended.value = undefined;
  };
  const dropPower = () => end(power);
  const signOut = () => {
    // First: while it is there, what is sent is sent in its name.
    dropPower();
    end(session);
  };
  return { signOut, dropPower };
}

/** What a refused command is refused with where somebody has to sign in first. */
const WANTED_BY: Partial<Record<string, Wanted['need']>> = {
  managerNeeded: 'manager',
  personNeeded: 'person',
  signInNeeded: 'person',
};

export function whoIsWanted(code: string | undefined): Wanted['need'] | undefined {
  return code === undefined ? undefined : WANTED_BY[code];
}
