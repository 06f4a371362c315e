import { isLoopbackHost } from './loopback.ts';
import { machineAddresses } from './machine-addresses.ts';
import { WEBHOOK_PATH } from './ui/index.ts';

/**
 * Where the till's own sandbox tells it of outcomes: it notifies nobody but this machine. Nothing where the till does not
 * listen there, or not yet.
 */
export function ownNotifyUrl(host: string, port: number | undefined): string | undefined {
  if (port === undefined) return undefined;
  if (!isEverywhere(host) && !isLoopbackHost(host)) return undefined;
  return `http://${localName(host)}:${port}${WEBHOOK_PATH}`;
}

const isEverywhere = (host: string) => host === '0.0.0.0' || host === '::';

/** The till's own machine calls it by this. */
export function localName(host: string): string {
  if (isEverywhere(host)) return host === '::' ? '[::1]' : '127.0.0.1';
  return inUrl(host);
}

/** Where tablets find the till: at each of its addresses where it listens at all of them. */
export function tabletUrls(
  { host, tls }: { host: string; tls?: object | undefined },
  port: number,
): string[] {
  if (isLoopbackHost(host)) return [];
  const hosts = isEverywhere(host) ? machineAddresses(host) : [host];
  return hosts.map((each) => `${tls ? 'https' : 'http'}://${inUrl(each)}:${port}`);
}

const inUrl = (host: string) => (host.includes(':') ? `[${host}]` : host);
