import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { finished } from 'node:stream';
import type { Clock } from '../../clock.ts';
import { systemCode } from '../../errors.ts';
import {
  calledOffFault,
  connectFault,
  type Fault,
  lostFault,
  sizeFault,
  statusFault,
  timeFault,
} from './faults.ts';
import { createSockets, type OpenSocket } from './sockets.ts';

/** One POST to the gateway. */
export interface Post {
  body: string;
  headers: Record<string, string>;
  /** For everything together: connecting, sending, and the last byte of the answer. */
  timeoutMs: number;
  /** Sent at most once, on a connection that has never carried a request. */
  once: boolean;
  signal?: AbortSignal | undefined;
}

/** `begun: false` is proof: not one byte of the request was handed to any socket. */
export type Exchange = { kind: 'answered'; body: Buffer } | { kind: 'failed'; begun: boolean; fault: Fault };

export interface Connection {
  /** Never throws for the network. */
  post(post: Post): Promise<Exchange>;
  warm(): void;
  clockSkewMs(): number | undefined;
  close(): void;
}

export interface ConnectionParts {
  baseUrl: URL;
  path: string;
  clock: Clock;
  /** Further certificate authorities, PEM. */
  ca?: string | undefined;
}

/** Answers are about 1 KiB; whatever is so much larger is not the gateway's. */
const MAX_ANSWER_BYTES = 256 * 1024;
/** The part of a call's time that connecting may take: what fails here was provably not sent. */
const CONNECT_SHARE = 0.6;
const OUT_OF_TIME = new Error('out of time');
const CALLED_OFF = new Error('called off');

/** HTTP exchanges over connections of our own, so that "nothing was sent" is a fact and not a guess. */
export function createConnection({ baseUrl, path, clock, ca }: ConnectionParts): Connection {
  const host = baseUrl.host;
  const sockets = createSockets({ baseUrl, clock, ca });
  /** What the gateway's clock says while our monotonic one says 0: a clock that is set is found out before any call. */
  let theirZero: number | undefined;

  const noteDate = (response: IncomingMessage, startedAt: number) => {
    const theirs = Date.parse(response.headers.date ?? '');
    if (Number.isNaN(theirs)) return;
    // The header drops the fraction of its second: half a second on average.
    theirZero = theirs + 500 - (startedAt + clock.monotonic()) / 2;
  };

  const clockSkewMs = () =>
    theirZero === undefined ? undefined : Math.round(clock.now() - clock.monotonic() - theirZero);

  const send = async (open: OpenSocket, post: Post, signal: AbortSignal): Promise<Buffer | Fault> => {
    const startedAt = clock.monotonic();
    const onAbort = () => open.socket.destroy();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const request = httpRequest({
        createConnection: () => open.socket,
        host: baseUrl.hostname,
        path,
        method: 'POST',
        headers: {
          ...post.headers,
          Host: host,
          Connection: 'keep-alive',
          'Content-Length': Buffer.byteLength(post.body),
        },
      });
      open.socket.once('free', () => sockets.keep(open));
      const response = await responseTo(request, post.body);
      noteDate(response, startedAt);
      const body = await bodyOf(response);
      if (!body) return sizeFault(host, MAX_ANSWER_BYTES);
      return response.statusCode === 200 ? body : statusFault(host, response.statusCode ?? 0);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  const exchange = async (post: Post): Promise<Exchange> => {
    const limit = new AbortController();
    const { signal } = limit;
    let begun = false;

    const failed = (error: unknown): Exchange => {
      const fault = () => {
        if (signal.reason === OUT_OF_TIME) {
          return timeFault(host, begun ? post.timeoutMs : post.timeoutMs * CONNECT_SHARE);
        }
        if (signal.aborted) return calledOffFault(host, begun);
        return begun ? lostFault(host, systemCode(error)) : connectFault(systemCode(error), host);
      };
      return { kind: 'failed', begun, fault: fault() };
    };

    const attempt = async (open: OpenSocket): Promise<Exchange> => {
      begun = true;
      const answer = await send(open, post, signal);
      return Buffer.isBuffer(answer)
        ? { kind: 'answered', body: answer }
        : { kind: 'failed', begun, fault: answer };
    };

    const attempts = async (): Promise<Exchange> => {
      const kept = post.once || signal.aborted ? undefined : sockets.reusable();
      if (kept) {
        try {
          return await attempt(kept);
        } catch (error) {
          // The server may have closed it as we wrote. Queries and cancels bear a repetition.
          if (signal.aborted) throw error;
        }
      }
      const open = await sockets.fresh(signal);
      if (!signal.aborted) return attempt(open);
      open.socket.destroy();
      throw signal.reason;
    };

    const onCalledOff = () => limit.abort(CALLED_OFF);
    if (post.signal?.aborted) onCalledOff();
    post.signal?.addEventListener('abort', onCalledOff, { once: true });
    const callOffs = [
      clock.after(post.timeoutMs, () => limit.abort(OUT_OF_TIME)),
      clock.after(post.timeoutMs * CONNECT_SHARE, () => {
        if (!begun) limit.abort(OUT_OF_TIME);
      }),
    ];
    try {
      return await attempts();
    } catch (error) {
      return failed(error);
    } finally {
      for (const callOff of callOffs) callOff();
      post.signal?.removeEventListener('abort', onCalledOff);
    }
  };

  return { post: exchange, warm: sockets.warm, clockSkewMs, close: sockets.close };
}

function responseTo(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Both stay on: a connection that breaks later must find a listener, and a second rejection does nothing.
    request.on('error', reject);
    request.on('close', () => reject(new Error('closed before the answer')));
    request.on('response', resolve);
    request.end(body);
  });
}

/** The whole body; nothing where it is too large, its connection closed. Rejects when it breaks off. */
function bodyOf(response: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_ANSWER_BYTES) {
        resolve(undefined);
        response.destroy();
        return;
      }
      chunks.push(chunk);
    });
    finished(response, (error) => (error ? reject(error) : resolve(Buffer.concat(chunks))));
  });
}
