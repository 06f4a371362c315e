import type { LaneView, Order } from '../payment/index.ts';
import { caseSaying, moneyBackSaying, settledSaying } from './afterwards-sentences.ts';
import type { CounterWords } from './languages/counter-words.ts';
import type { Screen, ScreenAction, WireAmount } from './messages.ts';
import { isCancelHeld, isCancelWanted, isOver, moneyBackOf, openCaseOf } from './order-facts.ts';
import {
  asksToKeep,
  cancelledSaying,
  declinedSaying,
  heldSaying,
  paidSaying,
  unsavedSaying,
} from './sentences.ts';
import type { Voice } from './voice.ts';

/** The part of a screen that the order on the lane decides. */
export type OrderScene = Pick<
  Screen,
  'mode' | 'actions' | 'message' | 'hint' | 'startedAt' | 'deadlineAt' | 'amount'
>;

export interface SceneSetting {
  voice: Voice;
  sandbox: boolean;
  /** The cashier's wait, ms from the send. */
  waitMs: number;
}

/** What the lane shows from the scan until somebody has seen the result. Pure. */
export function orderScene(view: LaneView, order: Order, setting: SceneSetting): OrderScene {
  if (isOver(order)) return afterwardsScene(view, order, setting.voice) ?? stateScene(view, order, setting);
  // Its loop stands still until the disk works: neither a cancel nor "next customer" could be written down.
  if (view.block?.kind === 'storeFault' && order.state !== 'held') {
    return { mode: 'unknown', actions: [], ...unsavedSaying(view.block.detail, setting.voice) };
  }
  return stateScene(view, order, setting);
}

/**
 * What outweighs how the sale ended: a contradiction, a person's decision, money given back. A sale that was paid looks
 * plainly paid only without any of them.
 */
function afterwardsScene(view: LaneView, order: Order, voice: Voice): OrderScene | undefined {
  const actions: ScreenAction[] = view.block ? ['dismiss'] : ['charge', 'dismiss'];
  const open = openCaseOf(order);
  if (open) return { mode: 'attention', actions, ...caseSaying(order, open, voice) };
  const back = moneyBackOf(order);
  if (back?.kind === 'stuck') return { mode: 'attention', actions, ...moneyBackSaying(order, back, voice) };
  const { settlement } = order;
  if (settlement) {
    const again = settlement.as === 'notPaid' && !view.block;
    return {
      mode: 'settled',
      actions: again ? ['retry', ...actions] : actions,
      ...(order.chargedMinor === undefined ? {} : { amount: amountOf(order, order.chargedMinor) }),
      ...settledSaying(order, settlement, voice),
    };
  }
  if (order.state !== 'paid' || !back) return undefined;
  // The large figure is what the word beside it speaks of: the part that goes back.
  const amount = amountOf(order, back.minor);
  return { mode: BACK_MODES[back.kind], actions, amount, ...moneyBackSaying(order, back, voice) };
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
  if (asksToKeep(order) && block?.kind !== 'storeFault') return ['dismiss', 'giveBack'];
  return block ? ['dismiss'] : ['charge', 'dismiss'];
}

/** Who has cancelled wants another amount, or has nobody to pay: the same amount once more is not the likeliest. */
function afterCancel({ cancelWanted }: Order, again: ScreenAction[]): ScreenAction[] {
  const isOwnWish = cancelWanted?.by === 'cashier' && again.includes('retry');
  return isOwnWish ? ['dismiss', 'charge', 'retry'] : again;
}

function stateScene(view: LaneView, order: Order, setting: SceneSetting): OrderScene {
  const { voice } = setting;
  const { words } = voice;
  const again: ScreenAction[] = view.block ? ['dismiss'] : ['retry', 'charge', 'dismiss'];
  switch (order.state) {
    case 'paid':
      return {
        mode: 'paid',
        actions: paidActions(view, order),
        ...paidSaying(order, voice, setting.sandbox),
      };
    case 'declined':
      return { mode: 'declined', actions: again, ...declinedSaying(order, voice) };
    case 'cancelled':
      return { mode: 'cancelled', actions: afterCancel(order, again), ...cancelledSaying(order, voice) };
    case 'notSent':
      return { mode: 'notSent', actions: again, ...words.notSent };
    case 'held':
      return { mode: 'held', actions: ['nextCustomer'], ...heldSaying(order, voice) };
    case 'stuck':
      return undecided(view, order, voice);
    case 'created':
    case 'submitting':
    case 'pending':
      return view.canRelease ? undecided(view, order, voice) : waiting(order, setting);
    case 'cancelling':
      return view.canRelease
        ? undecided(view, order, voice)
        : { ...cancelling(view, order), ...words.cancelling };
    case 'reversing':
      return view.canRelease
        ? undecided(view, order, voice)
        : { ...cancelling(view, order), ...words.paidTooLate };
  }
}

function waiting(order: Order, setting: SceneSetting): OrderScene {
  const { words } = setting.voice;
  const startedAt = order.sentAt ?? order.createdAt;
  const deadlineAt =
    (isCancelHeld(order) ? order.cancelHeld?.until : undefined) ?? startedAt + setting.waitMs;
  const times = { startedAt, deadlineAt };
  if (isCancelWanted(order)) return { mode: 'cancelling', actions: [], ...times, ...words.cancelAsked };
  const saying = order.state === 'pending' ? words.customerConfirms : words.sending;
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

function undecided(view: LaneView, order: Order, { words }: Voice): OrderScene {
  return {
    mode: 'unknown',
    actions: view.canRelease ? ['keepWaiting', 'nextCustomer', 'paidAnotherWay'] : [],
    ...undecidedSaying(order, words),
  };
}

function undecidedSaying(order: Order, words: CounterWords) {
  if (order.state !== 'stuck') return words.unknown;
  return order.paidBehindLineAt === undefined ? words.stuck : words.stuckCharged;
}
