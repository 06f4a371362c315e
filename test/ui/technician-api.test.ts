import { expect, test } from 'vitest';
import { NO_COUNTS } from '../../src/devices/gun.ts';
import type { ScannerStatus } from '../../src/devices/index.ts';
import type { Check } from '../../src/doctor/check.ts';
import { createLogRing } from '../../src/log-ring.ts';
import { askRaw, runUi } from '../support/running-ui.ts';

const FAR = { 'x-forwarded-for': '10.0.0.9' };
const TOKEN = 'sixteen-letters-';
const json = (body: string) => JSON.parse(body) as Record<string, unknown>;

const gun: ScannerStatus = {
  id: 'front',
  lane: '1',
  transport: 'tcp',
  name: 'Simulator',
  state: 'up',
  since: 0,
  isConfigured: true,
  counters: NO_COUNTS,
  address: '127.0.0.1:9301',
};

test('guns, log and doctor are for this machine and for the token, like everything else', async () => {
  const { port } = await runUi({ token: TOKEN, doctor: async () => [] });
  for (const path of ['/api/v1/scanners', '/api/v1/log', '/api/v1/doctor']) {
    const status = async (headers: Record<string, string>) => (await askRaw(port, { path, headers })).status;
    expect(await status({}), path).toBe(200);
    expect(await status(FAR), path).toBe(401);
    expect(await status({ ...FAR, authorization: `Bearer ${TOKEN}` }), path).toBe(200);
    expect(await status({ origin: 'http://elsewhere.example' }), path).toBe(403);
  }
  const change = { path: '/api/v1/scanners/front/test', method: 'POST', headers: FAR };
  expect((await askRaw(port, change)).status).toBe(401);
});

test('where a gun can be reached is told on this machine only', async () => {
  const { port } = await runUi({ token: TOKEN, scanners: () => [gun] });
  const scanners = async (headers: Record<string, string>) =>
    json((await askRaw(port, { path: '/api/v1/scanners', headers })).body).scanners;
  expect(await scanners({})).toEqual([gun]);
  const { address: _, ...told } = gun;
  expect(await scanners({ ...FAR, authorization: `Bearer ${TOKEN}` })).toEqual([told]);
});

test('the page itself may be loaded without the token, and says so by itself', async () => {
  const { port } = await runUi({ token: TOKEN });
  const page = await askRaw(port, { path: '/technician', headers: FAR });
  expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>technician</title>' });
  expect(page.headers['cache-control']).toBe('no-cache');
  expect(String(page.headers['content-security-policy'])).not.toContain('unsafe');
});

test('a waited-for view comes when something changes, and at the end of the wait', async () => {
  let name = 'one';
  const { port, changed } = await runUi({ scanners: () => [{ ...gun, name }] });
  const first = json((await askRaw(port, { path: '/api/v1/scanners' })).body);
  const known = `bootId=${first.bootId}&rev=${first.rev}`;
  const same = await askRaw(port, { path: `/api/v1/scanners?${known}&waitSeconds=0.3` });
  expect(json(same.body).rev).toBe(first.rev);

  const waiting = askRaw(port, { path: `/api/v1/scanners?${known}&waitSeconds=30` });
  name = 'two';
  changed();
  expect(json((await waiting).body)).toMatchObject({
    scanners: [{ name: 'two' }],
    rev: Number(first.rev) + 1,
  });
  expect((await askRaw(port, { path: '/api/v1/scanners?waitSeconds=61' })).status).toBe(400);
});

test('the log is told from where the caller is, and whole after a restart', async () => {
  const logRing = createLogRing();
  for (const n of [1, 2, 3]) logRing.write(JSON.stringify({ level: 'info', time: 'then', msg: `line ${n}` }));
  const { port } = await runUi({ logRing });
  const messages = async (query: string) => {
    const { lines } = json((await askRaw(port, { path: `/api/v1/log${query}` })).body);
    return (lines as { message: string }[]).map(({ message }) => message);
  };
  expect(await messages('')).toEqual(['line 1', 'line 2', 'line 3']);
  expect(await messages('?after=2')).toEqual(['line 3']);
  expect(await messages('?after=3&bootId=BOOT')).toEqual([]);
  expect(await messages('?after=3&bootId=BEFORE')).toEqual(['line 1', 'line 2', 'line 3']);
  expect((await askRaw(port, { path: '/api/v1/log?after=-1' })).status).toBe(400);
});

test('two who ask the doctor at once share one look; the next one looks anew', async () => {
  const checks: Check[] = [{ id: 'node', title: 'Node', outcome: 'ok', detail: 'Version 20.' }];
  let looks = 0;
  let finish = () => {};
  const doctor = () => {
    looks += 1;
    return new Promise<Check[]>((resolve) => {
      finish = () => resolve(checks);
    });
  };
  const { port } = await runUi({ doctor });
  const ask = () => askRaw(port, { path: '/api/v1/doctor' });
  const both = Promise.all([ask(), ask(), askRaw(port, { path: '/api/v1/log' }).then(() => ask())]);
  const isDone = both.then(() => true);
  // The one that comes last asks when the first two are there.
  while (!(await Promise.race([isDone, askRaw(port, { path: '/api/v1/log' }).then(() => false)]))) finish();
  expect((await both).map(({ body }) => json(body))).toEqual([{ checks }, { checks }, { checks }]);
  expect(looks).toBeLessThanOrEqual(2);
});

test('a till without a doctor says where to find one', async () => {
  const { port } = await runUi();
  const { status, body } = await askRaw(port, { path: '/api/v1/doctor' });
  expect(status).toBe(404);
  expect(json(body)).toMatchObject({ code: 'noDoctor', detail: expect.stringContaining('npm run doctor') });
});
