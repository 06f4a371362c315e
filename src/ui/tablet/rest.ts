import type { SessionFacts } from '../messages.ts';

/** What the till answered. `unknown`: no answer came; it may have happened, so it is asked for, never done again blindly. */
export type RestAnswer<T> =
  | { kind: 'done'; body: T }
  | { kind: 'refused'; status: number; code: string; detail: string; waitSeconds?: number }
  | { kind: 'unknown' };

export interface RestRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: object;
  /** `Idempotency-Key`, where doing it twice would be wrong: the same for every repeat of one tap. */
  key?: string;
  signal?: AbortSignal;
  /** The answer is a text of its own kind, such as CSV; else JSON. */
  isText?: true;
}

/** The till's REST interface as the page uses it. */
export interface Rest {
  /** `path` stands below `/api/v1`, such as `/orders`. */
  ask<T>(path: string, request?: RestRequest): Promise<RestAnswer<T>>;
}

/** Who may do it signs in: resolves with the session, or nothing where nobody did. */
export type SignIn = (need: 'person' | 'manager') => Promise<SessionFacts | undefined>;

interface RestParts {
  token: string | undefined;
  session(): SessionFacts | undefined;
  /** Asked where the till wants to know who is there; what was asked for is then sent once more. */
  signIn: SignIn;
}

/** A question that the till answers at once; a slow disk may take some seconds. */
const ANSWER_MS = 15_000;

export function createRest({ token, session, signIn }: RestParts): Rest {
  async function once<T>(path: string, request: RestRequest): Promise<RestAnswer<T>> {
    const { method = 'GET', body, key, signal, isText } = request;
    const sessionToken = session()?.token;
    const limit = AbortSignal.timeout(ANSWER_MS);
    try {
      const response = await fetch(`/api/v1${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(sessionToken === undefined ? {} : { 'scantill-session': sessionToken }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      if (isText && response.ok) return { kind: 'done', body: (await response.text()) as T };
      const answer = response.status === 204 ? undefined : await response.json();
      if (response.ok) return { kind: 'done', body: answer as T };
      const { code = 'fault', detail = '' } = answer as { code?: string; detail?: string };
      const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
      return {
        kind: 'refused',
        status: response.status,
        code,
        detail,
        ...(Number.isFinite(wait) ? { waitSeconds: wait } : {}),
      };
    } catch {
      return { kind: 'unknown' };
    }
  }
  return {
    async ask<T>(path: string, request: RestRequest = {}) {
      const answer = await once<T>(path, request);
      if (answer.kind !== 'refused') return answer;
      const need =
        answer.code === 'managerNeeded' ? 'manager' : answer.code === 'personNeeded' ? 'person' : undefined;
      if (need === undefined || (await signIn(need)) === undefined) return answer;
      return once<T>(path, request);
    },
  };
}
