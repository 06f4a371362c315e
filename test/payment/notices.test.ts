import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createLog, silentLog } from '../../src/log.ts';
import type { Notification } from '../../src/payment/gateway.ts';
import { Notices } from '../../src/payment/notices.ts';
import type { Order } from '../../src/payment/order.ts';
import { type Disk, nodeDisk } from '../../src/payment/store/disk.ts';
import { NoticeJournal } from '../../src/payment/store/notice-journal.ts';
import { handClock } from '../support/hand-clock.ts';
import { orderOf, PAID_FACTS } from '../support/orders.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const ORDER = orderOf();
const DAY = '2027-01-15';
const HOUR_MS = 3_600_000;

/** Takes notices over a folder, with the orders that are there. What is posted is the notification itself, as JSON. */
function bench(
  options: {
    folder?: string;
    live?: Order[];
    ended?: Order[];
    disk?: Partial<Disk>;
    clock?: ReturnType<typeof handClock>;
  } = {},
) {
  const { folder = temporaryFolder(), live = [ORDER], ended = [], clock = handClock() } = options;
  const looks: string[] = [];
  const finds: string[] = [];
  const logged: string[] = [];
  const log = createLog('info', (line) => void logged.push(line));
  const fault = { find: false, look: false };
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
  const kept = (day = DAY): { facts: { orderNo: string } }[] => {
    const file = join(folder, 'notices', `${day}.jsonl`);
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  };
  return { folder, notices, take, kept, looks, finds, logged, fault, clock };
}

const signed = (facts: object = {}, status = 'success') => ({
  kind: 'signed',
  status,
  facts: { ...PAID_FACTS, ...facts },
});

test('a notice is on disk before it is acknowledged, and before the order is woken', async () => {
  let sync: () => void = () => {};
  const isSynced = new Promise<void>((resolve) => {
    sync = resolve;
  });
  const open: Disk['open'] = async (file, ...rest) => {
    const handle = await nodeDisk.open(file, ...rest);
    if (!file.endsWith('.jsonl')) return handle;
    return Object.assign(handle, { datasync: () => isSynced });
  };
  const { take, kept, looks } = bench({ disk: { open } });
  let verdict: string | undefined;
  const taking = take(signed()).then((kind) => {
    verdict = kind;
  });
  await until(() => kept().length === 1, { what: 'the line is written' });
  expect([verdict, looks]).toEqual([undefined, []]);
  sync();
  await taking;
  expect([verdict, looks]).toEqual(['taken', [ORDER.orderNo]]);
  expect(kept()).toEqual([{ at: expect.any(Number), status: 'success', facts: PAID_FACTS }]);
});

test('what is told again is acknowledged, and neither kept nor followed again: at once, later, after a restart, a day later', async () => {
  const first = bench();
  expect(await Promise.all([1, 2, 3].map(() => first.take(signed())))).toEqual(['taken', 'taken', 'taken']);
  expect(await first.take(signed())).toBe('taken');
  expect(first.notices.health()).toMatchObject({ taken: 1, duplicates: 3 });
  expect(first.looks).toHaveLength(1);
  await first.notices.stop();

  const second = bench({
    folder: first.folder,
    clock: first.clock,
    live: [],
    ended: [{ ...ORDER, state: 'paid' }],
  });
  await first.clock.advance(24 * HOUR_MS);
  expect(await second.take(signed())).toBe('taken');
  expect(second.notices.health()).toMatchObject({ taken: 0, duplicates: 1 });
  expect([second.kept(), second.kept('2027-01-16'), second.looks]).toEqual([first.kept(), [], []]);
});

test('a notice whose order could not be woken for good is not acknowledged; told again, it is kept once and wakes', async () => {
  const { take, kept, looks, fault } = bench();
  fault.look = true;
  expect(await take(signed())).toBe('notKept');
  fault.look = false;
  expect(await take(signed())).toBe('taken');
  expect([kept().length, looks]).toEqual([1, [ORDER.orderNo]]);
});

test('a crash between the keeping of a notice and its wake is made good when it is told again', async () => {
  const first = bench();
  first.fault.look = true;
  await first.take(signed());
  await first.notices.stop();
  const second = bench({ folder: first.folder });
  expect(await second.take(signed())).toBe('taken');
  expect([second.kept().length, second.looks]).toEqual([1, [ORDER.orderNo]]);
});

test('a disk that does not take the notice leaves it unacknowledged, and wakes nobody', async () => {
  const broken = { isSo: true };
  const open: Disk['open'] = (...args) =>
    broken.isSo ? Promise.reject(new Error('disk full')) : nodeDisk.open(...args);
  const { take, kept, looks, notices, logged } = bench({ disk: { open } });
  expect(await take(signed())).toBe('notKept');
  expect([kept(), looks, notices.health()]).toEqual([
    [],
    [],
    { taken: 0, duplicates: 0, foreign: 0, refused: 0 },
  ]);
  expect(logged.join('')).toContain('disk full');
  broken.isSo = false;
  expect(await take(signed())).toBe('taken');
  expect([kept().length, looks.length]).toEqual([1, 1]);
});

test('books that cannot be read leave the notice unacknowledged: it might be of an order of ours', async () => {
  const { take, kept, fault } = bench({ live: [] });
  fault.find = true;
  expect([await take(signed()), kept()]).toEqual(['notKept', []]);
});

test('a number of nobody here is kept as foreign and acknowledged, and can be listed by its day', async () => {
  const { take, kept, looks, notices } = bench();
  expect(await take(signed({ orderNo: 'OTHER-1' }))).toBe('taken');
  expect(await take(signed())).toBe('taken');
  expect(notices.health()).toMatchObject({ taken: 2, foreign: 1, lastAt: expect.any(Number) });
  expect(kept()).toHaveLength(2);
  expect(looks).toEqual([ORDER.orderNo]);
  const foreign = await notices.foreignOn(DAY);
  expect(foreign).toEqual([
    {
      at: expect.any(Number),
      status: 'success',
      facts: { ...PAID_FACTS, orderNo: 'OTHER-1' },
      foreign: true,
    },
  ]);
  expect(await notices.foreignOn('2027-01-14')).toEqual([]);
});

test('a notice of a refund wakes the order it belongs to', async () => {
  const { take, looks } = bench();
  await take(signed({ orderNo: `${ORDER.orderNo}RAAAAAAA`, transType: 3 }));
  await take(signed({ orderNo: `${ORDER.orderNo}R`, transType: 3 }));
  expect(looks).toEqual([ORDER.orderNo, ORDER.orderNo]);
});

test('an order that has ended is looked at only where the notice contradicts its end', async () => {
  const declined = { ...ORDER, orderNo: 'P261120TEST0000000000001', state: 'declined' as const };
  const { take, looks } = bench({ live: [], ended: [{ ...ORDER, state: 'paid' }, declined] });
  await take(signed());
  await take(signed({ orderNo: declined.orderNo }));
  expect(looks).toEqual([declined.orderNo]);
});

test('of an order that has just changed the books need not be asked', async () => {
  const { take, finds, looks, notices } = bench({ live: [] });
  notices.orderChanged({ ...ORDER, state: 'paid', rev: 5 });
  notices.orderChanged({ ...ORDER, state: 'pending', rev: 4 });
  await take(signed());
  expect([finds, looks]).toEqual([[], []]);
});

test('a forgery is refused and counted; it leaves no trace on disk but one line a minute in the log', async () => {
  const { folder, take, looks, notices, logged, clock } = bench();
  for (let i = 0; i < 50; i += 1)
    expect(await take({ kind: 'badSignature', body: 'FORGED' })).toBe('refused');
  expect(logged).toHaveLength(1);
  await clock.advance(60_000);
  expect(await take({ kind: 'misdirected', detail: 'merchant_no: another' })).toBe('misdirected');
  expect(logged).toHaveLength(2);
  expect(JSON.parse(logged[1] ?? '')).toMatchObject({ msg: 'notification refused', count: 50 });
  expect(logged.join('')).not.toContain('FORGED');
  expect([looks, existsSync(join(folder, 'notices'))]).toEqual([[], false]);
  expect(notices.health()).toEqual({ taken: 0, duplicates: 0, foreign: 0, refused: 51 });
});

test('a burst is verified one after the other, and the books are read for one at a time', async () => {
  let reading = 0;
  let finding = 0;
  const most = { reading: 0, finding: 0 };
  const folder = temporaryFolder();
  const notices = new Notices({
    gateway: {
      readNotification: async (body) => {
        reading += 1;
        most.reading = Math.max(most.reading, reading);
        await Promise.resolve();
        reading -= 1;
        return JSON.parse(body) as Notification;
      },
    },
    journal: new NoticeJournal({ folder, log: silentLog }),
    live: () => undefined,
    find: async () => {
      finding += 1;
      most.finding = Math.max(most.finding, finding);
      await Promise.resolve();
      finding -= 1;
      return undefined;
    },
    look: async () => {},
    clock: handClock(),
    dayRule: { timeZone: 'UTC', startsAt: '04:00' },
    log: silentLog,
  });
  onTestFinished(() => notices.stop());
  const taking = Array.from({ length: 100 }, (_, i) =>
    notices.take(JSON.stringify(signed({ orderNo: `OTHER-${i}` })), ''),
  );
  expect(await Promise.all(taking)).toEqual(taking.map(() => ({ kind: 'taken' })));
  expect(most).toEqual({ reading: 1, finding: 1 });
});

test('a hint wakes an open order now and then, is never kept, and asks no file', async () => {
  const { folder, take, looks, finds, clock } = bench();
  const hint = { kind: 'hint', orderNo: ORDER.orderNo };
  expect(await take(hint)).toBe('taken');
  expect(await take(hint)).toBe('taken');
  expect(await take({ kind: 'hint', orderNo: 'P261120TEST0000000000009' })).toBe('taken');
  expect(looks).toHaveLength(1);
  for (let i = 0; i < 20; i += 1) {
    await clock.advance(30_000);
    await take(hint);
  }
  expect(looks).toHaveLength(10);
  expect([finds, existsSync(join(folder, 'notices'))]).toEqual([[], false]);
});

test('a till that stops takes nothing more, and has kept what it acknowledged', async () => {
  const { take, kept, notices } = bench();
  const taking = take(signed());
  await until(() => kept().length === 1, { what: 'it is being kept' });
  await notices.stop();
  expect(await taking).toBe('taken');
  expect(await take(signed({ transNo: 'T2' }))).toBe('notKept');
  expect(kept()).toHaveLength(1);
});

test('however notices are repeated and shuffled, each is kept once and all are acknowledged', async () => {
  const stories = fc.array(fc.record({ transNo: fc.integer({ min: 1, max: 5 }), isTogether: fc.boolean() }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const { take, kept, notices } = bench();
      const verdicts: Promise<string>[] = [];
      for (const { transNo, isTogether } of story) {
        const verdict = take(signed({ transNo: `T${transNo}` }));
        verdicts.push(verdict);
        if (!isTogether) await verdict;
      }
      expect(await Promise.all(verdicts)).toEqual(story.map(() => 'taken'));
      const distinct = new Set(story.map(({ transNo }) => transNo)).size;
      expect(kept()).toHaveLength(distinct);
      expect(notices.health()).toMatchObject({ taken: distinct, duplicates: story.length - distinct });
    }),
    { numRuns: 30 },
  );
});
