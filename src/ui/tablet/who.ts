import { type Signal, signal } from '@preact/signals';
import type { SessionFacts } from '../messages.ts';
import type { SignIn } from './rest.ts';
import type { Wanted } from './till.ts';

/** Who works at this page, and the question for it. */
export interface Who {
  session: Signal<SessionFacts | undefined>;
  wanted: Signal<Wanted | undefined>;
  signIn: SignIn;
  /** Whoever has signed in, as long as it holds. `tillMs`: the till's time now. */
  signedIn(tillMs: number): SessionFacts | undefined;
}

export function createWho(): Who {
  const session = signal<SessionFacts | undefined>(undefined);
  const wanted = signal<Wanted | undefined>(undefined);
  return {
    session,
    wanted,
    signIn: (need) => {
      wanted.value?.answer(undefined);
      return new Promise((resolve) => {
        wanted.value = {
          need,
          answer: (signedIn) => {
            wanted.value = undefined;
            if (signedIn) session.value = signedIn;
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

/** What a refused command is refused with where somebody has to sign in first. */
const WANTED_BY: Partial<Record<string, Wanted['need']>> = {
  managerNeeded: 'manager',
  personNeeded: 'person',
  signInNeeded: 'person',
};

export function whoIsWanted(code: string | undefined): Wanted['need'] | undefined {
  return code === undefined ? undefined : WANTED_BY[code];
}
