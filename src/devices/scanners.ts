import { platform } from 'node:os';
import type { Clock } from '../clock.ts';
import type { ScannerConfig } from '../config.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Random } from '../random.ts';
import { foundTransport, type Listings, systemListings } from './find-scanners.ts';
import type { Frame } from './frame.ts';
import { hidTransport } from './hid-transport.ts';
import { watchDevices } from './hot-plug.ts';
import { type Gun, type KeptGun, keepOpen } from './keep-open.ts';
import { createRepeatFilter } from './repeats.ts';
import type { Scan, ScannerStatus } from './scan.ts';
import { serialTransport } from './serial-transport.ts';
import { tcpTransport } from './tcp-transport.ts';
import type { Transport } from './transport.ts';

/** All guns have closed within this time of a stop, ms, or are left to the end of the process. */
const STOP_MS = 1000;
const WINDOWS_QUIET_MS = 250;

export interface LaneGuns {
  /** The lane's id. */
  id: string;
  /** Left out: what is plugged in and certain to be a scanner. */
  scanners?: readonly ScannerConfig[] | undefined;
  /** Beside these, configured or found. */
  extra?: readonly ScannerConfig[];
}

export interface ScannersOptions {
  lanes: readonly LaneGuns[];
  /** Each whole code. What it throws is logged, and stops nothing. */
  onScan(scan: Scan): void;
  /** Some gun's status has changed. What it throws is logged, and stops nothing. */
  onStatus(): void;
}

export interface ScannersParts {
  clock: Clock;
  random: Random;
  log: Log;
  /** Takes the place of the real transport where it returns one. */
  transports?: (config: ScannerConfig) => Transport | undefined;
  /** Takes the place of the machine's own lists of devices. */
  listings?: Listings;
}

/** All guns of the till. */
export interface Scanners {
  /** Begins to open them. Does not fail for a gun: see its status. Listeners have their address when it is done. */
  start(): Promise<void>;
  /** Closes them, within a second. */
  stop(): Promise<void>;
  statuses(): ScannerStatus[];
}

export function createScanners(options: ScannersOptions, parts: ScannersParts): Scanners {
  const { clock, random, log } = parts;
  const alone = options.lanes.length === 1;
  const gunParts = { transportFor: transportMaker(parts), listings: parts.listings ?? systemListings, alone };
  const guns = options.lanes.flatMap((lane) => gunsOf(lane, gunParts));
  let kept: KeptGun[] = [];
  let stopWatching = () => {};

  function keep(gun: Gun): KeptGun {
    const isRepeat = createRepeatFilter();
    const onFrame = (frame: Frame) => {
      if (!isRepeat(frame)) deliver({ scannerId: gun.id, lane: gun.lane, ...frame });
    };
    return keepOpen(gun, { clock, random, log, onFrame, onStatus: announce });
  }

  function announce(): void {
    try {
      options.onStatus();
    } catch (error) {
      log.error('a change of a scanner could not be told', { error: errorText(error) });
    }
  }

  function deliver(scan: Scan): void {
    try {
      options.onScan(scan);
    } catch (error) {
      const text = errorText(error).replaceAll(scan.text, '(code)');
      log.error('a scan could not be handled', { scanner: scan.scannerId, lane: scan.lane, error: text });
    }
  }

  return {
    async start() {
      stopWatching = watchDevices(() => {
        for (const gun of kept) gun.wake();
      });
      kept = guns.map(keep);
      await Promise.all(kept.map((gun, i) => guns[i]?.transport.immediate && gun.tried));
    },
    async stop() {
      stopWatching();
      const giveUp = new AbortController();
      const late = clock.sleep(STOP_MS, giveUp.signal).catch(() => {});
      await Promise.race([Promise.all(kept.map((gun) => gun.stop())), late]);
      giveUp.abort();
    },
    statuses: () => kept.map((gun) => gun.status()),
  };
}

/** Makes the transport of each gun. HID claims are shared by all, so that no device scans for two lanes. */
function transportMaker({ clock, transports }: ScannersParts): (config: ScannerConfig) => Transport {
  const claims = new Set<string>();
  const quietMs = platform() === 'win32' ? WINDOWS_QUIET_MS : 0;
  return (config) => {
    const given = transports?.(config);
    if (given) return given;
    switch (config.transport) {
      case 'serial':
        return serialTransport(config, clock);
      case 'hid':
        return hidTransport(config, { clock, claims, quietMs });
      case 'tcp':
        return tcpTransport(config, clock);
    }
  };
}

interface GunParts {
  transportFor(config: ScannerConfig): Transport;
  listings: Listings;
  /** It is the only lane, so that a gun that is found can only be meant for it. */
  alone: boolean;
}

function gunsOf(
  { id: lane, scanners, extra = [] }: LaneGuns,
  { transportFor, listings, alone }: GunParts,
): Gun[] {
  const configured = [...(scanners ?? []), ...extra].map((config, i) => ({
    id: config.id ?? `${lane}-${config.transport}-${i + 1}`,
    lane,
    name: config.name,
    transport: transportFor(config),
    isConfigured: true,
  }));
  if (scanners !== undefined) return configured;
  const found = foundTransport({ lane: { id: lane, alone }, listings, transportFor });
  return [{ id: `${lane}-found`, lane, transport: found }, ...configured];
}
