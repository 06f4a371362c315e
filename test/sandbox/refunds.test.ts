import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OutcomeId } from '../../src/sandbox/outcomes.ts';
import { gatewayBench, told } from '../support/gateway-bench.ts';

function paidBench(outcome: OutcomeId = 'paid') {
  const bench = gatewayBench();
  bench.submit(outcome);
  return bench;
}

test('a refund is on its way for two seconds, then done, and the sale still says paid', async () => {
  const { refund, react, query, gateway, clock } = paidBench();
  const asked = refund('R1', '5.00');
  expect(asked).toMatchObject({
    merchant_order_no: 'R1',
    orig_merchant_order_no: 'A1',
    trans_type: 3,
    trans_status: 0,
    order_amount: '5.00',
    trans_amount: '5.00',
    price_currency: 'USD',
  });
  const byNumber = () => told(react('order.refund.query', { merchant_order_no: 'R1' }));
  const byTransNo = () => told(react('order.refund.query', { trans_no: asked.trans_no }));
  await clock.advance(1_999);
  expect([byNumber(), byTransNo()]).toMatchObject([{ trans_status: 0 }, { trans_status: 0 }]);
  await clock.advance(1);
  expect([byNumber(), byTransNo()]).toMatchObject([{ trans_status: 2 }, { trans_status: 2 }]);
  expect(byNumber().trans_end_time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(query()).toMatchObject({ trans_type: 1, trans_status: 2, order_amount: '12.30' });
  expect(gateway.truthOf('A1')).toMatchObject({
    state: 'paid',
    paidMinor: 1230,
    refundedMinor: 500,
    keptMinor: 730,
  });
});

test('the same refund asked for again, spelt otherwise or by the other number, is one refund', async () => {
  const { refund, query, gateway, clock } = paidBench();
  const first = refund('R1', '5.00');
  await clock.advance(10_000);
  const again = refund('R1', '5.0');
  expect(again).toMatchObject({ trans_no: first.trans_no, trans_status: 2 });
  const other = { orig_merchant_order_no: undefined, orig_trans_no: query().trans_no };
  expect(refund('R1', '5.00', other)).toMatchObject({ trans_no: first.trans_no });
  const sample = { order_amount: undefined, trans_amount: '5.00', price_currency: undefined };
  expect(refund('R1', '', sample)).toMatchObject({ trans_no: first.trans_no });
  expect(gateway.truthOf('A1')).toMatchObject({ refundedMinor: 500 });
});

test('one number never stands for two refunds, or for a refund and a sale', () => {
  const { refund, submit, gateway } = paidBench();
  submit('paid', 'A2');
  refund('R1', '5.00');
  expect(refund('R1', '5.01')).toMatchObject({ code: 'SBX_REFUND_DIFFERS' });
  expect(refund('R1', '5.00', { orig_merchant_order_no: 'A2' })).toMatchObject({ code: 'SBX_ORDER_NO_USED' });
  expect(refund('A1', '5.00')).toMatchObject({ code: 'SBX_ORDER_NO_USED' });
  expect(refund('A2', '5.00')).toMatchObject({ code: 'SBX_ORDER_NO_USED' });
  expect(told(submit('paid', 'R1'))).toMatchObject({ code: 'SBX_ORDER_NO_USED' });
  expect(gateway.truthOf('A1')).toMatchObject({ refundedMinor: 500 });
  expect(gateway.truthOf('A2')).toMatchObject({ refundedMinor: 0 });
});

test('whatever is asked for, never more goes back than was paid, in at most ten parts', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 20 }), (amounts) => {
      const { refund, gateway } = paidBench();
      let given = 0;
      let parts = 0;
      for (const [nth, minor] of amounts.entries()) {
        const answer = refund(`R${nth}`, (minor / 100).toFixed(2));
        const isAllowed = parts < 10 && given + minor <= 1230;
        expect(answer.code).toBe(isAllowed ? undefined : 'SBX_NOT_REFUNDABLE');
        if (isAllowed) {
          given += minor;
          parts += 1;
        }
        expect(gateway.truthOf('A1')).toMatchObject({ refundedMinor: given, keptMinor: 1230 - given });
      }
    }),
  );
});

test('the eleventh part is refused, however small', () => {
  const { refund, gateway } = paidBench();
  const codes = Array.from({ length: 11 }, (_, nth) => refund(`R${nth}`, '0.01').code);
  expect(codes).toEqual([...Array.from({ length: 10 }, () => undefined), 'SBX_NOT_REFUNDABLE']);
  expect(gateway.truthOf('A1')).toMatchObject({ refundedMinor: 10 });
});

test('what was paid in another amount is refunded up to that amount; a discount is refunded with it', () => {
  const wrong = paidBench('wrong-amount');
  expect(wrong.refund('R1', '1.24')).toMatchObject({ code: 'SBX_NOT_REFUNDABLE' });
  expect(wrong.refund('R1', '1.23')).toMatchObject({ trans_status: 0 });
  expect(wrong.gateway.truthOf('A1')).toMatchObject({ paidMinor: 123, keptMinor: 0 });
  const discount = paidBench('discount');
  expect(discount.refund('R1', '12.30')).toMatchObject({ trans_status: 0 });
  expect(discount.gateway.truthOf('A1')).toMatchObject({ paidMinor: 1230, keptMinor: 0 });
});

test('money that a cancel does not bring back, a refund does', async () => {
  const { refund, cancel, gateway, clock } = paidBench('cancel-keeps');
  cancel();
  await clock.advance(1_000);
  expect(refund('R1', '12.30')).toMatchObject({ trans_status: 0 });
  expect(gateway.truthOf('A1')).toMatchObject({ state: 'paid', refundedMinor: 1230, keptMinor: 0 });
});

test('the money goes back by a refund or by a cancel, never by both', async () => {
  const cancelled = paidBench();
  cancelled.cancel();
  expect(cancelled.refund('R1', '12.30')).toMatchObject({ code: 'SBX_NOT_REFUNDABLE' });
  await cancelled.clock.advance(3_000);
  expect(cancelled.refund('R1', '12.30')).toMatchObject({ code: 'SBX_NOT_REFUNDABLE' });
  expect(cancelled.gateway.truthOf('A1')).toMatchObject({
    state: 'reversed',
    paidMinor: 1230,
    refundedMinor: 1230,
    keptMinor: 0,
  });
  const refunded = paidBench();
  refunded.refund('R1', '0.01');
  expect(refunded.cancel()).toMatchObject({ code: 'SBX_NOT_CANCELLABLE' });
  expect(refunded.gateway.truthOf('A1')).toMatchObject({ state: 'paid', keptMinor: 1229 });
});

test.each<OutcomeId>(['never', 'declined'])('an order that is not paid (%s) is not refunded', (outcome) => {
  expect(paidBench(outcome).refund('R1', '1.00')).toMatchObject({ code: 'SBX_NOT_REFUNDABLE' });
});

test.each([
  ['another currency', { price_currency: 'EUR' }, 'SBX_FIELD'],
  ['more decimals', { order_amount: '1.001' }, 'SBX_FIELD'],
  ['nothing', { order_amount: '0.00' }, 'SBX_FIELD'],
  ['a negative amount', { order_amount: '-1.00' }, 'SBX_FIELD'],
  ['no amount', { order_amount: undefined }, 'SBX_FIELD'],
  ['no sale', { orig_merchant_order_no: undefined }, 'SBX_FIELD'],
  ['no number', { merchant_order_no: undefined }, 'SBX_FIELD'],
  ['no reason', { description: undefined }, 'SBX_FIELD'],
  ['a reason too long', { description: 'x'.repeat(65) }, 'SBX_FIELD'],
  ['an unknown sale', { orig_merchant_order_no: 'A9' }, 'E04111'],
])('a refund with %s is refused', (_, change, code) => {
  const { refund, gateway } = paidBench();
  expect(refund('R1', '1.00', change)).toMatchObject({ code });
  expect(gateway.truthOf('A1')).toMatchObject({ refundedMinor: 0 });
});

test('a refund nobody asked for is on no record', () => {
  const { react } = paidBench();
  expect(told(react('order.refund.query', { merchant_order_no: 'A1' }))).toMatchObject({ code: 'E04111' });
  expect(told(react('order.refund.query', { merchant_order_no: 'R9' }))).toMatchObject({ code: 'E04111' });
  expect(told(react('order.refund.query', {}))).toMatchObject({ code: 'E04111' });
});

test('a gateway started anew knows its refunds', async () => {
  const before = paidBench();
  const first = before.refund('R1', '12.00');
  const after = gatewayBench(before.clock, before.ledger);
  await before.clock.advance(3_000);
  expect(after.refund('R1', '12.00')).toMatchObject({ trans_no: first.trans_no, trans_status: 2 });
  expect(after.queryRefund(first.trans_no)).toMatchObject({ trans_status: 2 });
  expect(after.refund('R2', '0.31')).toMatchObject({ code: 'SBX_NOT_REFUNDABLE' });
  expect(after.gateway.truthOf('A1')).toMatchObject({ refundedMinor: 1200, keptMinor: 30 });
});

test('who gives an address is told of the refund when it is done', async () => {
  const { refund, notices, clock } = paidBench();
  refund('R1', '1.00');
  refund('R2', '2.00', { notify_url: 'http://127.0.0.1:1/hook' });
  await clock.advance(0);
  expect(notices).toMatchObject([{ url: 'http://127.0.0.1:1/hook', afterMs: 2_000, times: 1 }]);
  expect(notices[0]?.content()).toMatchObject({ merchant_order_no: 'R2', trans_type: 3, trans_status: 2 });
});

test('refunds of a closed wallet fail in words, give nothing back, and use up none of the ten', async () => {
  const { refund, react, cancel, gateway, clock, notices } = paidBench('refund-fails');
  expect(refund('R0', '12.30', { notify_url: 'http://127.0.0.1:1/hook' })).toMatchObject({
    trans_status: 0,
  });
  expect(gateway.truthOf('A1')).toMatchObject({ paidMinor: 1230, refundedMinor: 0, keptMinor: 1230 });
  await clock.advance(2_000);
  const failed = told(react('order.refund.query', { merchant_order_no: 'R0' }));
  expect(failed).toMatchObject({
    trans_status: 1,
    trans_error_code: 'SBX_REFUND_FAILED',
    trans_error_msg: expect.stringContaining('closed'),
  });
  expect(notices[0]?.content()).toMatchObject({ merchant_order_no: 'R0', trans_status: 1 });
  expect(refund('R0', '12.30')).toMatchObject({ trans_no: failed.trans_no, trans_status: 1 });
  for (let nth = 1; nth < 12; nth += 1) expect(refund(`R${nth}`, '12.30').code).toBeUndefined();
  expect(cancel().code).toBeUndefined();
  expect(gateway.truthOf('A1')).toMatchObject({ state: 'reversing', refundedMinor: 1230, keptMinor: 0 });
});

test("a query of an odd gateway's refund states the sale's number, a refund and its amount; the submit's answer does not", async () => {
  const { refund, react, gateway, clock } = paidBench('refund-odd');
  const asked = refund('R1', '5.00');
  expect(asked).toMatchObject({ merchant_order_no: 'R1', order_amount: '5.00' });
  await clock.advance(2_000);
  const odd = told(react('order.refund.query', { merchant_order_no: 'R1' }));
  expect(odd).toMatchObject({
    merchant_order_no: 'A1',
    trans_no: asked.trans_no,
    trans_type: 3,
    trans_status: 2,
    trans_amount: '5.00',
  });
  expect(odd.order_amount).toBeUndefined();
  expect(gateway.truthOf('A1')).toMatchObject({ refundedMinor: 500, keptMinor: 730 });
});

test('the first refund of an order that loses it is made without an answer and denied once, the next is like any other', async () => {
  const { refund, react, gateway, clock } = paidBench('refund-lost');
  const query = (refundNo: string) => told(react('order.refund.query', { merchant_order_no: refundNo }));
  expect(refund('R1', '5.00')).toEqual({ kind: 'hang' });
  expect(gateway.truthOf('A1')).toMatchObject({ refundedMinor: 500, keptMinor: 730 });
  expect(query('R1')).toMatchObject({ code: 'E04111' });
  expect(query('R1')).toMatchObject({ merchant_order_no: 'R1', trans_status: 0 });
  await clock.advance(2_000);
  expect(query('R1')).toMatchObject({ trans_status: 2 });
  expect(refund('R1', '5.00')).toMatchObject({ merchant_order_no: 'R1', trans_status: 2 });
  expect(refund('R2', '1.00')).toMatchObject({ trans_status: 0 });
  expect(query('R2')).toMatchObject({ trans_status: 0 });
  expect(gateway.truthOf('A1')).toMatchObject({ refundedMinor: 600, keptMinor: 630 });
});

test('money taken behind an accepted cancel can be given back at any age, and then no cancel gives it back again', async () => {
  const { refund, cancel, gateway, clock } = paidBench('cancel-keeps');
  cancel();
  await clock.advance(24 * 60 * 60_000);
  expect(refund('R1', '12.30')).toMatchObject({ trans_status: 0 });
  expect(cancel()).toMatchObject({ code: 'SBX_NOT_CANCELLABLE' });
  expect(refund('R2', '0.01')).toMatchObject({ code: 'SBX_NOT_REFUNDABLE' });
  expect(gateway.truthOf('A1')).toMatchObject({ state: 'paid', refundedMinor: 1230, keptMinor: 0 });
});
