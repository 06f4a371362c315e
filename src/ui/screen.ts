import type { ScannerStatus } from '../devices/index.ts';
import { parseGatewayAmount } from '../money.ts';
import type { LaneView, Order } from '../payment/index.ts';
import type { ShopSettings } from '../shop-settings.ts';
import { noticeText, openOrderText } from './afterwards-sentences.ts';
import { languageOf } from './languages/tags.ts';
import type {
  Screen,
  ScreenAction,
  ScreenMode,
  ScreenOpenOrder,
  ScreenOrder,
  ScreenScanner,
  WireAmount,
} from './messages.ts';
import { moneyBackOf, openCaseOf, wantsPerson, wasCharged } from './order-facts.ts';
import { orderScene } from './order-scene.ts';
import {
  blockedSaying,
  IDLE,
  IDLE_EXPIRED,
  IDLE_UNSENT,
  READY,
  refusedScan,
  type Saying,
  SWITCHED_OFF,
  sentence,
  TEST_SCAN,
  timeText,
} from './sentences.ts';

/** What does not change while the till runs. */
export interface ScreenSetting {
  bootId: string;
  version: string;
  /** Changes while the till runs: asked for each screen. */
  shop(): ShopSettings;
  laneNames: ReadonlyMap<string, string>;
  currency: { code: string; digits: number };
  maxMinor: number;
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
  const { bootId, version, currency, maxMinor, sandbox } = setting;
  const shop = setting.shop();
  const { locale } = shop;
  const at = (epochMs: number) => timeText(epochMs, { locale, timeZone: setting.timeZone });
  const testUntil = Math.max(...facts.scanners.map((scanner) => scanner.testUntil ?? 0));
  const isTested = testUntil > 0;
  const scene =
    isTested && view.phase.kind === 'idle' && !view.phase.unsent && !view.block
      ? { ...idleScene(view, setting), ...TEST_SCAN, mode: 'test' as const, deadlineAt: testUntil }
      : sceneOf(view, setting);
  return {
    bootId,
    rev,
    version,
    lane: view.lane,
    laneName: setting.laneNames.get(view.lane) ?? view.lane,
    shopName: shop.name,
    currency,
    maxMinor,
    quickMinor: shop.quickAmounts.flatMap((text) => parseGatewayAmount(text, currency.digits) ?? []),
    resultSeconds: shop.resultSeconds,
    signIn: shop.signIn,
    language: languageOf(locale),
    locale,
    sandbox,
    serverTime: now,
    ...scene,
    scanners: shownScanners(facts.scanners).map(scannerOf),
    openOrders: view.otherOpen.map(openOrderOf),
    notices: view.notices.map((notice) => ({
      id: notice.order.orderNo,
      tone: isLoud(notice.order) ? 'attention' : 'info',
      text: noticeText(notice.order, at(notice.order.createdAt)),
      at: notice.at,
    })),
    // What a lane has to say of a payment is never hidden by a test: then the test is told beside it.
    warnings: isTested && scene.mode !== 'test' ? [TEST_SCAN.message, ...view.warnings] : view.warnings,
  };
}

/** Money came or went that nobody at the counter expects, or somebody is needed. */
function isLoud(order: Order): boolean {
  if (wantsPerson(order)) return true;
  return order.state === 'paid' ? moneyBackOf(order)?.kind !== 'done' : wasCharged(order);
}

function openOrderOf(order: Order): ScreenOpenOrder {
  const state = openCaseOf(order)
    ? 'case'
    : moneyBackOf(order)?.kind === 'stuck'
      ? 'refundStuck'
      : order.state;
  return {
    orderNo: order.orderNo,
    amount: amountOf(order),
    state,
    attention: wantsPerson(order),
    text: openOrderText(order),
    since: order.sentAt ?? order.createdAt,
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
        ? blockedSaying(block, (epochMs) =>
            timeText(epochMs, { locale: setting.shop().locale, timeZone: setting.timeZone }),
          )
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
    const saying = blockedSaying(block, (epochMs) =>
      timeText(epochMs, { locale: setting.shop().locale, timeZone: setting.timeZone }),
    );
    return { mode: 'blocked', actions: [], ...amount, ...saying };
  }
  const saying = phase.unsent ? IDLE_UNSENT : phase.draftMinor === undefined ? IDLE : IDLE_EXPIRED;
  return { mode: 'idle', actions: ['charge'], ...amount, ...saying };
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

/** Why no gun was found, where that is for a technician alone: there is none that waits for anything. */
const NONE_WAITS: readonly (string | undefined)[] = ['NOT_FOUND', 'LIBRARY_MISSING', 'DOUBTFUL'];

/** A gun that was never there is missed only where no other is. */
function shownScanners(scanners: readonly ScannerStatus[]): readonly ScannerStatus[] {
  const present = scanners.filter(
    ({ state, finding }) => state !== 'absent' || !NONE_WAITS.includes(finding?.code),
  );
  return present.length > 0 ? present : scanners;
}

function scannerOf({ id, name, state, finding }: ScannerStatus): ScreenScanner {
  const problem =
    state === 'disabled' ? SWITCHED_OFF : finding && `${sentence(finding.message)} ${sentence(finding.cure)}`;
  return { id, name, up: state === 'up', ...(problem && { problem }) };
}
