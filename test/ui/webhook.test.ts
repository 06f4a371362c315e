import { createServer } from 'node:http';
import { type AddressInfo, connect, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { NoticeVerdict } from '../../src/payment/index.ts';
import { createWebhook, createWebhookServer, type WebhookParts } from '../../src/ui/webhook.ts';
import { type HandClock, handClock } from '../support/hand-clock.ts';
import { askRaw } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const PATH = '/webhooks/codepay';
const KB = 1024;

/** A server of the webhook alone; `take` gives the verdict, and what it was given is remembered. */
async function listening(parts: Partial<WebhookParts> = {}, serverOf = createWebhookServer) {
  const taken: { body: string; contentType: string }[] = [];
  const webhook = createWebhook({
    clock: parts.clock ?? systemClock,
    take: (body, contentType) => {
      taken.push({ body, contentType });
      return parts.take?.(body, contentType) ?? Promise.resolve({ kind: 'taken' });
    },
  });
  const port = await openPort(serverOf(webhook));
  const post = (body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) =>
    fetch(`http://127.0.0.1:${port}${PATH}`, { method: 'POST', headers, body });
  return { port, post, taken };
}

async function openPort(server: Server & { closeAllConnections(): void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

test('what is taken is answered with exactly the word success, in plain text', async () => {
  const { post, taken } = await listening();
  const answer = await post('{"a":"ü"}', { 'Content-Type': 'application/json; charset=UTF-8' });
  expect([answer.status, await answer.text()]).toEqual([200, 'success']);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(taken).toEqual([{ body: '{"a":"ü"}', contentType: 'application/json; charset=UTF-8' }]);
});

test.each<[NoticeVerdict, number]>([
  [{ kind: 'refused' }, 401],
  [{ kind: 'misdirected', detail: 'merchant_no: another' }, 403],
  [{ kind: 'malformed', detail: 'expected JSON' }, 400],
  [{ kind: 'notKept' }, 503],
])('the verdict %j is answered with %i, and never with success', async (verdict, status) => {
  const { post } = await listening({ take: async () => verdict });
  const answer = await post('{}');
  expect(answer.status).toBe(status);
  const text = await answer.text();
  expect(text).toContain('detail' in verdict ? verdict.detail : '.');
  expect(text).not.toContain('success');
});

test('the port serves nothing else: no page, no interface, no other word', async () => {
  const { port, taken } = await listening();
  const asked: [string, string][] = [
    ['GET', PATH],
    ['PUT', PATH],
    ['HEAD', PATH],
    ['OPTIONS', PATH],
    ['POST', '/'],
    ['POST', `${PATH}/`],
    ['POST', `${PATH}/../../api/v1/lanes/1/charge`],
    ['GET', '/'],
    ['GET', '/healthz'],
    ['GET', '/readyz'],
    ['GET', '/api/v1/orders'],
    ['GET', '/socket.io/?EIO=4&transport=polling'],
  ];
  for (const [method, path] of asked) {
    const { status } = await askRaw(port, { method, path });
    expect(status, `${method} ${path}`).toBe(404);
  }
  const upgrade = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Key': 'x',
    'Sec-WebSocket-Version': '13',
  };
  expect(
    (await askRaw(port, { path: '/socket.io/?EIO=4&transport=websocket', headers: upgrade })).status,
  ).toBe(404);
  expect(taken).toEqual([]);
  const named = {
    method: 'POST',
    path: `${PATH}?from=gateway`,
    headers: { ...JSON_TYPE, Host: 'pay.shop.example' },
  };
  expect((await askRaw(port, { ...named, body: '{}' })).body).toBe('success');
});

test('a page in a browser cannot post, whatever name it has found for this machine', async () => {
  const { port, taken } = await listening();
  for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${port}`]) {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin };
    expect((await askRaw(port, { method: 'POST', path: PATH, headers, body: 'a=b' })).status).toBe(403);
  }
  expect(taken).toEqual([]);
});

test('a body of 64 KB is taken; a larger one is not, whether it says its length or not', async () => {
  const { port, post, taken } = await listening();
  const largest = 'x'.repeat(64 * KB);
  expect((await post(largest)).status).toBe(200);
  expect((await post(`${largest}x`)).status).toBe(413);
  const chunked = { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' };
  expect(
    (await askRaw(port, { method: 'POST', path: PATH, headers: chunked, body: `${largest}x` })).status,
  ).toBe(413);
  expect((await askRaw(port, { method: 'POST', path: PATH, headers: chunked, body: largest })).status).toBe(
    200,
  );
  expect(taken).toHaveLength(2);
});

test('what is packed or not UTF-8 is refused before anybody reads it', async () => {
  const { post, taken } = await listening();
  expect((await post(gzipSync('{}'), { ...JSON_TYPE, 'Content-Encoding': 'gzip' })).status).toBe(415);
  expect((await post(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  expect(taken).toEqual([]);
  expect((await post('{}', { ...JSON_TYPE, 'Content-Encoding': 'identity' })).status).toBe(200);
});

test('one that cannot be kept in time is answered so before the gateway gives up, and the next is heard', async () => {
  const clock = handClock();
  let keep: (verdict: NoticeVerdict) => void = () => {};
  const take = () =>
    new Promise<NoticeVerdict>((resolve) => {
      keep = resolve;
    });
  const { post, taken } = await listening({ clock, take });
  const slow = post('{}');
  await until(() => taken.length === 1, { what: 'it is being kept' });
  await clock.advance(4_999);
  expect((await slow).status).toBe(503);
  keep({ kind: 'taken' });
  const next = post('{}');
  await until(() => taken.length === 2, { what: 'the next is being kept' });
  keep({ kind: 'taken' });
  expect(await (await next).text()).toBe('success');
});

test('a sender that trickles its body is cut off, and what it held is free again', async () => {
  const clock: HandClock = handClock();
  const { port, post } = await listening({ clock });
  const sockets = await Promise.all(
    Array.from({ length: 64 }, async () => {
      const socket = connect(port, '127.0.0.1');
      onTestFinished(() => void socket.destroy());
      const gone = new Promise<void>((resolve) => socket.on('close', () => resolve()));
      socket.on('error', () => {}).resume();
      socket.write(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: ${64 * KB}\r\n\r\n{`);
      return { gone };
    }),
  );
  await until(async () => (await post('{}')).status === 503, { what: 'nothing more is taken on' });
  // Of that address: what comes from another, as a proxy here saw it, is heard.
  expect((await post('{}', { ...JSON_TYPE, 'X-Forwarded-For': '203.0.113.9' })).status).toBe(200);
  await clock.advance(4_500);
  await Promise.all(sockets.map(({ gone }) => gone));
  await until(async () => (await post('{}')).status === 200, { what: 'the next is heard' });
});

test('who breaks off hurts nobody', async () => {
  const { port, post, taken } = await listening({}, (webhook) => createServer(webhook));
  for (let i = 0; i < 100; i += 1) {
    const socket = connect(port, '127.0.0.1');
    const gone = new Promise((resolve) => socket.on('close', resolve));
    socket
      .on('error', () => {})
      .write(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: ${60 * KB}\r\n\r\n{`, () =>
        socket.destroy(),
      );
    await gone;
  }
  await until(async () => (await post('{}')).status === 200, { what: 'what they held is free' });
  expect(taken.every(({ body }) => body === '{}')).toBe(true);
});
