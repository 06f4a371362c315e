import type { Clock } from '../../src/clock.ts';
import { configSchema } from '../../src/config.ts';
import { createLog, silentLog } from '../../src/log.ts';
import { CallBudget } from '../../src/payment/budget.ts';
import { createCodePayGateway } from '../../src/payment/codepay/client.ts';
import type { Connection } from '../../src/payment/codepay/connection.ts';
import type { Verifier } from '../../src/payment/codepay/signing.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import type { OrderStore } from '../../src/payment/order-store.ts';
import { walletRules } from '../../src/payment/payment-code.ts';
import { Payments } from '../../src/payment/payments.ts';
import { createPolicy, type Policy } from '../../src/payment/policy.ts';
import { BookFiles } from '../../src/payment/store/book-files.ts';
import type { Disk } from '../../src/payment/store/disk.ts';
import { DiskStore } from '../../src/payment/store/disk-store.ts';
import { NoticeJournal } from '../../src/payment/store/notice-journal.ts';
import type { Random } from '../../src/random.ts';
import { SANDBOX_APP_ID, SANDBOX_MERCHANT_NO, SANDBOX_REFUSAL_CODES } from '../../src/sandbox/requests.ts';
import type { Screen } from '../../src/ui/messages.ts';
import type { ScreenSetting } from '../../src/ui/screen.ts';
import { cornerShop } from '../support/shop.ts';
import type { Signing } from './checksum-signing.ts';
import { NOTIFY_URL } from './postman.ts';
import { type Life, never } from './timeline.ts';
import type { Watch } from './watch.ts';

/** A realistic wrong edit, made at one of the engine's ports. */
export interface Planted {
  disk?(disk: Disk): Disk;
  store?(store: OrderStore): OrderStore;
  gateway?(gateway: Gateway): Gateway;
  verifier?: Verifier;
  policy?: Partial<Policy>;
}

export interface TillParts {
  life: Life;
  lanes: readonly string[];
  clock: Clock;
  random: Random;
  disk: Disk;
  connection: Connection;
  watch: Watch;
  planted: Planted;
  signing: Signing['till'];
  /** Whether it writes its log, every line of which is looked through. */
  isLogging: boolean;
  /** What a lane's screen shows has changed. */
  onScreen(lane: string, screen: Screen): void;
}

const config = configSchema.parse({ gateway: { kind: 'sandbox' }, payment: { quietMs: 0 } }).payment;
const policy = createPolicy(config);
const wallets = walletRules([]);
const identity = { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' } as const;

export const DAY_RULE = { timeZone: 'UTC', startsAt: '04:00' };
/** Found in no byte that is written or shown. */
export const MERCHANT_KEY = 'merchant-key-3f9c';
export const SECRETS: readonly string[] = [MERCHANT_KEY];
export const GATEWAY_KEY = 'gateway-key-88d1';

/** What does not change on the screens. */
export const SCREEN_SETTING: ScreenSetting = {
  bootId: 'BOOT',
  version: '1.0.0',
  shop: () => cornerShop(),
  laneNames: new Map(),
  currency: { code: 'USD', digits: 2 },
  maxMinor: 99_999_999,
  timeZone: 'UTC',
  sandbox: false,
  waitMs: config.waitSeconds * 1000,
  walletName: (wallet) => wallet,
};

/** The payment engine as the till wires it: its own client, store and rules; only wire, disk, time and chance are not. */
export function createTill(parts: TillParts): Payments {
  const { life, lanes, clock, random, watch, planted } = parts;
  const dayRule = DAY_RULE;
  const log = parts.isLogging
    ? createLog('debug', (line) => life.isAlive && watch.secrets.written(line, 'a log'))
    : silentLog;
  const client = createCodePayGateway({
    clock,
    random,
    log,
    identity,
    connection: parts.connection,
    credentials: {
      type: 'rsa2',
      signer: parts.signing.signer,
      verifier: planted.verifier ?? parts.signing.verifier,
    },
    config: {
      kind: 'codepay',
      baseUrl: 'http://127.0.0.1',
      path: '/api/entry',
      appId: SANDBOX_APP_ID,
      merchantNo: SANDBOX_MERCHANT_NO,
      refusalCodes: [...SANDBOX_REFUSAL_CODES],
      noRecordCodes: ['E04111'],
      notifyUrl: NOTIFY_URL,
    },
  });
  const disk = planted.disk?.(parts.disk) ?? parts.disk;
  const store = new DiskStore({ folder: '/data', clock, dayRule, disk });
  const till: Payments = new Payments({
    lanes,
    clock,
    random,
    log,
    gateway: planted.gateway?.(client) ?? client,
    budget: new CallBudget({ perSecond: config.callsPerSecond, burst: config.callBurst }, clock),
    policy: { ...policy, ...planted.policy },
    store: observed(planted.store?.(store) ?? store, life, watch),
    noticeJournal: new NoticeJournal({ folder: '/data', log, disk }),
    bookStore: new BookFiles('/data', disk),
    maxRefundsPerOrder: config.maxRefundsPerOrder,
    tillId: 'SIM0',
    codeKey: new Uint8Array(32),
    dayRule,
    currency: { code: 'USD', digits: 2 },
    maxMinor: 99_999_999,
    readyMs: config.readySeconds * 1000,
    quietMs: 0,
    wallets,
    description: 'Corner Shop',
    onChange: (lane) => {
      const view = life.isAlive ? till.view(lane) : undefined;
      if (view) parts.onScreen(lane, watch.seen(view));
    },
  });
  return till;
}

function observed(store: OrderStore, life: Life, watch: Watch): OrderStore {
  const saving = async (saved: Promise<void>, order: Parameters<OrderStore['finish']>[0]) => {
    await saved;
    if (!life.isAlive) await never();
    watch.books.acknowledged(order);
  };
  return {
    load: async () => {
      const contents = await store.load();
      if (life.isAlive) watch.books.loaded(contents.open);
      return contents;
    },
    saveOpen: (order) => saving(store.saveOpen(order), order),
    finish: (order, elsewhere) => {
      const finished = store.finish(order, elsewhere);
      finished.catch(() => life.isAlive && watch.books.withdrawn(order));
      return saving(finished, order);
    },
    forget: (orderNo) => store.forget(orderNo),
    find: (orderNo) => store.find(orderNo),
    finishedOn: (query) => store.finishedOn(query),
    probe: () => store.probe(),
    close: () => store.close(),
  };
}
