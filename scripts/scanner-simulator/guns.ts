import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { openPty } from './pty.ts';
import { type LaneFacts, ScanProblem } from './till.ts';

/** A simulated gun that sends bytes. */
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

export async function openTcpGun(address: string): Promise<ByteGun> {
  const dial = async (): Promise<Socket> => {
    const colon = address.lastIndexOf(':');
    const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(address.slice(colon + 1)) });
    socket.setNoDelay(true);
    await once(socket, 'connect').catch(() => {
      throw new ScanProblem(`Nobody listens for a scanner at ${address}.`);
    });
    socket.on('error', () => {});
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
      socket.resume();
      await closed;
    },
  };
}

export async function openPtyGun(link: string | undefined): Promise<ByteGun> {
  let tell = () => {};
  const pty = await openPty({ link, onOpen: (open) => open && tell() }).catch((error: Error) => {
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
