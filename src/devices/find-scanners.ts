import type { ScannerConfig } from '../config.ts';
import { openFailed } from './findings.ts';
import { type HidDevice, hexId, listHidScanners, productName } from './hid-transport.ts';
import { knownSerialScanner } from './known-scanners.ts';
import type { Finding } from './scan.ts';
import { type ListedPort, listSerialPorts } from './serial-transport.ts';
import type { ConnectionEvents, OpenResult, Transport } from './transport.ts';

/** A plugged-in device that is certain to be a scanner. */
interface Candidate {
  name: string;
  /** `/dev/hidraw0`, `COM3`. */
  place: string;
  /** What to write into the configuration to bind it. */
  config: Extract<ScannerConfig, { transport: 'hid' | 'serial' }>;
}

interface Found {
  candidates: Candidate[];
  /** What kept part of the machine from being looked at. */
  findings: Finding[];
}

/** Lists what is plugged in; a test may stand in for it. */
export interface Listings {
  hid(): Promise<(HidDevice & { path: string })[]>;
  serial(): Promise<ListedPort[]>;
}

export const systemListings: Listings = { hid: () => listHidScanners(), serial: listSerialPorts };

/** HID point-of-sale scanners, and serial ones of the table. Never a keyboard: what a person types is no scan. */
async function findScanners(listings: Listings): Promise<Found> {
  const [hid, serial] = await Promise.allSettled([listings.hid(), listings.serial()]);
  const found: Found = { candidates: [], findings: [] };
  if (hid.status === 'fulfilled') found.candidates.push(...hid.value.map(hidCandidate));
  else found.findings.push(openFailed('A HID scanner', hid.reason));
  if (serial.status === 'fulfilled') found.candidates.push(...serial.value.flatMap(serialCandidate));
  else found.findings.push(openFailed('A serial port', serial.reason));
  return found;
}

/** The one candidate that may be opened without being asked about, or why there is none. */
function choose(found: Found, lane: { id: string; alone: boolean }): Candidate | Finding {
  const [first, ...others] = found.candidates;
  if (!first) return found.findings[0] ?? nothingPluggedIn;
  const seen = found.candidates.map(({ name, place }) => `${name} at ${place}`).join('; ');
  const entries = found.candidates.map(({ config }) => JSON.stringify(config)).join(' or ');
  const cure = `Write one into the configuration, under scanners of lane ${lane.id}: ${entries}`;
  if (others.length > 0) {
    return {
      code: 'TWO_CANDIDATES',
      message: `${found.candidates.length} scanners are plugged in: ${seen}.`,
      cure,
    };
  }
  if (!lane.alone) {
    return {
      code: 'NOT_BOUND',
      message: `A scanner is plugged in, and it is not said for which lane: ${seen}.`,
      cure,
    };
  }
  return first;
}

const nothingPluggedIn: Finding = {
  code: 'NOT_FOUND',
  message: 'No scanner is plugged in that can be told from other devices.',
  cure: 'Plug in a scanner in HID POS mode, or write a serial or network one into the configuration.',
};

export interface FoundTransportParts {
  lane: { id: string; alone: boolean };
  listings: Listings;
  /** Makes the transport for what was found. */
  transportFor(config: Candidate['config']): Transport;
}

/** The gun of a lane for which none is configured: each attempt looks for it anew. */
export function foundTransport({ lane, listings, transportFor }: FoundTransportParts): Transport {
  return {
    kind: 'hid',
    name: 'scanner',
    async open(events: ConnectionEvents, signal: AbortSignal): Promise<OpenResult> {
      const chosen = choose(await findScanners(listings), lane);
      if ('code' in chosen) return { ok: false, finding: chosen };
      const transport = transportFor(chosen.config);
      const result = await transport.open(events, signal);
      if (!result.ok) return result;
      return { ok: true, connection: { name: chosen.name, transport: transport.kind, ...result.connection } };
    },
  };
}

function hidCandidate(device: HidDevice & { path: string }): Candidate {
  const { vendorId, productId, serialNumber, path } = device;
  return {
    name: productName(device),
    place: path,
    config: {
      transport: 'hid',
      vendorId: hexId(vendorId),
      productId: hexId(productId),
      ...(serialNumber && { serialNumber }),
    },
  };
}

function serialCandidate({ path, vendorId, productId, pnpId }: ListedPort): Candidate[] {
  const name = knownSerialScanner(vendorId, productId);
  if (name === undefined) return [];
  const place = pnpId ? `/dev/serial/by-id/${pnpId}` : path;
  return [{ name, place, config: serialConfig(place) }];
}

function serialConfig(path: string): Extract<ScannerConfig, { transport: 'serial' }> {
  return {
    transport: 'serial',
    path,
    baudRate: 9600,
    dataBits: 8,
    parity: 'none',
    terminator: 'any',
    idleMs: 50,
  };
}
