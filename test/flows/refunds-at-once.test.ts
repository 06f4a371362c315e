import { expect, test } from 'vitest';
import { scriptedTill } from '../support/scripted-till.ts';
import { until } from '../support/until.ts';

const CODE = '281234567890123456';
const wish = (key: string, amountMinor: number) => ({ amountMinor, reason: 'broken', key, outside: true });

test('of two refunds at one moment the second knows of the first, though that was over before it began', async () => {
  const { payments, script, clock, seen, sell } = await scriptedTill();
  script.submit = 'success';
  const { orderNo, saleId } = await sell(CODE);
  script.query = 'success';
  await clock.advance(1000);
  const isPaid = async () => (await payments.order(orderNo))?.state === 'paid';
  await until(isPaid, { what: 'it is paid' });
  expect(payments.dismiss('1', saleId)).toEqual({ ok: true });
  await seen('its loop has ended', () => payments.health().openOrders === 0);
  // The first looks it up, then begins: the second is asked for as the first one reads.
  let first: Promise<unknown> = Promise.resolve();
  script.whileFinding = async () => {
    script.whileFinding = async () => {
      first = payments.refund(orderNo, wish('A', 1000));
      expect(await first).toMatchObject({ ok: true });
    };
  };
  expect(await payments.refund(orderNo, wish('B', 1000))).toEqual({ ok: false, why: 'tooMuch' });
  expect(await payments.order(orderNo)).toMatchObject({ refunds: [{ key: 'A', state: 'done' }] });
});
