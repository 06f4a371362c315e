import type { Clock } from '../../clock.ts';

/** An answer of the till. `refused`: it said no, and why. `unreachable`: none came, and what was asked may have happened. */
export type Reply<T> =
  | { kind: 'ok'; body: T }
  | { kind: 'refused'; status: number; message: string }
  | { kind: 'tokenNeeded' }
  | { kind: 'unreachable' };

export interface Api {
  /** `withinMs`: how long the answer may take. */
  get<T>(path: string, withinMs: number, signal?: AbortSignal): Promise<Reply<T>>;
  post<T>(path: string, body?: object): Promise<Reply<T>>;
}

export interface ApiParts {
  clock: Clock;
  token: string | undefined;
  fetch: typeof fetch;
  /** Where the till is; empty for the page's own. */
  origin?: string;
}

/** How long a button waits for its answer. */
const ANSWER_MS = 10_000;

/** The till's REST interface, seen from the page. Nothing here throws. */
export function createApi({ clock, token, fetch: ask, origin = '' }: ApiParts): Api {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };

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
      const body = (await response.json()) as { detail?: string };
      if (response.ok) return { kind: 'ok', body: body as T };
      if (response.status === 401) return { kind: 'tokenNeeded' };
      return { kind: 'refused', status: response.status, message: body.detail ?? String(response.status) };
    } catch {
      return { kind: 'unreachable' };
    } finally {
      callOff();
      signal?.removeEventListener('abort', abort);
    }
  }

  return {
    get: (path, withinMs, signal) => call(path, { headers }, { withinMs, signal }),
    post: (path, body = {}) =>
      call(
        path,
        {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
        { withinMs: ANSWER_MS },
      ),
  };
}
