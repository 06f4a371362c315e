import type { IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import { isLoopbackHost } from '../loopback.ts';

export interface OwnNames {
  host: string;
  /** The ports that were really bound: the plain one, and the one with TLS. */
  ports(): readonly number[];
  /** Further names browsers may use, with or without a port. */
  allowedHosts: readonly string[];
}

/** A name, or an IPv6 address in brackets, and one port. */
const NAME_AND_PORT = /^(\[[0-9a-f:.]+\]|[\w.-]+):\d{1,5}$/i;

/** Why the request's Host or Origin is not ours, or nothing. A foreign page and DNS rebinding end here. */
export function foreignTo(names: OwnNames, request: IncomingMessage): string | undefined {
  const { host, origin } = request.headers;
  const own = ownHosts(names);
  const isOurs = (name: string) =>
    NAME_AND_PORT.test(name) && (own.has(name.toLowerCase()) || own.has(withoutPort(name).toLowerCase()));
  // What stands between could go by the other one.
  const isTwice = (request.headersDistinct.host?.length ?? 0) > 1;
  if (host === undefined || isTwice || !isOurs(withPort(host, usualPort(request)))) {
    return `Host "${host ?? ''}"${isTwice ? ', given twice,' : ''} is not one of this till's names`;
  }
  if (isOtherTarget(request.url, host)) return `The target "${request.url}" is not what the Host says`;
  if (origin === undefined)
    return isOfOtherPage(request) ? 'The page that asks is not one of this till’s' : undefined;
  const from = hostOfOrigin(origin, request);
  const isOwnPage = from !== undefined && isOurs(from) && !isNeighbour(from, host);
  return isOwnPage ? undefined : `Origin "${origin}" is not this till's page`;
}

/** Another service under the same name: cookies go there too, but its pages are none of the till's. */
function isNeighbour(from: string, host: string): boolean {
  return (
    /:\d+$/.test(host) && withoutPort(from) === withoutPort(host).toLowerCase() && from !== host.toLowerCase()
  );
}

/** An address whole, as proxies are asked: what stands between could go by that and not by the Host. */
function isOtherTarget(url = '/', host: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) return false;
  return !URL.canParse(url) || new URL(url).host !== host.toLowerCase();
}

/** Pictures, scripts and frames of a foreign page come without an Origin; newer browsers say whose they are all the same. */
function isOfOtherPage({ headers }: IncomingMessage): boolean {
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest = 'document' } = headers;
  if (site !== 'cross-site' && site !== 'same-site') return false;
  // A link that somebody has followed is no fault.
  return mode !== 'navigate' || dest !== 'document';
}

/** The name in the Host header, without its port. */
export const hostNameOf = ({ headers }: IncomingMessage): string =>
  withoutPort(headers.host ?? '').toLowerCase();

export const isEncrypted = ({ socket }: IncomingMessage): boolean => 'encrypted' in socket;

/** Host names with the port; a name from the configuration may stand without one, and then any port will do. */
function ownHosts({ host, ports, allowedHosts }: OwnNames): Set<string> {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const addresses = isEverywhere
    ? Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address))
    : [host];
  const names = ['localhost', '127.0.0.1', '::1', ...addresses].map((name) =>
    name.includes(':') ? `[${name}]` : name,
  );
  const places = ports().flatMap((port) => names.map((name) => `${name}:${port}`));
  return new Set([...places, ...allowedHosts].map((name) => name.toLowerCase()));
}

function usualPort(request: IncomingMessage): number {
  return isEncrypted(request) ? 443 : 80;
}

/** Browsers leave out the port that is usual. */
function withPort(host: string, usual: number): string {
  return /:\d+$/.test(host) ? host : `${host}:${usual}`;
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

/**
 * Exactly as browsers write it: without a name of a user, a path or a usual port. A plain page says nothing to a till with
 * TLS, for anybody on the way can have made it; only on this machine there is nobody on the way.
 */
function hostOfOrigin(origin: string, request: IncomingMessage): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { protocol, host, hostname, origin: exact } = new URL(origin);
  if (origin.toLowerCase() !== exact || (protocol !== 'http:' && protocol !== 'https:')) return undefined;
  if (isEncrypted(request) && protocol === 'http:' && !isLoopbackHost(hostname)) return undefined;
  return withPort(host, protocol === 'https:' ? 443 : 80);
}
