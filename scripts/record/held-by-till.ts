import type { ScannerStatus } from '../../src/devices/scan.ts';
import type { ScannerConfig } from '../../src/scanner-config.ts';

/** Which gun of the running till is the one that is to be recorded. A HID gun opens twice, and would scan for both. */
export function heldByTill(config: ScannerConfig, guns: readonly ScannerStatus[]): ScannerStatus | undefined {
  return guns.find((gun) => gun.state === 'up' && isSame(config, gun));
}

function isSame(config: ScannerConfig, { transport, identity, name, address }: ScannerStatus): boolean {
  if (config.transport !== transport) return false;
  switch (config.transport) {
    case 'serial':
      return identity?.path === config.path || name === config.path;
    case 'hid':
      // One that does not tell its ids may be the one.
      return (
        identity?.vendorId === undefined ||
        config.vendorId === undefined ||
        (identity.vendorId === config.vendorId.toLowerCase() &&
          (config.productId === undefined || identity.productId === config.productId.toLowerCase()))
      );
    case 'tcp':
      return 'listen' in config ? address === config.listen : name.endsWith(config.connect);
  }
}
