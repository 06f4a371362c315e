import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { Notification } from '../../src/payment/gateway.ts';
import { Notices } from '../../src/payment/notices.ts';
import { NoticeJournal } from '../../src/payment/store/notice-journal.ts';
import { handClock } from '../support/hand-clock.ts';
import { NOTIFIED_ORDER, noticeTaker, signed } from '../support/notice-taker.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a forgery is refused and counted; it leaves no trace on disk but one line a minute in the log', async () => {
  const { folder, take, looks, notices, logged, clock } = noticeTaker();
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

test('a hint wakes an open order now and then, is never kept, and asks no file', async () => {
  const { folder, take, looks, finds, clock } = noticeTaker();
  const hint = { kind: 'hint', orderNo: NOTIFIED_ORDER.orderNo };
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
