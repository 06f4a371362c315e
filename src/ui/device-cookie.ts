import type { IncomingMessage } from 'node:http';
import { isLoopbackAddress } from '../loopback.ts';
import { isEncrypted } from './own-names.ts';

/** Browsers keep a cookie 400 days at most; a page that is opened renews it. */
const LIFE_SECONDS = 400 * 24 * 60 * 60;
/** Over TLS the name itself makes browsers refuse it from a plain page, and for any other path or domain. */
const names = { plain: 'scantill', tls: '__Host-scantill' };

/** What a browser has to keep to be known again. No script of a page can read it. */
export function deviceCookie(request: IncomingMessage, token: string): string {
  const isSecure = isOverTls(request);
  const name = isSecure ? names.tls : names.plain;
  const always = `${name}=${token}; Path=/; Max-Age=${LIFE_SECONDS}; HttpOnly; SameSite=Strict`;
  return isSecure ? `${always}; Secure` : always;
}

/**
 * The tokens that a browser shows, in its order: another program on the same machine can have set a cookie of that name
 * too. Over TLS one that was set over plain HTTP counts for nothing: it has crossed the network in the clear.
 */
export function deviceTokens(request: IncomingMessage): string[] {
  const wanted = isOverTls(request) ? names.tls : names.plain;
  return (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${wanted}=`))
    .map((pair) => pair.slice(wanted.length + 1))
    .filter((value) => /^[\w-]{43}$/.test(value))
    .slice(0, 4);
}

/** The browser's own connection is encrypted: with this till, or with a proxy on this machine that says so. */
function isOverTls(request: IncomingMessage): boolean {
  if (isEncrypted(request)) return true;
  const said = [request.headers['x-forwarded-proto'] ?? []].flat().join(',').split(',').at(-1)?.trim();
  return said === 'https' && isLoopbackAddress(request.socket.remoteAddress);
}
