import type { Candidate, Found } from './candidate.ts';
import { openFailed } from './findings.ts';
import { hexId, listHidDevices, type OpenableHid, productName } from './hid/library.ts';
import { isPosScanner } from './hid/pos-transport.ts';
import { knownSerialScanner } from './known-scanners.ts';
import { type ListedPort, listSerialPorts } from './serial/ports.ts';

/** Lists what is plugged in; a test may stand in for it. */
export interface Listings {
  hid(): Promise<OpenableHid[]>;
  serial(): Promise<ListedPort[]>;
}

export const systemListings: Listings = { hid: () => listHidDevices(), serial: listSerialPorts };

/** What is plugged in that may be a gun. A keyboard is never `certain`: what a person types is no scan. */
export async function findScanners(listings: Listings): Promise<Found> {
  const [hid, serial] = await Promise.allSettled([listings.hid(), listings.serial()]);
  const found: Found = { candidates: [], findings: [] };
  if (hid.status === 'fulfilled') found.candidates.push(...hid.value.filter(isPosScanner).map(hidCandidate));
  else found.findings.push(openFailed('A HID scanner', hid.reason));
  if (serial.status === 'fulfilled') found.candidates.push(...serial.value.flatMap(serialCandidate));
  else found.findings.push(openFailed('A serial port', serial.reason));
  return found;
}

function hidCandidate(device: OpenableHid): Candidate {
  const { vendorId, productId, serialNumber, path } = device;
  const ids = {
    vendorId: hexId(vendorId),
    productId: hexId(productId),
    ...(serialNumber && { serialNumber }),
  };
  return {
    key: `hid ${ids.vendorId}:${ids.productId}:${serialNumber ?? ''}`,
    name: productName(device),
    place: path,
    identity: { path, ...ids },
    certainty: 'certain',
    why: ['It is in HID POS mode.'],
    entry: { transport: 'hid', ...ids },
  };
}

function serialCandidate({ path, vendorId, productId, pnpId }: ListedPort): Candidate[] {
  const name = knownSerialScanner(vendorId, productId);
  if (name === undefined) return [];
  const place = pnpId ? `/dev/serial/by-id/${pnpId}` : path;
  return [
    {
      key: `serial ${pnpId ?? path}`,
      name,
      place,
      identity: { path, ...(vendorId && { vendorId }), ...(productId && { productId }) },
      certainty: 'certain',
      why: ['Its ids are those of a scanner alone.'],
      entry: { transport: 'serial', path: place },
    },
  ];
}
