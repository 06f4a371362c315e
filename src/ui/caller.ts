import type { IncomingMessage } from 'node:http';
import { isLoopbackAddress } from '../loopback.ts';

/** Who calls, as far as a request tells: the session that it names, and where it comes from. */
export interface Caller {
  session?: string | undefined;
  place: string;
}

/** `Scantill-Session` carries what signing in gave. */
export function callerOf(request: IncomingMessage): Caller {
  const session = request.headers['scantill-session'];
  return { session: typeof session === 'string' ? session : undefined, place: placeOf(request) };
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
