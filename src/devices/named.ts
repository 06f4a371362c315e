import { realpath } from 'node:fs/promises';
import type { HidScannerConfig, ScannerConfig } from '../scanner-config.ts';
import type { Candidate } from './candidate.ts';
import type { ScannerIdentity } from './scan.ts';
import type { LaneGuns } from './scanners-port.ts';

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

/**
 * Whose a HID gun is that the settings of a lane fit.
 * - `own`: this lane's, whatever wider settings other lanes have
 * - `others`: another lane's, whose settings say more of it
 * - `disputed`: another lane's settings say as much; who asks first must not get it
 */
export type Whose = 'own' | 'others' | 'disputed';

/** `lanes`: all of the configuration; `config`: settings of `lane` that fit the gun. */
export function whoseGun(
  config: HidScannerConfig,
  { lane, lanes }: { lane: string; lanes: readonly LaneGuns[] },
  identity: ScannerIdentity,
): Whose {
  const rivals = lanes
    .flatMap(({ id, scanners = [] }) => (id === lane ? [] : scanners))
    .filter((rival) => rival.transport === 'hid')
    .filter((rival) => rival.mode === config.mode && fits(rival, identity));
  if (rivals.every((rival) => saysMore(config, rival))) return 'own';
  return rivals.some((rival) => saysMore(rival, config)) ? 'others' : 'disputed';
}

const SAID = ['vendorId', 'productId', 'serialNumber', 'usbPort'] as const;

/** All that the other says of a gun, and something else. */
function saysMore(one: HidScannerConfig, other: HidScannerConfig): boolean {
  const isMore = (what: (typeof SAID)[number]) => one[what] !== undefined && other[what] === undefined;
  const isLess = (what: (typeof SAID)[number]) => one[what] === undefined && other[what] !== undefined;
  return SAID.some(isMore) && !SAID.some(isLess);
}

/** Windows takes `com3` for `COM3`. */
const isSamePlace = (one: string, other: string) =>
  one === other || (!one.startsWith('/') && one.toLowerCase() === other.toLowerCase());

const realOf = (path: string) => realpath(path).catch(() => path);
