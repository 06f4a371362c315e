import type { ScannerStatus } from '../devices/index.ts';
import { parseGatewayAmount } from '../money.ts';
import type { LaneView, Order } from '../payment/index.ts';
import type { ShopSettings } from '../shop-settings.ts';
import { noticeText, openOrderText } from './afterwards-sentences.ts';
import { gunProblem } from './gun-troubles.ts';
import { type LanguageTag, languageOf } from './languages/tags.ts';
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
import { blockedSaying, type Saying, warningText } from './sentences.ts';
import { type Voice, voiceOf } from './voice.ts';

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

/** A lane as a tablet must show it, whole, in the tablet's language; in the shop's where it chose none. Pure. */
export function screenOf(facts: ScreenFacts, setting: ScreenSetting, language?: LanguageTag): Screen {
  const { view, rev, now } = facts;
  const { bootId, version, currency, maxMinor, sandbox } = setting;
  const shop = setting.shop();
  const voice = voiceOf(language ?? languageOf(shop.locale), {
    shopLocale: shop.locale,
    timeZone: setting.timeZone,
  });
  const testUntil = Math.max(...facts.scanners.map((scanner) => scanner.testUntil ?? 0));
  const isTested = testUntil > 0;
  const scene =
    isTested && view.phase.kind === 'idle' && !view.phase.unsent && !view.block
      ? {
          ...idleScene(view, setting, voice),
          ...voice.words.testScan,
          mode: 'test' as const,
          deadlineAt: testUntil,
        }
      : sceneOf(view, setting, voice);
  const isRestarting = view.block?.kind === 'stopping';
  const restarting = isRestarting && scene.mode !== 'blocked' ? [voice.words.blocked.stopping.message] : [];
  const warnings = [...restarting, ...view.warnings.map((warning) => warningText(warning, voice.words))];
  const scanners = shownScanners(facts.scanners).map((scanner) => scannerOf(scanner, voice));
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
    language: voice.language,
    locale: voice.locale,
    sandbox,
    serverTime: now,
    ...(isRestarting && { restarting: true as const }),
    ...scene,
    ...(scene.mode === 'ready' && scene.hint === undefined && gunHint(scanners)),
    scanners,
    openOrders: view.otherOpen.map((order) => openOrderOf(order, voice)),
    notices: view.notices.map((notice) => ({
      id: notice.order.orderNo,
      tone: isLoud(notice.order) ? 'attention' : 'info',
      text: noticeText(notice.order, voice),
      at: notice.at,
    })),
    // What a lane has to say of a payment is never hidden by a test: then the test is told beside it.
    warnings: isTested && scene.mode !== 'test' ? [voice.words.testScan.message, ...warnings] : warnings,
  };
}

/** Money came or went that nobody at the counter expects, or somebody is needed. */
function isLoud(order: Order): boolean {
  if (wantsPerson(order)) return true;
  return order.state === 'paid' ? moneyBackOf(order)?.kind !== 'done' : wasCharged(order);
}

function openOrderOf(order: Order, voice: Voice): ScreenOpenOrder {
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
    text: openOrderText(order, voice),
    since: order.sentAt ?? order.createdAt,
  };
}

function sceneOf(view: LaneView, setting: ScreenSetting, voice: Voice): Scene {
  const { phase, block } = view;
  switch (phase.kind) {
    case 'idle':
      return idleScene(view, setting, voice);
    case 'ready': {
      const { sale, since, until, refusal } = phase;
      const { refusedScan, ready } = voice.words;
      const saying = block ? blockedSaying(block, voice) : refusal ? refusedScan[refusal] : ready;
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
        ...orderScene(view, phase.order, { ...setting, voice }),
      };
  }
}

function idleScene({ phase, block }: LaneView, { currency }: ScreenSetting, voice: Voice): Scene {
  if (phase.kind !== 'idle') throw new Error('not idle');
  const amount =
    phase.draftMinor === undefined
      ? {}
      : { amount: { minor: phase.draftMinor, currency: currency.code, digits: currency.digits } };
  if (block) {
    return { mode: 'blocked', actions: [], ...amount, ...blockedSaying(block, voice) };
  }
  const { idle, idleUnsent, idleExpired } = voice.words;
  const saying = phase.unsent ? idleUnsent : phase.draftMinor === undefined ? idle : idleExpired;
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

/** Where no gun is there to scan with, what to do about it stands in the sentence too. */
function gunHint(scanners: readonly ScreenScanner[]): { hint?: string } {
  const isUp = scanners.some(({ up }) => up);
  const problem = scanners.find((scanner) => scanner.problem !== undefined)?.problem;
  return isUp || problem === undefined ? {} : { hint: problem };
}

function scannerOf(scanner: ScannerStatus, { words }: Voice): ScreenScanner {
  const { id, name, state } = scanner;
  const problem = gunProblem(scanner, words);
  return { id, name, up: state === 'up', ...(problem && { problem }) };
}
