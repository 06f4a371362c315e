import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import { TokenBucket } from '../token-bucket.ts';
import {
  EVENT_RATE,
  MOST_WAITING_BYTES,
  MOST_WAITING_MESSAGES,
  REFUSAL_RATE,
  SOCKET_BYTES,
} from './limits.ts';
import type { QuietWarning } from './quiet-warnings.ts';

export interface SocketLimitsParts {
  clock: Clock;
  warn: QuietWarning;
}

/** What is used of an Engine.IO socket, below the events. */
export interface Wire {
  request: IncomingMessage;
  on(event: 'packetCreate' | 'flush' | 'close', listener: () => void): unknown;
  close(discard?: boolean): void;
}

/** What is used of a socket with its events. */
export interface EventSocket {
  use(step: (event: unknown[], next: () => void) => void): unknown;
  disconnect(close?: boolean): unknown;
}

/**
 * Cuts off a client that sends more bytes than any page does, whatever they say, and one that takes nothing any more:
 * what is sent to it would pile up. A page comes back by itself and gets its screen whole.
 */
export function limitWire(wire: Wire, place: string, { clock, warn }: SocketLimitsParts): void {
  const { socket } = wire.request;
  const bytes = new TokenBucket(SOCKET_BYTES, clock);
  let waiting = 0;
  const cutOff = (why: string) => {
    warn('a client was cut off', `${place} ${why}`, { place, why });
    wire.close(true);
    socket.destroy();
  };
  wire.on('packetCreate', () => {
    waiting += 1;
    if (waiting === MOST_WAITING_MESSAGES) cutOff('it takes no messages');
  });
  wire.on('flush', () => {
    waiting = 0;
  });
  // A client that is told to close and does not would keep its place.
  wire.on('close', () => socket.destroySoon());
  socket.on('data', (chunk: Buffer) => {
    if (bytes.take(chunk.length) > 0) cutOff('it floods');
    else if (socket.writableLength > MOST_WAITING_BYTES) cutOff('it takes no messages');
  });
}

/** Refuses events that come faster than hands make them, and ends a client that goes on all the same. */
export function limitEvents(socket: EventSocket, place: string, { clock, warn }: SocketLimitsParts): void {
  const events = new TokenBucket(EVENT_RATE, clock);
  const refusals = new TokenBucket(REFUSAL_RATE, clock);
  socket.use((event, next) => {
    if (events.take() === 0) return next();
    const ack = event.at(-1);
    if (typeof ack === 'function') ack({ ok: false, error: TOO_FAST });
    if (refusals.take() === 0) return;
    warn('a client was cut off', `${place} events`, { place, why: 'it sends commands without end' });
    socket.disconnect(true);
  });
}

const TOO_FAST = { code: 'tooFast', message: 'Too many commands at once. Nothing was done.' };

/** The sockets of each visitor, oldest first. */
export class SocketCount {
  readonly #open = new Map<string, Set<EventSocket>>();

  /** Counts one more: where that is too many, the visitor's oldest is ended. Returns what to call when it has ended. */
  add(socket: EventSocket, visitor: string, most: number): () => void {
    const own = this.#open.get(visitor) ?? new Set();
    this.#open.set(visitor, own);
    own.add(socket);
    const [oldest] = own;
    if (own.size > most && oldest) {
      own.delete(oldest);
      oldest.disconnect(true);
    }
    return () => {
      own.delete(socket);
      if (own.size === 0 && this.#open.get(visitor) === own) this.#open.delete(visitor);
    };
  }
}
