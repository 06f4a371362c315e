import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scaledClock, systemClock } from '../../../src/clock.ts';
import type { Answer, Gateway } from '../../../src/payment/gateway.ts';
import { gatewayAt, signedAnswer, submitRequest } from '../../support/codepay.ts';
import { httpText, rawServer } from '../../support/raw-server.ts';
import { until } from '../../support/until.ts';

const CODE = '281234567890123456';
const paid = () => signedAnswer({ trans_status: 2, trans_no: '501' });
const timeoutMs = 5_000;

async function submit(gateway: Gateway, overrides = { timeoutMs }): Promise<Answer> {
  const answer = await gateway.submit(submitRequest(CODE), overrides);
  expect(JSON.stringify(answer)).not.toContain(CODE);
  return answer;
}

test('a refused connection is proof that nothing was sent, and of a query it is merely unknown', async () => {
  const gateway = gatewayAt({ url: 'http://127.0.0.1:1' });
  expect(await submit(gateway)).toMatchObject({ kind: 'notSent', reason: 'connectionFailed' });
  const options = { timeoutMs };
  expect(await gateway.query('A', options)).toMatchObject({ kind: 'unknown', reason: 'connectionFailed' });
  expect(await gateway.cancel('A', options)).toMatchObject({ kind: 'unknown', reason: 'connectionFailed' });
  expect(await gateway.queryRefund({ transNo: 'A' }, options)).toMatchObject({
    kind: 'unknown',
    reason: 'connectionFailed',
  });
});

test('a name that is not found is proof that nothing was sent', async () => {
  const gateway = gatewayAt({ url: 'http://gateway.invalid' });
  expect(await submit(gateway)).toMatchObject({ kind: 'notSent', detail: expect.stringContaining('DNS') });
});

const tls = (file: string) => readFileSync(new URL(`../../fixtures/tls/${file}`, import.meta.url), 'utf8');
const certificate = { cert: tls('localhost.cert.pem'), key: tls('localhost.key.pem') };

test('a certificate nobody vouches for is refused before anything is sent', async () => {
  const server = await rawServer(() => undefined, certificate);
  const answer = await submit(gatewayAt({ url: `https://localhost:${server.port}` }));
  expect(answer).toMatchObject({
    kind: 'notSent',
    detail: expect.stringContaining('certificate not trusted'),
  });
  expect(server.requests).toEqual([]);
});

test('over TLS with a trusted certificate the payment goes through', async () => {
  const body = await paid();
  const server = await rawServer((socket) => socket.end(httpText(body)), certificate);
  const gateway = gatewayAt({ url: `https://localhost:${server.port}`, parts: { ca: certificate.cert } });
  expect(await submit(gateway)).toMatchObject({ kind: 'success' });
});

test('a TLS handshake that never ends is given up before the time limit, as not sent', async () => {
  const server = await rawServer(() => undefined);
  const clock = scaledClock(5);
  const gateway = gatewayAt({ url: `https://127.0.0.1:${server.port}`, clock });
  const startedAt = clock.monotonic();
  expect(await submit(gateway)).toMatchObject({ kind: 'notSent', reason: 'timeout' });
  expect(clock.monotonic() - startedAt).toBeLessThan(4_500);
  await until(() => server.sockets.size === 0, { what: 'the connection is closed' });
});

test('a reset after the whole request is unknown, and the submit is not written again', async () => {
  const server = await rawServer((socket) => socket.resetAndDestroy());
  expect(await submit(gatewayAt({ url: `http://127.0.0.1:${server.port}` }))).toMatchObject({
    kind: 'unknown',
    reason: 'connectionLost',
  });
  expect(server.requests).toHaveLength(1);
  expect(server.connections).toBe(1);
});

test.each(['reset', 'end'] as const)('an answer cut off at any byte (%s) is unknown', async (how) => {
  const text = httpText(await paid());
  const cuts = [
    0,
    1,
    9,
    12,
    20,
    40,
    text.indexOf('{'),
    text.indexOf('{') + 1,
    text.length - 100,
    text.length - 1,
  ];
  for (const cut of cuts) {
    const server = await rawServer((socket) => {
      socket.write(text.slice(0, cut), () => (how === 'reset' ? socket.resetAndDestroy() : socket.end()));
    });
    const answer = await submit(gatewayAt({ url: `http://127.0.0.1:${server.port}` }));
    expect(answer, `cut at ${cut}`).toMatchObject({ kind: 'unknown' });
    expect(server.requests).toHaveLength(1);
  }
});

test('an answer without a length, cut off by the end of the connection, is unknown', async () => {
  const body = await paid();
  const server = await rawServer((socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${body.slice(0, -1)}`));
  const answer = await submit(gatewayAt({ url: `http://127.0.0.1:${server.port}` }));
  expect(answer).toMatchObject({ kind: 'unknown', reason: 'notJson' });
});

test('an answer of ten megabytes is given up', async () => {
  const server = await rawServer((socket) => socket.end(httpText('x'.repeat(10_000_000))));
  const answer = await submit(gatewayAt({ url: `http://127.0.0.1:${server.port}` }));
  expect(answer).toMatchObject({ kind: 'unknown', reason: 'tooLarge' });
  await until(() => server.sockets.size === 0, { what: 'the connection is closed' });
});

test('an answer of one byte a second ends at the time limit, and its connection with it', async () => {
  const text = httpText(await paid());
  const clock = scaledClock(20);
  const server = await rawServer((socket) => {
    const dribble = (at: number) => {
      if (socket.destroyed) return;
      socket.write(text.charAt(at));
      clock.after(1_000, () => dribble(at + 1));
    };
    dribble(0);
  });
  const startedAt = clock.monotonic();
  const answer = await submit(gatewayAt({ url: `http://127.0.0.1:${server.port}`, clock }));
  expect(answer).toMatchObject({ kind: 'unknown', reason: 'timeout' });
  expect(clock.monotonic() - startedAt).toBeLessThan(15_000);
  await until(() => server.sockets.size === 0, { what: 'the connection is closed' });
});

test.each([
  ['HTML', '<html></html>', 200, 'notJson'],
  ['a wrong HTTP status', '', 502, 'badHttpStatus'],
  ['a redirection', '', 302, 'badHttpStatus'],
  ['an unsigned paid', '{"code":"0","data":"{\\"trans_status\\":2}"}', 200, 'unsigned'],
  [
    'a paid with a bad signature',
    '{"code":"0","data":"{\\"trans_status\\":2}","sign":"AAAA"}',
    200,
    'badSignature',
  ],
])('%s is unknown', async (_, body, status, reason) => {
  const server = await rawServer((socket) => socket.end(httpText(body, { status })));
  const answer = await submit(gatewayAt({ url: `http://127.0.0.1:${server.port}` }));
  expect(answer).toMatchObject({ kind: 'unknown', reason });
});

test('a good answer under a wrong HTTP status is not believed', async () => {
  const body = await paid();
  const server = await rawServer((socket) => socket.end(httpText(body, { status: 500 })));
  const answer = await submit(gatewayAt({ url: `http://127.0.0.1:${server.port}` }));
  expect(answer).toMatchObject({ kind: 'unknown', reason: 'badHttpStatus' });
});

test('an abort before anything was sent is notSent, one after it is unknown', async () => {
  const server = await rawServer(() => undefined);
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  const early = await gateway.submit(submitRequest(CODE), { timeoutMs, signal: AbortSignal.abort() });
  expect(early).toMatchObject({ kind: 'notSent' });
  expect(server.requests).toEqual([]);
  const stop = new AbortController();
  const late = gateway.submit(submitRequest(CODE), { timeoutMs, signal: stop.signal });
  await until(() => server.requests.length === 1, { what: 'the request has arrived' });
  stop.abort();
  expect(await late).toMatchObject({ kind: 'unknown', reason: 'connectionLost' });
  await until(() => server.sockets.size === 0, { what: 'the connection is closed' });
});

test('the clock skew is read from the Date header, of an error answer too', async () => {
  const theirs = new Date(systemClock.now() - 10 * 60_000).toUTCString();
  const server = await rawServer((socket) =>
    socket.end(httpText('', { status: 502, headers: { Date: theirs } })),
  );
  const gateway = gatewayAt({ url: `http://127.0.0.1:${server.port}` });
  expect(gateway.clockSkewMs()).toBeUndefined();
  await gateway.query('A', { timeoutMs });
  expect(Math.abs((gateway.clockSkewMs() ?? 0) - 10 * 60_000)).toBeLessThan(2_000);
});
