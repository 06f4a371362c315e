import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { configSchema } from '../../src/config.ts';
import { TillError } from '../../src/errors.ts';
import { silentLog } from '../../src/log.ts';
import { CallBudget } from '../../src/payment/budget.ts';
import type { Answer, Gateway } from '../../src/payment/gateway.ts';
import type { OrderStore } from '../../src/payment/order-store.ts';
import { walletRules } from '../../src/payment/payment-code.ts';
import { Payments } from '../../src/payment/payments.ts';
import type { LaneView } from '../../src/payment/payments-view.ts';
import { createPolicy } from '../../src/payment/policy.ts';
import { BookFiles } from '../../src/payment/store/book-files.ts';
import { DiskStore } from '../../src/payment/store/disk-store.ts';
import { NoticeJournal } from '../../src/payment/store/notice-journal.ts';
import { systemRandom } from '../../src/random.ts';
import { type HandClock, handClock } from './hand-clock.ts';
import { answerOf, orderOf } from './orders.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

/** What the gateway answers and what the disk does; a test changes it as it goes. */
export interface Script {
  submit: Answer['kind'];
  query: Answer['kind'];
  isDiskBroken: boolean;
  /** A broken disk keeps what it was given, and says that it did not. */
  isDiskLying?: true;
  /** Runs between the reading of a day's file and its answer. */
  whileReadingDay?: () => Promise<void>;
  /** Runs once, between the reading of an order and its answer. */
  whileFinding?: () => Promise<unknown>;
}

export interface ScriptedTill {
  payments: Payments;
  clock: HandClock;
  script: Script;
  /** Each call that reached the gateway, such as `submit P26…`; preflights are left out. */
  calls: string[];
  /** Lanes whose view changed, in order. */
  changes: { lane: string; view: LaneView | undefined }[];
  view(lane?: string): LaneView;
  /** Waits for a condition, without any time passing on the till's clock. */
  seen(what: string, isSo: () => boolean): Promise<unknown>;
  /** Charge and scan; resolves once the gateway has been asked. */
  sell(code: string, lane?: string): Promise<{ saleId: string; orderNo: string }>;
}

/**
 * The engine on a real folder, with a gateway that answers as scripted and takes every sale for one of 12.30, on a
 * clock moved by hand. Ready to sell.
 */
export async function scriptedTill(
  options: { folder?: string; earlyMs?: number; query?: Answer['kind']; startsAt?: number } = {},
): Promise<ScriptedTill> {
  const { folder = temporaryFolder(), query = 'pending', ...ofClock } = options;
  const clock = handClock(ofClock);
  const script: Script = { submit: 'pending', query, isDiskBroken: false };
  const calls: string[] = [];
  const changes: ScriptedTill['changes'] = [];
  const dayRule = { timeZone: 'UTC', startsAt: '04:00' };
  const { payment } = configSchema.parse({ gateway: { kind: 'sandbox' } });
  const payments: Payments = new Payments({
    lanes: ['1', '2'],
    gateway: scriptedGateway(script, calls),
    budget: new CallBudget({ perSecond: 1000, burst: 1000 }, clock),
    policy: createPolicy(payment),
    store: breakable(new DiskStore({ folder: join(folder, 'data'), clock, dayRule }), script),
    bookStore: new BookFiles(join(folder, 'data')),
    noticeJournal: new NoticeJournal({ folder: join(folder, 'data'), log: silentLog }),
    maxRefundsPerOrder: 10,
    tillId: 'TEST',
    codeKey: Buffer.alloc(32),
    dayRule,
    currency: { code: 'USD', digits: 2 },
    maxMinor: 99_999_999,
    readyMs: payment.readySeconds * 1000,
    quietMs: payment.quietMs,
    wallets: walletRules([]),
    description: 'Corner Shop',
    clock,
    random: systemRandom,
    log: silentLog,
    onChange: (lane) => changes.push({ lane, view: payments.view(lane) }),
  });
  mkdirSync(join(folder, 'data'), { recursive: true });
  await payments.start();
  onTestFinished(() => payments.stop());
  const view = (lane = '1') => {
    const found = payments.view(lane);
    if (!found) throw new Error(`no lane ${lane}`);
    return found;
  };
  const seen = (what: string, isSo: () => boolean) => until(isSo, { what });
  await seen('the till can sell', () => view().block === undefined);
  return {
    payments,
    clock,
    script,
    calls,
    changes,
    view,
    seen,
    sell: async (code, lane = '1') => {
      const charged = await payments.charge(lane, { amountMinor: 1230 });
      const scanned = payments.scan(lane, { text: code });
      const { phase } = view(lane);
      if (!charged.ok || !scanned.ok || phase.kind !== 'order') {
        throw new Error(`not sold: ${JSON.stringify({ charged, scanned })}`);
      }
      const { orderNo } = phase.order;
      await seen('the order is sent', () => calls.includes(`submit ${orderNo}`));
      return { saleId: charged.sale.saleId, orderNo };
    },
  };
}

function scriptedGateway(script: Script, calls: string[]): Gateway {
  const nonces = new Map<string, string>();
  const facts = (orderNo: string) => {
    const attach = nonces.get(orderNo);
    const sale = { transNo: 'T1', transType: 1, orderNo, orderAmount: '12.30', currency: 'USD' };
    return attach === undefined ? sale : { ...sale, attach };
  };
  return {
    identity: orderOf().gateway,
    submit: async (request) => {
      calls.push(`submit ${request.orderNo}`);
      nonces.set(request.orderNo, request.attach);
      return answerOf(script.submit, facts(request.orderNo));
    },
    query: async (orderNo) => {
      calls.push(`query ${orderNo}`);
      return answerOf(script.query, facts(orderNo));
    },
    cancel: async (orderNo) => {
      calls.push(`cancel ${orderNo}`);
      return { kind: 'accepted', traceId: 'TRACE' };
    },
    refund: async () => ({ kind: 'noRecord', traceId: 'TRACE' }),
    queryRefund: async () => ({ kind: 'noRecord', traceId: 'TRACE' }),
    readNotification: async (body) => JSON.parse(body),
    preflight: async () => ({ kind: 'ready' }),
    warm: () => {},
    clockSkewMs: () => 0,
    close: async () => {},
  };
}

function breakable(store: OrderStore, script: Script): OrderStore {
  const onDisk = <A extends unknown[]>(write: (...args: A) => Promise<void>) => {
    return async (...args: A): Promise<void> => {
      if (!script.isDiskBroken) return write(...args);
      if (script.isDiskLying) await write(...args);
      throw new TillError({ code: 'STORE_WRITE_FAILED', message: 'disk full', hint: 'Free space.' });
    };
  };
  return {
    load: () => store.load(),
    saveOpen: onDisk((order) => store.saveOpen(order)),
    finish: onDisk((order) => store.finish(order)),
    forget: onDisk((orderNo) => store.forget(orderNo)),
    probe: onDisk(() => store.probe()),
    find: async (orderNo) => {
      const order = await store.find(orderNo);
      const { whileFinding } = script;
      delete script.whileFinding;
      await whileFinding?.();
      return order;
    },
    finishedOn: async (query) => {
      const orders = await store.finishedOn(query);
      await script.whileReadingDay?.();
      return orders;
    },
    close: () => store.close(),
  };
}
