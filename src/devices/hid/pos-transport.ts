import type { Clock } from '../../clock.ts';
import { errorText } from '../../errors.ts';
import type { HidScannerConfig } from '../../scanner-config.ts';
import { inUse, lost, notRedirected, openFailed, redirectRefused } from '../findings.ts';
import type { Whose } from '../named.ts';
import { startQuiet } from '../opening-quiet.ts';
import { createReader } from '../reader.ts';
import type { Finding, ScannerIdentity } from '../scan.ts';
import type { ConnectionEvents, OpenResult, Transport } from '../transport.ts';
import { createHidAssembler, FRAGMENT_TIMEOUT_MS } from './assembler.ts';
import { type DeviceLayout, layoutFor } from './device-layout.ts';
import { placeOf } from './identity.ts';
import { type HidHandle, type HidLibrary, loadNodeHid, type OpenableHid, productName } from './library.ts';
import { isHoneywell } from './makers.ts';
import { type Picked, pickScanner } from './pick-scanner.ts';
import { posCommands } from './pos-commands.ts';

export interface HidParts {
  clock: Clock;
  /** Paths that are open: a HID device can be opened twice, and would then scan for two lanes at once. */
  claims: Set<string>;
  /** Whose a gun is that the settings fit. Left out: nobody else wants one. */
  whose?: ((identity: ScannerIdentity) => Whose) | undefined;
  /**
   * Ms after the open in which, and silence after which, reports are dropped: of a code that was under way the begin is
   * missing (Linux drops what comes in the first 50 ms), and Windows hands over what came while nobody read.
   */
  quietMs: number;
  loadHid?: () => Promise<HidLibrary>;
  /** The report descriptor of a device, by its path; nothing where the system does not give it. */
  readDescriptor?: (path: string) => Promise<Uint8Array | undefined>;
}

/**
 * Honeywell's feature report "redirect output": a gun set to keyboard mode sends by its HID POS interface, which is named
 * by its number: 1 wherever it is beside a keyboard (Hand Held Products, "USB Interfaces" application note, page 1-12).
 */
const REDIRECT = [0xfe, 0x01];

/** A USB gun in its HID point-of-sale mode. The library loads at the first attempt. */
export function posTransport(config: HidScannerConfig, parts: HidParts): Transport {
  const name = placeOf(config);
  return {
    kind: 'hid',
    name,
    async open(events, signal) {
      try {
        const found = await pickScanner(config, { name, ...parts });
        if (!found.ok) return found;
        return await openDevice(found, { config, parts, events, signal });
      } catch (error) {
        return { ok: false, finding: openFailed(name, error) };
      }
    },
  };
}

interface OpenParts {
  config: HidScannerConfig;
  parts: HidParts;
  events: ConnectionEvents;
  signal: AbortSignal;
}

async function openDevice(picked: Picked, open: OpenParts): Promise<OpenResult> {
  const { claims, loadHid = loadNodeHid, readDescriptor } = open.parts;
  const { device } = picked;
  const { path } = device;
  const { HIDAsync } = await loadHid();
  const layout = await layoutFor(device, readDescriptor);
  if (claims.has(path)) return { ok: false, finding: inUse(productName(device), 'open for another lane') };
  claims.add(path);
  try {
    return await connect(await HIDAsync.open(path), { ...open, ...picked, layout });
  } catch (error) {
    claims.delete(path);
    throw error;
  }
}

interface ConnectParts extends OpenParts, Picked {
  layout: DeviceLayout;
}

/** Reads an open device. Nothing comes between its opening and its error listener: an error nobody hears ends the process. */
async function connect(
  handle: HidHandle,
  { device, isKeyboardToo, layout, identity, config, parts, events, signal }: ConnectParts,
): Promise<OpenResult> {
  const { clock, claims, quietMs } = parts;
  const name = productName(device);
  let isReading = false;
  let isClosed = false;
  let loss: Finding | undefined;
  let ending: Promise<void> | undefined;
  handle.on('error', (error) => lose(errorText(error)));

  const commands = posCommands(layout.outputs, { handle, clock });
  const decoder = createHidAssembler(layout.reports);
  const reader = createReader({ decoder, idleMs: FRAGMENT_TIMEOUT_MS, clock, events });
  const quiet = startQuiet(clock, quietMs);
  // One listener, for good: a second one starts a second read, which ends the process.
  handle.on('data', (report) => {
    quiet.heard();
    try {
      if (isReading) reader.push(report);
    } catch {
      // Thrown on it would come back as an error of the device, with a text that may have the code in it.
      lose('what it sent could not be handled');
    }
  });

  function end(): Promise<void> {
    ending ??= (async () => {
      isReading = false;
      reader.end();
      commands.end();
      // An open handle of a gun that is gone makes it come back under another name. A second close is refused.
      await handle.close().catch(() => {});
      claims.delete(device.path);
    })();
    return ending;
  }

  function lose(detail: string): void {
    const wasReading = isReading;
    const finding = lost(name, detail);
    loss ??= finding;
    void end().then(() => {
      if (wasReading && !isClosed) events.onLost(finding);
    });
  }

  const close = () => {
    isClosed = true;
    return end();
  };

  await quiet.over(signal, () => loss !== undefined);
  if (loss) {
    await end();
    return { ok: false, finding: loss };
  }
  isReading = true;
  if (config.redirect) {
    redirect(handle, device).catch((error: unknown) => {
      if (!loss && !isClosed) events.onFinding?.(redirectRefused(name, errorText(error)));
    });
  }
  if (signal.aborted) await close();
  const { sound, trigger } = commands;
  const can = { ...(sound && { sound }), ...(trigger && { trigger }) };
  // A Honeywell in keyboard mode has this interface too, and sends nothing by it.
  const isSilent = isKeyboardToo && isHoneywell(device.vendorId) && !config.redirect;
  const finding = isSilent && { finding: notRedirected(name) };
  return { ok: true, connection: { name, mode: 'hidPos', identity, ...can, ...finding, close } };
}

async function redirect(handle: HidHandle, { vendorId }: OpenableHid): Promise<void> {
  // To another maker's gun the same report may mean anything.
  if (!isHoneywell(vendorId)) throw new Error('it is no Honeywell gun');
  await handle.sendFeatureReport(REDIRECT);
}
