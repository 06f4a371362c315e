import type { Candidate, Certainty } from './candidate.ts';
import type { Plugged } from './equal-guns.ts';
import { fingerprint } from './fingerprint.ts';
import { hexId, type OpenableHid, productName } from './hid/library.ts';
import { type HidKind, modeOf } from './hid/modes.ts';

/** A usage of a HID device, and where the device is plugged in. */
export interface ListedHid extends OpenableHid {
  /** Such as `1-1.2`. */
  usbPort?: string | undefined;
  /** Where it is plugged in, the same after each start; see `socketIn`. */
  socket?: string | undefined;
}

/** Of the usages of one interface the first of these is what it is. */
const RANK: readonly HidKind[] = ['pos', 'keyboard', 'ibm', 'vendor', 'other'];

const NAMES: Record<HidKind, string> = {
  pos: 'HID POS',
  keyboard: 'a keyboard',
  ibm: "IBM's point-of-sale mode",
  vendor: "its maker's own",
  other: 'another kind',
};

interface Interface {
  device: ListedHid;
  kind: HidKind;
}

/**
 * HID devices as candidates, one for each gun: of a gun with several interfaces the one for HID POS, which is read
 * whatever the others do.
 */
export function hidCandidates(
  devices: readonly ListedHid[],
  { readsKeyboards }: { readsKeyboards: boolean },
): Plugged[] {
  const interfaces = interfacesOf(devices);
  const guns = interfaces.filter(({ kind }) => kind === 'pos');
  const rest = interfaces.filter(
    (each) => each.kind !== 'pos' && !guns.some((gun) => isSameDevice(gun, each)),
  );
  return [
    ...guns.map((gun) => posCandidate(gun, interfaces)),
    ...rest.map((each) => otherCandidate(each, readsKeyboards)),
  ];
}

function interfacesOf(devices: readonly ListedHid[]): Interface[] {
  const byPath = new Map<string, Interface>();
  for (const device of devices) {
    const { kind } = modeOf(device);
    const before = byPath.get(device.path);
    if (!before || RANK.indexOf(kind) < RANK.indexOf(before.kind)) byPath.set(device.path, { device, kind });
  }
  return [...byPath.values()];
}

function isSameDevice({ device: one }: Interface, { device: other }: Interface): boolean {
  const sameIds = one.vendorId === other.vendorId && one.productId === other.productId;
  return sameIds && one.serialNumber === other.serialNumber && one.socket === other.socket;
}

function posCandidate(gun: Interface, all: readonly Interface[]): Plugged {
  const beside = all.filter((each) => each !== gun && each.kind !== 'pos' && isSameDevice(gun, each));
  const kinds = [...new Set(beside.map(({ kind }) => NAMES[kind]))].join(', ');
  return plugged(gun.device, {
    certainty: 'certain',
    why: [
      'It is in HID POS mode, which is for bar code scanners alone.',
      ...(kinds === '' ? [] : [`It is ${kinds} beside; that is not read.`]),
    ],
    mode: 'pos',
  });
}

function otherCandidate({ device, kind }: Interface, readsKeyboards: boolean): Plugged {
  const { finding } = modeOf(device);
  const ids = { vendorId: hexId(device.vendorId), productId: hexId(device.productId) };
  const { score, isShared, why } = fingerprint({ ...ids, ...device, ...ids });
  const mayBeGun = finding !== undefined || (score > 0 && !isShared);
  if (kind === 'keyboard' && mayBeGun) {
    const isUsable = readsKeyboards;
    return plugged(device, {
      certainty: isUsable ? 'doubtful' : 'wrongMode',
      why: [
        'It is a keyboard: a gun in keyboard mode, or something that people type on. It is only read where a person says so.',
        ...why,
        ...(isUsable ? [] : ['Keyboards are only read on Linux.']),
      ],
      ...(isUsable && { mode: 'keyboard' }),
      finding,
    });
  }
  return plugged(device, {
    certainty: finding ? 'wrongMode' : 'other',
    why: [`It is ${NAMES[kind]}, as its HID usages say.`, ...why],
    finding,
  });
}

interface Verdict extends Pick<Candidate, 'why'> {
  certainty: Certainty;
  /** How it can be read; left out where it cannot. */
  mode?: 'pos' | 'keyboard';
  finding?: Candidate['finding'] | undefined;
}

function plugged(device: ListedHid, { certainty, why, mode, finding }: Verdict): Plugged {
  const { path, serialNumber, manufacturer, product, usbPort, socket } = device;
  const ids = { vendorId: hexId(device.vendorId), productId: hexId(device.productId) };
  const known = {
    ...ids,
    ...(serialNumber && { serialNumber }),
  };
  return {
    socket,
    // The interfaces of one device are told apart by what they are.
    part: mode === 'pos' ? '' : ` interface ${device.interface ?? ''}`,
    candidate: {
      transport: 'hid',
      key: '',
      name: productName(device),
      place: path,
      identity: {
        path,
        ...known,
        ...(manufacturer && { manufacturer }),
        ...(product && { product }),
        ...(usbPort && { usbPort }),
      },
      certainty,
      why,
      ...(mode && {
        entry: { transport: 'hid' as const, ...(mode === 'keyboard' && { mode }), ...known },
      }),
      ...(finding && { finding }),
    },
  };
}
