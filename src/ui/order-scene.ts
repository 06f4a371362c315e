import type { LaneView, Order } from '../payment/index.ts';
import { caseSaying, moneyBackSaying, settledSaying } from './afterwards-sentences.ts';
import type { Screen, ScreenAction, WireAmount } from './messages.ts';
import { isOver, moneyBackOf, openCaseOf } from './order-facts.ts';
import {
  CANCEL_ASKED,
  CANCELLING,
  CUSTOMER_CONFIRMS,
  cancelledSaying,
  declinedSaying,
  GOING_BACK,
  heldSaying,
  NOT_SENT,
  paidQuestion,
  paidSaying,
  practiceHint,
  SENDING,
  STUCK,
  STUCK_CHARGED,
  UNKNOWN,
  unsavedSaying,
} from './sentences.ts';

/** The part of a screen that the order on the lane decides. */
export type OrderScene = Pick<
  Screen,
  'mode' | 'actions' | 'message' | 'hint' | 'startedAt' | 'deadlineAt' | 'amount'
>;

export interface SceneSetting {
  sandbox: boolean;
  /** The cashier's wait, ms from the send. */
  waitMs: number;
}

/** What the lane shows from the scan until somebody has seen the result. Pure. */
export function orderScene(view: LaneView, order: Order, setting: SceneSetting): OrderScene {
  if (isOver(order)) return afterwardsScene(view, order) ?? stateScene(view, order, setting);
  // Its loop stands still until the disk works: neither a cancel nor "next customer" could be written down.
  if (view.block?.kind === 'storeFault' && order.state !== 'held') {
    return { mode: 'unknown', actions: [], ...unsavedSaying(view.block.detail) };
  }
  return stateScene(view, order, setting);
}

/**
 * What outweighs how the sale ended: a contradiction, a person's decision, money given back. A sale that was paid looks
 * plainly paid only without any of them.
 */
function afterwardsScene(view: LaneView, order: Order): OrderScene | undefined {
  const actions: ScreenAction[] = view.block ? ['dismiss'] : ['charge', 'dismiss'];
  const open = openCaseOf(order);
  if (open) return { mode: 'attention', actions, ...caseSaying(order, open) };
  const back = moneyBackOf(order);
  if (back?.kind === 'stuck') return { mode: 'attention', actions, ...moneyBackSaying(order, back) };
  const { settlement } = order;
  if (settlement) {
    const again = settlement.as === 'notPaid' && !view.block;
    return {
      mode: 'settled',
      actions: again ? ['retry', ...actions] : actions,
      ...(order.chargedMinor === undefined ? {} : { amount: amountOf(order, order.chargedMinor) }),
      ...settledSaying(order, settlement),
    };
  }
  if (order.state !== 'paid' || !back) return undefined;
  // The large figure is what the word beside it speaks of: the part that goes back.
  const amount = amountOf(order, back.minor);
  return { mode: BACK_MODES[back.kind], actions, amount, ...moneyBackSaying(order, back) };
}

function amountOf({ currency, digits }: Order, minor: number): WireAmount {
  return { minor, currency, digits };
}

const BACK_MODES = { underWay: 'refunding', failed: 'attention', done: 'refunded' } as const;

/**
 * A question is answered before the next sale begins. Money can be given back while the wallets are off, but not while
 * nothing can be written down.
 */
function paidActions({ block }: LaneView, order: Order): ScreenAction[] {
  if (paidQuestion(order) !== undefined && block?.kind !== 'storeFault') return ['dismiss', 'giveBack'];
  return block ? ['dismiss'] : ['charge', 'dismiss'];
}

function stateScene(view: LaneView, order: Order, setting: SceneSetting): OrderScene {
  const again: ScreenAction[] = view.block ? ['dismiss'] : ['retry', 'charge', 'dismiss'];
  switch (order.state) {
    case 'paid':
      return {
        mode: 'paid',
        actions: paidActions(view, order),
        ...paidSaying(order),
        ...(setting.sandbox ? { hint: practiceHint(order) } : {}),
      };
    case 'declined':
      return { mode: 'declined', actions: again, ...declinedSaying(order) };
    case 'cancelled':
      return { mode: 'cancelled', actions: again, ...cancelledSaying(order) };
    case 'notSent':
      return { mode: 'notSent', actions: again, ...NOT_SENT };
    case 'held':
      return { mode: 'held', actions: ['nextCustomer'], ...heldSaying(order) };
    case 'stuck':
      return undecided(view, order);
    case 'created':
    case 'submitting':
    case 'pending':
      return view.canRelease ? undecided(view, order) : waiting(order, setting);
    case 'cancelling':
      return view.canRelease ? undecided(view, order) : { ...cancelling(view, order), ...CANCELLING };
    case 'reversing':
      return view.canRelease ? undecided(view, order) : { ...cancelling(view, order), ...GOING_BACK };
  }
}

function waiting(order: Order, setting: SceneSetting): OrderScene {
  const startedAt = order.sentAt ?? order.createdAt;
  const times = { startedAt, deadlineAt: startedAt + setting.waitMs };
  if (order.cancelWanted) return { mode: 'cancelling', actions: [], ...times, ...CANCEL_ASKED };
  const saying = order.state === 'pending' ? CUSTOMER_CONFIRMS : SENDING;
  return { mode: 'paying', actions: ['cancel'], ...times, ...saying };
}

function cancelling(view: LaneView, order: Order): Omit<OrderScene, 'message'> {
  return {
    mode: 'cancelling',
    actions: [],
    startedAt: order.firstCancelAt ?? order.createdAt,
    ...(view.releaseAt === undefined ? {} : { deadlineAt: view.releaseAt }),
  };
}

function undecided(view: LaneView, order: Order): OrderScene {
  return {
    mode: 'unknown',
    actions: view.canRelease ? ['keepWaiting', 'nextCustomer', 'paidAnotherWay'] : [],
    ...undecidedSaying(order),
  };
}

function undecidedSaying(order: Order) {
  if (order.state !== 'stuck') return UNKNOWN;
  return order.paidBehindLineAt === undefined ? STUCK : STUCK_CHARGED;
}
