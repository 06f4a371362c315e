import { connect, createServer, type Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import { hostAndPort } from '../host-port.ts';
import type { TcpScannerConfig } from '../scanner-config.ts';
import { lost, openFailed } from './findings.ts';
import { createFramer } from './framer.ts';
import { createReader } from './reader.ts';
import type { ConnectionEvents, OpenResult, Transport } from './transport.ts';

/** Guns that may be connected to one listener at once; further ones are refused. */
const MAX_CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 5000;
/** Silence after which the system asks whether the peer still lives. */
const KEEP_ALIVE_MS = 10_000;

/** A gun, or a serial server with one, that speaks TCP: it comes to us (`listen`) or we go to it (`connect`). */
export function tcpTransport(config: TcpScannerConfig, clock: Clock): Transport {
  const read = (socket: Socket, events: ConnectionEvents) => readFrom(socket, { config, clock, events });
  if ('listen' in config) {
    const name = `TCP listener ${config.listen}`;
    return {
      kind: 'tcp',
      name,
      immediate: true,
      open: (events) => listen(config.listen, { name, read: (socket) => read(socket, events), events }),
    };
  }
  const name = `TCP ${config.connect}`;
  return {
    kind: 'tcp',
    name,
    open: (events, signal) =>
      dial(config.connect, { name, read: (socket) => read(socket, events), events, clock, signal }),
  };
}

interface Parts {
  name: string;
  read(socket: Socket): () => void;
  events: ConnectionEvents;
}

function listen(place: string, { name, read, events }: Parts): Promise<OpenResult> {
  const sockets = new Map<Socket, () => void>();
  const server = createServer({ keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS }, (socket) => {
    sockets.set(socket, read(socket));
    // A reset by the gun; `close` follows.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.maxConnections = MAX_CONNECTIONS;

  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const [socket, end] of sockets) {
        end();
        socket.destroy();
      }
    });

  return new Promise((resolve) => {
    server.once('error', (error) => resolve({ ok: false, finding: openFailed(name, error) }));
    try {
      server.listen(hostAndPort(place), () => {
        server.removeAllListeners('error');
        server.on('error', (error) => {
          void close();
          events.onLost(lost(name, errorText(error)));
        });
        resolve({ ok: true, connection: { address: addressOf(server.address()), close } });
      });
    } catch (error) {
      resolve({ ok: false, finding: openFailed(name, error) });
    }
  });
}

interface DialParts extends Parts {
  clock: Clock;
  signal: AbortSignal;
}

function dial(place: string, { name, read, events, clock, signal }: DialParts): Promise<OpenResult> {
  return new Promise((resolve) => {
    let socket: Socket;
    try {
      socket = connect({ ...hostAndPort(place), keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS });
    } catch (error) {
      resolve({ ok: false, finding: openFailed(name, error) });
      return;
    }
    let problem: unknown = 'closed by the other end';
    let end: (() => void) | undefined;
    let closing = false;
    const giveUp = (reason: string) => {
      problem = reason;
      socket.destroy();
    };
    const onAbort = () => giveUp('stopped');
    signal.addEventListener('abort', onAbort, { once: true });
    const callOff = clock.after(CONNECT_TIMEOUT_MS, () =>
      giveUp(`no answer within ${CONNECT_TIMEOUT_MS} ms`),
    );
    if (signal.aborted) onAbort();

    const close = () =>
      new Promise<void>((closed) => {
        closing = true;
        end?.();
        if (socket.closed) closed();
        else socket.once('close', () => closed());
        socket.destroy();
      });

    socket.on('connect', () => {
      callOff();
      signal.removeEventListener('abort', onAbort);
      end = read(socket);
      resolve({ ok: true, connection: { close } });
    });
    socket.on('error', (error) => {
      problem = error;
    });
    socket.on('close', () => {
      callOff();
      signal.removeEventListener('abort', onAbort);
      end?.();
      if (!end) resolve({ ok: false, finding: openFailed(name, problem) });
      else if (!closing) events.onLost(lost(name, errorText(problem)));
    });
  });
}

interface ReadParts {
  config: TcpScannerConfig;
  clock: Clock;
  events: ConnectionEvents;
}

/** Each connection has a framer of its own, so that two guns cannot mix their bytes. Returns what ends it. */
function readFrom(socket: Socket, { config, clock, events }: ReadParts): () => void {
  const decoder = createFramer({ terminator: config.terminator });
  const reader = createReader({ decoder, idleMs: config.idleMs, clock, events });
  socket.on('data', (bytes) => reader.push(bytes));
  socket.on('close', () => reader.end());
  return () => reader.end();
}

function addressOf(address: ReturnType<ReturnType<typeof createServer>['address']>): string {
  if (address === null || typeof address === 'string') return String(address);
  return address.family === 'IPv6'
    ? `[${address.address}]:${address.port}`
    : `${address.address}:${address.port}`;
}
