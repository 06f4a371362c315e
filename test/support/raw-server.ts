import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A server of bytes, so that an answer can be wrong in every way there is. */
export interface RawServer {
  port: number;
  /** Each request as it came, whole; one entry per request. */
  requests: string[];
  /** Connections made so far. */
  connections: number;
  sockets: Set<Socket>;
}

/** Calls `answer` for each whole request. It goes away with the test. */
export async function rawServer(
  answer: (socket: Socket, request: string, nth: number) => void,
  tls?: TlsOptions,
): Promise<RawServer> {
  const seen: RawServer = { port: 0, requests: [], connections: 0, sockets: new Set() };
  const onSocket = (socket: Socket) => {
    seen.connections += 1;
    seen.sockets.add(socket);
    let text = '';
    socket.on('error', () => undefined);
    socket.on('close', () => seen.sockets.delete(socket));
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      const head = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
      if (head < 0 || Buffer.byteLength(text.slice(head + 4)) < length) return;
      seen.requests.push(text);
      const request = text;
      text = '';
      answer(socket, request, seen.requests.length);
    });
  };
  const server: Server = tls ? createTlsServer(tls, onSocket) : createServer(onSocket);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  seen.port = typeof address === 'object' && address ? address.port : 0;
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        for (const socket of seen.sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return seen;
}

export interface HttpTextParts {
  status?: number;
  headers?: Record<string, string>;
}

/** The bytes of a whole HTTP answer. */
export function httpText(body: string, { status = 200, headers = {} }: HttpTextParts = {}): string {
  const lines = Object.entries({ 'Content-Length': Buffer.byteLength(body), ...headers });
  return [`HTTP/1.1 ${status} X`, ...lines.map(([name, value]) => `${name}: ${value}`), '', body].join(
    '\r\n',
  );
}
