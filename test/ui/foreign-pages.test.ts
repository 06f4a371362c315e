import { expect, test } from 'vitest';
import { rawClient, statusOf } from '../support/raw-client.ts';
import { askRaw, runUi } from '../support/running-ui.ts';

const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const SOCKET = '/socket.io/?EIO=4&transport=websocket';

test('a page by a name of the network is not at the machine, even where the browser that shows it is', async () => {
  const { port } = await runUi({ allowedHosts: ['till.shop.lan'] });
  const status = async (origin: string) =>
    (await askRaw(port, { path: '/api/v1/lanes', headers: { host: `localhost:${port}`, origin } })).status;
  expect(await status('http://till.shop.lan')).toBe(401);
  expect(await status('http://till.shop.lan:9999')).toBe(401);
  expect(await status(`http://localhost:${port}`)).toBe(200);
  expect(await status(`http://127.0.0.1:${port}`)).toBe(200);
});

test('another service under the same name is foreign, for HTTP and sockets alike', async () => {
  const { port } = await runUi({ allowedHosts: ['till.shop.lan'] });
  const statuses = async (host: string, origin: string) => {
    const page = await askRaw(port, { headers: { host, origin } });
    const socket = await askRaw(port, { headers: { host, origin, ...UPGRADE }, path: SOCKET });
    return [page.status, socket.status];
  };
  const own = `till.shop.lan:${port}`;
  expect(await statuses(own, `http://${own}`)).toEqual([200, 101]);
  expect(await statuses('Till.Shop.LAN:443', 'https://till.shop.lan')).toEqual([200, 101]);
  // A proxy that hands on the name without its port.
  expect(await statuses('till.shop.lan', 'https://till.shop.lan:8443')).toEqual([200, 101]);
  expect(await statuses(own, 'http://till.shop.lan:9999')).toEqual([403, 400]);
  expect(await statuses(own, 'http://till.shop.lan')).toEqual([403, 400]);
});

test('what asks by HTTP/1.0, as a proxy that says nothing of itself does, is not at the machine', async () => {
  const { port } = await runUi();
  const ask = async (version: string) => {
    const client = await rawClient(port);
    client.send(`GET /api/v1/lanes HTTP/${version}\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
    return statusOf(await client.ended());
  };
  expect(await ask('1.1')).toBe(200);
  expect(await ask('1.0')).toBe(401);
});

test('a whole address in the place of a path has to be the one of the Host', async () => {
  const { port } = await runUi();
  const ask = async (target: string) => {
    const client = await rawClient(port);
    client.send(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
    return statusOf(await client.ended());
  };
  expect(await ask(`http://127.0.0.1:${port}/api/v1/lanes`)).toBe(200);
  expect(await ask('http://evil.example/api/v1/lanes')).toBe(403);
  expect(await ask(`http://localhost:${port}/api/v1/lanes`)).toBe(403);
});

test('what a foreign page loads without an Origin is refused where the browser says so; a followed link is not', async () => {
  const { port } = await runUi();
  const status = async (headers: Record<string, string>) =>
    (await askRaw(port, { path: '/api/v1/lanes', headers })).status;
  for (const site of ['cross-site', 'same-site']) {
    expect(await status({ 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await status({ 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' })).toBe(403);
    expect(
      await status({ 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }),
    ).toBe(403);
    expect(
      await status({ 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }),
    ).toBe(200);
  }
  expect(await status({ 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' })).toBe(200);
  expect(await status({ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).toBe(200);
});

test('a foreign page gets the headers of every answer, and nothing that is kept', async () => {
  const { port } = await runUi();
  const { status, headers } = await askRaw(port, { headers: { origin: 'http://evil.example' } });
  expect(status).toBe(403);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
});
