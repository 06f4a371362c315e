import { isLoopbackHost } from './loopback.ts';
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

/** A host as an address has it. */
export const inUrl = (host: string) => (host.includes(':') ? `[${host}]` : host);
