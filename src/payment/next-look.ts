import type { Action } from './next-action.ts';
import type { Order } from './order.ts';
import { leastPauseMs } from './policy.ts';

/** Two queries of one order are never closer than this, whoever asks. */
export const LEAST_PAUSE_MS = 1000;
/** The next query, at `at` or when somebody wants one, but never sooner than the budget of one order allows. */
export function lookAt(order: Order, now: number, at: number): Action {
  const pause = leastPauseMs(order.queries);
  const earliest = order.lastQueryAt === undefined ? 0 : order.lastQueryAt + pause;
  const due = Math.max(isLookDue(order) ? Math.min(at, now) : at, earliest);
  return now >= due ? { do: 'query' } : { do: 'wait', until: due };
}

/** The look that has to come before, or after, a cancel: bound to few, it is never held up by how often others asked. */
export function lookForCancel({ lastQueryAt }: Order, now: number): Action {
  const due = lastQueryAt === undefined ? now : lastQueryAt + LEAST_PAUSE_MS;
  return now >= due ? { do: 'query' } : { do: 'wait', until: due };
}

/** Whether a look was asked for, and none has left since. */
export function isLookDue(order: Order): boolean {
  return order.lookAt !== undefined && (order.lastQueryAt ?? 0) <= order.lookAt;
}

/** A cancel that gives money back may have a number of its own; the two are asked in turn. */
export function look(order: Order, now: number, at: number): Action {
  const action = lookAt(order, now, at);
  const own = order.cancelTransNo;
  const isItsTurn = own !== undefined && own !== order.transNo && order.queries % 2 === 1;
  return action.do === 'query' && isItsTurn ? { do: 'queryReversal', transNo: own } : action;
}
