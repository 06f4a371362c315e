import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Clock } from '../../clock.ts';

/** A connection that stands: TCP connected and, where it is TLS, the gateway's certificate verified. */
export interface OpenSocket {
  socket: Socket;
  /** Whether it has carried a request. The other end may close such a one at any moment. */
  used: boolean;
}

/** The gateway's connections, opened ahead and kept for a short while. */
export interface Sockets {
  /** One that has never carried a request. Rejects with the system's error, or with `signal.reason`. */
  fresh(signal: AbortSignal): Promise<OpenSocket>;
  /** One kept alive, when there is one; its caller must be able to repeat the request. */
  reusable(): OpenSocket | undefined;
  /** Takes back one whose answer was read to the end. */
  keep(open: OpenSocket): void;
  /** Opens one ahead. Never fails. */
  warm(): void;
  close(): void;
}

export interface SocketsParts {
  baseUrl: URL;
  clock: Clock;
  /** Further certificate authorities, PEM. */
  ca?: string | undefined;
}

/** How long one opened ahead is trusted to be alive still. */
const FRESH_FOR_MS = 20_000;
/** How long a used one is: servers commonly close theirs after 5 s. */
const REUSE_FOR_MS = 4_000;
/** Opened ahead at most: a few lanes may become ready together. */
const MAX_FRESH = 4;
/** Kept alive at most: each submit leaves one, and a busy shop would heap them up. */
const MAX_USED = 8;

/** Sockets to one host. None is handed out twice, and none after its time. */
export function createSockets({ baseUrl, clock, ca }: SocketsParts): Sockets {
  const idle = new Map<OpenSocket, () => void>();
  const all = new Set<Socket>();
  let opening = 0;
  let closed = false;

  const park = (open: OpenSocket) => {
    if (open.socket.destroyed) return;
    const drop = () => {
      idle.delete(open);
      open.socket.destroy();
    };
    const callOff = clock.after(open.used ? REUSE_FOR_MS : FRESH_FOR_MS, drop);
    open.socket.once('close', drop).once('end', drop).once('data', drop);
    idle.set(open, () => {
      callOff();
      idle.delete(open);
      open.socket.off('close', drop).off('end', drop).off('data', drop);
    });
  };

  const idleCount = (used: boolean) => [...idle.keys()].filter((open) => open.used === used).length;

  const take = (used: boolean): OpenSocket | undefined => {
    for (const [open, unpark] of [...idle].reverse()) {
      if (open.used !== used || open.socket.destroyed) continue;
      unpark();
      return open;
    }
    return undefined;
  };

  const openOne = async (signal: AbortSignal): Promise<OpenSocket> => {
    signal.throwIfAborted();
    if (closed) throw new Error('the gateway client is closed');
    const socket = begin(baseUrl, ca);
    all.add(socket);
    socket.once('close', () => all.delete(socket));
    await standing(socket, baseUrl.protocol === 'https:' ? 'secureConnect' : 'connect', signal);
    return { socket, used: false };
  };

  return {
    fresh: async (signal) => take(false) ?? openOne(signal),
    reusable: () => take(true),
    keep: (open) => {
      open.used = true;
      if (idleCount(true) < MAX_USED) park(open);
      else open.socket.destroy();
    },
    warm: () => {
      if (closed || idleCount(false) + opening >= MAX_FRESH) return;
      opening += 1;
      const limit = new AbortController();
      const callOff = clock.after(FRESH_FOR_MS, () => limit.abort());
      openOne(limit.signal)
        .then(park, () => undefined)
        .finally(() => {
          callOff();
          opening -= 1;
        });
    },
    close: () => {
      closed = true;
      for (const unpark of [...idle.values()]) unpark();
      for (const socket of all) socket.destroy();
    },
  };
}

function begin(baseUrl: URL, ca: string | undefined): Socket {
  const secure = baseUrl.protocol === 'https:';
  const host = baseUrl.hostname.replace(/^\[|\]$/g, '');
  const port = Number(baseUrl.port) || (secure ? 443 : 80);
  const socket = secure
    ? connectTls({
        host,
        port,
        // Said aloud, so that no environment variable can switch it off.
        rejectUnauthorized: true,
        ...(isIP(host) === 0 && { servername: host }),
        ...(ca !== undefined && { ca }),
      })
    : connectTcp({ host, port });
  return socket.setNoDelay(true);
}

/** Resolves once the connection stands; otherwise it is destroyed. */
function standing(socket: Socket, ready: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(signal.reason);
      socket.destroy();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once(ready, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    socket.once('close', () => {
      signal.removeEventListener('abort', onAbort);
      reject(new Error('closed while connecting'));
    });
    // Stays for the socket's life: an error between two uses must not end the process. 'close' follows it.
    socket.on('error', reject);
  });
}
