import type { Candidate } from '../../src/devices/candidate.ts';

/** A gun in HID POS mode in a USB socket, as `findScanners` tells of it. */
export function candidate(socket: string, more: Partial<Candidate> = {}): Candidate {
  return {
    transport: 'hid',
    key: `hid 0c2e:1007:A1@${socket}`,
    self: 'hid 0c2e:1007:A1@',
    name: 'Honeywell Vuquest',
    place: `/dev/hidraw-${socket}`,
    identity: { path: `/dev/hidraw-${socket}`, vendorId: '0c2e', productId: '1007', serialNumber: 'A1' },
    certainty: 'certain',
    why: [],
    entry: { transport: 'hid', vendorId: '0c2e', productId: '1007', serialNumber: 'A1' },
    ...more,
  };
}

/** One of a kind whose serial numbers are all the same, or missing. */
export function equalGun(socket: string, more: Partial<Candidate> = {}): Candidate {
  const { self: _, ...equal } = candidate(socket, more);
  return equal;
}
