import type { IncomingMessage } from 'node:http';
import type { Visitor } from '../access/visitor.ts';
import type { Access } from './access.ts';
import { type Caller, placeOfVisitor } from './caller.ts';
import type { Guard, GuardRefusal } from './guard.ts';
import { guardProblem } from './guard-problems.ts';
import { isLanguage, LANGUAGES, type LanguageTag } from './languages/tags.ts';
import { saidBack } from './scanned.ts';

/** What a socket opens with, once it was let in. */
export interface Opening {
  lane: string;
  view: 'cashier' | 'customer';
  /** Left out: the shop's, whichever that is. */
  language?: LanguageTag;
  token?: string;
  visitor: Visitor;
}

/** Why a socket is not opened; `code` reaches the page as `error.data.code`. */
export class NotOpened extends Error {
  readonly data: { code: string };

  constructor(code: string, message: string) {
    super(saidBack(message));
    this.data = { code };
  }
}

export interface HandshakeParts {
  access: Access;
  guard: Guard;
  lanes: readonly string[];
}

/** Looks at a socket's handshake: whether there is what it asks for, and whether who asks may see it. Throws `NotOpened`. */
export function openingOf(
  request: IncomingMessage,
  auth: unknown,
  { access, guard, lanes }: HandshakeParts,
): Opening {
  const given = (auth ?? {}) as Record<string, unknown>;
  const { lane, view = 'cashier', language } = given;
  if (typeof lane !== 'string' || !lanes.includes(lane))
    throw new NotOpened('noSuchLane', `There is no lane "${shown(lane)}" on this till`);
  if (view !== 'cashier' && view !== 'customer')
    throw new NotOpened('noSuchView', 'The view of a lane is "cashier" or "customer"');
  if (language !== undefined && !isLanguage(language)) {
    const spoken = LANGUAGES.join(', ');
    throw new NotOpened(
      'noSuchLanguage',
      `There is no language "${shown(language)}" on this till. It speaks: ${spoken}`,
    );
  }
  const token = typeof given.token === 'string' ? given.token : undefined;
  const caller = socketCaller(access, request, token);
  const { visitor } = caller;
  const act = view === 'customer' ? 'watchLane' : 'followSale';
  if (!visitor) throw refused(caller.why ?? 'notPaired');
  if (!guard.allows(act, caller)) throw refused(visitor.kind === 'program' ? 'noScope' : 'wrongDevice');
  if (!guard.allows(act, caller, lane)) throw refused('otherLane');
  return { lane, view, visitor, ...(language && { language }), ...(token !== undefined && { token }) };
}

/** Who sends over a socket, as of now: it may have been shut out since the socket was opened. */
export function socketCaller(access: Access, request: IncomingMessage, token: string | undefined): Caller {
  const admission = access.admit(request, token);
  return {
    visitor: admission.visitor,
    why: 'why' in admission ? admission.why : undefined,
    place: placeOfVisitor(request, admission.visitor),
  };
}

function refused(why: GuardRefusal): NotOpened {
  return new NotOpened(why, guardProblem(why).detail);
}

/** What came in the place of a text is not shown: not all that JSON can say can be made a text of. */
const shown = (value: unknown) => (typeof value === 'string' ? value.slice(0, 40) : '');
