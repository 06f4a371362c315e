import type { IncomingMessage } from 'node:http';
import type { Visitor } from '../access/visitor.ts';
import { isLoopbackAddress } from '../loopback.ts';

/**
 * Why nobody knows who it is.
 * - `notPaired`: nothing was shown
 * - `revoked`, `expired`: what was shown opened the till before
 * - `tokenUnknown`: it never did
 */
export type Stranger = 'notPaired' | 'revoked' | 'expired' | 'tokenUnknown';

/** Who a request comes from, or why nobody knows. */
export type Admission = { visitor: Visitor } | { visitor?: undefined; why: Stranger };

/** Who calls, as far as a request tells. */
export interface Caller {
  visitor?: Visitor | undefined;
  /** Where there is no visitor. */
  why?: Stranger | undefined;
  /** What signing in gave. */
  session?: string | undefined;
  /** What only who reads the data folder knows. */
  console?: string | undefined;
  /** Where it comes from: a paired device's id, or else an address. */
  place: string;
}

const admissions = new WeakMap<IncomingMessage, Admission>();

/** Says once of a request who it comes from; `callerOf` knows it from then on. */
export function introduce(request: IncomingMessage, admission: Admission): void {
  admissions.set(request, admission);
}

/** `Scantill-Session` carries what signing in gave, `Scantill-Console` what the console shows. */
export function callerOf(request: IncomingMessage): Caller {
  const admission: Admission = admissions.get(request) ?? { why: 'notPaired' };
  const { visitor } = admission;
  const { 'scantill-session': session, 'scantill-console': console } = request.headers;
  return {
    visitor,
    why: 'why' in admission ? admission.why : undefined,
    session: typeof session === 'string' ? session : undefined,
    console: typeof console === 'string' ? console : undefined,
    place: placeOfVisitor(request, visitor),
  };
}

/** A device is one place wherever it is carried; everything else is where its address is. */
export function placeOfVisitor(request: IncomingMessage, visitor: Visitor | undefined): string {
  return visitor?.kind === 'device' ? visitor.id : placeOf(request);
}

/**
 * The caller's address; `local` for this machine, by whichever of its names. Behind a proxy on this machine it is the one
 * the proxy saw: what a caller says of itself stands before that, and is not believed.
 */
export function placeOf({ socket, headers }: IncomingMessage): string {
  const address = socket.remoteAddress ?? 'unknown';
  if (!isLoopbackAddress(address)) return address.replace(/^::ffff:/, '');
  const forwarded = headers['x-forwarded-for'];
  const seen = [forwarded ?? []].flat().join(',').split(',').at(-1)?.trim();
  if (seen) return /^[\w.:%[\]-]{1,60}$/.test(seen) ? seen : 'proxy';
  return headers.forwarded === undefined ? 'local' : 'proxy';
}
