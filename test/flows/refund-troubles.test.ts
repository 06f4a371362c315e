import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { silentLog } from '../../src/log.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import { isFinal } from '../../src/payment/order.ts';
import { systemRandom } from '../../src/random.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { startEngine } from '../support/engine.ts';
import { atRest, keptByBooks, paidSale, refunded, refundShop } from '../support/refunding.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Refunds over a gateway at its worst. In the end the books say what its ledger says, or a person is called. */

/** A gateway that swallows the first request for a refund: it never arrives, and no answer comes. */
function swallowing(gateway: Gateway): Gateway & { refunds: { refundNo: string; amount: string }[] } {
  const refunds: { refundNo: string; amount: string }[] = [];
  return {
    ...gateway,
    refunds,
    refund: async (request, options) => {
      refunds.push(request);
      if (refunds.length > 1) return gateway.refund(request, options);
      return { kind: 'unknown', reason: 'timeout', detail: 'no answer', traceId: 'T' };
    },
  };
}

test('a refund that never arrived is sent again after a quarter of an hour of denials, and seen as stuck till then', async () => {
  const shop = await refundShop(scaledClock(120));
  let wire: ReturnType<typeof swallowing> | undefined;
  const engine = await shop.open({
    wrap: (gateway) => {
      wire = swallowing(gateway);
      return wire;
    },
  });
  const { orderNo } = await paidSale(engine);
  await refunded(engine, orderNo, 500);
  await engine.orderWhen(orderNo, ({ refunds }) => refunds?.[0]?.state === 'stuck', 30_000);
  expect(engine.payments.health()).toMatchObject({ openOrders: 1, stuckOrders: 1 });
  const order = await atRest(engine, orderNo, 30_000);
  const [refund] = order.refunds ?? [];
  expect(refund).toMatchObject({ state: 'done', sends: 2 });
  expect((refund?.lastSentAt ?? 0) - (refund?.sentAt ?? 0)).toBeGreaterThan(15 * 60_000);
  expect(wire?.refunds.map(({ refundNo, amount }) => [refundNo, amount])).toEqual(
    Array(2).fill([refund?.refundNo, '5.00']),
  );
  expect(engine.payments.health()).toMatchObject({ openOrders: 0, stuckOrders: 0 });
  expect(keptByBooks(order)).toBe(730);
  expect(shop.sandbox.truthOf(orderNo).keptMinor).toBe(730);
}, 60_000);

test('a refund asked for while the gateway cannot be reached waits, and leaves when it is back', async () => {
  const folder = temporaryFolder();
  const clock = scaledClock(40);
  const parts = { dir: join(folder, 'sandbox'), clock, random: systemRandom, log: silentLog };
  const first = await startSandbox(parts);
  const engine = await startEngine({ folder, clock, sandbox: first });
  onTestFinished(() => engine.stop());
  const { orderNo } = await paidSale(engine);
  await first.close();
  // Its closed connections are noticed, or the next request would leave on one of them.
  await clock.sleep(4_000);
  const refund = await refunded(engine, orderNo, 1230);
  const waiting = await engine.orderWhen(orderNo, ({ refunds }) => (refunds?.[0]?.sends ?? 0) > 2);
  expect(['created', 'submitting']).toContain(waiting.refunds?.[0]?.state);

  const second = await startSandbox({ ...parts, port: Number(new URL(first.url).port) });
  onTestFinished(() => second.close());
  const order = await atRest(engine, orderNo);
  expect(order.refunds).toMatchObject([{ refundNo: refund.refundNo, state: 'done' }]);
  expect(order.refunds?.[0]?.sends).toBeLessThan(10);
  expect(second.truthOf(orderNo)).toMatchObject({ keptMinor: 0, refundedMinor: 1230 });
});

test('the whole of a sale whose goods stayed in the shop goes back from its result screen, once', async () => {
  const shop = await refundShop();
  const engine = await shop.open();
  const { orderNo, saleId } = await engine.sell('1', 'paid');
  await engine.orderWhen(orderNo, isFinal);
  const taps = await Promise.all([1, 2].map(() => engine.payments.giveBack('1', saleId)));
  expect(taps).toEqual([{ ok: true }, { ok: true }]);
  expect(await engine.payments.giveBack('1', 'another sale')).toEqual({ ok: false, why: 'saleOver' });
  const order = await atRest(engine, orderNo);
  expect(order.refunds).toMatchObject([{ state: 'done', amountMinor: 1230 }]);
  expect(shop.sandbox.truthOf(orderNo).keptMinor).toBe(0);
});

test('money that must not stay and that no refund brings back calls for a person, whose word ends it', async () => {
  const shop = await refundShop(scaledClock(120));
  let refunds = 0;
  const engine = await shop.open({
    wrap: (gateway) => ({
      ...gateway,
      refund: async () => {
        refunds += 1;
        return { kind: 'failed', facts: {}, code: 'X1', message: 'the account is closed', traceId: 'T' };
      },
    }),
  });
  const saleId = await engine.charge('1');
  const { orderNo } = engine.scan('1', 'cancel-keeps');
  engine.payments.cancel('1', saleId);
  const stuck = await engine.orderWhen(orderNo, (order) => order.refunds?.[0]?.state === 'failed');
  expect(stuck).toMatchObject({ state: 'stuck', refunds: [{ purpose: 'reversal', amountMinor: 1230 }] });
  expect(stuck.history.at(-1)?.detail).toContain('the account is closed');
  expect(engine.payments.health()).toMatchObject({ stuckOrders: 1 });
  await engine.clock.sleep(5 * 60_000);
  expect(refunds).toBe(1);
  const decided = await engine.payments.resolve(orderNo, {
    as: 'paid',
    by: 'Ada',
    reason: 'the customer came back and took the goods',
  });
  expect(decided).toMatchObject({ ok: true, order: { settlement: { as: 'paid', by: 'Ada' } } });
  expect(engine.payments.health()).toMatchObject({ stuckOrders: 0 });
  expect(shop.sandbox.truthOf(orderNo).keptMinor).toBe(1230);
});
