import type { Clock } from '../clock.ts';
import type { PaymentConfig } from '../config.ts';
import type { Log } from '../log.ts';
import type { Currency } from '../money.ts';
import type { Random } from '../random.ts';
import { CallBudget } from './budget.ts';
import type { DayRule } from './business-day.ts';
import type { Gateway } from './gateway.ts';
import type { OrderStore } from './order-store.ts';
import { walletRules } from './payment-code.ts';
import { Payments } from './payments.ts';
import type { EngineNews } from './payments-view.ts';
import { createPolicy } from './policy.ts';
import { BookFiles } from './store/book-files.ts';
import type { DataFolder } from './store/data-folder.ts';
import type { Disk } from './store/disk.ts';
import { DiskStore, type DiskStoreParts } from './store/disk-store.ts';
import { NoticeJournal } from './store/notice-journal.ts';

export { allNews } from './all-news.ts';
export type { DayView, PeriodView, Z as Close } from './book-store.ts';
export type { BookingKind } from './booking.ts';
export { businessDayAt, shiftDay } from './business-day.ts';
export {
  type Credentials,
  createCodePayGateway,
  readPrivateKey,
  readPublicKey,
  rsa2Signer,
  rsa2Verifier,
} from './codepay/index.ts';
export type { Carried, KindSums, Totals } from './day-totals.ts';
export type { Gateway } from './gateway.ts';
export type { LanePhase } from './lane-phase.ts';
export type { NoticeVerdict } from './notices.ts';
export type { OldPapers, Pause } from './old-papers.ts';
export type { GatewayIdentity, Order } from './order.ts';
export { dayOfOrderNumber } from './order-number.ts';
export { paymentMask, type ScanRefusal, walletNames, walletRules } from './payment-code.ts';
export type { Payments } from './payments.ts';
export type { Block, EngineNews, LaneView, PaymentsHealth, Warning } from './payments-view.ts';
export { policyProblems } from './policy.ts';
export type { ReconcileView } from './reconcile.ts';
export type { Refund } from './refund.ts';
export type { CommandRefusal, CommandResult, Sale } from './sale.ts';
export { parseZ as parseClose } from './store/book-schema.ts';
export { type DataFolder, dataFolderProblem, openDataFolder } from './store/data-folder.ts';
export { documentProblem } from './store/document-check.ts';
export { replaceFile, syncFolder } from './store/durable-file.ts';
export { lockFolder, lockHolder, type Self } from './store/folder-lock.ts';
export { leftProblem, MOVED_FILE } from './store/left-folder.ts';
export { type LineJournal, openLineJournal } from './store/line-journal.ts';
export { parseOrder } from './store/order-schema.ts';
export { openPrintBook, type PrintBook } from './store/print-book.ts';
export { beginFolder } from './store/restored-folder.ts';
export { openSettings } from './store/settings-file.ts';
export { confirmedGone, type Restore } from './store/stamp.ts';
export { isAtRest, trimmedOrder } from './trim-order.ts';

export interface PaymentsRequest {
  lanes: readonly string[];
  payment: PaymentConfig;
  currency: Currency;
  maxMinor: number;
  dayRule: DayRule;
  shopName: string;
  gateway: Gateway;
  folder: DataFolder;
  /** What the books are kept on. Default: this machine's disk. */
  disk?: Disk;
  /** What a lane's tablets show has changed. */
  onChange(lane: string): void;
  /** Who hears of everything that has happened. Left out: nobody. */
  news?: EngineNews;
}

/** The order store alone, for who measures or inspects it. */
export function createDiskStore(parts: DiskStoreParts): OrderStore {
  return new DiskStore(parts);
}

/** The payment engine on a data folder and a gateway. `start` it before use. */
export function createPayments(
  request: PaymentsRequest,
  parts: { clock: Clock; random: Random; log: Log },
): Payments {
  const { payment, folder, gateway, dayRule, disk } = request;
  const budget = new CallBudget({ perSecond: payment.callsPerSecond, burst: payment.callBurst }, parts.clock);
  const store = new DiskStore({
    folder: folder.folder,
    clock: parts.clock,
    dayRule,
    ...(disk && { disk }),
  });
  const noticeJournal = new NoticeJournal({ folder: folder.folder, log: parts.log, ...(disk && { disk }) });
  const payments = new Payments({
    ...parts,
    lanes: request.lanes,
    gateway,
    budget,
    policy: createPolicy(payment),
    store,
    noticeJournal,
    bookStore: new BookFiles(folder.folder, disk),
    tillId: folder.tillId,
    isRestored: folder.restore !== undefined,
    codeKey: folder.codeKey,
    dayRule,
    currency: request.currency,
    maxMinor: request.maxMinor,
    maxRefundsPerOrder: payment.maxRefundsPerOrder,
    readyMs: payment.readySeconds * 1000,
    quietMs: payment.quietMs,
    wallets: walletRules(payment.wallets),
    description: request.shopName,
    onChange: request.onChange,
    news: request.news,
  });
  payments.old = store.oldPapers({
    isLive: (orderNo) => payments.isLive(orderNo),
    noticeDays: () => noticeJournal.days(),
    dropNotices: (day) => noticeJournal.drop(day),
  });
  return payments;
}
