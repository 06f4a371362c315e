import { IncomingMessage } from 'node:http';
import { connect, Socket } from 'node:net';
import { expect, test } from 'vitest';
import { isLoopbackAddress } from '../../src/loopback.ts';
import { type AccessSetting, createAccess } from '../../src/ui/access.ts';
import { askRaw, runUi } from '../support/running-ui.ts';

/** Why such a request is not ours, for a till with that setting. */
function foreign(
  headers: IncomingMessage['headers'],
  setting: Partial<Omit<AccessSetting, 'port'>> & { port?: number } = {},
) {
  const { port = 8080, ...rest } = setting;
  const access = createAccess({ host: '127.0.0.1', allowedHosts: [], ...rest, ports: () => [port] });
  const request = new IncomingMessage(new Socket());
  request.headers = headers;
  return access.foreign(request);
}

const OWN_HOSTS = ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'];
const FOREIGN_HOSTS = [
  'evil.example',
  'localhost.evil.example',
  'evil-localhost',
  '127.0.0.1.evil.example',
  'localhost@evil.example',
  '0.0.0.0',
  '[::2]',
  '192.168.1.5',
  'localhost.',
  'user@localhost',
  '::1',
  '[::1',
  '2130706433',
  '127.0.0.1:8080:8080',
  'localhost,localhost',
];
const FOREIGN_ORIGINS = [
  'null',
  'http://evil.example',
  'https://localhost',
  'http://localhost',
  'http://localhost:1',
  'http://localhost:8080@evil.example',
  'http://localhost:8080.evil.example',
  'http://127.0.0.1:8080%2eevil.example',
  'file://',
  'chrome-extension://localhost:8080',
  'ws://localhost:8080',
  'not an origin',
  '',
  'http://user@localhost:8080',
  'http://localhost:8080/',
  'http://localhost:8080/page',
  'http://localhost:8080, http://evil.example',
  'http://localhost.:8080',
  'http://[::1:8080',
  'http://0x7f000001:8080',
];

test.each(OWN_HOSTS)('%s with the right port is the till, for a page of its own too', (name) => {
  expect(foreign({ host: `${name}:8080` })).toBeUndefined();
  expect(foreign({ host: `${name}:8080`, origin: `http://${name}:8080` })).toBeUndefined();
});

test.each(OWN_HOSTS)('%s with another port, or none, is another program', (name) => {
  expect(foreign({ host: `${name}:8081` })).toContain('Host');
  expect(foreign({ host: name })).toContain('Host');
});

test('on port 80 browsers leave the port out', () => {
  const setting = { port: 80 };
  expect(foreign({ host: 'localhost', origin: 'http://localhost' }, setting)).toBeUndefined();
  expect(foreign({ host: '[::1]', origin: 'http://[::1]' }, setting)).toBeUndefined();
  expect(foreign({ host: 'localhost', origin: 'http://evil.example' }, setting)).toContain('Origin');
});

test.each(FOREIGN_HOSTS)('Host %s, as DNS rebinding brings it, is foreign', (name) => {
  expect(foreign({ host: name })).toContain('Host');
  expect(foreign({ host: `${name}:8080` })).toContain('Host');
  expect(foreign({ host: `${name}:8080`, origin: `http://${name}:8080` })).toContain('Host');
});

test.each(FOREIGN_ORIGINS)('Origin "%s" is foreign, whatever the Host', (origin) => {
  expect(foreign({ host: 'localhost:8080', origin })).toContain('Origin');
});

test('a request without Host is foreign', () => {
  expect(foreign({})).toContain('Host');
});

test('a name from the configuration holds with its port only, or without one behind any proxy', () => {
  const one = { allowedHosts: ['Till.shop.lan:8443'] };
  expect(foreign({ host: 'till.shop.lan:8443', origin: 'https://till.shop.lan:8443' }, one)).toBeUndefined();
  expect(foreign({ host: 'till.shop.lan' }, one)).toContain('Host');
  const any = { allowedHosts: ['till.shop.lan'] };
  expect(foreign({ host: 'till.shop.lan', origin: 'https://till.shop.lan' }, any)).toBeUndefined();
  expect(foreign({ host: 'till.shop.lan:9' }, any)).toBeUndefined();
  expect(foreign({ host: 'sub.till.shop.lan' }, any)).toContain('Host');
});

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['192.168.1.127', false],
  ['::ffff:10.0.0.1', false],
  ['2001:db8::1', false],
  [undefined, false],
])('%s is this machine: %s', (address, isLocal) => {
  expect(isLoopbackAddress(address)).toBe(isLocal);
});

const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const SOCKET = '/socket.io/?EIO=4&transport=websocket';

test('a real server refuses foreign pages on HTTP, on the API and on a raw WebSocket alike', async () => {
  const { port } = await runUi();
  const at = (text: string) => text.replace('8080', String(port));
  const ours = [{}, { origin: `http://localhost:${port}` }, { host: `localhost:${port}` }];
  const theirs = [
    ...FOREIGN_HOSTS.map((host) => ({ host: `${host}:${port}` })),
    ...FOREIGN_ORIGINS.map((origin) => ({ origin: at(origin) })),
  ];
  const statuses = async (headers: Record<string, string>) => {
    const page = await askRaw(port, { headers });
    const api = await askRaw(port, { headers, path: '/api/v1/lanes/1' });
    const socket = await askRaw(port, { headers: { ...headers, ...UPGRADE }, path: SOCKET });
    return [page.status, api.status, socket.status];
  };
  for (const headers of ours)
    expect(await statuses(headers), JSON.stringify(headers)).toEqual([200, 200, 101]);
  for (const headers of theirs)
    expect(await statuses(headers), JSON.stringify(headers)).toEqual([403, 403, 400]);
});

test('a foreign command has no effect and is told why in words', async () => {
  const { port, engine } = await runUi();
  const answer = await askRaw(port, {
    path: '/api/v1/lanes/1/charge',
    method: 'POST',
    headers: { origin: 'http://evil.example', 'content-type': 'application/json' },
    body: '{"amount":"12.30"}',
  });
  expect(answer.status).toBe(403);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'foreign', status: 403 });
  expect(answer.body).toContain('server.allowedHosts');
  expect(engine.payments.view('1')?.phase.kind).toBe('idle');
});

test('who comes through a proxy needs the token; who sits at the machine does not', async () => {
  const { port } = await runUi({ token: 'sixteen-letters-' });
  const ask = async (headers: Record<string, string>) =>
    (await askRaw(port, { path: '/api/v1/lanes/1', headers })).status;
  const far = { 'x-forwarded-for': '10.0.0.9' };
  expect(await ask({})).toBe(200);
  expect(await ask(far)).toBe(401);
  expect(await ask({ forwarded: 'for=10.0.0.9' })).toBe(401);
  expect(await ask({ ...far, authorization: 'Bearer sixteen-letters-' })).toBe(200);
  for (const authorization of [
    'Bearer sixteen-letters',
    'Bearer ',
    'Basic sixteen-letters-',
    'sixteen-letters-',
  ]) {
    expect(await ask({ ...far, authorization }), authorization).toBe(401);
  }
});

test('a till without a token takes nobody who is not at the machine', async () => {
  const { port } = await runUi();
  const headers = { 'x-forwarded-for': '10.0.0.9', authorization: 'Bearer undefined' };
  const answer = await askRaw(port, { path: '/api/v1/lanes/1', headers });
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toBe('Bearer');
});

test('a request that names two hosts is foreign, whichever comes first', async () => {
  const { port } = await runUi();
  const own = `Host: localhost:${port}`;
  for (const heads of [
    [own, 'Host: evil.example'],
    ['Host: evil.example', own],
    [own, own],
  ]) {
    const text = await rawText(port, `GET /api/v1/lanes HTTP/1.1\r\n${heads.join('\r\n')}\r\n`);
    expect(text, heads.join()).toMatch(/^HTTP\/1.1 (403|400)/);
  }
  expect(await rawText(port, `GET /api/v1/lanes HTTP/1.1\r\n${own}\r\n`)).toMatch(/^HTTP\/1.1 200/);
  expect(await rawText(port, 'GET /api/v1/lanes HTTP/1.0\r\n')).toMatch(/^HTTP\/1.1 (403|400)/);
});

test.each([
  'x-forwarded-for',
  'X-Forwarded-Host',
  'x-forwarded-proto',
  'x-forwarded-anything',
  'Forwarded',
  'Via',
  'X-Real-IP',
])('whoever comes with %s has come through something, and is not at the machine', async (name) => {
  const { port } = await runUi();
  const status = async (headers: Record<string, string>) =>
    (await askRaw(port, { path: '/api/v1/lanes', headers })).status;
  expect(await status({ [name]: '' })).toBe(401);
  expect(await status({ [name]: '127.0.0.1' })).toBe(401);
});

test('by a name that others reach it by too, the machine itself is not taken for that', async () => {
  const { port } = await runUi({ allowedHosts: ['till.shop.lan'] });
  const status = async (host: string) =>
    (await askRaw(port, { path: '/api/v1/lanes', headers: { host } })).status;
  expect(await status(`till.shop.lan:${port}`)).toBe(401);
  expect(await status(`localhost:${port}`)).toBe(200);
  expect(await status(`127.0.0.1:${port}`)).toBe(200);
});

test('a token that is over is refused on the machine too: who shows one is judged by it', async () => {
  const { port } = await runUi({ token: 'sixteen-letters-' });
  const answer = await askRaw(port, { path: '/api/v1/lanes', headers: { authorization: 'Bearer old' } });
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'tokenUnknown' });
});

/** The start of what a request is answered that no client would write. */
function rawText(port: number, head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head}Connection: close\r\n\r\n`));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('end', () => resolve(text)).on('error', reject);
  });
}
