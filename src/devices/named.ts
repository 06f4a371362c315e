import { realpath } from 'node:fs/promises';
import type { HidScannerConfig, ScannerConfig } from '../scanner-config.ts';
import type { Candidate } from './candidate.ts';
import type { ScannerIdentity } from './scan.ts';

/** Whether a device is one that these settings name. */
export async function isNamed(
  { transport, place, identity }: Candidate,
  configs: readonly ScannerConfig[],
): Promise<boolean> {
  for (const config of configs) {
    if (config.transport === 'hid' && transport === 'hid' && fits(config, identity)) return true;
    if (config.transport !== 'serial' || transport !== 'serial') continue;
    const [wanted, real] = await Promise.all([realOf(config.path), realOf(identity.path ?? place)]);
    if (isSamePlace(wanted, real)) return true;
  }
  return false;
}

/** Whether a HID device is the one that its settings describe. */
export function fits(config: HidScannerConfig, identity: ScannerIdentity): boolean {
  const { vendorId, productId, serialNumber, usbPort } = config;
  return (
    (vendorId === undefined || vendorId.toLowerCase() === identity.vendorId) &&
    (productId === undefined || productId.toLowerCase() === identity.productId) &&
    (serialNumber === undefined || serialNumber === identity.serialNumber) &&
    (usbPort === undefined || usbPort === identity.usbPort)
  );
}

/** Windows takes `com3` for `COM3`. */
const isSamePlace = (one: string, other: string) =>
  one === other || (!one.startsWith('/') && one.toLowerCase() === other.toLowerCase());

const realOf = (path: string) => realpath(path).catch(() => path);
