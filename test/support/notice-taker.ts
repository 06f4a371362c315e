import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { Notification } from '../../src/payment/gateway.ts';
import { Notices } from '../../src/payment/notices.ts';
import type { Order } from '../../src/payment/order.ts';
import { type Disk, nodeDisk } from '../../src/payment/store/disk.ts';
import { NoticeJournal } from '../../src/payment/store/notice-journal.ts';
import { type HandClock, handClock } from './hand-clock.ts';
import { orderOf, PAID_FACTS } from './orders.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The one order that is open where a test says nothing else. */
export const NOTIFIED_ORDER = orderOf();
/** The business day on which the hand clock starts. */
export const NOTICE_DAY = '2027-01-15';

export interface NoticeTakerOptions {
  folder?: string;
  live?: Order[];
  ended?: Order[];
  disk?: Partial<Disk>;
  clock?: HandClock;
}

/** Takes notices over a folder, with the orders that are there. What is posted is the notification itself, as JSON. */
export function noticeTaker(options: NoticeTakerOptions = {}) {
  const { folder = temporaryFolder(), live = [NOTIFIED_ORDER], ended = [], clock = handClock() } = options;
  const looks: string[] = [];
  const finds: string[] = [];
  const logged: string[] = [];
  const log = createLog('info', (line) => void logged.push(line));
  const fault: { find: boolean; look: boolean; lookWaits?: Promise<void> } = { find: false, look: false };
  const notices = new Notices({
    gateway: { readNotification: async (body) => JSON.parse(body) as Notification },
    journal: new NoticeJournal({ folder, log, disk: { ...nodeDisk, ...options.disk } }),
    live: (orderNo) => live.find((order) => order.orderNo === orderNo),
    find: async (orderNo) => {
      finds.push(orderNo);
      if (fault.find) throw new Error('the disk cannot be read');
      return ended.find((order) => order.orderNo === orderNo);
    },
    look: async (orderNo) => {
      await fault.lookWaits;
      if (fault.look) throw new Error('the wish was not saved');
      looks.push(orderNo);
    },
    clock,
    dayRule: { timeZone: 'UTC', startsAt: '04:00' },
    log,
  });
  onTestFinished(() => notices.stop());
  const take = async (notification: object) =>
    (await notices.take(JSON.stringify(notification), 'application/json')).kind;
  const kept = (day = NOTICE_DAY): { facts: { orderNo: string } }[] => {
    const file = join(folder, 'notices', `${day}.jsonl`);
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  };
  return { folder, notices, take, kept, looks, finds, logged, fault, clock };
}

/** A verified notification of the order above. */
export const signed = (facts: object = {}, status = 'success') => ({
  kind: 'signed',
  status,
  facts: { ...PAID_FACTS, ...facts },
});
