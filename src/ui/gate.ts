import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { TokenBucket, TokenBuckets } from '../token-bucket.ts';
import { placeOf } from './caller.ts';
import type { Connections } from './connections.ts';
import { type Limits, requestRate } from './limits.ts';
import type { QuietWarning } from './quiet-warnings.ts';

export interface GateParts {
  limits: Limits;
  connections: Pick<Connections, 'isProven'>;
  clock: Clock;
  warn: QuietWarning;
}

/** The first thing each request meets, whatever it asks for: so many in a second, and no more. */
export interface Gate {
  /** Whether it may go on. One that may not has its answer. */
  admits(request: IncomingMessage, response: ServerResponse): boolean;
  /** For one that wants to be a WebSocket: whole seconds to wait; 0: none. */
  admitsUpgrade(request: IncomingMessage): number;
}

/** How a caller at the till's own machine, through no proxy, is called. */
const LOCAL = 'local';

export function createGate({ limits, connections, clock, warn }: GateParts): Gate {
  const rates = new TokenBuckets((place) => requestRate(limits, place === LOCAL), clock);
  /** Of all together who have proved nothing: one that has many addresses gets no more by it. */
  const strangers = new TokenBucket(requestRate({ ...limits, requestsPerSecond: 300 }, false), clock);

  const refused = new WeakSet<Socket>();

  /** Whole seconds to wait; 0: none. */
  const waitSeconds = (request: IncomingMessage): number => {
    const place = placeOf(request);
    const own = rates.take(place);
    const wait = own > 0 || place === LOCAL || connections.isProven(request) ? own : strangers.take();
    if (wait === 0) return 0;
    warn('too many requests', place, { place });
    return Math.ceil(wait / 1000);
  };

  return {
    admits(request, response) {
      // What a refused client had sent already behind its request.
      if (refused.has(request.socket)) return false;
      const wait = waitSeconds(request);
      if (wait === 0) return true;
      const body = tooMany(wait);
      response.writeHead(429, {
        'Content-Type': 'application/problem+json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        'Retry-After': wait,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        // The next one has to connect anew, which costs the sender more than us.
        Connection: 'close',
      });
      refused.add(request.socket);
      response.end(body, () => request.socket.destroySoon());
      return false;
    },
    admitsUpgrade: waitSeconds,
  };
}

function tooMany(wait: number): string {
  return JSON.stringify({
    type: 'about:blank',
    title: 'Too many',
    status: 429,
    code: 'tooManyRequests',
    detail: `Too many requests in too short a time. Nothing was done. Ask again in ${wait} s, and more slowly.`,
  });
}
