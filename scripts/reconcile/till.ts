import type { Clock } from '../../src/clock.ts';
import type { OurOrder } from './statement.ts';

/** A difference as the till tells it. */
export interface TillDifference {
  kind: string;
  orderNo: string;
  refundNo?: string;
  ours: string;
  theirs: string;
}

export interface TillReconciliation {
  status: 'running' | 'paused' | 'finished';
  detail?: string;
  asked: number;
  total: number;
  differences: TillDifference[];
  foreign: { at: string; orderNo: string; status: string; orderAmount?: string; currency?: string }[];
}

/** Why it cannot be done: exit 1. */
export class ReconcileProblem extends Error {}

export interface TillParts {
  url: string;
  token?: string | undefined;
  /** Of a manager who has signed in, where the till wants one. */
  session?: string | undefined;
  clock: Clock;
  fetch: typeof fetch;
}

const LOOK_EVERY_MS = 500;
/** A till that is started anew is waited for. */
const GONE_FOR_MS = 30_000;

/** The running till, as far as reconciling goes. */
export class ReconcilingTill {
  readonly #parts: TillParts;
  #wasThere = false;

  constructor(parts: TillParts) {
    this.#parts = parts;
  }

  /** Has the day reconciled to its end, over restarts of the till; `onProgress` hears how far it is. */
  async reconcile(day: string, onProgress: (now: TillReconciliation) => void): Promise<TillReconciliation> {
    const path = `/api/v1/days/${day}/reconcile`;
    let now = await this.#json<TillReconciliation>(path, 'POST');
    for (;;) {
      onProgress(now);
      if (now.status === 'finished') return now;
      if (now.status === 'paused' && now.detail !== undefined) {
        throw new ReconcileProblem(
          `Not finished: ${now.detail}. ${now.asked} of ${now.total} orders were asked about. Run it again to go on.`,
        );
      }
      await this.#parts.clock.sleep(LOOK_EVERY_MS);
      // One that was started anew has to be told to go on.
      now = await this.#json<TillReconciliation>(path, now.status === 'paused' ? 'POST' : 'GET');
    }
  }

  /** Every order of a day. */
  async ordersOf(day: string): Promise<OurOrder[]> {
    const orders: OurOrder[] = [];
    let cursor: string | undefined;
    do {
      const from = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await this.#json<{ orders: OurOrder[]; cursor?: string }>(
        `/api/v1/orders?day=${day}&limit=500${from}`,
        'GET',
      );
      orders.push(...page.orders);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return orders;
  }

  /** One order, or nothing if the till has none of that number. */
  async order(orderNo: string): Promise<OurOrder | undefined> {
    const answer = await this.#call(`/api/v1/orders/${encodeURIComponent(orderNo)}`, 'GET');
    return answer.status === 404 ? undefined : this.#read<OurOrder>(answer);
  }

  async #json<T>(path: string, method: 'GET' | 'POST'): Promise<T> {
    return this.#read<T>(await this.#call(path, method));
  }

  async #read<T>(answer: Response): Promise<T> {
    if (answer.ok) return (await answer.json()) as T;
    const problem = (await answer.json().catch(() => ({}))) as { code?: unknown; detail?: unknown };
    if (problem.code === 'managerNeeded') {
      throw new ReconcileProblem(
        'The till wants a manager for this: sign in (POST /api/v1/sessions), and set SCANTILL_SESSION to the token.',
      );
    }
    if (answer.status === 401 || answer.status === 403) {
      throw new ReconcileProblem('The till asks for its token: set SCANTILL_TOKEN.');
    }
    throw new ReconcileProblem(
      `The till answered ${answer.status}: ${String(problem.detail ?? answer.statusText)}`,
    );
  }

  async #call(path: string, method: 'GET' | 'POST'): Promise<Response> {
    const { url, token, session, clock } = this.#parts;
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(session === undefined ? {} : { 'scantill-session': session }),
    };
    const givesUpAt = clock.monotonic() + GONE_FOR_MS;
    for (;;) {
      try {
        const answer = await this.#parts.fetch(url + path, { method, headers });
        this.#wasThere = true;
        return answer;
      } catch {
        if (!this.#wasThere || clock.monotonic() > givesUpAt) {
          throw new ReconcileProblem(
            `No till answers at ${url}. Start it with \`npm start\`, or give --url.`,
          );
        }
        await clock.sleep(LOOK_EVERY_MS);
      }
    }
  }
}
