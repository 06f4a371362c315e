import { networkInterfaces } from 'node:os';

/**
 * This machine's addresses as others in its networks know them, as far as a server at `host` hears them: `0.0.0.0` hears
 * none of IPv6. Those that hold on one cable alone are left out.
 */
export function machineAddresses(host: string): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, address }) => !internal && !/^(?:fe80:|169\.254\.)/.test(address))
    .map(({ address }) => address)
    .filter((address) => host !== '0.0.0.0' || !address.includes(':'));
}
