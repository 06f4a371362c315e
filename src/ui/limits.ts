import type { Rate } from '../token-bucket.ts';

/** What `server.limits` sets: how much of the till those get who are not on its own machine. */
export interface Limits {
  /** Connections at once. */
  connections: number;
  connectionsPerAddress: number;
  /** Of one address. */
  requestsPerSecond: number;
}

/** Of the till's own machine, whose screens and programs are never kept waiting by anybody else. */
export const MOST_LOCAL_CONNECTIONS = 2000;

/** New connections of one address: each costs a little, TLS a little more. */
export const CONNECTION_RATE: Rate = { perSecond: 30, burst: 200 };

/** A page asks for all its files at once; the till's own programs ask as fast as they can. */
export function requestRate({ requestsPerSecond }: Limits, isLocal: boolean): Rate {
  const perSecond = requestsPerSecond * (isLocal ? 40 : 1);
  return { perSecond, burst: perSecond * 3 };
}

/** Requests that one visitor may wait with for an answer: those with `waitSeconds` wait long. */
export const MOST_AT_ONCE = { local: 1000, program: 200, device: 30, stranger: 10 };

/** A page keeps one socket, and two while it is loaded anew. */
export const MOST_SOCKETS = { local: 1000, device: 12, program: 200 };

/** What a cashier's two hands never reach. */
export const EVENT_RATE: Rate = { perSecond: 20, burst: 60 };

/** A client that goes on in spite of so many refusals is cut off. */
export const REFUSAL_RATE: Rate = { perSecond: 5, burst: 100 };

/** Bytes of a socket. The largest message has 16 KB, and a command about 100 bytes. */
export const SOCKET_BYTES: Rate = { perSecond: 16_384, burst: 49_152 };

/** Messages that wait to be taken by a client: one that takes none any more would have them pile up. */
export const MOST_WAITING_MESSAGES = 200;

/** The same in bytes, below the messages. */
export const MOST_WAITING_BYTES = 1024 * 1024;

/** Of Node's HTTP server, times in ms. */
export const HTTP_LIMITS = {
  maxHeaderSize: 16 * 1024,
  /** From the first byte to the last one of the head, and of the body. */
  headersTimeout: 8_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 2000,
};

/** A connection on which nothing moves for so long, ms, is over. The longest wait for an answer is a minute. */
export const SILENT_MS = 90_000;

/** Requests on one connection, before the next has to be made. */
export const MOST_REQUESTS_PER_CONNECTION = 2000;
