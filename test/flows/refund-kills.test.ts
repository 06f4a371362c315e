import { beforeAll, expect, test } from 'vitest';
import type { RefundState } from '../../src/payment/refund.ts';
import { startEngine } from '../support/engine.ts';
import { buildTill, type Kill, killTill } from '../support/killed-till.ts';
import { atRest, keptByBooks } from '../support/refunding.ts';

/** Where a till dies over a refund. */
interface RefundKill extends Kill {
  /** How it ends; default: done. */
  end?: RefundState;
}

const KILLS: RefundKill[] = [
  { point: 'before saved: refund asked', outcome: 'paid' },
  { point: 'saved: refund asked', outcome: 'paid' },
  { point: 'before saved: refund sent', outcome: 'paid' },
  // Nothing left, and nobody can know: only a quarter of an hour of "no record" allows the send.
  { point: 'saved: refund sent', outcome: 'paid', speed: 120 },
  { point: 'the refund arrives', outcome: 'paid', onRequest: 'order.refund.submit' },
  { point: 'the lost refund arrives', outcome: 'refund-lost', onRequest: 'order.refund.submit' },
  { point: 'before saved: refund under way', outcome: 'paid' },
  { point: 'saved: refund under way', outcome: 'paid' },
  { point: 'the look arrives', outcome: 'paid', onRequest: 'order.refund.query' },
  { point: 'before saved: refund done', outcome: 'refund-odd' },
  { point: 'saved: refund done', outcome: 'paid' },
  { point: 'before saved: refund failed', outcome: 'refund-fails', end: 'failed' },
  { point: 'saved: refund failed', outcome: 'refund-fails', end: 'failed' },
];
const TAP = { amountMinor: 500, reason: 'returned', key: 'tap' };

beforeAll(buildTill);

const titled = KILLS.map((kill) => [`${kill.point}, outcome ${kill.outcome}`, kill] as const);

test.each(titled)(
  'killed at "%s", the refund is made once, and a second tap with its key makes no other',
  async (_, kill) => {
    const { folder, sandbox, clock, orderNo, requests } = await killTill({ ...kill, refund: TAP });
    const engine = await startEngine({ folder, sandbox, clock });
    try {
      const order = await engine.orderWhen(orderNo, ({ state }) => state === 'paid');
      const wasSaved = kill.point !== 'before saved: refund asked';
      expect(order.refunds?.length ?? 0).toBe(wasSaved ? 1 : 0);
      const again = await engine.payments.refund(orderNo, TAP);
      expect(again).toMatchObject({ ok: true });
      const ended = await atRest(engine, orderNo, 30_000);
      const end = kill.end ?? 'done';
      const kept = end === 'done' ? 730 : 1230;
      expect(ended.refunds, JSON.stringify(ended.history)).toMatchObject([{ state: end, amountMinor: 500 }]);
      expect(keptByBooks(ended)).toBe(kept);
      expect(sandbox.truthOf(orderNo).keptMinor).toBe(kept);
      // Asked for once, before the kill or after the restart.
      const submits = requests.filter(({ method }) => method === 'order.refund.submit');
      expect(submits.map((request) => request.orderNo)).toEqual([ended.refunds?.[0]?.refundNo]);
    } finally {
      await engine.stop();
    }
  },
  60_000,
);
