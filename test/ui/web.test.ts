import { expect, test } from 'vitest';
import { NO_COUNTS } from '../../src/devices/gun.ts';
import type { ScannerStatus } from '../../src/devices/index.ts';
import type { Gateway } from '../../src/payment/gateway.ts';
import { askRaw, runUi } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

const gun = (state: ScannerStatus['state']): ScannerStatus => ({
  id: 'front',
  lane: '1',
  transport: 'tcp',
  name: 'Simulator',
  isConfigured: true,
  counters: NO_COUNTS,
  state,
  since: 0,
  address: '127.0.0.1:9301',
});

const unreachable = (gateway: Gateway): Gateway => ({
  ...gateway,
  preflight: async () => ({
    kind: 'unreachable',
    detail: 'no connection to pay.example',
    cure: 'check the network cable',
  }),
});

const json = (body: string) => JSON.parse(body) as Record<string, unknown>;
const FAR = { 'x-forwarded-for': '10.0.0.9' };

test('a healthy till says so, with its guns, its open orders and its gateway', async () => {
  const { port } = await runUi({ scanners: () => [gun('up')] });
  const { status, body, headers } = await askRaw(port, { path: '/healthz' });
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('no-store');
  expect(json(body)).toEqual({
    status: 'ok',
    version: '1.2.3',
    tillId: expect.stringMatching(/^[0-9A-Z]{4}$/),
    lanes: [{ id: '1', scanners: [{ id: 'front', status: 'up' }] }],
    notifications: { taken: 0, duplicates: 0, foreign: 0, refused: 0 },
    openOrders: 0,
    stuckOrders: 0,
    openCases: 0,
    openRefunds: 0,
    gateway: { reachable: true, clockSkewMs: expect.any(Number) },
  });
  expect(await askRaw(port, { path: '/readyz' })).toMatchObject({ status: 200, body: '{"ready":true}' });
});

test('a lane with a gun is well although no further one could be looked for; without any it is not', async () => {
  const library = { code: 'LIBRARY_MISSING' as const, message: 'It is missing.', cure: 'Install it.' };
  const none = { ...gun('absent'), id: '1-found', finding: library };
  const statusOf = async (scanners: ScannerStatus[]) => {
    const { port } = await runUi({ scanners: () => scanners });
    return json((await askRaw(port, { path: '/healthz' })).body);
  };
  expect(await statusOf([none, gun('up')])).toMatchObject({ status: 'ok' });
  expect(await statusOf([none])).toMatchObject({ status: 'degraded' });
  expect(await statusOf([none, gun('down')])).toMatchObject({ status: 'degraded' });
});

test('a gun that is down makes it degraded, not blocked', async () => {
  const { port } = await runUi({ scanners: () => [gun('down')] });
  expect(json((await askRaw(port, { path: '/healthz' })).body)).toMatchObject({ status: 'degraded' });
  expect((await askRaw(port, { path: '/readyz' })).status).toBe(200);
});

test('a lane that was given no guns misses none', async () => {
  const { port } = await runUi({ scanners: () => [], lanes: ['1', '2'] });
  expect(json((await askRaw(port, { path: '/healthz' })).body)).toMatchObject({ status: 'ok' });
});

test('while the gateway is silent it lives, is not ready, says why, and takes no charge', async () => {
  const { port, engine } = await runUi({ engine: { wrap: unreachable } });
  await until(() => engine.payments.health().block?.kind === 'unreachable', { what: 'it is known' });
  const health = await askRaw(port, { path: '/healthz' });
  expect(health.status).toBe(200);
  expect(json(health.body)).toMatchObject({ status: 'blocked', gateway: { reachable: false } });
  const ready = await askRaw(port, { path: '/readyz' });
  expect(ready.status).toBe(503);
  expect(json(ready.body)).toEqual({
    ready: false,
    reason: 'unreachable',
    detail: 'no connection to pay.example',
  });
  const charge = await askRaw(port, {
    path: '/api/v1/lanes/1/charge',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"amount":"1.00"}',
  });
  expect(charge.status).toBe(503);
  expect(json(charge.body)).toMatchObject({ code: 'blocked', title: 'Not ready' });
  const lane = json((await askRaw(port, { path: '/api/v1/lanes/1' })).body);
  expect(lane.screen).toMatchObject({ mode: 'blocked', actions: [] });
});

test('strangers learn the status and the version, and no more', async () => {
  const { port } = await runUi({ token: 'sixteen-letters-', engine: { wrap: unreachable } });
  const body = async (path: string, headers: Record<string, string>) =>
    json((await askRaw(port, { path, headers })).body);
  expect(await body('/healthz', FAR)).toEqual({
    status: 'blocked',
    version: '1.2.3',
    tillId: expect.stringMatching(/^[0-9A-Z]{4}$/),
  });
  expect(await body('/readyz', FAR)).toEqual({ ready: false, reason: expect.any(String) });
  const known = { ...FAR, authorization: 'Bearer sixteen-letters-' };
  expect(await body('/healthz', known)).toHaveProperty('lanes');
});

test("a listening gun's address is told at this machine only", async () => {
  const { port } = await runUi({ token: 'sixteen-letters-', scanners: () => [gun('up')] });
  const scanners = async (headers: Record<string, string>) =>
    json((await askRaw(port, { path: '/api/v1/lanes/1', headers })).body).scanners;
  const told = { id: 'front', transport: 'tcp', name: 'Simulator', status: 'up' };
  expect(await scanners({})).toEqual([{ ...told, address: '127.0.0.1:9301' }]);
  expect(await scanners({ ...FAR, authorization: 'Bearer sixteen-letters-' })).toEqual([told]);
});

test('the page may load from the till alone, be framed by nobody, and work on plain HTTP', async () => {
  const { port } = await runUi();
  const { headers } = await askRaw(port, { path: '/' });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('upgrade-insecure-requests');
  expect(policy).not.toContain('unsafe');
  expect(headers).not.toHaveProperty('strict-transport-security');
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('the camera of a tablet is lent to the till’s own pages, and nothing else of it', async () => {
  const { port } = await runUi();
  const { headers } = await askRaw(port, { path: '/' });
  const lent = String(headers['permissions-policy']).split(', ');
  expect(lent).toContain('camera=(self)');
  expect(lent.filter((sense) => !sense.endsWith('=()'))).toEqual(['camera=(self)']);
});

test('what may change is asked for again; what carries its hash is kept', async () => {
  const { port } = await runUi();
  const kept = async (path: string) => (await askRaw(port, { path })).headers['cache-control'];
  expect(await kept('/')).toBe('no-cache');
  expect(await kept('/lanes/1')).toBe('no-cache');
  expect(await kept('/icon.svg')).toBe('no-cache');
  expect(await kept('/assets/index-AJUilgZZ.js')).toBe('public, max-age=31536000, immutable');
  expect(await kept('/api/v1/lanes/1')).toBe('no-store');
});

test('what nobody can answer is an error of the one who asked', async () => {
  const { port } = await runUi();
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await askRaw(port, { path, headers })).status;
  expect(await status('/nothing.js')).toBe(404);
  expect(await status('/../engine/till.json')).toBe(404);
  expect(await status('/%2e%2e/data/till.json')).toBe(404);
  expect(await status('/api/v1/lanes/%E0%A4%A')).toBe(400);
  expect(await status('/icon.svg', { range: 'bytes=9999-' })).toBe(416);
});
