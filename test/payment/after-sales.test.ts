import { expect, onTestFinished, test } from 'vitest';
import { isFinal } from '../../src/payment/order.ts';
import { startEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A paid sale that somebody has seen: nothing is left to do for it, and its loop has ended. */
async function finishedSale() {
  const queried: string[] = [];
  const engine = await startEngine({
    folder: temporaryFolder(),
    wrap: (gateway) => ({
      ...gateway,
      query: (orderNo, options) => {
        queried.push(orderNo);
        return gateway.query(orderNo, options);
      },
    }),
  });
  onTestFinished(() => engine.stop());
  const { orderNo, saleId } = await engine.sell('1', 'paid');
  await engine.orderWhen(orderNo, isFinal);
  expect(engine.payments.dismiss('1', saleId)).toEqual({ ok: true });
  await engine.clock.sleep(5_000);
  expect(queried).toEqual([]);
  return { engine, orderNo, queried };
}

test('an order whose loop has ended is asked about all the same when somebody wants to know', async () => {
  const { engine, orderNo, queried } = await finishedSale();
  expect(await engine.payments.check(orderNo)).toMatchObject({ state: 'paid', queries: 1 });
  expect(queried).toEqual([orderNo]);
});

test('an order whose loop has ended can be refunded all the same', async () => {
  const { engine, orderNo } = await finishedSale();
  const wish = { amountMinor: 1230, reason: 'a return', key: 'K1' };
  expect(await engine.payments.refund(orderNo, wish)).toMatchObject({ ok: true });
  const isBack = ({ refunds = [] }: { refunds?: { state: string }[] }) => refunds[0]?.state === 'done';
  await engine.orderWhen(orderNo, isBack);
  expect(engine.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: 0 });
});
