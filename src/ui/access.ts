import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { SCOPES } from '../access/acts.ts';
import type { Devices } from '../access/index.ts';
import { LOCAL, type Visitor } from '../access/visitor.ts';
import { isLoopbackAddress, isLoopbackHost } from '../loopback.ts';
import type { Admission, Stranger } from './caller.ts';
import { deviceCookie, deviceTokens } from './device-cookie.ts';
import { foreignTo, hostNameOf, type OwnNames } from './own-names.ts';

export interface AccessSetting extends OwnNames {
  /** What `server.tokenFile` holds. */
  token?: string;
  /** What was let in. Left out: nothing was. */
  devices?: Pick<Devices, 'find'> | undefined;
}

/** Who may talk to the till. The same rules hold for HTTP and for WebSockets. */
export interface Access {
  /** Why the request's Host or Origin is not ours, or nothing. A foreign page and DNS rebinding end here. */
  foreign(request: IncomingMessage): string | undefined;
  /** Who it is, or why nobody knows. `token`: what a socket shows in its handshake. */
  admit(request: IncomingMessage, token?: string): Admission;
  /** Who it is; nobody where nothing proves it. */
  visitor(request: IncomingMessage, token?: string): Visitor | undefined;
  /** The cookie of a paired device, for as long as browsers keep one from now; nothing where none was shown. */
  renewedCookie(request: IncomingMessage): string | undefined;
  /** On this very machine, by one of its own names and through no proxy: nothing needs to be shown. */
  isLocal(request: IncomingMessage): boolean;
}

/** What `server.tokenFile` holds lets a program in that may do all that programs may. */
const TOKEN_FILE: Visitor = {
  kind: 'program',
  id: 'token-file',
  name: 'token file',
  lanes: 'all',
  scopes: SCOPES,
};

export function createAccess(setting: AccessSetting): Access {
  const { devices } = setting;

  const isLocal = (request: IncomingMessage) =>
    isLoopbackAddress(request.socket.remoteAddress) &&
    isLoopbackHost(hostNameOf(request)) &&
    !isForwarded(request) &&
    isPageFromHere(request);

  /** A program by its token. What a browser keeps as its cookie is no such token. */
  function programOf(token: string, request: IncomingMessage): Admission {
    if (setting.token !== undefined && isSame(token, setting.token))
      return { visitor: isLocal(request) ? LOCAL : atScreen(TOKEN_FILE, request) };
    const found = devices?.find(token) ?? 'unknown';
    if (found === 'revoked' || found === 'expired') return { why: found };
    if (found === 'unknown' || found.visitor.kind !== 'program') return { why: 'tokenUnknown' };
    return { visitor: atScreen(found.visitor, request) };
  }

  function deviceOf(request: IncomingMessage): Admission {
    let why: Stranger = 'notPaired';
    for (const token of deviceTokens(request)) {
      const found = devices?.find(token);
      if (typeof found === 'object' && found.visitor.kind === 'device') return { visitor: found.visitor };
      if (found === 'revoked') why = 'revoked';
    }
    return { why };
  }

  /** What is shown counts first: who shows a token that is over must not come in as the machine. */
  function admit(request: IncomingMessage, token?: string): Admission {
    const shown = token ?? bearer(request);
    if (shown !== undefined) return programOf(shown, request);
    return isLocal(request) ? { visitor: LOCAL } : deviceOf(request);
  }

  const isDevices = (token: string): boolean => {
    const found = devices?.find(token);
    return typeof found === 'object' && found.visitor.kind === 'device';
  };

  return {
    isLocal,
    renewedCookie: (request) => {
      const token = deviceTokens(request).find(isDevices);
      return token === undefined ? undefined : deviceCookie(request, token);
    },
    foreign: (request) => foreignTo(setting, request),
    admit,
    visitor: (request, token) => admit(request, token).visitor,
  };
}

/** Browsers say which page asks, or whether one does; programs say neither. */
function atScreen(visitor: Visitor, { headers }: IncomingMessage): Visitor {
  const isPage = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  return isPage && visitor.kind === 'program' ? { ...visitor, atScreen: true } : visitor;
}

/**
 * Something stands between: whoever it speaks for is not at this machine. Nginx by itself adds no header, but asks by
 * HTTP/1.0, as no browser does.
 */
function isForwarded({ headers, httpVersion }: IncomingMessage): boolean {
  return (
    httpVersion === '1.0' ||
    Object.keys(headers).some(
      (name) =>
        name.startsWith('x-forwarded-') || name === 'forwarded' || name === 'via' || name === 'x-real-ip',
    )
  );
}

/** A page by one of the till's other names may have come from anybody who answers to that name in the network. */
function isPageFromHere({ headers: { origin } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname));
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
