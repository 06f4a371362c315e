import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { OldPapers, Order } from '../../src/payment/index.ts';
import { createRetention, type PrivacyNotes } from '../../src/privacy/index.ts';
import { handClock } from '../support/hand-clock.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

const DAY_MS = 86_400_000;
const DAY = '2027-01-15';
const SALE = orderOf({ state: 'paid', finalAt: SENT_AT, seenAt: SENT_AT, reference: 'Mrs Marlowe' });

/** One day's file in memory; `meanwhile` is called while it is written anew. */
function papersOf(lines: Order[], meanwhile: () => void = () => {}, more: Partial<OldPapers> = {}) {
  let looks = 0;
  const old: OldPapers = {
    days: async () => [{ day: DAY, bytes: JSON.stringify(lines).length }],
    visit: async (_, __, see) => {
      looks += 1;
      for (const order of lines) see(order);
    },
    rewrite: async (_, __, change) => {
      const next = lines.map((order) => change(order) ?? order);
      lines.splice(0, lines.length, ...next);
      meanwhile();
      return 0;
    },
    find: async () => undefined,
    dayOf: () => DAY,
    isLive: () => false,
    noticeDays: async () => [],
    dropNotices: async () => {},
    ...more,
  };
  return { old, looks: () => looks };
}

function retentionOf(old: OldPapers) {
  const clock = handClock({ startsAt: SENT_AT + 500 * DAY_MS });
  let notes: PrivacyNotes | undefined;
  const retention = createRetention({
    old,
    keepDays: 400,
    keepAuditDays: 0,
    notes: {
      read: async () => notes,
      write: async (value) => {
        notes = structuredClone(value);
      },
    },
    audit: { trim: async () => 0, note: async () => {} },
    dayBefore: () => '2028-01-01',
    clockSkewMs: () => 0,
    isBusy: () => false,
    clock,
    log: silentLog,
  });
  onTestFinished(() => retention.stop());
  return async () => {
    const run = retention.run();
    await clock.advance(1000);
    return run;
  };
}

test('a refund that is written down while its day is trimmed goes when its own time has come', async () => {
  const lines = [SALE];
  const refund = refundOf({ state: 'done', reason: 'Mr Quimby', createdAt: SENT_AT, finalAt: SENT_AT });
  let isRefunded = false;
  const { old } = papersOf(lines, () => {
    if (!isRefunded) lines.push({ ...SALE, rev: SALE.rev + 1, refunds: [refund] });
    isRefunded = true;
  });
  const run = retentionOf(old);
  await run();
  expect(JSON.stringify(lines)).toContain('Mr Quimby');
  await run();
  expect(JSON.stringify(lines)).not.toMatch(/Mr Quimby|Mrs Marlowe/);
});

test('a day that holds nothing to trim any more is looked at once, and then left alone', async () => {
  const { old, looks } = papersOf([SALE]);
  const run = retentionOf(old);
  for (let time = 0; time < 4; time += 1) await run();
  expect(looks()).toBe(2);
});

test('an order that somebody has begun to refund since it was looked at stays as it is', async () => {
  const lines = [SALE];
  let looks = 0;
  const isLive = () => {
    looks += 1;
    return looks > 1;
  };
  const { old } = papersOf(lines, () => {}, { isLive });
  await retentionOf(old)();
  expect(lines).toEqual([SALE]);
});

test('of a copy that visits another day, its own day tells whether anything has happened since', async () => {
  const lines = [SALE];
  const refundedLately = { ...SALE, rev: SALE.rev + 1, seenAt: SENT_AT + 450 * DAY_MS };
  const visited = { dayOf: () => '2027-01-14', find: async () => refundedLately };
  await retentionOf(papersOf(lines, () => {}, visited).old)();
  expect(lines).toEqual([SALE]);
});
