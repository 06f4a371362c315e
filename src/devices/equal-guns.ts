import type { Candidate, FoundEntry } from './candidate.ts';

/** A candidate that is not told apart from its equals yet. */
export interface Plugged {
  /** Without its key. */
  candidate: Candidate;
  /** Where it is plugged in, the same after each start. */
  socket: string | undefined;
  /** Which part of its device it is, where that has several; empty otherwise. */
  part: string;
  /** Of a serial port, the link that is made of its socket. */
  byPath?: string | undefined;
}

/**
 * Gives each its key. Serial numbers repeat (each Zebra in CDC mode has the same) or are missing: such guns are known by
 * the USB socket they are in, in their keys and in how they are opened. A key is of the ids, the number and the socket from
 * the beginning, so that a second equal gun that comes later changes none.
 */
export function tellApart(all: readonly Plugged[]): Plugged[] {
  const bases = all.map(baseOf);
  const keys = all.map(({ socket }, i) => (socket === undefined ? bases[i] : `${bases[i]}@${socket}`));
  return all.map((each, i) => {
    const key = keys[i] ?? '';
    const isRepeated = bases.filter((base) => base === bases[i]).length > 1;
    const isAlone = keys.filter((other) => other === key).length === 1;
    const base = { ...each, candidate: { ...each.candidate, key } };
    // Two equal mice are no question.
    if (each.candidate.certainty === 'other') return base;
    if (!isAlone) return notToldApart(base);
    if (isOwnNumber(each.candidate.identity.serialNumber) && !isRepeated)
      return { ...base, candidate: { ...base.candidate, self: `${bases[i]}@` } };
    return bySocket(base, isRepeated);
  });
}

function baseOf({ candidate: { transport, identity }, part }: Plugged): string {
  const { vendorId, productId, serialNumber = '' } = identity;
  return `${transport} ${vendorId}:${productId}:${serialNumber}${part}`;
}

/** Numbers that makers put into every one of a product. */
function isOwnNumber(serialNumber = ''): boolean {
  return /\d/.test(serialNumber) && !/^(.)\1*$/.test(serialNumber) && !'01234567890'.includes(serialNumber);
}

function bySocket({ candidate, byPath, ...rest }: Plugged, isRepeated: boolean): Plugged {
  const { usbPort, serialNumber } = candidate.identity;
  const reason = isRepeated
    ? 'Another with the same ids and serial number is plugged in'
    : serialNumber === undefined
      ? 'It has no serial number'
      : `Its serial number "${serialNumber}" may be that of all of its kind`;
  const why = usbPort
    ? `${reason}: it is known by its USB port ${usbPort}, and is another one in another port.`
    : `${reason}.`;
  const entry = candidate.entry && entryBySocket(candidate.entry, { usbPort, byPath });
  const place = entry?.transport === 'serial' ? entry.path : candidate.place;
  return {
    ...rest,
    byPath,
    candidate: { ...candidate, place, why: [...candidate.why, why], ...(entry && { entry }) },
  };
}

function entryBySocket(
  entry: FoundEntry,
  { usbPort, byPath }: { usbPort: string | undefined; byPath: string | undefined },
): FoundEntry {
  if (entry.transport === 'hid') return { ...entry, ...(usbPort && { usbPort }) };
  return { ...entry, ...(byPath && { path: byPath }) };
}

function notToldApart({ candidate: { entry, ...candidate }, ...rest }: Plugged): Plugged {
  const message = `Two plugged-in devices are ${candidate.name}, with the same ids and serial number, and this system does not tell their USB ports.`;
  return {
    ...rest,
    candidate: {
      ...candidate,
      certainty: 'wrongMode',
      why: [...candidate.why, 'Another that is equal to it is plugged in, and nothing tells the two apart.'],
      finding: {
        code: 'NOT_TOLD_APART',
        message,
        cure: 'Unplug one of them. Give the guns serial numbers of their own where their manual says how, or use Linux, which tells the ports.',
      },
    },
  };
}
