import type { Action } from './next-action.ts';
import { isLookDue, look, lookAt } from './next-look.ts';
import {
  nextOfRefunds,
  nextOfSettledRefunds,
  reversalAmount,
  soonest,
  wantsReversal,
} from './next-refund.ts';
import { type Order, openCase } from './order.ts';
import { LOOK_AGAIN_MS, REVERSAL_LOOK_MS, SETTLED_FOR_MS, SETTLED_LOOK_MS } from './policy.ts';
import { hasReversal } from './refund.ts';

/** What is still to be done for an order that has ended: refunds, cases, and looks at whether it ended as the till believes. */
export function nextAfterwards(order: Order, now: number): Action {
  const refunds = [nextOfRefunds(order, now), nextOfSettledRefunds(order, now)];
  const actions = [...refunds, nextOfCase(order, now), nextOfLooks(order, now)];
  return soonest(actions.filter((action) => action !== undefined));
}

/** An order that a person has settled: asked about once a day for a month, unless the gateway has come to agree. */
export function nextOfSettled(order: Order, now: number): Action {
  const { settlement } = order;
  if (!settlement) return { do: 'rest' };
  const isKnownPaid = order.state === 'held' || wantsReversal(order, now);
  const wantsBack = settlement.as === 'notPaid' && isKnownPaid && !hasReversal(order);
  const amountMinor = reversalAmount(order);
  if (wantsBack && amountMinor !== undefined) return { do: 'askBack', amountMinor };
  const actions = [nextOfRefunds(order, now), nextOfCase(order, now), nextOfLooks(order, now)];
  const nextLook = Math.max(settlement.at, order.lastQueryAt ?? 0) + SETTLED_LOOK_MS;
  const isAsking = settlement.agreedAt === undefined && nextLook <= settlement.at + SETTLED_FOR_MS;
  if (isAsking) actions.push(lookAt(order, now, nextLook));
  return soonest(actions.filter((action) => action !== undefined));
}

/** Money that was found after the end is asked back; where that fails, a person is needed, and the gateway is asked on. */
function nextOfCase(order: Order, now: number): Action | undefined {
  const open = openCase(order);
  if (!open || nextOfRefunds(order, now)) return undefined;
  const isOurs =
    open.kind !== 'notPaidAfterAll' &&
    open.kind !== 'refundedAfterAll' &&
    order.state !== 'paid' &&
    !hasReversal(order);
  const amountMinor = reversalAmount(order);
  if (!isOurs || amountMinor === undefined)
    return lookAt(order, now, (order.lastQueryAt ?? now) + CASE_LOOK_MS);
  if (wantsReversal(order, now)) return { do: 'askBack', amountMinor };
  return look(order, now, (order.lastQueryAt ?? now) + REVERSAL_LOOK_MS);
}

/** A case that waits for a person. */
const CASE_LOOK_MS = 60 * 60_000;

/** A look that is due, and again until it is answered. */
function nextOfLooks(order: Order, now: number): Action | undefined {
  const due = order.looksDue?.length ? Math.min(...order.looksDue) : undefined;
  if (due === undefined) return isLookDue(order) ? lookAt(order, now, now) : undefined;
  const asked = order.lastQueryAt ?? 0;
  return lookAt(order, now, asked < due ? due : Math.max(due, asked + LOOK_AGAIN_MS));
}
