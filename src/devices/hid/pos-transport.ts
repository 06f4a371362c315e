import type { Clock } from '../../clock.ts';
import { errorText } from '../../errors.ts';
import type { HidScannerConfig } from '../../scanner-config.ts';
import { inUse, lost, notFound, openFailed } from '../findings.ts';
import { createReader } from '../reader.ts';
import type { Finding } from '../scan.ts';
import type { ConnectionEvents, OpenResult, Transport } from '../transport.ts';
import { createHidAssembler, FRAGMENT_TIMEOUT_MS } from './assembler.ts';
import {
  type HidDevice,
  type HidHandle,
  type HidLibrary,
  listHidDevices,
  loadNodeHid,
  type OpenableHid,
  productName,
} from './library.ts';
import { usbPortOf } from './sysfs.ts';

/** HID usage page "bar code scanner" and its usage of the same name (HID Point of Sale Usage Tables 1.02). */
export function isPosScanner({ usagePage, usage }: HidDevice): boolean {
  return usagePage === 0x8c && usage === 0x02;
}

export interface HidParts {
  clock: Clock;
  /** Paths that are open: a HID device can be opened twice, and would then scan for two lanes at once. */
  claims: Set<string>;
  /** Ms after the open in which reports are dropped: Windows hands over what came while nobody read. */
  quietMs: number;
  loadHid?: () => Promise<HidLibrary>;
}

/** A USB gun in its HID point-of-sale mode. The library loads at the first attempt. */
export function posTransport(config: HidScannerConfig, parts: HidParts): Transport {
  const name = nameOf(config);
  return {
    kind: 'hid',
    name,
    async open(events, signal) {
      try {
        const found = await pick(config, { name, parts });
        if (!found.ok) return found;
        return await openDevice(found, { parts, events, signal });
      } catch (error) {
        return { ok: false, finding: openFailed(name, error) };
      }
    },
  };
}

type Picked = { ok: true; path: string; name: string } | { ok: false; finding: Finding };

async function pick(
  config: HidScannerConfig,
  { name, parts }: { name: string; parts: HidParts },
): Promise<Picked> {
  const matching: { path: string; name: string }[] = [];
  for (const device of await listHidDevices(parts.loadHid)) {
    if (isPosScanner(device) && (await matches(device, config)))
      matching.push({ path: device.path, name: productName(device) });
  }
  const free = matching.filter(({ path }) => !parts.claims.has(path));
  const [only, ...others] = free;
  if (only === undefined) {
    const finding = matching.length > 0 ? inUse(name, 'open for another lane') : notFound(name);
    return { ok: false, finding };
  }
  if (others.length > 0) {
    const message = `${free.length} plugged-in scanners answer to ${name}: ${free.map(({ path }) => path).join(', ')}.`;
    const cure = 'Add serialNumber or usbPort to this scanner in the configuration, so that one is left.';
    return { ok: false, finding: { code: 'TWO_CANDIDATES', message, cure } };
  }
  return { ok: true, ...only };
}

async function matches(device: OpenableHid, config: HidScannerConfig): Promise<boolean> {
  const { vendorId, productId, serialNumber, usbPort } = config;
  if (vendorId !== undefined && Number.parseInt(vendorId, 16) !== device.vendorId) return false;
  if (productId !== undefined && Number.parseInt(productId, 16) !== device.productId) return false;
  if (serialNumber !== undefined && serialNumber !== device.serialNumber) return false;
  return usbPort === undefined || usbPort === (await usbPortOf(device.path));
}

interface OpenParts {
  parts: HidParts;
  events: ConnectionEvents;
  signal: AbortSignal;
}

async function openDevice(
  { path, name }: { path: string; name: string },
  { parts, events, signal }: OpenParts,
): Promise<OpenResult> {
  const { clock, claims } = parts;
  const { HIDAsync } = await (parts.loadHid ?? loadNodeHid)();
  if (claims.has(path)) return { ok: false, finding: inUse(name, 'open for another lane') };
  claims.add(path);
  let handle: HidHandle;
  try {
    handle = await HIDAsync.open(path);
  } catch (error) {
    claims.delete(path);
    throw error;
  }
  const quietUntil = clock.monotonic() + parts.quietMs;
  const decoder = createHidAssembler();
  const reader = createReader({ decoder, idleMs: FRAGMENT_TIMEOUT_MS, clock, events });

  let over = false;
  let closed = false;
  const end = async () => {
    over = true;
    reader.end();
    // An open handle of a gun that is gone makes it come back under another name. A second close is refused.
    await handle.close().catch(() => {});
    claims.delete(path);
  };
  handle.on('error', (error) => {
    if (over) return;
    void end().then(() => {
      if (!closed) events.onLost(lost(name, errorText(error)));
    });
  });
  // One listener, for good: a second one starts a second read, which ends the process.
  handle.on('data', (report) => {
    if (clock.monotonic() >= quietUntil) reader.push(report);
  });
  const close = async () => {
    closed = true;
    if (!over) await end();
  };
  if (signal.aborted) await close();
  return { ok: true, connection: { name, close } };
}

function nameOf({ vendorId, productId, serialNumber, usbPort }: HidScannerConfig): string {
  const ids = vendorId || productId ? `${vendorId ?? '*'}:${productId ?? '*'}` : '';
  const where = [ids, serialNumber && `serial ${serialNumber}`, usbPort && `port ${usbPort}`].filter(Boolean);
  return ['HID scanner', ...where].join(' ');
}
