import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalString, type Fields } from '../../../src/payment/codepay/envelope.ts';
import { readNotification } from '../../../src/payment/codepay/notification.ts';
import { rsa2Signer, rsa2Verifier } from '../../../src/payment/codepay/signing.ts';
import type { Notification } from '../../../src/payment/gateway.ts';
import { gatewayKeys, merchantKeys, signedByGateway } from '../../support/codepay.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const verifier = rsa2Verifier(gatewayKeys.publicKey);
const reading = { appId: 'wzsandbox', merchantNo: '502100000001', verifier };

const read = (body: string, contentType = JSON_TYPE): Promise<Notification> =>
  readNotification({ body, contentType }, reading);

/** A notification as the gateway's documents list its fields. */
const PAID = {
  app_id: 'wzsandbox',
  charset: 'UTF-8',
  format: 'JSON',
  sign_type: 'RSA2',
  version: '1.0',
  timestamp: '1800000000000',
  method: 'order.notify',
  merchant_no: '502100000001',
  merchant_order_no: 'P261120TEST0000000000000',
  trans_no: '5012026112000001',
  trans_type: '1',
  trans_status: '2',
  price_currency: 'USD',
  order_amount: '12.30',
  paid_amount: '12.00',
  pay_user_account_id: '2088000000000001',
  attach: 'Grüße 100 % + & = ?',
};
const FACTS = {
  orderNo: 'P261120TEST0000000000000',
  transNo: '5012026112000001',
  transType: 1,
  currency: 'USD',
  orderAmount: '12.30',
  paidAmount: '12.00',
  attach: PAID.attach,
};

const formOf = (fields: Fields) =>
  Object.entries(fields)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');

test.each([
  ['JSON', JSON_TYPE, JSON.stringify],
  ['JSON, with a charset', 'Application/JSON; charset=utf-8', JSON.stringify],
  ['JSON, with a charset it is not in', 'application/json;charset=GBK', JSON.stringify],
  ['a form', FORM_TYPE, formOf],
  ['a form, with a charset', `${FORM_TYPE} ; charset="UTF-8"`, formOf],
])('a signed notification as %s is believed', async (_, type, write) => {
  const body = write(await signedByGateway(PAID));
  expect(await read(body, type)).toEqual({ kind: 'signed', status: 'success', facts: FACTS });
});

test('in a form, a space may be a plus, and a signature whose plusses were not escaped is still one', async () => {
  let fields = await signedByGateway({ ...PAID, attach: 'two words' });
  for (let i = 0; !String(fields.sign).includes('+'); i += 1) {
    fields = await signedByGateway({ ...PAID, attach: 'two words', timestamp: String(i) });
  }
  const body = formOf(fields).replace('two%20words', 'two+words').replaceAll('%2B', '+');
  expect(await read(body, FORM_TYPE)).toMatchObject({ kind: 'signed', facts: { attach: 'two words' } });
});

test('a number is verified as it is written', async () => {
  const text = canonicalString({ ...PAID, order_amount: '100.0', trans_status: '2' });
  const sign = await rsa2Signer(gatewayKeys.privateKey).sign(text);
  const bodyWith = (amount: string) =>
    JSON.stringify({ ...PAID, sign })
      .replace('"12.30"', amount)
      .replace('"trans_status":"2"', '"trans_status":2');
  expect(await read(bodyWith('100.0'))).toMatchObject({
    kind: 'signed',
    status: 'success',
    facts: { orderAmount: '100.0' },
  });
  expect(await read(bodyWith('100'))).toEqual({ kind: 'badSignature' });
  expect(await read(bodyWith('100.00'))).toEqual({ kind: 'badSignature' });
});

test('the order of the fields, and fields that say nothing, make no difference', async () => {
  const fields = await signedByGateway(PAID);
  const orders = fc.shuffledSubarray(Object.entries(fields), { minLength: Object.keys(fields).length });
  await fc.assert(
    fc.asyncProperty(orders, fc.boolean(), async (entries, isForm) => {
      const told = Object.fromEntries([...entries, ['store_no', '']]);
      const body = isForm ? formOf(told) : JSON.stringify({ ...told, terminal_sn: null });
      expect(await read(body, isForm ? FORM_TYPE : JSON_TYPE)).toMatchObject({ kind: 'signed' });
    }),
    { numRuns: 50 },
  );
});

test('whichever field is changed, added or taken away, the signature no longer fits', async () => {
  const fields = await signedByGateway(PAID);
  for (const name of Object.keys(PAID).filter((each) => each !== 'app_id' && each !== 'merchant_no')) {
    expect(await read(JSON.stringify({ ...fields, [name]: '3' })), name).toEqual({ kind: 'badSignature' });
    expect(await read(JSON.stringify({ ...fields, [name]: undefined })), name).toEqual({
      kind: 'badSignature',
    });
  }
  expect(await read(JSON.stringify({ ...fields, more: '1' }))).toEqual({ kind: 'badSignature' });
});

test('without a signature, with one of another key, or with one spelt otherwise, nothing is believed', async () => {
  const { sign } = await signedByGateway(PAID);
  const foreign = await rsa2Signer(merchantKeys.privateKey).sign(canonicalString(PAID));
  const spelt = [
    undefined,
    null,
    '',
    ' ',
    0,
    true,
    {},
    foreign,
    `${sign}=`,
    String(sign).slice(4),
    'A'.repeat(344),
  ];
  for (const each of spelt) {
    expect(await read(JSON.stringify({ ...PAID, sign: each })), String(each)).toEqual({
      kind: 'badSignature',
    });
  }
});

test.each([
  ['0', 'pending'],
  ['1', 'declined'],
  ['2', 'success'],
  ['3', 'cancelled'],
  ['9', 'pending'],
  ['02', 'unknown'],
  ['2.0', 'unknown'],
  ['SUCCESS', 'unknown'],
  [undefined, 'unknown'],
])('the status %s means %s', async (trans_status, status) => {
  const body = JSON.stringify(await signedByGateway({ ...PAID, trans_status }));
  expect(await read(body)).toMatchObject({ kind: 'signed', status });
});

test.each(['app_id', 'merchant_no'])(
  'one for another %s is not ours, and is not worth verifying',
  async (name) => {
    const signed = await signedByGateway({ ...PAID, [name]: 'another' });
    const result = await readNotification(
      { body: JSON.stringify(signed), contentType: JSON_TYPE },
      { ...reading, verifier: { verify: () => Promise.reject(new Error('asked to verify')) } },
    );
    expect(result).toEqual({
      kind: 'misdirected',
      detail: `${name}: expected that of this till; got another`,
    });
  },
);

test('a signed answer to a request of ours cannot be passed off as a notification', async () => {
  const answer = { code: '0', data: JSON.stringify({ trans_status: 2 }), msg: 'success', psn: '1' };
  expect(await read(JSON.stringify(await signedByGateway(answer)))).toMatchObject({ kind: 'malformed' });
});

const manyFields = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`field${i}`, '1']));

test.each([
  ['nothing', '', JSON_TYPE],
  ['a list', '[]', JSON_TYPE],
  ['half of it', '{"sign":', JSON_TYPE],
  ['a field twice', '{"sign":"a","sign":"b"}', JSON_TYPE],
  ['a field twice, once escaped', '{"sign":"a","s\\u0069gn":"b"}', JSON_TYPE],
  ['a form with a field twice', 'sign=a&s%69gn=b', FORM_TYPE],
  ['a form that is not UTF-8', 'attach=%E4', FORM_TYPE],
  ['a form with half an escape', 'attach=%2', FORM_TYPE],
  ['a form called JSON', 'sign=a', JSON_TYPE],
  ['plain text', '{}', 'text/plain'],
  ['no type', '{}', ''],
  ['too many fields', JSON.stringify(manyFields), JSON_TYPE],
  ['a form with too many fields', formOf(manyFields), FORM_TYPE],
])('what cannot be read is malformed: %s', async (_, body, type) => {
  expect(await read(body, type)).toMatchObject({
    kind: 'malformed',
    detail: expect.stringContaining('expected'),
  });
});

test('nothing that is posted makes the reader throw, and nothing unsigned is ever believed', async () => {
  const types = fc.constantFrom(JSON_TYPE, FORM_TYPE, 'text/plain', '');
  const body = fc.oneof(fc.string(), fc.json(), fc.webQueryParameters());
  await fc.assert(
    fc.asyncProperty(body, types, async (text, type) => {
      expect(['malformed', 'badSignature', 'misdirected']).toContain((await read(text, type)).kind);
    }),
    { numRuns: 300 },
  );
});

test('with Basic authentication all that is learnt is that there may be news of an order', async () => {
  const { verifier: _, ...basic } = reading;
  const hint = (fields: Fields) =>
    readNotification(
      { body: JSON.stringify(fields), contentType: JSON_TYPE },
      { ...basic, verifier: undefined },
    );
  expect(await hint(await signedByGateway(PAID))).toEqual({ kind: 'hint', orderNo: PAID.merchant_order_no });
  expect(await hint({ ...PAID, app_id: 'another' })).toMatchObject({ kind: 'misdirected' });
  expect(await hint({ ...PAID, merchant_order_no: undefined })).toMatchObject({ kind: 'malformed' });
});
