import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import { SCOPES } from '../access/acts.ts';
import { LOCAL, type Visitor } from '../access/visitor.ts';
import { isLoopbackAddress, isLoopbackHost } from '../loopback.ts';

export interface AccessSetting {
  host: string;
  /** The ports that were really bound: the plain one, and the one with TLS. */
  ports(): readonly number[];
  /** Further names browsers may use, with or without a port. */
  allowedHosts: readonly string[];
  /** Bearer token for everyone who is not on this machine. */
  token?: string;
}

/** Who may talk to the till. The same rules hold for HTTP and for WebSockets. */
export interface Access {
  /** Why the request's Host or Origin is not ours, or nothing. A foreign page and DNS rebinding end here. */
  foreign(request: IncomingMessage): string | undefined;
  /** Who it is; nobody where nothing proves it. `token`: what a socket shows in its handshake. */
  visitor(request: IncomingMessage, token?: string): Visitor | undefined;
  /** On this very machine, by one of its own names and through no proxy: nothing needs to be shown. */
  isLocal(request: IncomingMessage): boolean;
  /** Local, or with the token. */
  isAllowed(request: IncomingMessage, token?: string): boolean;
}

export function createAccess(setting: AccessSetting): Access {
  const isOurs = (host: string) => ownHosts(setting).some((own) => own === host.toLowerCase());
  const isLocal = (request: IncomingMessage) =>
    isLoopbackAddress(request.socket.remoteAddress) &&
    isLoopbackHost(withoutPort(request.headers.host ?? '').toLowerCase()) &&
    !isForwarded(request);
  return {
    isLocal,
    visitor: (request, token) => {
      if (isLocal(request)) return LOCAL;
      const given = token ?? bearer(request);
      const isKnown = setting.token !== undefined && given !== undefined && isSame(given, setting.token);
      return isKnown ? TOKEN_FILE : undefined;
    },
    foreign: (request) => {
      const { host, origin } = request.headers;
      if (host === undefined || !(isOurs(withPort(host, usualPort(request))) || isOurs(withoutPort(host)))) {
        return `Host "${host ?? ''}" is not one of this till's names`;
      }
      if (origin === undefined) return undefined;
      const from = originHost(origin);
      return from !== undefined && (isOurs(from) || isOurs(withoutPort(from)))
        ? undefined
        : `Origin "${origin}" is not this till's page`;
    },
    isAllowed: (request, token) => {
      if (isLocal(request)) return true;
      const given = token ?? bearer(request);
      return setting.token !== undefined && given !== undefined && isSame(given, setting.token);
    },
  };
}

/** What `server.tokenFile` holds lets a program in that may do all that programs may. */
const TOKEN_FILE: Visitor = {
  kind: 'program',
  id: 'token-file',
  name: 'token file',
  lanes: 'all',
  scopes: SCOPES,
};

/** Something stands between: whoever it speaks for is not at this machine. */
function isForwarded({ headers }: IncomingMessage): boolean {
  return Object.keys(headers).some(
    (name) =>
      name.startsWith('x-forwarded-') || name === 'forwarded' || name === 'via' || name === 'x-real-ip',
  );
}

/** Host names with the port; a name from the configuration may stand without one, and then any port will do. */
function ownHosts({ host, ports, allowedHosts }: AccessSetting): string[] {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const addresses = isEverywhere
    ? Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address))
    : [host];
  const names = ['localhost', '127.0.0.1', '::1', ...addresses].map((name) =>
    name.includes(':') ? `[${name}]` : name,
  );
  const places = ports().flatMap((port) => names.map((name) => `${name}:${port}`));
  return [...places, ...allowedHosts].map((name) => name.toLowerCase());
}

function usualPort({ socket }: IncomingMessage): number {
  return 'encrypted' in socket ? 443 : 80;
}

/** Browsers leave out the port that is usual. */
function withPort(host: string, usual: number): string {
  return /:\d+$/.test(host) ? host : `${host}:${usual}`;
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

function originHost(origin: string): string | undefined {
  try {
    const { host, protocol } = new URL(origin);
    if (protocol !== 'http:' && protocol !== 'https:') return undefined;
    return withPort(host, protocol === 'https:' ? 443 : 80);
  } catch {
    return undefined;
  }
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer ([\x21-\x7e]+)$/.exec(request.headers.authorization ?? '')?.[1];
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
