import type { Visitor } from '../access/visitor.ts';
import type { Clock } from '../clock.ts';
import type { Problem } from './problems.ts';
import { keptKey } from './scanned.ts';

/** `Idempotency-Key`, as draft-ietf-httpapi-idempotency-key-header-07 has it. */

const LONGEST_KEY = 128;
/** A string of structured fields (RFC 8941, 3.3.3); the draft defines no parameter of it. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)" *(?:;.*)?$/;
const BARE = /^[\x20\x21\x23-\x7e][\x20-\x7e]*$/;

/** The key of a header: quoted, as the draft wants it, or bare, as programs send it. Nothing where there is none. */
export function keyIn(header: string | undefined): string | undefined | Problem {
  if (header === undefined) return undefined;
  const text = header.trim();
  const quoted = QUOTED.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1');
  const key = quoted ?? (BARE.test(text) ? text : '');
  if (key !== '' && key.length <= LONGEST_KEY) return key;
  const detail = `Idempotency-Key: expected a text of 1 to ${LONGEST_KEY} plain ASCII characters, in quotes or without`;
  return { status: 400, code: 'badKey', detail };
}

/** What a route that cannot be repeated without a key answers where there is none. */
export const KEY_NEEDED: Problem = {
  status: 400,
  code: 'keyNeeded',
  detail: `Idempotency-Key: expected this header, with 1 to ${LONGEST_KEY} characters of your own choice; send the same one when you repeat the request`,
};

/** What a refund is kept under. It is of its order already, and two who give the same money back mean the same refund. */
export function refundKey(key: string): string {
  return `rest:${keptKey(key)}`;
}

/** What a sale is kept under: two programs that number their bills alike never get each other's sale. */
export function saleKey(key: string, visitor: Visitor | undefined): string {
  const whose = visitor === undefined || visitor.kind === 'local' ? '' : `/${visitor.id}`;
  return `rest${whose}:${keptKey(key)}`;
}

/** Requests with a key: repeats wait for the first, and then find what it has made. */
export interface KeyTurns {
  /** `name`: of the key, and of whose and what for it is. */
  take<T>(name: string, run: () => Promise<T>): Promise<T | Problem>;
}

/** How long a repeat waits for the request that came first. Nearly all are done within milliseconds. */
const WAIT_MS = 20_000;

const STILL_RUNNING: Problem = {
  status: 409,
  code: 'keyBusy',
  detail: 'The first request with this Idempotency-Key is still being done. Repeat it, with the same key.',
  retryAfterSeconds: 1,
};

export function createKeyTurns(clock: Clock): KeyTurns {
  const running = new Map<string, Promise<unknown>>();

  /** Whether it was over in time. */
  const isOver = (first: Promise<unknown>): Promise<boolean> =>
    new Promise((resolve) => {
      const callOff = clock.after(WAIT_MS, () => resolve(false));
      const over = () => {
        callOff();
        resolve(true);
      };
      first.then(over, over);
    });

  return {
    take: async (name, run) => {
      const first = running.get(name);
      if (first !== undefined) return (await isOver(first)) ? run() : STILL_RUNNING;
      const mine = run();
      running.set(name, mine);
      try {
        return await mine;
      } finally {
        running.delete(name);
      }
    },
  };
}
