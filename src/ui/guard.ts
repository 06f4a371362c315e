import type { RequestHandler } from 'express';
import type { PersonFacts } from './messages.ts';

/** Which acts need whom. One list for every way in. */
export const ACTS = {
  sell: 'anybody',
  look: 'anybody',
  checkOrder: 'anybody',
  /** A one-tap refund of what the same counter has just seen paid against its will. */
  giveBack: 'anybody',
  reprint: 'anybody',
  refund: 'manager',
  settle: 'manager',
  closeDay: 'manager',
  reconcile: 'manager',
  changeShop: 'manager',
  changePeople: 'manager',
} as const satisfies Record<string, 'anybody' | 'person' | 'manager'>;

export type Act = keyof typeof ACTS;

/** Knows who stands behind a request. As long as nobody is entered as working here, everything is open. */
export interface Guard {
  /** Lets a request through, or answers 403 `managerNeeded` or `personNeeded`; then `personOf` tells who it is. */
  may(act: Act): RequestHandler;
  /** Who has signed in where a session token says so. */
  personOf(sessionToken: string | undefined): PersonFacts | undefined;
}
