import type { RequestHandler } from 'express';
import type { Act } from '../access/acts.ts';
import type { Barred, Giver } from '../access/allowed.ts';
import type { Caller, Stranger } from './caller.ts';
import type { PersonFacts } from './messages.ts';
import type { Problem } from './problems.ts';

/**
 * Why somebody may not do it.
 * - `notWritten`: what a manager does is written down before it is done, and the disk did not take it
 */
export type GuardRefusal = Barred | Stranger | 'notWritten';

/** What an act is about. */
export interface About {
  /** The lane. Left out: none. */
  lane?: string | undefined;
  /** The number of what it is done to. */
  what?: string | undefined;
  /** Nothing is done but looking: a page that is open asks again and again. */
  isLook?: boolean;
}

/** A line of who did what. */
export interface ToldAct {
  person: { id: string; name: string };
  place: string;
  act: string;
  what?: string | undefined;
}

/** Knows who stands behind a request, and lets through who may. */
export interface Guard {
  /** Lets a request through, or answers its `GuardRefusal`; what somebody does is written down first. */
  may(act: Act): RequestHandler;
  /** Lets through whoever is known; the route asks the rest by itself. */
  known(): RequestHandler;
  /** The same as `may` for what comes over a socket. */
  refusal(act: Act, caller: Caller, about?: About): Promise<GuardRefusal | undefined>;
  /** Whether it may be done, where nothing is written down and nothing is done. */
  allows(act: Act, caller: Caller, lane?: string): boolean;
  /** Who has signed in there. */
  personOf(caller: Caller): PersonFacts | undefined;
  /** In whose name a request is done: the session's; without one, as the request says. Another name is a problem. */
  signed(caller: Caller, by: string | undefined): { by?: string } | Problem;
  /** Writes down what somebody did, in `audit.jsonl`. False where the disk did not take it. */
  tell(line: ToldAct): Promise<boolean>;
  /** In whose name something is written down. */
  actorOf(caller: Caller): { id: string; name: string };
  /** What the caller may let others in for. */
  giverOf(caller: Caller): Giver;
  /** The present day was closed: everybody's shift is over. */
  dayClosed(): void;
}
