import { networkInterfaces } from 'node:os';

/** This machine's addresses as others in its networks know them. Those that hold on one cable alone are left out. */
export function machineAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(
      ({ internal, address }) => !internal && !address.startsWith('fe80:') && !address.startsWith('169.254.'),
    )
    .map(({ address }) => address);
}
