import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { hostAndPort } from '../../src/host-port.ts';
import { type ScannerEntry, scannerConfig } from '../../src/scanner-config.ts';
import { openPty } from '../scanner-simulator/pty.ts';

/** A gun whose cable is pulled. */
export interface SoakedGun {
  kind: string;
  config: ReturnType<typeof scannerConfig<ScannerEntry>>;
  /** Whether the till knows when its cable is pulled; a listener only sees a connection end. */
  isMissed: boolean;
  write(bytes: Uint8Array): void;
  unplug(): void;
  /** `address`: where the till listens, of a gun that calls it. */
  plugIn(address: string | undefined): Promise<void>;
  close(): Promise<void>;
}

/** At a pseudo-terminal, behind a link that is gone while it is unplugged. Plugged in. */
export async function serialGun(link: string): Promise<SoakedGun> {
  const pty = await openPty({ link });
  return {
    kind: 'serial',
    config: scannerConfig({ transport: 'serial', path: link }),
    isMissed: true,
    write: pty.write,
    unplug: pty.unplug,
    plugIn: () => pty.plugIn(),
    close: () => pty.close(),
  };
}

/** One that calls the till. Not connected yet. */
export function callingGun(): SoakedGun {
  let socket: Socket | undefined;
  return {
    kind: 'tcp listen',
    config: scannerConfig({ transport: 'tcp', listen: '127.0.0.1:0' }),
    isMissed: false,
    write: (bytes) => void socket?.write(bytes),
    unplug: () => pull(socket),
    async plugIn(address = '') {
      socket = connect(hostAndPort(address));
      socket.setNoDelay(true);
      socket.on('error', () => {});
      await once(socket, 'connect');
    },
    close: async () => void socket?.destroy(),
  };
}

/** One that is called by the till, as a serial server is. Plugged in. */
export async function calledGun(): Promise<SoakedGun> {
  let socket: Socket | undefined;
  const open = async (port: number): Promise<Server> => {
    const server = createServer({ noDelay: true }, (caller) => {
      socket = caller;
      caller.on('error', () => {});
      caller.resume();
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await open(0);
  const { port } = server.address() as { port: number };
  const unplug = () => {
    pull(socket);
    server.close();
  };
  return {
    kind: 'tcp connect',
    config: scannerConfig({ transport: 'tcp', connect: `127.0.0.1:${port}` }),
    isMissed: true,
    write: (bytes) => void socket?.write(bytes),
    unplug,
    async plugIn() {
      server = await open(port);
    },
    close: async () => unplug(),
  };
}

/** As often as not a connection is not ended but reset: what the other end had not read is lost then. */
function pull(socket: Socket | undefined): void {
  if ((socket?.localPort ?? 0) % 2 === 0) socket?.resetAndDestroy();
  else socket?.destroy();
}
