import type { Clock } from '../../clock.ts';

/**
 * An answer of the till. `refused`: it said no, and why. `tokenNeeded`: it does not know this browser. `unreachable`: none
 * came, and what was asked may have happened.
 */
export type Reply<T> =
  | { kind: 'ok'; body: T }
  | { kind: 'refused'; status: number; code: string; message: string }
  | { kind: 'tokenNeeded' }
  | { kind: 'unreachable' };

export interface Api {
  /** `withinMs`: how long the answer may take. */
  get<T>(path: string, withinMs: number, signal?: AbortSignal): Promise<Reply<T>>;
  /** Where the till wants to know who does it, that is asked for, and it is sent once more. */
  post<T>(path: string, body?: object): Promise<Reply<T>>;
  put<T>(path: string, body: object): Promise<Reply<T>>;
  delete<T>(path: string): Promise<Reply<T>>;
}

/** Whose PIN the till asks for. */
export type Need = 'technician' | 'manager';

/** What stands between this page and an answer: a PIN, or that the device was not paired for it. */
export type Lock = 'pin' | 'device';

export function lockOf(reply: Reply<unknown>): Lock | undefined {
  if (needOf(reply) !== undefined) return 'pin';
  return reply.kind === 'refused' && reply.code === 'wrongDevice' ? 'device' : undefined;
}

export function needOf(reply: Reply<unknown>): Need | undefined {
  if (reply.kind !== 'refused') return undefined;
  if (reply.code === 'technicianNeeded') return 'technician';
  return reply.code === 'managerNeeded' ? 'manager' : undefined;
}

export interface ApiParts {
  clock: Clock;
  token: string | undefined;
  /** What signing in gave. Left out: nobody has. */
  session?: () => string | undefined;
  /** Resolves with whether somebody has signed in. Left out: nobody can. */
  signIn?: (need: Need) => Promise<boolean>;
  fetch: typeof fetch;
  /** Where the till is; empty for the page's own. */
  origin?: string;
}

/** How long a button waits for its answer. */
const ANSWER_MS = 10_000;

/** The till's REST interface, seen from the page. Nothing here throws. */
export function createApi(parts: ApiParts): Api {
  const { clock, token, fetch: ask, origin = '', session = () => undefined } = parts;
  const signIn = parts.signIn ?? (async () => false);
  const headersOf = (hasBody: boolean): Record<string, string> => {
    const signed = session();
    return {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(signed === undefined ? {} : { 'scantill-session': signed }),
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
    };
  };

  async function call<T>(
    path: string,
    init: RequestInit,
    { withinMs, signal }: { withinMs: number; signal?: AbortSignal | undefined },
  ): Promise<Reply<T>> {
    const over = new AbortController();
    const abort = () => over.abort();
    const callOff = clock.after(withinMs, abort);
    signal?.addEventListener('abort', abort);
    try {
      const response = await ask(`${origin}/api/v1${path}`, { ...init, signal: over.signal });
      const isEmpty = response.status === 204;
      const body = (isEmpty ? undefined : await response.json()) as { code?: string; detail?: string };
      if (response.ok) return { kind: 'ok', body: body as T };
      if (response.status === 401) return { kind: 'tokenNeeded' };
      const { status } = response;
      return { kind: 'refused', status, code: body.code ?? 'fault', message: body.detail ?? String(status) };
    } catch {
      return { kind: 'unreachable' };
    } finally {
      callOff();
      signal?.removeEventListener('abort', abort);
    }
  }

  async function change<T>(method: string, path: string, body?: object): Promise<Reply<T>> {
    const send = () =>
      call<T>(
        path,
        {
          method,
          headers: headersOf(body !== undefined),
          ...(body !== undefined && { body: JSON.stringify(body) }),
        },
        { withinMs: ANSWER_MS },
      );
    const reply = await send();
    const need = needOf(reply);
    return need !== undefined && (await signIn(need)) ? send() : reply;
  }

  return {
    get: (path, withinMs, signal) => call(path, { headers: headersOf(false) }, { withinMs, signal }),
    post: (path, body = {}) => change('POST', path, body),
    put: (path, body) => change('PUT', path, body),
    delete: (path) => change('DELETE', path),
  };
}
