import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Clock } from '../../src/clock.ts';
import { type HidMode, hidDescriptor } from './hid-descriptors.ts';
import { openPty } from './pty.ts';
import { type LaneFacts, ScanProblem } from './till.ts';
import { plugInUhid, type Uhid } from './uhid.ts';

/** A simulated gun that sends bytes: pieces of a line, or HID reports one by one. */
export interface ByteGun {
  /** Where it is now, for a person. */
  place(): string;
  /** Resolves when the till has it open. */
  opened(): Promise<void>;
  write(bytes: Uint8Array): void;
  unplug(): void;
  plugIn(): Promise<void>;
  /** What was written has left when it resolves. */
  close(): Promise<void>;
}

/** The address of the till's TCP gun on a lane. */
export function tcpAddress({ lane, scanners }: LaneFacts): string {
  const address = scanners.find((scanner) => scanner.transport === 'tcp' && scanner.address)?.address;
  if (address !== undefined) return address;
  throw new ScanProblem(
    `Lane ${lane} has no TCP scanner that listens. Use --transport api or pty, or give --address.`,
  );
}

export async function openTcpGun(address: string, onTold: (bytes: Uint8Array) => void): Promise<ByteGun> {
  const dial = async (): Promise<Socket> => {
    const colon = address.lastIndexOf(':');
    const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(address.slice(colon + 1)) });
    socket.setNoDelay(true);
    await once(socket, 'connect').catch(() => {
      throw new ScanProblem(`Nobody listens for a scanner at ${address}.`);
    });
    socket.on('error', () => {});
    socket.on('data', onTold);
    return socket;
  };
  let socket = await dial();
  return {
    place: () => address,
    opened: async () => {},
    write: (bytes) => void socket.write(bytes),
    unplug: () => void socket.destroy(),
    async plugIn() {
      socket = await dial();
    },
    async close() {
      if (socket.closed) return;
      const closed = once(socket, 'close').catch(() => {});
      socket.end();
      await closed;
    },
  };
}

export async function openPtyGun(
  link: string | undefined,
  onTold: (bytes: Uint8Array) => void,
): Promise<ByteGun> {
  let tell = () => {};
  const onOpen = (open: boolean) => void (open && tell());
  const pty = await openPty({ link, onOpen, onTold }).catch((error: Error) => {
    throw new ScanProblem(error.message);
  });
  return {
    place: pty.path,
    opened: () =>
      new Promise((resolve) => {
        tell = resolve;
        if (pty.isOpen()) resolve();
      }),
    write: pty.write,
    unplug: pty.unplug,
    plugIn: pty.plugIn,
    close: pty.close,
  };
}

export interface HidGunOptions {
  mode: HidMode;
  /** Left out: those of a gun of the mode's maker. */
  vendorId: number | undefined;
  productId: number | undefined;
  serialNumber: string;
  /** Left out: one of the mode's. */
  descriptor?: Uint8Array | undefined;
}

/** USB ids of guns of these makers. */
const IDENTITIES: Record<HidMode, { vendorId: number; productId: number }> = {
  'pos-honeywell': { vendorId: 0x0c2e, productId: 0x1007 },
  'pos-zebra': { vendorId: 0x05e0, productId: 0x2100 },
  keyboard: { vendorId: 0x05e0, productId: 0x1200 },
};

export interface HidGunParts {
  clock: Clock;
  /** What the till tells it: an output report, its id first. */
  onTold(report: Uint8Array): void;
}

/** A virtual HID gun. A console opens a keyboard by itself: whether the till has, this gun cannot tell. */
export function openHidGun(
  { mode, serialNumber, descriptor, ...ids }: HidGunOptions,
  { clock, onTold }: HidGunParts,
): ByteGun {
  const device = {
    name: `Scantill simulator ${mode}`,
    serialNumber,
    vendorId: ids.vendorId ?? IDENTITIES[mode].vendorId,
    productId: ids.productId ?? IDENTITIES[mode].productId,
    descriptor: descriptor ?? hidDescriptor(mode),
  };
  let isOpen = false;
  let tell = () => {};
  const onOpen = (open: boolean) => {
    isOpen = open;
    if (open) tell();
  };
  const plugIn = (): Uhid => plugInUhid(device, { clock, onOpen, onOutput: onTold });
  const hex = (id: number) => id.toString(16).padStart(4, '0');
  let uhid = plugIn();
  return {
    place: () => `${hex(device.vendorId)}:${hex(device.productId)} serial ${serialNumber}`,
    opened: () =>
      new Promise((resolve) => {
        tell = resolve;
        if (isOpen) resolve();
      }),
    write: (report) => uhid.send(report),
    unplug() {
      isOpen = false;
      uhid.close();
    },
    async plugIn() {
      uhid = plugIn();
    },
    async close() {
      uhid.close();
    },
  };
}
