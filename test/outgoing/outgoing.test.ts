import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { createOutgoing } from '../../src/outgoing/index.ts';
import type { OutboxFiles, Queued } from '../../src/outgoing/outbox.ts';
import type { Close, Order } from '../../src/payment/index.ts';
import { type HandClock, handClock } from '../support/hand-clock.ts';
import { orderOf, SENT_AT } from '../support/orders.ts';
import { refundOf } from '../support/refunds.ts';

const DAY = 86_400_000;
const PENDING = orderOf({ state: 'pending' });
const PAID = orderOf({ state: 'paid', finalAt: SENT_AT + 3000 });

/** A disk that outlives the till. */
function diskOf(lines: Queued[] = [], cursors: Record<string, number> = {}) {
  const files: OutboxFiles = {
    load: async () => [...lines],
    append: async (queued) => void lines.push(queued),
    readCursors: async () => ({ ...cursors }),
    writeCursors: async (value) => void Object.assign(cursors, value),
    close: async () => {},
  };
  return { files, lines, cursors };
}

function outgoingOf(
  files: OutboxFiles,
  { clock = handClock({ startsAt: SENT_AT }), isAway = false, orderJson = (order: object) => order } = {},
) {
  const told: string[] = [];
  const outgoing = createOutgoing(
    {
      receivers: [{ id: 'erp', url: 'https://erp.example/hook', secret: 'A'.repeat(32) }],
      files,
      sender: () => ({}),
      post: async (_, { headers }) => {
        if (isAway) return { ok: false, why: 'away' };
        told.push(headers['webhook-id'] ?? '');
        return { ok: true };
      },
      orderJson,
      closeJson: () => ({}),
      recent: async () => [],
      facts: async () => ({ needing: [], gunlessLanes: [] }),
    },
    { clock, log: silentLog },
  );
  onTestFinished(() => outgoing.stop());
  return { outgoing, told };
}

const settle = (clock: HandClock) => clock.advance(1);

test('what ends before the outbox was read waits for its place behind what waited already, and outlives another start', async () => {
  const disk = diskOf([{ seq: 57, event: { id: 'OLD', type: 'sale.ended', at: SENT_AT, data: {} } }], {
    erp: 56,
  });
  const away = outgoingOf(disk.files, { isAway: true });
  away.outgoing.news.order(PAID, PENDING);
  await away.outgoing.start();
  await away.outgoing.stop();
  expect(disk.lines.map(({ seq }) => seq)).toEqual([57, 58]);
  const clock = handClock({ startsAt: SENT_AT });
  const { outgoing, told } = outgoingOf(disk.files, { clock });
  await outgoing.start();
  await settle(clock);
  expect(told).toEqual(['OLD', `${PAID.orderNo}.paid`]);
});

test('an end that was told weeks ago is not told anew because the order has changed', async () => {
  const clock = handClock({ startsAt: SENT_AT + 30 * DAY });
  const { outgoing, told } = outgoingOf(diskOf([], { erp: 9 }).files, { clock });
  await outgoing.start();
  const done = refundOf({ state: 'done', finalAt: clock.now() });
  outgoing.news.order({ ...PAID, refunds: [done] }, { ...PAID, refunds: [refundOf()] });
  await settle(clock);
  expect(told).toEqual([`${done.refundNo}.done`]);
});

test('what was not told for a crash is told with the next change of the order', async () => {
  const clock = handClock({ startsAt: SENT_AT + DAY });
  const { outgoing, told } = outgoingOf(diskOf([], { erp: 9 }).files, { clock });
  await outgoing.start();
  outgoing.news.order({ ...PAID, seenAt: clock.now() }, PAID);
  await settle(clock);
  expect(told).toEqual([`${PAID.orderNo}.paid`]);
});

test('the closes of two tills of a shop are two events', async () => {
  const clock = handClock({ startsAt: SENT_AT });
  const { outgoing, told } = outgoingOf(diskOf().files, { clock });
  await outgoing.start();
  const close = { z: 7, closedAt: SENT_AT } as Close;
  for (const till of ['AAAA', 'BBBB']) outgoing.news.closed({ ...close, till });
  await settle(clock);
  expect(new Set(told).size).toBe(2);
});

test('an order that cannot be told of is no fault of the engine’s', async () => {
  const clock = handClock({ startsAt: SENT_AT });
  const spoilt = (order: object) => {
    if ((order as Order).lane === '9') throw new Error('no such lane');
    return order;
  };
  const { outgoing, told } = outgoingOf(diskOf().files, { clock, orderJson: spoilt });
  await outgoing.start();
  outgoing.news.order({ ...PAID, lane: '9' }, PENDING);
  outgoing.news.order(PAID, PENDING);
  await settle(clock);
  expect(told).toEqual([`${PAID.orderNo}.paid`]);
});
