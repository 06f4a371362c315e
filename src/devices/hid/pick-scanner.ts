import type { HidScannerConfig } from '../../scanner-config.ts';
import { inUse, notFound } from '../findings.ts';
import type { Finding } from '../scan.ts';
import { type HidLibrary, listHidDevices, type OpenableHid, productName } from './library.ts';
import { modeOf } from './modes.ts';
import { usbPortOf } from './sysfs.ts';

/** The gun in HID POS mode that a configuration means, or why there is none to open. Never a guess between two. */
export async function pickScanner(
  config: HidScannerConfig,
  {
    name,
    claims,
    loadHid,
  }: { name: string; claims: ReadonlySet<string>; loadHid?: () => Promise<HidLibrary> },
): Promise<{ ok: true; device: OpenableHid } | { ok: false; finding: Finding }> {
  const guns = new Map<string, OpenableHid>();
  const inOtherModes: Finding[] = [];
  for (const device of await listHidDevices(loadHid)) {
    const { kind, finding } = modeOf(device);
    if ((kind !== 'pos' && !finding) || !(await matches(device, config))) continue;
    if (kind === 'pos') guns.set(device.path, device);
    else if (finding) inOtherModes.push(finding);
  }
  const free = [...guns.values()].filter(({ path }) => !claims.has(path));
  const [only, ...others] = free;
  if (only && others.length === 0) return { ok: true, device: only };
  if (only) return { ok: false, finding: twoCandidates(name, free) };
  if (guns.size > 0) return { ok: false, finding: inUse(name, 'open for another lane') };
  return { ok: false, finding: inOtherModes[0] ?? notFound(name) };
}

async function matches(device: OpenableHid, config: HidScannerConfig): Promise<boolean> {
  const { vendorId, productId, serialNumber, usbPort } = config;
  if (vendorId !== undefined && Number.parseInt(vendorId, 16) !== device.vendorId) return false;
  if (productId !== undefined && Number.parseInt(productId, 16) !== device.productId) return false;
  if (serialNumber !== undefined && serialNumber !== device.serialNumber) return false;
  return usbPort === undefined || usbPort === (await usbPortOf(device.path));
}

function twoCandidates(name: string, guns: readonly OpenableHid[]): Finding {
  const seen = guns.map((gun) => `${productName(gun)} at ${gun.path}`).join(', ');
  return {
    code: 'TWO_CANDIDATES',
    message: `${guns.length} plugged-in scanners answer to ${name}: ${seen}.`,
    cure: 'Add serialNumber or usbPort to this scanner in the configuration, so that one is left.',
  };
}
