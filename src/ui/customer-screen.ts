import type { LaneView, ScanRefusal } from '../payment/index.ts';
import { languageOf } from './languages/tags.ts';
import type { CustomerMode, CustomerSaying, CustomerScreen, Screen, ScreenMode } from './messages.ts';

/** What the customers' screens of a till have in common. */
export interface CustomerSetting {
  /** Language and formats for customers. Changes while the till runs: asked for each screen. */
  customerLocale(): string;
  wallets: readonly string[];
  /** Address of the shop's sign. */
  logo?: string;
}

export interface CustomerFacts {
  /** What the lane's cashier sees at this moment. */
  screen: Screen;
  view: LaneView;
}

/**
 * What the customer sees while the cashier sees that screen. Made of it, so that the two can never disagree; what is the
 * shop's own is left behind. Pure.
 */
export function customerScreenOf({ screen, view }: CustomerFacts, setting: CustomerSetting): CustomerScreen {
  const { bootId, rev, version, lane, shopName, sandbox, serverTime, amount, order } = screen;
  const say = SAYINGS[screen.mode](view, screen);
  const mode = MODES[say];
  const locale = setting.customerLocale();
  const isTimed = TIMED.includes(mode) && say !== 'cancelling' && say !== 'goingBack';
  const endedAt = endOf(mode, view);
  return {
    bootId,
    rev,
    version,
    lane,
    shopName,
    ...(setting.logo === undefined ? {} : { logo: setting.logo }),
    mode,
    say,
    // An amount that nobody scanned is kept for the cashier alone.
    ...(mode === 'welcome' || amount === undefined ? {} : { amount }),
    ...(say === 'paid' && order?.paid ? { paid: order.paid } : {}),
    ...(isTimed && screen.startedAt !== undefined ? { startedAt: screen.startedAt } : {}),
    ...(isTimed && screen.deadlineAt !== undefined ? { deadlineAt: screen.deadlineAt } : {}),
    ...(endedAt === undefined ? {} : { endedAt }),
    wallets: [...setting.wallets],
    language: languageOf(locale),
    locale,
    sandbox,
    serverTime,
  };
}

/** Modes in which the customer has so long and no longer. */
const TIMED: readonly CustomerMode[] = ['show', 'confirm', 'wait'];

function endOf(mode: CustomerMode, { phase }: LaneView): number | undefined {
  if (phase.kind !== 'order') return undefined;
  const { finalAt, refunds } = phase.order;
  if (mode === 'refunded') return refunds?.at(-1)?.finalAt;
  return mode === 'paid' || mode === 'notPaid' ? finalAt : undefined;
}

/** Only `paid` where the cashier reads PAID; nothing but "ask at the counter" where the till does not know. */
const SAYINGS: Record<ScreenMode, (view: LaneView, screen: Screen) => CustomerSaying> = {
  idle: ({ phase }) => (phase.kind === 'idle' && phase.unsent ? 'notCharged' : 'welcome'),
  test: () => 'welcome',
  blocked: ({ block }) => (block?.kind === 'starting' || block?.kind === 'stopping' ? 'starting' : 'closed'),
  ready: ({ phase }) => (phase.kind === 'ready' && phase.refusal ? REFUSED[phase.refusal] : 'showCode'),
  paying: ({ phase }) => (phase.kind === 'order' && phase.order.state === 'pending' ? 'confirm' : 'asking'),
  cancelling: ({ phase }) =>
    phase.kind === 'order' && phase.order.state === 'reversing' ? 'goingBack' : 'cancelling',
  // Where the money can be given back at once, the cashier is asked whether it shall be.
  paid: (_, { actions }) => (actions.includes('giveBack') ? 'paidAsk' : 'paid'),
  declined: () => 'declined',
  cancelled: () => 'cancelled',
  notSent: () => 'notCharged',
  refunding: () => 'goingBack',
  refunded: () => 'refunded',
  unknown: () => 'unsure',
  held: () => 'ask',
  settled: () => 'ask',
  attention: () => 'ask',
};

const REFUSED: Record<ScanRefusal, CustomerSaying> = {
  productBarcode: 'codeOther',
  webAddress: 'codeOther',
  merchantCode: 'codeReceives',
  fragment: 'codeUnread',
  unreadable: 'codeUnread',
  codeUsed: 'codeUsed',
  notReady: 'showCode',
};

const MODES: Record<CustomerSaying, CustomerMode> = {
  welcome: 'welcome',
  closed: 'closed',
  starting: 'closed',
  showCode: 'show',
  codeReceives: 'show',
  codeOther: 'show',
  codeUnread: 'show',
  codeUsed: 'show',
  asking: 'wait',
  confirm: 'confirm',
  cancelling: 'wait',
  goingBack: 'wait',
  paid: 'paid',
  paidAsk: 'paid',
  declined: 'notPaid',
  cancelled: 'notPaid',
  notCharged: 'notPaid',
  refunded: 'refunded',
  unsure: 'ask',
  ask: 'ask',
};
