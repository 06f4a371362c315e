import { platform } from 'node:os';
import type { Clock } from '../../clock.ts';
import { errorText } from '../../errors.ts';
import type { HidScannerConfig } from '../../scanner-config.ts';
import { inUse, lost, notFound, openFailed, twoLanes } from '../findings.ts';
import type { Frame } from '../frame.ts';
import { fits, type Whose } from '../named.ts';
import { createReader, type Reader } from '../reader.ts';
import type { Finding, ScannerIdentity } from '../scan.ts';
import type { ConnectionEvents, OpenResult, Transport } from '../transport.ts';
import { identityOf, placeOf } from './identity.ts';
import { type KeysHeard, silenceKeys } from './inhibit.ts';
import { createKeyboardDecoder, SETTLE_MS, silenceMs } from './keyboard-decoder.ts';
import {
  type Keyboard,
  keyboardNotNamed,
  keyboardUnsupported,
  keysReachConsole,
  twoKeyboards,
} from './keyboard-findings.ts';
import {
  type HidDevice,
  type HidHandle,
  type HidLibrary,
  listHidDevices,
  loadNodeHid,
  productName,
} from './library.ts';

/** udev acts on a plug-in a moment after the device is there, and not in any order, ms. */
const UDEV_MS = 1500;
const UDEV_LOOK_MS = 100;

export interface KeyboardParts {
  clock: Clock;
  /** Paths that are open, shared with all HID guns: a device can be opened twice, and would scan for two lanes at once. */
  claims: Set<string>;
  /** Whose a gun is that the settings fit. Left out: nobody else wants one. */
  whose?: ((identity: ScannerIdentity) => Whose) | undefined;
  loadHid?: () => Promise<HidLibrary>;
  /** Default: this machine's. */
  system?: NodeJS.Platform;
  /** Keeps a device's keys from the system, where it may. */
  silence?: (path: string) => Promise<KeysHeard>;
}

/**
 * A gun in keyboard mode. Opened only where somebody named it, where it is the only one that answers to that, and where the
 * system does not hear its keys: they would type payment codes into whatever has the focus.
 */
export function keyboardTransport(config: HidScannerConfig, parts: KeyboardParts): Transport {
  const name = placeOf(config);
  return {
    kind: 'hid',
    name,
    async open(events, signal) {
      if ((parts.system ?? platform()) !== 'linux') return refused(keyboardUnsupported(name));
      if (!isNamed(config)) return refused(keyboardNotNamed(name));
      try {
        const found = await pickKeyboard(config, { name, parts });
        return found.ok ? await openDevice(found, { config, parts, events, signal }) : found;
      } catch (error) {
        const { vendorId, productId } = config;
        return refused(openFailed(name, error, { transport: 'hid', vendorId, productId }));
      }
    },
  };
}

/** HID usage page "generic desktop", usage "keyboard". A gun's other interfaces are left alone. */
function isKeyboard({ usagePage, usage }: HidDevice): boolean {
  return usagePage === 0x01 && usage === 0x06;
}

function isNamed({ vendorId, productId, serialNumber, usbPort }: HidScannerConfig): boolean {
  const hasIds = vendorId !== undefined && productId !== undefined;
  return hasIds || serialNumber !== undefined || usbPort !== undefined;
}

async function pickKeyboard(
  config: HidScannerConfig,
  { name, parts }: { name: string; parts: KeyboardParts },
): Promise<({ ok: true } & Keyboard) | { ok: false; finding: Finding }> {
  const matching = new Map<string, Keyboard>();
  const disputed: Finding[] = [];
  for (const device of await listHidDevices(parts.loadHid)) {
    if (!isKeyboard(device)) continue;
    const identity = await identityOf(device);
    if (!fits(config, identity)) continue;
    const owner = parts.whose?.(identity) ?? 'own';
    if (owner === 'own') matching.set(device.path, { device, identity });
    if (owner === 'disputed') disputed.push(twoLanes(name, productName(device)));
  }
  const free = [...matching.values()].filter(({ device }) => !parts.claims.has(device.path));
  const [only, ...others] = free;
  if (only === undefined) {
    const none = disputed[0] ?? notFound(name);
    return refused(matching.size > 0 ? inUse(name, 'open for another lane') : none);
  }
  return others.length > 0 ? refused(twoKeyboards(name, free)) : { ok: true, ...only };
}

interface OpenParts {
  config: HidScannerConfig;
  parts: KeyboardParts;
  events: ConnectionEvents;
  signal: AbortSignal;
}

async function openDevice(keyboard: Keyboard, open: OpenParts): Promise<OpenResult> {
  const { claims, loadHid = loadNodeHid } = open.parts;
  const { path } = keyboard.device;
  const { HIDAsync } = await loadHid();
  if (claims.has(path)) return refused(inUse(productName(keyboard.device), 'open for another lane'));
  claims.add(path);
  let handle: HidHandle;
  try {
    handle = await HIDAsync.open(path);
  } catch (error) {
    claims.delete(path);
    throw error;
  }
  return connect(handle, { ...open, ...keyboard });
}

/** Reads an open keyboard once the system does not hear it. What came before then was typed, and is no scan. */
async function connect(
  handle: HidHandle,
  { device, identity, config, parts, events, signal }: OpenParts & Keyboard,
): Promise<OpenResult> {
  const { clock, claims, silence = silenceKeys } = parts;
  const name = productName(device);
  let reader: Reader | undefined;
  /** Whether somebody has the connection, and wants to know of its end. */
  let isHandedOver = false;
  let isClosed = false;
  let loss: Finding | undefined;
  let ending: Promise<void> | undefined;
  // First of all: an error nobody hears ends the process.
  handle.on('error', (error) => lose(lost(name, errorText(error))));
  // One listener, for good: a second one starts a second read, which ends the process too.
  handle.on('data', (report) => {
    try {
      reader?.push(report);
    } catch {
      // Thrown on it would come back as an error of the device, with a text that may have the code in it.
      lose(lost(name, 'what it sent could not be handled'));
    }
  });

  function end(): Promise<void> {
    ending ??= (async () => {
      reader?.end();
      // An open handle of a gun that is gone makes it come back under another name. A second close is refused.
      await handle.close().catch(() => {});
      claims.delete(device.path);
    })();
    return ending;
  }

  function lose(finding: Finding): void {
    if (loss) return;
    loss = finding;
    const isMissed = isHandedOver;
    void end().then(() => {
      if (isMissed && !isClosed) events.onLost(finding);
    });
  }

  async function close(): Promise<void> {
    isClosed = true;
    await end();
  }

  /** Somebody may let the keys be heard again while the gun is open: then at most one code was. */
  async function checkSilence(): Promise<void> {
    const heard = await silence(device.path);
    if (heard === 'heard') lose(keysReachConsole(device, { name, heard }));
  }

  function read(openedAt: number): Reader {
    const decoder = createKeyboardDecoder({ ...config, openedAt });
    const onFrame = (frame: Frame) => {
      void checkSilence();
      events.onFrame(frame);
    };
    return createReader({ decoder, idleMs: silenceMs(config), clock, events: { ...events, onFrame } });
  }

  /** A gun that is up may be scanned with at once. A timer may ring a moment early, and the decoder goes by the clock. */
  async function settled(openedAt: number): Promise<void> {
    while (!signal.aborted && clock.monotonic() < openedAt + SETTLE_MS) {
      await clock.sleep(openedAt + SETTLE_MS - clock.monotonic(), signal).catch(() => {});
    }
  }

  const heard = await silenceSoon(() => silence(device.path), {
    clock,
    isOver: () => signal.aborted || !!loss,
  });
  if (loss === undefined && heard !== 'silent') loss = keysReachConsole(device, { name, heard });
  if (loss === undefined) {
    const openedAt = clock.monotonic();
    reader = read(openedAt);
    await settled(openedAt);
  }
  if (loss !== undefined) {
    await end();
    return refused(loss);
  }
  isHandedOver = true;
  if (signal.aborted) await close();
  return { ok: true, connection: { name, mode: 'keyboard', identity, close } };
}

/** Silences the keys, or waits for the system to do so. */
async function silenceSoon(
  silence: () => Promise<KeysHeard>,
  { clock, isOver }: { clock: Clock; isOver: () => boolean },
): Promise<KeysHeard> {
  const until = clock.monotonic() + UDEV_MS;
  for (;;) {
    const heard = await silence();
    if (heard !== 'heard' || isOver() || clock.monotonic() >= until) return heard;
    await clock.sleep(UDEV_LOOK_MS);
  }
}

function refused(finding: Finding): { ok: false; finding: Finding } {
  return { ok: false, finding };
}
