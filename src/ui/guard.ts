import type { RequestHandler } from 'express';
import type { Act } from '../access/acts.ts';
import type { Caller } from './caller.ts';
import type { PersonFacts } from './messages.ts';
import type { Problem } from './problems.ts';

/**
 * Why somebody may not do it.
 * - `consoleNeeded`: nobody may change who works here before there is a manager, and the first is made at the machine
 * - `peopleUnreadable`: the list of people is damaged, so nobody is known to be a manager
 * - `notWritten`: what a manager does is written down before it is done, and the disk did not take it
 */
export type GuardRefusal =
  | 'personNeeded'
  | 'managerNeeded'
  | 'consoleNeeded'
  | 'peopleUnreadable'
  | 'notWritten';

/** Knows who stands behind a request. As long as no manager is entered, everything is open but who works here. */
export interface Guard {
  /** Lets a request through, or answers its `GuardRefusal`; what a person does is written down first. */
  may(act: Act): RequestHandler;
  /** The same for what comes over a socket. `what`: the number of what it is done to. */
  refusal(act: Act, caller: Caller, what?: string): Promise<GuardRefusal | undefined>;
  /** Who has signed in there. */
  personOf(caller: Caller): PersonFacts | undefined;
  /** In whose name a request is done: the session's; without one, as the request says. Another name is a problem. */
  signed(caller: Caller, by: string | undefined): { by?: string } | Problem;
  /** The present day was closed: everybody's shift is over. */
  dayClosed(): void;
}
