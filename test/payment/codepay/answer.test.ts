import { expect, test } from 'vitest';
import {
  cancelAnswer,
  queryAnswer,
  refundAnswer,
  submitAnswer,
} from '../../../src/payment/codepay/answer.ts';
import type { Reply } from '../../../src/payment/codepay/reply.ts';

const codes = { refusalCodes: ['NO_FUNDS'], noRecordCodes: ['E04111'] };
const verified = (code: string | undefined, data: Record<string, string> = {}): Reply => ({
  kind: 'verified',
  claims: { ...(code !== undefined && { code }), message: 'said', psn: '7' },
  data: new Map(Object.entries(data)),
});
const status = (trans_status: string) => verified('0', { trans_status });
const unbelievable: Reply = { kind: 'unbelievable', claims: { code: '0' }, reason: 'unsigned', detail: 'x' };

test.each([
  ['0', 'pending', 'refunding'],
  ['9', 'pending', 'refunding'],
  ['1', 'declined', 'failed'],
  ['2', 'success', 'done'],
  ['3', 'cancelled', 'unknown'],
  ['4', 'unknown', 'unknown'],
  ['22', 'unknown', 'unknown'],
  ['2x', 'unknown', 'unknown'],
  ['true', 'unknown', 'unknown'],
])('status %s reads as %s of a sale and as %s of a refund', (text, sale, refund) => {
  expect(submitAnswer(status(text), codes, 't').kind).toBe(sale);
  expect(queryAnswer(status(text), codes, 't').kind).toBe(sale);
  expect(refundAnswer(status(text), codes, 't').kind).toBe(refund);
});

test('a success without a status is unknown', () => {
  expect(queryAnswer(verified('0'), codes, 't')).toMatchObject({ kind: 'unknown', reason: 'unknownStatus' });
});

test.each([
  ['E99', 'unknown', 'unknown', 'refused', 'unknown'],
  ['E04111', 'unknown', 'noRecord', 'refused', 'noRecord'],
  ['NO_FUNDS', 'declined', 'unknown', 'refused', 'unknown'],
  [undefined, 'unknown', 'unknown', 'unknown', 'unknown'],
])(
  'code %s answers a submit with %s, a query with %s, a cancel with %s, a refund query with %s',
  (...row) => {
    const reply = verified(row[0]);
    const kinds = [
      submitAnswer(reply, codes, 't').kind,
      queryAnswer(reply, codes, 't').kind,
      cancelAnswer(reply, 'A', 't').kind,
      refundAnswer(reply, codes, 't').kind,
    ];
    expect(kinds).toEqual(row.slice(1));
  },
);

test('a status under an error code counts for nothing', () => {
  const reply = verified('E99', { trans_status: '2' });
  const expected = { kind: 'unknown', reason: 'unknownCode' };
  expect(submitAnswer(reply, codes, 't')).toMatchObject(expected);
  expect(queryAnswer(reply, codes, 't')).toMatchObject(expected);
  expect(refundAnswer(reply, codes, 't')).toMatchObject(expected);
});

test('nothing is believed of an unbelievable reply', () => {
  const claims: Reply = { ...unbelievable, claims: { code: 'E04111' } };
  for (const reply of [unbelievable, claims]) {
    const expected = { kind: 'unknown', reason: 'unsigned', traceId: 't' };
    expect(submitAnswer(reply, codes, 't')).toMatchObject(expected);
    expect(queryAnswer(reply, codes, 't')).toMatchObject(expected);
    expect(cancelAnswer(reply, 'A', 't')).toMatchObject(expected);
    expect(refundAnswer(reply, codes, 't')).toMatchObject(expected);
  }
});

test('all facts of a transaction come as the gateway spelt them', () => {
  const data = {
    trans_no: '501',
    merchant_order_no: 'A1',
    trans_status: '2',
    trans_type: '1',
    order_amount: '200.0',
    trans_amount: '200',
    paid_amount: '195.50',
    price_currency: 'JPY',
    attach: 'n',
    pay_channel_trans_no: 'c',
    pay_platform_trans_no: 'p',
    trans_end_time: '2023-06-14 08:51:51',
    pay_method_id: 'Alipay+',
  };
  expect(queryAnswer(verified('0', data), codes, 't')).toEqual({
    kind: 'success',
    code: '0',
    message: 'said',
    psn: '7',
    traceId: 't',
    facts: {
      transNo: '501',
      orderNo: 'A1',
      transType: 1,
      orderAmount: '200.0',
      transAmount: '200',
      paidAmount: '195.50',
      currency: 'JPY',
      attach: 'n',
      payChannelTransNo: 'c',
      payPlatformTransNo: 'p',
      endedAt: '2023-06-14 08:51:51',
      payMethodId: 'Alipay+',
    },
  });
});

test('a decline tells its own code and words, not those of the envelope', () => {
  const data = { trans_status: '1', trans_error_code: 'E7', trans_error_msg: 'no funds' };
  expect(queryAnswer(verified('0', data), codes, 't')).toMatchObject({ code: 'E7', message: 'no funds' });
});

test('no sentence of the gateway keeps a payment code it quotes, or grows without end, whoever asked', () => {
  const quoting = `code 281234567890123456 is used up ${'.'.repeat(300)}`;
  const reply: Reply = { kind: 'verified', claims: { code: 'E99', message: quoting }, data: new Map() };
  const declined = verified('0', { trans_status: '1', trans_error_msg: quoting });
  for (const { message = '' } of [
    submitAnswer(reply, codes, 't'),
    queryAnswer(reply, codes, 't'),
    cancelAnswer(reply, 'A', 't'),
    refundAnswer(reply, codes, 't'),
    queryAnswer(declined, codes, 't'),
  ]) {
    expect(message).toContain('code 28******3456 is used up');
    expect(message.length).toBeLessThanOrEqual(200);
  }
});

test("an answer that names another order is none to this order's cancel", () => {
  const other = verified('0', { trans_no: '502', merchant_order_no: 'B' });
  expect(cancelAnswer(other, 'A', 't')).toMatchObject({ kind: 'unknown' });
  expect(cancelAnswer(other, 'B', 't')).toMatchObject({ kind: 'accepted', transNo: '502' });
});

test("a cancel's answer keeps the cancel's own number; a failed one is a refusal", () => {
  expect(cancelAnswer(verified('0', { trans_no: '502' }), 'A', 't')).toMatchObject({
    kind: 'accepted',
    transNo: '502',
  });
  expect(cancelAnswer(verified('0'), 'A', 't')).not.toHaveProperty('transNo');
  expect(cancelAnswer(status('1'), 'A', 't')).toMatchObject({ kind: 'refused' });
});
