import { expect, test } from 'vitest';
import type { OutcomeId } from '../../src/sandbox/outcomes.ts';
import { gatewayBench, told } from '../support/gateway-bench.ts';

const MINUTE = 60_000;

test('a cancel that keeps the money is accepted as often as it comes, and nothing ever goes back', async () => {
  const { submit, query, cancel, queryRefund, gateway, clock } = gatewayBench();
  expect(told(submit('cancel-keeps'))).toMatchObject({ trans_status: 0 });
  await clock.advance(50_000);
  const first = cancel();
  const second = cancel();
  const sale = query();
  expect(sale).toMatchObject({ trans_status: 2 });
  expect(new Set([sale.trans_no, first.trans_no, second.trans_no]).size).toBe(3);
  await clock.advance(60 * MINUTE);
  expect(query()).toMatchObject({ trans_status: 2 });
  expect(queryRefund(first.trans_no)).toMatchObject({ code: 'E04111' });
  expect(queryRefund(second.trans_no)).toMatchObject({ code: 'E04111' });
  expect(gateway.truthOf('A1')).toMatchObject({ state: 'paid', keptMinor: 1230 });
  expect(cancel()).toMatchObject({ code: 'SBX_NOT_CANCELLABLE' });
});

test('an error of unknown meaning hides a payment', () => {
  const { submit, query, gateway } = gatewayBench();
  expect(told(submit('unknown-code'))).toMatchObject({ code: 'SBX_SYSTEM' });
  expect(query()).toMatchObject({ trans_status: 2 });
  expect(gateway.truthOf('A1')).toMatchObject({ state: 'paid', keptMinor: 1230 });
});

test('a request that is long on its way is on no record, cannot be cancelled, and pays when it arrives', async () => {
  const { submit, query, cancel, gateway, clock } = gatewayBench();
  expect(submit('no-record')).toEqual({ kind: 'hang' });
  await clock.advance(19_999);
  expect(query()).toMatchObject({ code: 'E04111' });
  expect(cancel()).toMatchObject({ code: 'E04111' });
  expect(gateway.truthOf('A1')).toMatchObject({ exists: false, keptMinor: 0 });
  await clock.advance(1);
  expect(query()).toMatchObject({ trans_status: 2 });
  expect(gateway.truthOf('A1')).toMatchObject({ exists: true, state: 'paid', keptMinor: 1230 });
});

test('the number of a request that is still on its way is taken', () => {
  const { submit } = gatewayBench();
  submit('no-record');
  expect(told(submit('paid'))).toMatchObject({ code: 'SBX_ORDER_NO_USED' });
});

test('a gateway that goes down has taken the payment, and comes back after a minute', async () => {
  const { submit, query, gateway, clock } = gatewayBench();
  expect(gateway.isDown()).toBe(false);
  expect(submit('down')).toEqual({ kind: 'drop' });
  expect(gateway.isDown()).toBe(true);
  await clock.advance(MINUTE - 1);
  expect(gateway.isDown()).toBe(true);
  await clock.advance(1);
  expect(gateway.isDown()).toBe(false);
  expect(query()).toMatchObject({ trans_status: 2 });
});

test('a gateway started anew within that minute is down for the rest of it', async () => {
  const before = gatewayBench();
  before.submit('down');
  await before.clock.advance(30_000);
  const after = gatewayBench(before.clock, before.ledger);
  expect(after.gateway.isDown()).toBe(true);
  await before.clock.advance(30_000);
  expect(after.gateway.isDown()).toBe(false);
});

test("the gateway's clock is twelve minutes ahead for a minute", async () => {
  const { submit, gateway, clock } = gatewayBench();
  expect(gateway.clockOffsetMs()).toBe(0);
  expect(told(submit('skew'))).toMatchObject({ trans_status: 2 });
  expect(gateway.clockOffsetMs()).toBe(12 * MINUTE);
  await clock.advance(MINUTE);
  expect(gateway.clockOffsetMs()).toBe(0);
});

test('a discount lowers what the customer pays, and nothing else', () => {
  const { submit, query, gateway } = gatewayBench();
  expect(told(submit('discount'))).toMatchObject({
    trans_status: 2,
    trans_amount: '12.30',
    paid_amount: '11.07',
    discount_bpc: '1.23',
  });
  expect(query()).toMatchObject({ order_amount: '12.30', paid_amount: '11.07' });
  expect(gateway.truthOf('A1')).toMatchObject({ paidMinor: 1230, keptMinor: 1230 });
});

test.each<OutcomeId>(['notified', 'notified-twice', 'notified-late'])(
  'a customer (%s) pays after three seconds, told of or not',
  async (outcome) => {
    const { submit, query, clock } = gatewayBench();
    expect(told(submit(outcome))).toMatchObject({ trans_status: 0 });
    await clock.advance(2_999);
    expect(query()).toMatchObject({ trans_status: 0 });
    await clock.advance(1);
    expect(query()).toMatchObject({ trans_status: 2 });
  },
);

test('behind a forged notification nobody ever pays', async () => {
  const { submit, query, gateway, clock } = gatewayBench();
  submit('notified-forged');
  await clock.advance(119_999);
  expect(query()).toMatchObject({ trans_status: 0 });
  await clock.advance(1);
  expect(query()).toMatchObject({ trans_status: 1 });
  expect(gateway.truthOf('A1')).toMatchObject({ paidMinor: 0, keptMinor: 0 });
});
