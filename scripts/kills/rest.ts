import type { Screen } from '../../src/ui/messages.ts';
import type { KillableTill } from './killable-till.ts';
import type { Told, ToldOrder, ToldPeriod } from './told.ts';

/** The till as it lives now; whoever asks while there is none waits for the next. */
export interface Now {
  till: KillableTill;
  url: string;
}

/** Of each route only what is looked at here. */
interface Body {
  sale?: { saleId: string; state: string; orderNos: string[] };
  screen?: Screen;
  orders?: ToldOrder[];
  cursor?: string;
  refund?: { refundNo: string };
  period?: string;
  status?: string;
  totals?: ToldPeriod['totals'];
  periods?: ToldPeriod[];
}

export interface Answer {
  status: number;
  body: Body;
  /** `performance.now()` when the question left. */
  askedAt: number;
}

/** The REST interface of a till that may be killed at any moment. */
export interface Rest {
  get(path: string): Promise<Answer | undefined>;
  /** Nothing where the till died over it; what became of the command is then unknown. */
  post(path: string, body: object, key?: string): Promise<Answer | undefined>;
}

/** A live till that does not answer, or answers with a fault of its own, is a violation. */
export function restOf(now: () => Now | undefined, told: Told): Rest {
  const ask = async (path: string, init: RequestInit): Promise<Answer | undefined> => {
    const current = now();
    if (!current) return undefined;
    const askedAt = performance.now();
    try {
      const response = await fetch(current.url + path, init);
      const text = await response.text();
      const body = (text === '' ? {} : JSON.parse(text)) as Body;
      if (response.status >= 500 && response.status !== 503) {
        told.broken(`${init.method ?? 'GET'} ${path} was answered with ${response.status}: ${text}`);
      }
      return { status: response.status, body, askedAt };
    } catch (error) {
      // The process may be gone a moment before its end is noticed here.
      await new Promise((resolve) => setTimeout(resolve, 200));
      if (current.till.isAlive()) told.broken(`${init.method ?? 'GET'} ${path} failed: ${error}`);
      return undefined;
    }
  };
  return {
    get: (path) => ask(path, {}),
    post: (path, body, key) =>
      ask(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: JSON.stringify(body),
      }),
  };
}
