import type { HidScannerConfig } from '../../scanner-config.ts';
import { inUse, notFound, twoLanes } from '../findings.ts';
import { fits, type Whose } from '../named.ts';
import type { Finding, ScannerIdentity } from '../scan.ts';
import { identityOf } from './identity.ts';
import { type HidLibrary, listHidDevices, type OpenableHid, productName } from './library.ts';
import { modeOf } from './modes.ts';

/** A gun in HID POS mode, found among what is plugged in. */
export interface Picked {
  device: OpenableHid;
  identity: ScannerIdentity;
  /** It, or one equal to it, is a keyboard too: it may type its codes instead. */
  isKeyboardToo: boolean;
}

/** The gun in HID POS mode that a configuration means, or why there is none to open. Never a guess between two. */
export async function pickScanner(
  config: HidScannerConfig,
  {
    name,
    claims,
    loadHid,
    whose,
  }: {
    name: string;
    claims: ReadonlySet<string>;
    loadHid?: () => Promise<HidLibrary>;
    whose?: ((identity: ScannerIdentity) => Whose) | undefined;
  },
): Promise<({ ok: true } & Picked) | { ok: false; finding: Finding }> {
  const guns = new Map<string, Omit<Picked, 'isKeyboardToo'>>();
  const inOtherModes: Finding[] = [];
  const disputed: Finding[] = [];
  const devices = await listHidDevices(loadHid);
  for (const device of devices) {
    const { kind, finding } = modeOf(device);
    if (kind !== 'pos' && !finding) continue;
    const identity = await identityOf(device);
    if (!fits(config, identity)) continue;
    const owner = whose?.(identity) ?? 'own';
    if (owner === 'disputed') disputed.push(twoLanes(name, productName(device)));
    if (owner !== 'own') continue;
    if (kind === 'pos') guns.set(device.path, { device, identity });
    else if (finding) inOtherModes.push(finding);
  }
  const free = [...guns.values()].filter(({ device }) => !claims.has(device.path));
  const [only, ...others] = free;
  if (only && others.length === 0) {
    const isKeyboardToo = devices.some(
      (each) => modeOf(each).kind === 'keyboard' && isEqual(each, only.device),
    );
    return { ok: true, ...only, isKeyboardToo };
  }
  if (only) return { ok: false, finding: twoScanners(name, free) };
  if (guns.size > 0) return { ok: false, finding: inUse(name, 'open for another lane') };
  return { ok: false, finding: disputed[0] ?? inOtherModes[0] ?? notFound(name) };
}

function isEqual(one: OpenableHid, other: OpenableHid): boolean {
  const sameIds = one.vendorId === other.vendorId && one.productId === other.productId;
  return sameIds && one.serialNumber === other.serialNumber;
}

function twoScanners(name: string, guns: readonly Pick<Picked, 'device'>[]): Finding {
  const seen = guns.map(({ device }) => `${productName(device)} at ${device.path}`).join(', ');
  return {
    code: 'TWO_CANDIDATES',
    message: `${guns.length} plugged-in scanners answer to ${name}: ${seen}.`,
    cure: 'Add serialNumber or usbPort to this scanner in the configuration, so that one is left.',
  };
}
