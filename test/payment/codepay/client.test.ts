import { expect, test } from 'vitest';
import { scaledClock, systemClock } from '../../../src/clock.ts';
import { TillError } from '../../../src/errors.ts';
import { createLog } from '../../../src/log.ts';
import { canonicalString } from '../../../src/payment/codepay/envelope.ts';
import { rsa2Signer, rsa2Verifier } from '../../../src/payment/codepay/index.ts';
import {
  gatewayAt,
  gatewayKeys,
  merchantKeys,
  signedAnswer,
  signedByGateway,
  submitRequest,
} from '../../support/codepay.ts';
import { httpText, rawServer } from '../../support/raw-server.ts';

const CODE = '281234567890123456';
const options = { timeoutMs: 5_000 };

/** A gateway that answers every request with `body`. */
async function answering(body: string, parts: Parameters<typeof httpText>[1] = {}) {
  const server = await rawServer((socket) => socket.end(httpText(body, parts)));
  return { server, url: `http://127.0.0.1:${server.port}` };
}

const bodyOf = (request: string | undefined) => JSON.parse((request ?? '').split('\r\n\r\n')[1] ?? '');

test('a submit carries the whole envelope, every value as text, signed with our key', async () => {
  const { server, url } = await answering(await signedAnswer({ trans_status: 0 }));
  const gateway = gatewayAt({
    url,
    config: {
      storeNo: 'S1',
      terminalSn: 'T1',
      payMethodId: { alipay: 'Alipay+' },
      notifyUrl: 'https://x.example/n',
    },
  });
  const request = submitRequest(CODE);
  const answer = await gateway.submit(request, options);
  const { sign, timestamp, ...fields } = bodyOf(server.requests[0]);
  expect(fields).toEqual({
    app_id: 'wzsandbox',
    attach: request.attach,
    auth_code: CODE,
    charset: 'UTF-8',
    description: 'A sale',
    expires: '120',
    format: 'JSON',
    merchant_no: '502100000001',
    merchant_order_no: request.orderNo,
    method: 'bscanc.pay.submit',
    notify_url: 'https://x.example/n',
    order_amount: '12.30',
    pay_method_id: 'Alipay+',
    price_currency: 'USD',
    sign_type: 'RSA2',
    store_no: 'S1',
    terminal_sn: 'T1',
    version: '1.0',
  });
  expect(Math.abs(Number(timestamp) - systemClock.now())).toBeLessThan(60_000);
  const signed = canonicalString({ ...fields, timestamp });
  expect(await rsa2Verifier(merchantKeys.publicKey).verify(signed, sign)).toBe(true);
  expect(server.requests[0]).toMatch(/^POST \/api\/entry HTTP\/1\.1\r\n/);
  expect(server.requests[0]).toContain('Content-Type: application/json; charset=UTF-8\r\n');
  expect(server.requests[0]).toContain(`Http-Request-Psn: ${answer.traceId}\r\n`);
  expect(answer.traceId).toMatch(/^(0[1-9]|1[0-2])([0-2]\d|3[01])\d{16}$/);
});

test('where to tell of outcomes is asked anew before each payment and each refund', async () => {
  const { server, url } = await answering(await signedAnswer({ trans_status: 0 }));
  const places = ['http://127.0.0.1:1/n', 'http://127.0.0.1:2/n', undefined];
  const gateway = gatewayAt({
    url,
    config: { notifyUrl: 'https://x.example/n' },
    parts: { notifyUrl: () => places.shift() },
  });
  const refund = { refundNo: 'R1', orderNo: 'A1', amount: '1.00', currency: 'USD', description: 'A return' };
  await gateway.submit(submitRequest(CODE), options);
  await gateway.refund(refund, options);
  await gateway.submit(submitRequest(CODE), options);
  const told = server.requests.map((request) => bodyOf(request).notify_url);
  expect(told).toEqual(['http://127.0.0.1:1/n', 'http://127.0.0.1:2/n', undefined]);
});

test('a submit whose connection breaks is on the wire once: it neither repeats nor trusts a used connection', async () => {
  const answer = await signedAnswer({ trans_status: 0 });
  const server = await rawServer((socket, request) => {
    if (request.includes('bscanc.pay.submit')) socket.destroy();
    else socket.write(httpText(answer, { headers: { Connection: 'keep-alive' } }));
  });
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  const request = submitRequest(CODE);
  await gateway.query(request.orderNo, options);
  await gateway.query(request.orderNo, options);
  expect(server.connections).toBe(1);
  expect(await gateway.submit(request, options)).toMatchObject({ kind: 'unknown', reason: 'connectionLost' });
  expect(server.connections).toBe(2);
  expect(server.requests.filter((each) => each.includes('bscanc.pay.submit'))).toHaveLength(1);
});

test('a wallet the configuration gives no id for is sent without one', async () => {
  const { server, url } = await answering(await signedAnswer({ trans_status: 0 }));
  const gateway = gatewayAt({ url, config: { payMethodId: { wechat: 'WeChatPay' } } });
  await gateway.submit(submitRequest(CODE), options);
  expect(bodyOf(server.requests[0])).not.toHaveProperty('pay_method_id');
});

test('a base URL may have a path of its own', async () => {
  const { server, url } = await answering(await signedAnswer({ trans_status: 0 }));
  await gatewayAt({ url: `${url}/proxy/` }).query('A', options);
  expect(server.requests[0]).toMatch(/^POST \/proxy\/api\/entry /);
});

test('a request that cannot be made is proof that nothing was sent', async () => {
  const { server, url } = await answering('');
  const unsendable = submitRequest('@281234567890123456');
  expect(await gatewayAt({ url }).submit(unsendable, options)).toMatchObject({ kind: 'notSent' });
  const signer = { sign: () => Promise.reject(new Error('no key')) };
  const credentials = { type: 'rsa2', signer, verifier: rsa2Verifier(gatewayKeys.publicKey) } as const;
  const unsigned = gatewayAt({ url, parts: { credentials } });
  expect(await unsigned.submit(submitRequest(CODE), options)).toMatchObject({ kind: 'notSent' });
  expect(server.connections).toBe(0);
});

test('the payment code is in no log line and in no answer, even when the gateway quotes it', async () => {
  const lines: string[] = [];
  const log = createLog('debug', (line) => lines.push(line));
  const code = 'hQVDUFYwMWElTwegAAAAMzAQ';
  const quoting = await signedByGateway({ code: 'E1', msg: `bad auth_code ${code} (${CODE})`, psn: '1' });
  const { url } = await answering(JSON.stringify(quoting));
  for (const authCode of [CODE, code]) {
    const answer = await gatewayAt({ url, parts: { log } }).submit(submitRequest(authCode), options);
    expect(answer).toMatchObject({ kind: 'unknown', code: 'E1' });
    lines.push(JSON.stringify(answer));
  }
  const told = lines.join('\n');
  expect(told).toContain('gateway called');
  expect(told).not.toContain(CODE);
  expect(told).not.toContain(code);
});

test('Basic authentication sends the password in a header, no signature, and believes the answer', async () => {
  const { server, url } = await answering('{"code":"0","data":{"trans_status":2}}');
  const credentials = { type: 'basic', username: 'till', password: 'pä:ss' } as const;
  const answer = await gatewayAt({ url, parts: { credentials } }).submit(submitRequest(CODE), options);
  expect(answer).toMatchObject({ kind: 'success' });
  expect(bodyOf(server.requests[0])).toMatchObject({ sign_type: 'NONE' });
  expect(bodyOf(server.requests[0])).not.toHaveProperty('sign');
  const header = `Authorization: Basic ${Buffer.from('till:pä:ss').toString('base64')}\r\n`;
  expect(server.requests[0]).toContain(header);
});

test.each([
  ['http://gateway.example', true],
  ['http://127.0.0.1.evil.example', true],
  ['http://127.0.0.1:9200', false],
  ['http://[::1]:9200', false],
  ['http://localhost', false],
  ['https://gateway.example', false],
])('Basic authentication to %s is refused at creation: %s', async (url, refused) => {
  const credentials = { type: 'basic', username: 'till', password: 'secret' } as const;
  const create = () => gatewayAt({ url, parts: { credentials } });
  if (refused) expect(create).toThrow(TillError);
  else await create().close();
});

const noRecord = { code: 'E04111', msg: 'no record', psn: '1' };

test('the preflight is ready when the gateway knows us and signs that it knows no such order', async () => {
  const { server, url } = await answering(JSON.stringify(await signedByGateway(noRecord)));
  expect(await gatewayAt({ url }).preflight(options)).toEqual({ kind: 'ready' });
  expect(bodyOf(server.requests[0]).merchant_order_no).toMatch(/^[0-9A-Z-]{32}$/);
});

test('the preflight is ready with a warning when error answers are not signed', async () => {
  const { url } = await answering(JSON.stringify(noRecord));
  expect(await gatewayAt({ url }).preflight(options)).toMatchObject({
    kind: 'ready',
    warning: expect.stringContaining('sign'),
  });
});

test('the preflight finds a gateway key that does not fit', async () => {
  const { url } = await answering(JSON.stringify(await signedByGateway(noRecord)));
  const credentials = {
    type: 'rsa2',
    signer: rsa2Signer(merchantKeys.privateKey),
    verifier: rsa2Verifier(merchantKeys.publicKey),
  } as const;
  expect(await gatewayAt({ url, parts: { credentials } }).preflight(options)).toMatchObject({
    kind: 'untrusted',
    cure: expect.stringContaining('gatewayPublicKeyFile'),
  });
});

test('the preflight tells code, words and cure of a refusal', async () => {
  const { url } = await answering(
    JSON.stringify(await signedByGateway({ code: 'E5', msg: 'no such app', psn: '1' })),
  );
  expect(await gatewayAt({ url }).preflight(options)).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('code E5, "no such app"'),
    cure: expect.stringContaining('appId'),
  });
});

test('the preflight names a clock that is far off', async () => {
  const theirs = new Date(systemClock.now() + 3 * 3_600_000).toUTCString();
  const body = JSON.stringify(await signedByGateway({ code: 'E5', msg: 'timestamp', psn: '1' }));
  const { url } = await answering(body, { headers: { Date: theirs } });
  expect(await gatewayAt({ url }).preflight(options)).toMatchObject({
    kind: 'refused',
    cure: expect.stringMatching(/clock is 180 minutes slow/),
  });
});

test.each([
  ['refused', 'http://127.0.0.1:1', 'connection refused'],
  ['unknown', 'http://gateway.invalid', 'DNS name not found'],
])('the preflight says that the connection is %s', async (_, url, detail) => {
  const result = await gatewayAt({ url }).preflight(options);
  expect(result).toMatchObject({ kind: 'unreachable', detail: expect.stringContaining(detail) });
  expect(result).toHaveProperty('cure');
});

test('the preflight says that no answer came', async () => {
  const server = await rawServer(() => undefined);
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}`, clock: scaledClock(50) });
  expect(await gateway.preflight(options)).toMatchObject({
    kind: 'unreachable',
    detail: expect.stringContaining('no answer in 5 s'),
  });
});

test('the preflight says that something else than the gateway answers', async () => {
  const { url } = await answering('<html>hello</html>');
  expect(await gatewayAt({ url }).preflight(options)).toMatchObject({
    kind: 'unreachable',
    cure: expect.stringContaining('baseUrl'),
  });
});
