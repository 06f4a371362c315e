import { leastPauseMs, stuckPauseMs } from './policy.ts';
import type { Refund } from './refund.ts';
import { maySend, stuckFrom } from './refund-machine.ts';

/** What to do next with a refund. `wait.until` is epoch ms. */
export type RefundAction =
  | { do: 'submit' }
  | { do: 'query' }
  | { do: 'declareStuck'; why: string }
  | { do: 'drop' }
  | { do: 'wait'; until: number }
  | { do: 'rest' };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LEAST_PAUSE_MS = SECOND;
/** Between two sends of which the first never left: doubled each time, from and up to these. */
const UNSENT_PAUSE_MS = { first: 5 * SECOND, most: 5 * MINUTE };

export interface RefundNeeds {
  /** When somebody last asked for a look: they get one at once, but no more of them than the budget allows. */
  wantedAt?: number | undefined;
  /** Default. Otherwise its money went back another way: it is never sent any more, and dropped in place of being stuck. */
  isNeeded?: boolean;
}

/** Pure: what the order's loop does now about one refund. It follows from the saved order and the time alone. */
export function nextRefundAction(
  refund: Refund,
  now: number,
  { wantedAt = 0, isNeeded = true }: RefundNeeds = {},
): RefundAction {
  const action = ownAction(refund, now, wantedAt);
  const isGivenUp = action.do === 'submit' || action.do === 'declareStuck' || refund.state === 'stuck';
  const isMoot = !isNeeded && (isGivenUp || refund.state === 'created');
  return isMoot && action.do !== 'rest' ? { do: 'drop' } : action;
}

function ownAction(refund: Refund, now: number, wantedAt: number): RefundAction {
  switch (refund.state) {
    case 'created':
      return orStuck(refund, now, { action: sendAt(refund, now), why: 'it could not be sent' });
    case 'submitting': {
      const action = maySend(refund) ? ({ do: 'submit' } as const) : lookAt(refund, now, wantedAt);
      return orStuck(refund, now, { action, why: 'not settled in a quarter of an hour' });
    }
    case 'refunding':
      return orStuck(refund, now, { action: lookAt(refund, now, wantedAt), why: 'on its way for a day' });
    case 'stuck':
      if (!maySend(refund)) return lookAt(refund, now, wantedAt);
      return refund.sentAt === undefined ? sendAt(refund, now) : { do: 'submit' };
    case 'done':
    case 'failed':
      return { do: 'rest' };
  }
}

/** The first send is due at once; after one that never left, a pause. */
function sendAt({ sends, lastSentAt }: Refund, now: number): RefundAction {
  if (sends === 0 || lastSentAt === undefined) return { do: 'submit' };
  const { first, most } = UNSENT_PAUSE_MS;
  const due = lastSentAt + Math.min(first * 2 ** (sends - 1), most);
  return now >= due ? { do: 'submit' } : { do: 'wait', until: due };
}

/** What is to be done now or later, unless it is time to call for a person. */
function orStuck(
  refund: Refund,
  now: number,
  { action, why }: { action: RefundAction; why: string },
): RefundAction {
  const from = stuckFrom(refund);
  if (refund.sends > 0 && now >= from) return { do: 'declareStuck', why };
  return action.do === 'wait' ? { do: 'wait', until: Math.min(action.until, from) } : action;
}

function lookAt(refund: Refund, now: number, wantedAt: number): RefundAction {
  const { lastSentAt = refund.createdAt, lastQueryAt, queries } = refund;
  const isWanted = (lastQueryAt ?? lastSentAt) < wantedAt;
  const pause = leastPauseMs(queries);
  const earliest = lastQueryAt === undefined ? 0 : lastQueryAt + pause;
  const due = Math.max(isWanted ? wantedAt : nextLookAt(refund), earliest);
  return now >= due ? { do: 'query' } : { do: 'wait', until: due };
}

/** The first look comes right after the send, then they slow down with age. */
function nextLookAt(refund: Refund): number {
  const { lastSentAt = refund.createdAt, lastQueryAt } = refund;
  const isFirst = lastQueryAt === undefined || lastQueryAt <= lastSentAt;
  return isFirst ? lastSentAt + LEAST_PAUSE_MS : lastQueryAt + pauseMs(refund, lastQueryAt);
}

/** Pause after the look that left at `asked`: most refunds are settled within seconds. */
function pauseMs(refund: Refund, asked: number): number {
  if (refund.state === 'stuck') return stuckPauseMs(asked - stuckFrom(refund));
  const age = asked - (refund.lastSentAt ?? refund.createdAt);
  if (age < 2 * SECOND) return 2 * SECOND;
  if (age < 5 * SECOND) return 3 * SECOND;
  if (age < MINUTE) return 5 * SECOND;
  return age < 5 * MINUTE ? 15 * SECOND : MINUTE;
}
