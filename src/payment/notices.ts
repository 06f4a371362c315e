import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { businessDayAt, type DayRule, shiftDay } from './business-day.ts';
import type { Gateway, Notification } from './gateway.ts';
import { HintGate } from './hint-gate.ts';
import { isNumberOf, isWorthALook, type Notice, noticeKey } from './notice.ts';
import type { Order } from './order.ts';
import { RecentOrders } from './recent-orders.ts';
import { orderOfRefundNumber } from './refund.ts';
import type { NoticeJournal } from './store/notice-journal.ts';

/**
 * What is to be answered to who posted a notification.
 * - `taken`: it is kept, or was before; the gateway may forget it
 * - `refused`: it proves nothing: no signature, or one that does not fit
 * - `misdirected`: it is for another merchant or app; whoever that is should hear of it, so it is not swallowed here
 * - `malformed`: nobody can read it
 * - `notKept`: the disk did not take it, or the till is stopping: the gateway has to tell it again
 */
export type NoticeVerdict =
  | { kind: 'taken' | 'refused' | 'notKept' }
  | { kind: 'misdirected' | 'malformed'; detail: string };

/** Since the till was started. */
export interface NoticesHealth {
  /** Verified and kept, and hints. */
  taken: number;
  duplicates: number;
  /** Of the taken ones: about numbers that are none of this till's. */
  foreign: number;
  /** Forged, unsigned or meant for somebody else. */
  refused: number;
  /** When the last one was taken, epoch ms. */
  lastAt?: number;
}

export interface NoticesParts {
  gateway: Pick<Gateway, 'readNotification'>;
  journal: NoticeJournal;
  /** An order that has something left to do. */
  live(orderNo: string): Order | undefined;
  /** Any order, from the books if need be. */
  find(orderNo: string): Promise<Order | undefined>;
  /** Wakes the order's loop to query; when it resolves the wish outlives a crash, or the next start queries anyway. */
  look(orderNo: string): Promise<unknown>;
  clock: Clock;
  dayRule: DayRule;
  log: Log;
}

type Signed = Extract<Notification, { kind: 'signed' }>;

const LOG_REFUSED_EVERY_MS = 60_000;

/**
 * Takes what the gateway tells of its own accord: verified, kept, and then the order's loop is woken. It changes no
 * order: the query decides. Nothing here waits for the gateway, and polling alone stays enough.
 */
export class Notices {
  readonly #parts: NoticesParts;
  readonly #counts = { taken: 0, duplicates: 0, foreign: 0, refused: 0 };
  readonly #hints: HintGate;
  readonly #recent = new RecentOrders();
  /** Of today and yesterday: what is kept, and whether all was done about it. The gateway repeats for half a day. */
  readonly #known = new Map<string, Promise<Map<string, 'kept' | 'done'>>>();
  readonly #underWay = new Map<string, Promise<void>>();
  #lastAt: number | undefined;
  #refusals = { logAt: Number.NEGATIVE_INFINITY, unlogged: 0 };
  #reading: Promise<unknown> = Promise.resolve();
  #finding: Promise<unknown> = Promise.resolve();
  #isStopped = false;

  constructor(parts: NoticesParts) {
    this.#parts = parts;
    this.#hints = new HintGate(parts.clock);
  }

  health(): NoticesHealth {
    return { ...this.#counts, ...(this.#lastAt === undefined ? {} : { lastAt: this.#lastAt }) };
  }

  /** Learns what is kept already, while nobody waits for a sale: a busy day's journal takes a while to read. Never rejects. */
  async start(): Promise<void> {
    const today = businessDayAt(this.#parts.clock.now(), this.#parts.dayRule);
    const learnt = [today, shiftDay(today, -1)].map((day) => this.#knownOn(day));
    for (const { status } of await Promise.allSettled(learnt)) {
      if (status === 'rejected') this.#parts.log.warn('notices not read; tried again with the next one');
    }
  }

  /** Takes what was posted. Never rejects. */
  async take(body: string, contentType: string): Promise<NoticeVerdict> {
    const read = () => this.#parts.gateway.readNotification(body, contentType);
    // One after the other: verifying shares its threads with the syncing of orders, and a flood must not hold them all.
    const reading = this.#reading.then(read, read);
    this.#reading = reading;
    const notification = await reading;
    switch (notification.kind) {
      case 'signed':
        return this.#takeSigned(notification);
      case 'hint':
        return this.#takeHint(notification.orderNo);
      case 'badSignature':
        this.#refuse('its signature does not fit');
        return { kind: 'refused' };
      case 'misdirected':
        this.#refuse(notification.detail);
        return notification;
      case 'malformed':
        return notification;
    }
  }

  /** An order changed: a notice of a sale that just ended then needs no look into the books. */
  orderChanged(order: Order): void {
    this.#recent.remember(order);
  }

  /** What was told on a business day about numbers that are none of this till's. */
  async foreignOn(day: string): Promise<Notice[]> {
    return (await this.#parts.journal.on(day)).filter(({ foreign }) => foreign);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.allSettled(this.#underWay.values());
    await this.#parts.journal.close();
  }

  async #takeSigned({ status, facts }: Signed): Promise<NoticeVerdict> {
    if (this.#isStopped) return { kind: 'notKept' };
    const notice: Notice = { at: this.#parts.clock.now(), status, facts };
    const key = noticeKey(notice);
    const before = this.#underWay.get(key);
    const handling = before ?? this.#handle(notice, key);
    if (before === undefined) this.#underWay.set(key, handling);
    try {
      await handling;
      if (before !== undefined) this.#counts.duplicates += 1;
      return { kind: 'taken' };
    } catch (error) {
      this.#parts.log.error('notification not kept', {
        orderNo: facts.orderNo.slice(0, 64),
        error: errorText(error),
      });
      return { kind: 'notKept' };
    } finally {
      if (before === undefined) this.#underWay.delete(key);
    }
  }

  async #handle(notice: Notice, key: string): Promise<void> {
    const { journal, look, log, dayRule } = this.#parts;
    const { orderNo } = notice.facts;
    const day = businessDayAt(notice.at, dayRule);
    const [today, yesterday] = await Promise.all([this.#knownOn(day), this.#knownOn(shiftDay(day, -1))]);
    const earlier = today.get(key) ?? yesterday.get(key);
    if (earlier === 'done') {
      this.#counts.duplicates += 1;
      return;
    }
    const order = await this.#orderOf(orderNo);
    const isForeign = order === undefined || !isNumberOf(order, orderNo);
    if (earlier === undefined) {
      await journal.append(day, isForeign ? { ...notice, foreign: true } : notice);
      today.set(key, 'kept');
      this.#counts.taken += 1;
      if (isForeign) this.#counts.foreign += 1;
      this.#lastAt = notice.at;
    } else {
      this.#counts.duplicates += 1;
    }
    const isLooking = order !== undefined && isWorthALook(order, notice);
    if (isLooking) await look(order.orderNo);
    today.set(key, 'done');
    const { status, facts } = notice;
    log.info('notification taken', {
      orderNo: orderNo.slice(0, 64),
      status,
      transType: facts.transType,
      foreign: isForeign,
      look: isLooking,
    });
  }

  #takeHint(orderNo: string): NoticeVerdict {
    const order = this.#parts.live(orderOfRefundNumber(orderNo) ?? orderNo);
    if (order && this.#hints.isLetThrough(order.orderNo)) {
      this.#counts.taken += 1;
      this.#lastAt = this.#parts.clock.now();
      this.#parts.look(order.orderNo).catch((error: unknown) => {
        this.#parts.log.warn('hint not followed', { error: errorText(error) });
      });
    }
    // Whoever asks learns nothing of which numbers there are.
    return { kind: 'taken' };
  }

  async #orderOf(number: string): Promise<Order | undefined> {
    const orderNo = orderOfRefundNumber(number) ?? number;
    const atHand = this.#parts.live(orderNo) ?? this.#recent.get(orderNo);
    if (atHand) return atHand;
    // A day's file is read whole: a burst must not read it a thousand times at once.
    const find = async () => this.#recent.get(orderNo) ?? (await this.#parts.find(orderNo));
    const finding = this.#finding.then(find, find);
    this.#finding = finding;
    return finding;
  }

  #knownOn(day: string): Promise<Map<string, 'kept' | 'done'>> {
    const known = this.#known.get(day);
    if (known !== undefined) return known;
    const loading = this.#parts.journal
      .on(day)
      .then((notices) => new Map(notices.map((notice) => [noticeKey(notice), 'kept' as const])));
    this.#known.set(day, loading);
    loading.catch(() => this.#known.delete(day));
    for (const old of [...this.#known.keys()].filter((each) => each < shiftDay(day, -1)))
      this.#known.delete(old);
    return loading;
  }

  /** In one line a minute: a flood must not fill the disk through the log. */
  #refuse(why: string): void {
    this.#counts.refused += 1;
    const now = this.#parts.clock.monotonic();
    this.#refusals.unlogged += 1;
    if (now - this.#refusals.logAt < LOG_REFUSED_EVERY_MS) return;
    this.#parts.log.warn('notification refused', { why, count: this.#refusals.unlogged });
    this.#refusals = { logAt: now, unlogged: 0 };
  }
}
