import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Order } from '../../src/payment/order.ts';
import { type Disk, nodeDisk } from '../../src/payment/store/disk.ts';
import { NOTICE_DAY, NOTIFIED_ORDER, noticeTaker, signed } from '../support/notice-taker.ts';
import { PAID_FACTS } from '../support/orders.ts';
import { until } from '../support/until.ts';

const HOUR_MS = 3_600_000;

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
  const { take, kept, looks } = noticeTaker({ disk: { open } });
  let verdict: string | undefined;
  const taking = take(signed()).then((kind) => {
    verdict = kind;
  });
  await until(() => kept().length === 1, { what: 'the line is written' });
  expect([verdict, looks]).toEqual([undefined, []]);
  sync();
  await taking;
  expect([verdict, looks]).toEqual(['taken', [NOTIFIED_ORDER.orderNo]]);
  expect(kept()).toEqual([{ at: expect.any(Number), status: 'success', facts: PAID_FACTS }]);
});

test('what is told again is acknowledged, and neither kept nor followed again: at once, later, after a restart, a day later', async () => {
  const first = noticeTaker();
  expect(await Promise.all([1, 2, 3].map(() => first.take(signed())))).toEqual(['taken', 'taken', 'taken']);
  expect(await first.take(signed())).toBe('taken');
  expect(first.notices.health()).toMatchObject({ taken: 1, duplicates: 3 });
  expect(first.looks).toHaveLength(1);
  await first.notices.stop();

  const second = noticeTaker({
    folder: first.folder,
    clock: first.clock,
    live: [],
    ended: [{ ...NOTIFIED_ORDER, state: 'paid' }],
  });
  await first.clock.advance(24 * HOUR_MS);
  expect(await second.take(signed())).toBe('taken');
  expect(second.notices.health()).toMatchObject({ taken: 0, duplicates: 1 });
  expect([second.kept(), second.kept('2027-01-16'), second.looks]).toEqual([first.kept(), [], []]);
});

test('a notice whose order could not be woken for good is not acknowledged; told again, it is kept once and wakes', async () => {
  const { take, kept, looks, fault } = noticeTaker();
  fault.look = true;
  expect(await take(signed())).toBe('notKept');
  fault.look = false;
  expect(await take(signed())).toBe('taken');
  expect([kept().length, looks]).toEqual([1, [NOTIFIED_ORDER.orderNo]]);
});

test('a crash between the keeping of a notice and its wake is made good when it is told again', async () => {
  const first = noticeTaker();
  first.fault.look = true;
  await first.take(signed());
  await first.notices.stop();
  const second = noticeTaker({ folder: first.folder });
  expect(await second.take(signed())).toBe('taken');
  expect([second.kept().length, second.looks]).toEqual([1, [NOTIFIED_ORDER.orderNo]]);
});

test('a journal that cannot be read stops no start; a notice is then left unacknowledged until it can', async () => {
  const broken = { isSo: true };
  const readFile: Disk['readFile'] = (file, encoding) =>
    broken.isSo ? Promise.reject(new Error('the disk cannot be read')) : nodeDisk.readFile(file, encoding);
  const { take, kept, notices, logged } = noticeTaker({ disk: { readFile } });
  await notices.start();
  expect(logged.join('')).toContain('notices not read');
  expect(await take(signed())).toBe('notKept');
  broken.isSo = false;
  expect(await take(signed())).toBe('taken');
  expect(kept()).toHaveLength(1);
});

test('a disk that does not take the notice leaves it unacknowledged, and wakes nobody', async () => {
  const broken = { isSo: true };
  const open: Disk['open'] = (...args) =>
    broken.isSo ? Promise.reject(new Error('disk full')) : nodeDisk.open(...args);
  const { take, kept, looks, notices, logged } = noticeTaker({ disk: { open } });
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
  const { take, kept, fault } = noticeTaker({ live: [] });
  fault.find = true;
  expect([await take(signed()), kept()]).toEqual(['notKept', []]);
});

test('a number of nobody here is kept as foreign and acknowledged, and can be listed by its day', async () => {
  const { take, kept, looks, notices } = noticeTaker();
  expect(await take(signed({ orderNo: 'OTHER-1' }))).toBe('taken');
  expect(await take(signed())).toBe('taken');
  expect(notices.health()).toMatchObject({ taken: 2, foreign: 1, lastAt: expect.any(Number) });
  expect(kept()).toHaveLength(2);
  expect(looks).toEqual([NOTIFIED_ORDER.orderNo]);
  const foreign = await notices.foreignOn(NOTICE_DAY);
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

test('a notice of a refund wakes the order it belongs to; one of a refund nobody knows is foreign too', async () => {
  const { orderNo } = NOTIFIED_ORDER;
  const refundNo = `${orderNo}RAAAAAAA`;
  const order: Order = {
    ...NOTIFIED_ORDER,
    state: 'paid',
    refunds: [
      {
        refundNo,
        purpose: 'customer',
        amountMinor: 1230,
        reason: 'a return',
        state: 'refunding',
        createdAt: 0,
        sends: 1,
        queries: 0,
      },
    ],
  };
  const { take, looks, notices } = noticeTaker({ live: [order] });
  await take(signed({ orderNo: refundNo, transType: 3 }));
  expect(notices.health()).toMatchObject({ taken: 1, foreign: 0 });
  // One that a restored folder has forgotten.
  await take(signed({ orderNo: `${orderNo}R`, transType: 3 }));
  expect(notices.health()).toMatchObject({ taken: 2, foreign: 1 });
  expect(looks).toEqual([orderNo, orderNo]);
});

test('an order that has ended is looked at only where the notice contradicts its end', async () => {
  const declined = { ...NOTIFIED_ORDER, orderNo: 'P261120TEST0000000000001', state: 'declined' as const };
  const { take, looks } = noticeTaker({ live: [], ended: [{ ...NOTIFIED_ORDER, state: 'paid' }, declined] });
  await take(signed());
  await take(signed({ orderNo: declined.orderNo }));
  expect(looks).toEqual([declined.orderNo]);
});

test('of an order that has just changed the books need not be asked', async () => {
  const { take, finds, looks, notices } = noticeTaker({ live: [] });
  notices.orderChanged({ ...NOTIFIED_ORDER, state: 'paid', rev: 5 });
  notices.orderChanged({ ...NOTIFIED_ORDER, state: 'pending', rev: 4 });
  await take(signed());
  expect([finds, looks]).toEqual([[], []]);
});

test('a till that stops takes nothing more, and has kept what it acknowledged', async () => {
  const { take, kept, notices, fault, looks } = noticeTaker();
  let wake: () => void = () => {};
  fault.lookWaits = new Promise((resolve) => {
    wake = resolve;
  });
  const taking = take(signed());
  await until(() => kept().length === 1, { what: 'it is being kept' });
  let isStopped = false;
  const stopping = notices.stop().then(() => {
    isStopped = true;
  });
  const stops = until(() => isStopped, { what: 'it has stopped', timeoutMs: 100 });
  await expect(stops).rejects.toThrow('in vain');
  wake();
  await stopping;
  expect([await taking, looks.length]).toEqual(['taken', 1]);
  expect(await take(signed({ transNo: 'T2' }))).toBe('notKept');
  expect(kept()).toHaveLength(1);
});

test('however notices are repeated and shuffled, each is kept once and all are acknowledged', async () => {
  const stories = fc.array(fc.record({ transNo: fc.integer({ min: 1, max: 5 }), isTogether: fc.boolean() }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const { take, kept, notices } = noticeTaker();
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
