import type { Action } from './next-action.ts';
import { lookAt } from './next-look.ts';
import type { Order } from './order.ts';
import { tillOfOrderNumber } from './order-number.ts';

/** The till itself, as far as its orders are concerned. */
export interface OwnTill {
  tillId: string;
  /** Its folder came out of a backup: it may hold orders of other tills, whose story has gone on elsewhere since. */
  isRestored?: boolean;
}

/**
 * The order as this till may deal with it. One that another till made, and that came here with a backup, may have been
 * settled, refunded or given back since by that till: it is restrained until a manager of this one takes it over.
 */
export function withRestraint(order: Order, { tillId, isRestored }: OwnTill): Order {
  const isOurs =
    !isRestored || tillOfOrderNumber(order.orderNo) === tillId || order.takenOver?.till === tillId;
  const { restrained, ...free } = order;
  if (isOurs) return restrained === undefined ? order : free;
  return restrained === tillId ? order : { ...order, restrained: tillId };
}

/** How often a restrained order is asked about where the till would act if it were its own. */
const LOOK_MS = 60 * 60_000;

/** Pure: what is done with a restrained order. Questions only: it moves no money, and nothing of it is called off. */
export function restrainedAction(action: Action, order: Order, now: number): Action {
  switch (action.do) {
    case 'query':
    case 'queryReversal':
    case 'queryRefund':
    case 'declareStuck':
    case 'declareRefundStuck':
    case 'dropRefund':
    case 'closeUnrecorded':
    case 'wait':
    case 'rest':
      return action;
    case 'submit':
    case 'submitRefund':
      return { do: 'wait', until: Number.POSITIVE_INFINITY };
    case 'cancel':
    case 'drawLine':
    case 'askBack':
      return isForPerson(order)
        ? lookAt(order, now, (order.lastQueryAt ?? 0) + LOOK_MS)
        : { do: 'declareStuck', why: 'it came with a backup: the till it is of may have gone on with it' };
  }
}

/** Whether a person is called for it, or it has ended. */
function isForPerson({ state, settlement }: Order): boolean {
  const isMoving = ['submitting', 'pending', 'cancelling', 'reversing'].includes(state);
  return !isMoving || settlement !== undefined;
}
