import { isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { isLoopbackHost } from '../loopback.ts';

export interface ShopAddressesRequest {
  /** Where it listens: an address, or all. */
  host: string;
  /** With TLS where there is that, else the plain one. */
  port: number;
  isTls: boolean;
  /** Further names of the till, with or without a port. */
  allowedHosts: readonly string[];
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>;
}

/** Networks that machines make for themselves: no tablet is in them. */
const OWN_NETWORKS = /^(docker|br-|veth|virbr|lxc|cni|flannel|vmnet|tailscale|wg)/;

/**
 * Where the shop's tablets reach the till, the likeliest first: names that were given to it, then its addresses. Nothing
 * where it listens on its own machine alone. Pure.
 */
export function shopAddresses(request: ShopAddressesRequest): string[] {
  const { host, port, isTls, allowedHosts, interfaces } = request;
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const isAlone = isLoopbackHost(host) && !isTls;
  const scheme = isTls ? 'https' : 'http';
  const usual = isTls ? 443 : 80;
  const at = (name: string) => `${scheme}://${name}${port === usual ? '' : `:${port}`}`;
  // Where it listens on its own machine alone, something with TLS stands before it and has the name.
  const named = allowedHosts
    .filter((name) => !isLoopbackHost(name.replace(/:\d+$/, '')))
    .map((name) => {
      if (isAlone) return `https://${name}`;
      return /:\d+$/.test(name) ? `${scheme}://${name}` : at(name);
    });
  if (isAlone) return named;
  const found = Object.entries(interfaces)
    .filter(([name]) => !OWN_NETWORKS.test(name))
    .flatMap(([, list]) => list ?? [])
    .filter(({ internal, scopeid = 0 }) => !internal && scopeid === 0)
    // That is all of IPv4, and nothing else.
    .filter(({ family }) => host !== '0.0.0.0' || family === 'IPv4')
    .sort((a, b) => Number(a.family === 'IPv6') - Number(b.family === 'IPv6'))
    .map(({ address }) => address);
  const own = isEverywhere || isLoopbackHost(host) ? found : [host];
  const addresses = own.map((name) => at(isIPv6(name) ? `[${name}]` : name));
  return [...new Set([...named, ...addresses])];
}
