import type { ScannerStatus } from '../devices/index.ts';
import type { LaneView, Order } from '../payment/index.ts';
import type { Screen, ScreenAction, ScreenMode, ScreenOrder, ScreenScanner, WireAmount } from './messages.ts';
import {
  blockedSaying,
  CANCEL_ASKED,
  CANCELLING,
  CUSTOMER_CONFIRMS,
  cancelledSaying,
  declinedSaying,
  GOING_BACK,
  heldSaying,
  IDLE,
  IDLE_EXPIRED,
  IDLE_UNSENT,
  NOT_SENT,
  noticeText,
  PRACTICE,
  paidSaying,
  READY,
  refusedScan,
  type Saying,
  SENDING,
  STUCK_CHARGED,
  sentence,
  timeText,
  UNKNOWN,
  unsavedSaying,
  wasCharged,
} from './sentences.ts';

/** What does not change while the till runs. */
export interface ScreenSetting {
  bootId: string;
  version: string;
  shopName: string;
  laneNames: ReadonlyMap<string, string>;
  currency: { code: string; digits: number };
  maxMinor: number;
  locale: string;
  timeZone: string;
  sandbox: boolean;
  /** The cashier's wait, ms from the send. */
  waitMs: number;
  /** Wallet id to its shown name. */
  walletName(wallet: string): string;
}

export interface ScreenFacts {
  view: LaneView;
  scanners: readonly ScannerStatus[];
  rev: number;
  /** Epoch ms. */
  now: number;
}

/** The part of a screen that the lane's phase decides. */
type Scene = Saying & {
  mode: ScreenMode;
  actions: ScreenAction[];
  saleId?: string;
  amount?: WireAmount;
  reference?: string;
  startedAt?: number;
  deadlineAt?: number;
  order?: ScreenOrder;
};

/** A lane as a tablet must show it, whole. Pure. */
export function screenOf(facts: ScreenFacts, setting: ScreenSetting): Screen {
  const { view, rev, now } = facts;
  const { bootId, version, shopName, currency, maxMinor, locale, sandbox } = setting;
  const at = (epochMs: number) => timeText(epochMs, setting);
  return {
    bootId,
    rev,
    version,
    lane: view.lane,
    laneName: setting.laneNames.get(view.lane) ?? view.lane,
    shopName,
    currency,
    maxMinor,
    locale,
    sandbox,
    serverTime: now,
    ...sceneOf(view, setting),
    scanners: shownScanners(facts.scanners).map(scannerOf),
    openOrders: view.otherOpen.map((order) => ({
      orderNo: order.orderNo,
      amount: amountOf(order),
      state: order.state,
      since: order.sentAt ?? order.createdAt,
    })),
    notices: view.notices.map((notice) => ({
      id: notice.order.orderNo,
      tone: notice.order.state === 'paid' || wasCharged(notice.order) ? 'attention' : 'info',
      text: noticeText(notice.order, at(notice.order.createdAt)),
      at: notice.at,
    })),
    warnings: view.warnings,
  };
}

function sceneOf(view: LaneView, setting: ScreenSetting): Scene {
  const { phase, block } = view;
  switch (phase.kind) {
    case 'idle':
      return idleScene(view, setting);
    case 'ready': {
      const { sale, since, until, refusal } = phase;
      const saying = block
        ? blockedSaying(block, (epochMs) => timeText(epochMs, setting))
        : refusal
          ? refusedScan(refusal)
          : READY;
      return {
        mode: block ? 'blocked' : 'ready',
        actions: ['cancel'],
        ...saleOf(sale),
        startedAt: since,
        deadlineAt: until,
        ...saying,
      };
    }
    case 'order':
      return {
        ...saleOf(phase.sale),
        order: orderOf(phase.order, setting),
        ...orderScene(view, phase.order, setting),
      };
  }
}

function idleScene({ phase, block }: LaneView, setting: ScreenSetting): Scene {
  if (phase.kind !== 'idle') throw new Error('not idle');
  const { currency } = setting;
  const amount =
    phase.draftMinor === undefined
      ? {}
      : { amount: { minor: phase.draftMinor, currency: currency.code, digits: currency.digits } };
  if (block) {
    const saying = blockedSaying(block, (epochMs) => timeText(epochMs, setting));
    return { mode: 'blocked', actions: [], ...amount, ...saying };
  }
  const saying = phase.unsent ? IDLE_UNSENT : phase.draftMinor === undefined ? IDLE : IDLE_EXPIRED;
  return { mode: 'idle', actions: ['charge'], ...amount, ...saying };
}

type OrderScene = Pick<Scene, 'mode' | 'actions' | 'message' | 'hint' | 'startedAt' | 'deadlineAt'>;

function orderScene(view: LaneView, order: Order, setting: ScreenSetting): OrderScene {
  const again: ScreenAction[] = view.block ? ['dismiss'] : ['retry', 'charge', 'dismiss'];
  // Its loop stands still until the disk works: neither a cancel nor "next customer" could be written down.
  if (view.block?.kind === 'storeFault' && isUnderWay(order)) {
    return { mode: 'unknown', actions: [], ...unsavedSaying(view.block.detail) };
  }
  switch (order.state) {
    case 'paid':
      return {
        mode: 'paid',
        actions: view.block ? ['dismiss'] : ['charge', 'dismiss'],
        ...paidSaying(order),
        ...(setting.sandbox ? PRACTICE : {}),
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

/** Nobody knows its end yet. */
function isUnderWay({ state }: Order): boolean {
  return UNDER_WAY.includes(state);
}

const UNDER_WAY: readonly Order['state'][] = [
  'created',
  'submitting',
  'pending',
  'cancelling',
  'reversing',
  'stuck',
];

function waiting(order: Order, setting: ScreenSetting): OrderScene {
  const startedAt = order.sentAt ?? order.createdAt;
  const times = { startedAt, deadlineAt: startedAt + setting.waitMs };
  if (order.cancelWanted) return { mode: 'cancelling', actions: [], ...times, ...CANCEL_ASKED };
  const saying = order.state === 'pending' ? CUSTOMER_CONFIRMS : SENDING;
  return { mode: 'paying', actions: ['cancel'], ...times, ...saying };
}

function cancelling(
  view: LaneView,
  order: Order,
): Pick<OrderScene, 'mode' | 'actions' | 'startedAt'> & object {
  return {
    mode: 'cancelling',
    actions: [],
    startedAt: order.firstCancelAt ?? order.createdAt,
    ...(view.releaseAt === undefined ? {} : { deadlineAt: view.releaseAt }),
  };
}

function undecided(view: LaneView, order: Order): OrderScene {
  const choices: ScreenAction[] = ['nextCustomer', 'paidAnotherWay'];
  const saying = order.state === 'stuck' && order.paidBehindLineAt !== undefined ? STUCK_CHARGED : UNKNOWN;
  return {
    mode: 'unknown',
    actions: view.canRelease ? ['keepWaiting', ...choices] : [],
    ...saying,
  };
}

function saleOf(sale: {
  saleId: string;
  amountMinor: number;
  currency: string;
  digits: number;
  reference?: string;
}): Pick<Scene, 'saleId' | 'amount' | 'reference'> {
  return {
    saleId: sale.saleId,
    amount: amountOf(sale),
    ...(sale.reference === undefined ? {} : { reference: sale.reference }),
  };
}

function amountOf(money: { amountMinor: number; currency: string; digits: number }): WireAmount {
  return { minor: money.amountMinor, currency: money.currency, digits: money.digits };
}

function orderOf(order: Order, setting: ScreenSetting): ScreenOrder {
  const { paidAmountMinor: paid } = order;
  return {
    orderNo: order.orderNo,
    wallet: setting.walletName(order.wallet),
    codeMask: order.codeMask,
    ...(paid === undefined || paid === order.amountMinor
      ? {}
      : { paid: amountOf({ ...order, amountMinor: paid }) }),
    ...(order.payPlatformTransNo === undefined ? {} : { walletNumber: order.payPlatformTransNo }),
  };
}

/** A gun that was never there is missed only where no other is. */
function shownScanners(scanners: readonly ScannerStatus[]): readonly ScannerStatus[] {
  const present = scanners.filter(
    ({ state, finding }) => state !== 'absent' || finding?.code !== 'NOT_FOUND',
  );
  return present.length > 0 ? present : scanners;
}

function scannerOf({ id, name, state, finding }: ScannerStatus): ScreenScanner {
  return {
    id,
    name,
    up: state === 'up',
    ...(finding ? { problem: `${sentence(finding.message)} ${sentence(finding.cure)}` } : {}),
  };
}
