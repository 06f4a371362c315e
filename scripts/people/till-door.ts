import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorText, systemCode } from '../../src/errors.ts';
import { isLoopbackUrl } from '../../src/loopback.ts';
import { type ConsoleDoor, isConsoleDoor } from '../../src/open-people.ts';

/** It was not done; the message says why, and what to do. */
export class NotDone extends Error {
  /** No answer came: it may have been done all the same. */
  readonly mayBeDone: boolean;

  constructor(message: string, { mayBeDone = false } = {}) {
    super(message);
    this.mayBeDone = mayBeDone;
  }
}

/** A request of the till's REST interface, from its own console. */
export interface DoorRequest {
  method: string;
  /** Behind `/api/v1`. */
  path: string;
  body?: object | undefined;
  headers?: Record<string, string>;
}

const ANSWER_MS = 15_000;

/** Asks the till that runs on a data folder, by the key it has left there. Throws `NotDone` where it does not do it. */
export async function askTill<T>(
  { dataDir, token }: { dataDir: string; token?: string | undefined },
  request: DoorRequest,
): Promise<T> {
  const { url, key } = await readDoor(dataDir);
  const answer = await fetch(`${url}/api/v1${request.path}`, {
    method: request.method,
    redirect: 'error',
    headers: {
      'scantill-console': key,
      ...(request.body && { 'content-type': 'application/json' }),
      ...tokenFor(url, token),
      ...request.headers,
    },
    ...(request.body && { body: JSON.stringify(request.body) }),
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((error) => {
    throw new NotDone(`The till does not answer at ${url}: ${errorText(error)}.`, { mayBeDone: true });
  });
  const told = (await answer.json().catch(() => ({}))) as T & { detail?: string };
  if (!answer.ok) throw new NotDone(told.detail ?? `The till answered ${answer.status}.`);
  return told;
}

/** What the till that runs on a data folder answers to a GET, as text, whatever it is. Throws `NotDone` where it does not answer it. */
export async function askTillText(
  { dataDir, token }: { dataDir: string; token?: string | undefined },
  address: string,
): Promise<string> {
  const { url, key } = await readDoor(dataDir);
  const answer = await fetch(url + address, {
    redirect: 'error',
    headers: {
      'scantill-console': key,
      ...tokenFor(url, token),
    },
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch((error) => {
    throw new NotDone(`The till does not answer at ${url}: ${errorText(error)}.`, { mayBeDone: true });
  });
  const text = await answer.text();
  if (answer.ok || address === '/healthz') return text;
  throw new NotDone(`The till answered ${answer.status}: ${text.slice(0, 300)}`);
}

/**
 * The till's own token, where it has to be shown. On the machine itself the key does: where the till has ended, anybody
 * there may listen at its port, and the key is good for nothing then.
 */
export function tokenFor(url: string, token: string | undefined): Record<string, string> {
  return token === undefined || isLoopbackUrl(url) ? {} : { authorization: `Bearer ${token}` };
}

/** Where the till that runs on a data folder is, and what lets its console in. Throws `NotDone` where none runs there. */
export async function readDoor(dataDir: string): Promise<ConsoleDoor> {
  const file = path.join(dataDir, 'console.json');
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new NotDone(
      systemCode(error) === 'ENOENT'
        ? `No till runs on the data folder ${dataDir}. Start it first; where it runs on another one, give its --config or --data-dir.`
        : `What lets the console in cannot be read: ${errorText(error)}. Run this as the user the till runs as, or as root.`,
    );
  });
  const door: unknown = parsed(text);
  if (isConsoleDoor(door)) return door;
  throw new NotDone(`${file} does not hold what it should. Start the till anew.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
