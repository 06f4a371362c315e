import { expect, test } from 'vitest';
import { readReply } from '../../../src/payment/codepay/reply.ts';
import { readPublicKey, rsa2Verifier } from '../../../src/payment/codepay/signing.ts';
import { gatewayKeys, merchantKeys, signedAnswer, signedByGateway, vectors } from '../../support/codepay.ts';

const verifier = rsa2Verifier(gatewayKeys.publicKey);
const read = (body: string | Uint8Array) =>
  readReply(typeof body === 'string' ? Buffer.from(body, 'utf8') : body, verifier);

const genuine = vectors.find(({ name }) => name === 'response order.query');
if (!genuine) throw new Error('the genuine answer is missing');
const genuineVerifier = rsa2Verifier(readPublicKey(genuine.public_key_spki_base64));
const genuineData = /data=(\{.*\})&msg/.exec(genuine.string_to_sign)?.[1] ?? '';
const rest = `"msg":"success","psn":"09050714451053895687","sign":${JSON.stringify(genuine.sign)}`;

test.each([
  ['a string', JSON.stringify(genuineData)],
  ['an object', genuineData],
])('the genuine answer verifies with data as %s', async (_, data) => {
  const reply = await readReply(Buffer.from(`{"code":"0", "data": ${data} ,${rest}}`), genuineVerifier);
  expect(reply).toMatchObject({ kind: 'verified', claims: { code: '0', psn: '09050714451053895687' } });
  const stated = reply.kind === 'verified' ? Object.fromEntries(reply.data) : {};
  expect(stated).toMatchObject({
    trans_status: '2',
    order_amount: '200',
    price_currency: 'JPY',
    trans_type: '1',
  });
});

test.each([
  ['the status', genuineData.replace('"trans_status":2', '"trans_status":0')],
  ['the amount', genuineData.replace('"order_amount":"200"', '"order_amount":"2"')],
  ['a space', genuineData.replace(',', ', ')],
])('the genuine answer with another data (%s) is not believed', async (_, data) => {
  const reply = await readReply(Buffer.from(`{"code":"0","data":${data},${rest}}`), genuineVerifier);
  expect(reply).toMatchObject({ kind: 'unbelievable', reason: 'badSignature' });
});

test('a code that comes as a number reads the same', async () => {
  const body = JSON.stringify(
    await signedByGateway({ code: 0, data: '{"trans_status":2}', msg: 'ok', psn: '1' }),
  );
  expect(await read(body)).toMatchObject({ kind: 'verified', claims: { code: '0' } });
});

test('members of data that are null or empty are as if they were not there', async () => {
  const reply = await read(await signedAnswer({ trans_no: '501', attach: '', paid_amount: null }));
  expect(reply.kind === 'verified' && [...reply.data]).toEqual([['trans_no', '501']]);
});

test('an error answer without data is verified too', async () => {
  const body = JSON.stringify(await signedByGateway({ code: 'E04111', msg: 'no record', psn: '2' }));
  expect(await read(body)).toMatchObject({
    kind: 'verified',
    claims: { code: 'E04111', message: 'no record' },
  });
});

test.each([
  ['absent', undefined],
  ['null', null],
  ['empty', ''],
  ['blank', '  '],
])('an answer whose sign is %s counts as unsigned, and only claims', async (_, sign) => {
  const body = JSON.stringify({ ...JSON.parse(await signedAnswer({ trans_status: 2 })), sign });
  expect(await read(body)).toMatchObject({ kind: 'unbelievable', reason: 'unsigned', claims: { code: '0' } });
});

test.each([
  ['another key', merchantKeys.publicKey],
  ['an altered sign', undefined],
])('an answer signed with %s is not believed', async (_, key) => {
  const body = await signedAnswer({ trans_status: 2 });
  const altered = key ? body : body.replace(/"sign":"./, '"sign":"#');
  const reply = await readReply(Buffer.from(altered), key ? rsa2Verifier(key) : verifier);
  expect(reply).toMatchObject({ kind: 'unbelievable', reason: 'badSignature' });
});

test('a field added beside the signed ones changes nothing, a second one of the same name spoils the answer', async () => {
  const body = await signedAnswer({ trans_status: 0 });
  expect(await read(body.replace('{', '{"hint":"x",'))).toMatchObject({ kind: 'verified' });
  const doubled = body.replace('{', '{"data":"{\\"trans_status\\":2}",');
  expect(await read(doubled)).toMatchObject({ kind: 'unbelievable', reason: 'notJson' });
});

test('data that names a member twice is not believed, although it is signed', async () => {
  const fields = { code: '0', data: '{"trans_status":0,"trans_status":2}', msg: 'success', psn: '3' };
  const reply = await read(JSON.stringify(await signedByGateway(fields)));
  expect(reply).toMatchObject({ kind: 'unbelievable', reason: 'notJson' });
});

test.each([
  ['nothing', ''],
  ['HTML', '<html>502</html>'],
  ['an array', '[]'],
  ['null', 'null'],
  ['half an answer', '{"code":"0","da'],
  ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
])('%s is no answer', async (_, body) => {
  expect(await read(body)).toMatchObject({ kind: 'unbelievable', reason: 'notJson', claims: {} });
});

test('without a verifier an answer is taken as it is', async () => {
  const reply = await readReply(Buffer.from('{"code":"0","data":{"trans_status":"2"}}'), undefined);
  expect(reply).toMatchObject({ kind: 'verified', claims: { code: '0' } });
});
