import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import { hostAndPort } from '../host-port.ts';
import { openFailed } from './findings.ts';
import type { Finding } from './scan.ts';

/** Silence after which the system asks whether the peer still lives; one that lost power is gone ten seconds later. */
export const KEEP_ALIVE_MS = 10_000;

const CONNECT_TIMEOUT_MS = 5000;
/** Bytes that may wait to be sent; beyond that the gun does not listen, and is told nothing. */
const MOST_WAITING = 256;

/** Writes to a gun, or drops it where the connection is gone or stuck. Never fails. */
export function tell(socket: Socket, bytes: Uint8Array): void {
  if (socket.writable && socket.writableLength <= MOST_WAITING) socket.write(bytes);
}

export interface DialParts {
  name: string;
  clock: Clock;
  onBytes(bytes: Uint8Array): void;
  /** It ended by itself: at most once, and never after `close`. */
  onLost(detail: string): void;
}

export type DialResult =
  | { ok: true; socket: Socket; close(): Promise<void> }
  | { ok: false; finding: Finding };

/** Connects to a gun, or a serial server with one. */
export function dial(
  place: string,
  { name, clock, onBytes, onLost }: DialParts,
  signal: AbortSignal,
): Promise<DialResult> {
  return new Promise((resolve) => {
    let socket: Socket;
    try {
      socket = connect({
        ...hostAndPort(place),
        keepAlive: true,
        keepAliveInitialDelay: KEEP_ALIVE_MS,
        noDelay: true,
      });
    } catch (error) {
      resolve({ ok: false, finding: openFailed(name, error, { transport: 'tcp' }) });
      return;
    }
    let problem: unknown = 'closed by the other end';
    let isUp = false;
    let isClosing = false;
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
    const settle = () => {
      callOff();
      signal.removeEventListener('abort', onAbort);
    };

    const close = () =>
      new Promise<void>((closed) => {
        isClosing = true;
        if (socket.closed) closed();
        else socket.once('close', () => closed());
        socket.destroy();
      });

    socket.on('data', (bytes) => {
      if (!isClosing) onBytes(bytes);
    });
    socket.on('connect', () => {
      settle();
      isUp = true;
      resolve({ ok: true, socket, close });
    });
    socket.on('error', (error) => {
      problem = error;
    });
    socket.on('close', () => {
      settle();
      if (!isUp) resolve({ ok: false, finding: openFailed(name, problem, { transport: 'tcp' }) });
      else if (!isClosing) onLost(errorText(problem));
    });
  });
}

/** `host:port` of a listener, an IPv6 address in brackets. */
export function addressText(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') return String(address);
  return address.family === 'IPv6'
    ? `[${address.address}]:${address.port}`
    : `${address.address}:${address.port}`;
}
