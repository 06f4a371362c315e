import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { type CertificatePair, OLDEST_TLS } from '../certificate-pair.ts';
import type { Connections } from './connections.ts';
import type { Gate } from './gate.ts';
import { HTTP_LIMITS, MOST_REQUESTS_PER_CONNECTION, SILENT_MS } from './limits.ts';

export interface ListenerParts {
  /** What answers. It never listens itself: what all listeners let through is handed to it. */
  hub: HttpServer;
  gate: Gate;
  connections: Connections;
}

/** A client that begins TLS and does not go on is let go after so long, ms. */
const HANDSHAKE_MS = 5000;

/** Listens without TLS. */
export function plainListener(parts: ListenerParts): HttpServer {
  return guarded(createServer(HTTP_LIMITS), parts);
}

/** Listens with TLS. Its certificate can be replaced while it runs (`setSecureContext`). */
export function tlsListener(pair: CertificatePair, parts: ListenerParts): TlsServer {
  const tls = { ...secureContextOf(pair), handshakeTimeout: HANDSHAKE_MS };
  return guarded(createTlsServer({ ...HTTP_LIMITS, ...tls }), parts);
}

export function secureContextOf({ cert, key }: CertificatePair) {
  return { cert, key, minVersion: OLDEST_TLS } as const;
}

/** Where socket.io listens; nothing else becomes a WebSocket. */
const SOCKETS_PATH = '/socket.io/';

function endUpgrade(socket: Duplex, status: string): void {
  const answer = `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
  socket.end(answer, () => socket.destroy());
}

function guarded<S extends HttpServer | TlsServer>(server: S, { hub, gate, connections }: ListenerParts): S {
  connections.watch(server);
  server.maxRequestsPerSocket = MOST_REQUESTS_PER_CONNECTION;
  server.timeout = SILENT_MS;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (gate.admits(request, response)) hub.emit('request', request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client that resets the connection is no fault of the till's.
    socket.on('error', () => socket.destroy());
    if (!request.url?.startsWith(SOCKETS_PATH)) return endUpgrade(socket, '404 Not Found');
    const waitSeconds = gate.admitsUpgrade(request);
    if (waitSeconds > 0) endUpgrade(socket, `429 Too Many Requests\r\nRetry-After: ${waitSeconds}`);
    else hub.emit('upgrade', request, socket, head);
  });
  return server;
}
