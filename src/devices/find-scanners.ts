import { realpath } from 'node:fs/promises';
import { platform } from 'node:os';
import path from 'node:path';
import type { Candidate, Found } from './candidate.ts';
import { tellApart } from './equal-guns.ts';
import { openFailed } from './findings.ts';
import { listHidDevices } from './hid/library.ts';
import { usbPortIn } from './hid/sysfs.ts';
import { hidCandidates, type ListedHid } from './hid-candidates.ts';
import { deviceNodes } from './hot-plug.ts';
import { socketOfTty } from './serial/linux-ports.ts';
import { type ListedPort, listSerialPorts } from './serial/ports.ts';
import { serialCandidate } from './serial-candidates.ts';
import { socketIn } from './usb-socket.ts';

/** Lists what is plugged in; a test may stand in for it. */
export interface Listings {
  hid(): Promise<ListedHid[]>;
  serial(): Promise<ListedPort[]>;
  /** What to compare to know whether anything was plugged in or out. Left out: the devices are listed at each look. */
  nodes?(): Promise<string>;
  /** Whether a gun is where it was listed. Left out: what opens it finds out. */
  isStillThere?(candidate: Candidate): Promise<boolean>;
}

/** What this machine has plugged in. */
export const systemListings: Listings = {
  hid: listHid,
  serial: listSerialPorts,
  ...(platform() === 'linux' && { nodes: () => deviceNodes(), isStillThere: isTtyStillThere }),
};

/** What is plugged in that may be a gun. A keyboard is never `certain`: what a person types is no scan. */
export async function findScanners(listings: Listings): Promise<Found> {
  const [hid, serial] = await Promise.allSettled([listings.hid(), listings.serial()]);
  const findings = [
    ...(hid.status === 'rejected' ? [openFailed('A HID scanner', hid.reason)] : []),
    ...(serial.status === 'rejected' ? [openFailed('A serial port', serial.reason)] : []),
  ];
  const ports = serial.status === 'fulfilled' ? serial.value : [];
  const devices = hid.status === 'fulfilled' ? hid.value : [];
  const readsKeyboards = platform() === 'linux';
  const all = [...hidCandidates(devices, { readsKeyboards }), ...ports.flatMap(serialCandidate)];
  const candidates = tellApart(all).map(({ candidate }) => candidate);
  return { candidates: candidates.sort(byCertainty), findings };
}

const ORDER: readonly Candidate['certainty'][] = ['certain', 'doubtful', 'wrongMode', 'other'];

function byCertainty(one: Candidate, other: Candidate): number {
  const rank = ORDER.indexOf(one.certainty) - ORDER.indexOf(other.certainty);
  return rank === 0 ? one.key.localeCompare(other.key, 'en') : rank;
}

/** HID devices with the sockets they hang in. One that went while they were listed is left out. */
async function listHid(): Promise<ListedHid[]> {
  const devices = await listHidDevices();
  if (platform() !== 'linux') return devices;
  const placed = await Promise.all(
    devices.map(async (device): Promise<ListedHid[]> => {
      const node = path.join('/sys/class/hidraw', path.basename(device.path), 'device');
      const place = await realpath(node).catch(() => undefined);
      if (place === undefined) return [];
      return [{ ...device, usbPort: usbPortIn(`${place}/`), socket: socketIn(place) }];
    }),
  );
  return placed.flat();
}

/** A tty's name, and even its link by id, can be another gun's a moment later. A HID gun is asked for by its port. */
async function isTtyStillThere({ transport, key, entry }: Candidate): Promise<boolean> {
  if (transport !== 'serial' || entry?.transport !== 'serial') return true;
  const socket = await socketOfTty(entry.path);
  return socket === undefined || key.endsWith(`@${socket}`);
}
