import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WireCode, WireDevice, WirePaired, WireProgram } from '../../src/ui/pairing-messages.ts';
import { connectTablet } from '../support/running-ui.ts';
import { FAR, staffedShop } from '../support/staffed-shop.ts';
import { until } from '../support/until.ts';

const CASHIER = { name: 'Front tablet', role: 'cashier', lanes: ['1'] };
const OTHER = { 'x-forwarded-for': '198.51.100.4' };
const cookieOf = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

async function shop(options: Parameters<typeof staffedShop>[0] = {}) {
  const all = await staffedShop({ asFound: true, lanes: ['1', '2'], ...options });
  const make = async (wish: object = CASHIER, how = {}) =>
    (await all.ask('POST', '/pairing/codes', wish, how)).body as unknown as WireCode;
  const redeem = (code: string, headers: Record<string, string> = FAR) =>
    all.ask('POST', '/pairing', { code }, { headers });
  return { ...all, make, redeem };
}

test('a code made at the machine lets a tablet in, which then needs nothing but its cookie', async () => {
  const { ask, make, redeem, till, acts } = await shop();
  const { code, id, until: end } = await make();
  expect(end).toBeGreaterThan(Date.now());
  expect(await ask('GET', '/lanes', undefined, { headers: FAR })).toMatchObject({
    status: 401,
    body: { code: 'notPaired' },
  });
  const came = await redeem(code.toLowerCase().replace('-', ' '));
  expect(came.status).toBe(201);
  const { device, home } = came.body as unknown as WirePaired;
  expect({ device, home }).toMatchObject({
    device: { name: 'Front tablet', role: 'cashier', lanes: ['1'], createdBy: 'This machine' },
    home: '/lanes/1',
  });
  expect(came.headers.get('set-cookie')).toMatch(
    /^scantill=[\w-]{43}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Strict$/,
  );
  const headers = { ...FAR, cookie: cookieOf(came.headers) };
  expect((await ask('GET', '/lanes', undefined, { headers })).status).toBe(200);
  expect((await ask('GET', '/visitor', undefined, { headers })).body).toMatchObject({
    kind: 'device',
    name: 'Front tablet',
    home: '/lanes/1',
  });
  const tablet = await connectTablet(till.url, { lane: '1' }, headers);
  expect(await tablet.command('charge', { commandId: 'paired-charge', amountMinor: 500 })).toMatchObject({
    ok: true,
  });
  expect((await ask('GET', `/pairing/codes/${id}`)).body).toMatchObject({
    state: 'used',
    device: { id: device.id },
  });
  expect((await redeem(code, OTHER)).body.code).toBe('codeUsed');
  expect(acts()).toEqual(['This machine makePairingCode cashier', `This machine paired ${device.id}`]);
});

test('over TLS the cookie goes nowhere else, and one from plain HTTP counts for nothing', async () => {
  const { ask, make, redeem } = await shop();
  const tls = { ...FAR, 'x-forwarded-proto': 'https' };
  const came = await redeem((await make()).code, tls);
  expect(came.headers.get('set-cookie')).toMatch(
    /^__Host-scantill=[\w-]{43}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Strict; Secure$/,
  );
  const value = cookieOf(came.headers).split('=')[1] ?? '';
  const status = async (headers: Record<string, string>) =>
    (await ask('GET', '/lanes', undefined, { headers })).status;
  expect(await status({ ...tls, cookie: `__Host-scantill=${value}` })).toBe(200);
  expect(await status({ ...tls, cookie: `scantill=${value}` })).toBe(401);
  expect(await status({ ...FAR, cookie: `__Host-scantill=${value}` })).toBe(401);
});

test('a cookie that another program of the machine set first does not shut a tablet out, nor lets it in', async () => {
  const { ask, device, program } = await shop();
  const { headers } = await device('cashier');
  const ours = headers.cookie;
  const junk = ['scantill=x', `scantill=${'A'.repeat(43)}`, 'other=1', 'scantill=', 'scantill'];
  const cookie = [...junk, ours, 'scantill=zzz'].join('; ');
  expect((await ask('GET', '/lanes', undefined, { headers: { ...headers, cookie } })).status).toBe(200);
  for (const wrong of [...junk, `x${ours}`, ours.replace('scantill', 'Scantill'), `${ours}x`])
    expect(
      (await ask('GET', '/lanes', undefined, { headers: { ...FAR, cookie: wrong } })).status,
      wrong,
    ).toBe(401);
  const token = (await program(['sell', 'look'])).headers.authorization.split(' ')[1];
  const asCookie = { ...FAR, cookie: `scantill=${token}` };
  expect((await ask('GET', '/lanes', undefined, { headers: asCookie })).status, "a program's").toBe(401);
  const asBearer = { ...FAR, authorization: `Bearer ${ours.split('=')[1]}` };
  expect((await ask('GET', '/lanes', undefined, { headers: asBearer })).body.code).toBe('tokenUnknown');
});

test('a page that is opened keeps its cookie for another 400 days; a stranger’s gets none', async () => {
  const { device, till } = await shop();
  const { headers } = await device('cashier');
  const cookieAt = async (path: string, shown: Record<string, string> = headers) =>
    (await fetch(till.url + path, { headers: shown })).headers.get('set-cookie');
  for (const page of ['/', '/lanes/1', '/customer/1', '/technician', '/pair']) {
    expect(await cookieAt(page), page).toBe(
      `${headers.cookie}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Strict`,
    );
  }
  expect(await cookieAt('/api/v1/lanes')).toBeNull();
  expect(await cookieAt('/icon.svg')).toBeNull();
  expect(await cookieAt('/', FAR)).toBeNull();
  expect(await cookieAt('/', { ...FAR, cookie: `scantill=${'A'.repeat(43)}` })).toBeNull();
});

test('the machine itself needs no code, and everybody can ask who the till takes them for', async () => {
  const { ask, make, redeem, program } = await shop();
  const { code } = await make();
  expect((await redeem(code, {})).body.code).toBe('notNeededHere');
  expect((await redeem(code)).status, 'it was not used up').toBe(201);
  const who = async (headers: Record<string, string> = {}) =>
    (await ask('GET', '/visitor', undefined, { headers })).body;
  expect(await who()).toEqual({ kind: 'local' });
  expect(await who(FAR)).toEqual({ kind: 'nobody', why: 'notPaired' });
  expect(await who({ ...FAR, authorization: 'Bearer made-up' })).toMatchObject({ why: 'tokenUnknown' });
  expect(await who((await program(['sell'])).headers)).toMatchObject({ kind: 'program', scopes: ['sell'] });
});

test('who guesses codes waits, and a tablet beside it comes in meanwhile', async () => {
  const { make, redeem } = await shop();
  const { code } = await make();
  const answers: string[] = [];
  for (let at = 0; at < 6; at += 1) answers.push((await redeem('0000-0000')).body.code);
  expect(answers).toEqual([...Array(4).fill('wrongCode'), 'pairingWait', 'pairingWait']);
  const waiting = await redeem(code);
  expect(waiting).toMatchObject({ status: 429, body: { code: 'pairingWait' } });
  expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await redeem(code, OTHER)).status).toBe(201);
});

test('one that is shut out loses its sockets and what it waits for at once, and is told so from then on', async () => {
  const { ask, device, till, acts } = await shop();
  const { id, headers } = await device('manager');
  const other = await device('cashier');
  const tablets = [
    await connectTablet(till.url, { lane: '1' }, headers),
    await connectTablet(till.url, { lane: '2' }, other.headers),
  ];
  const view = (await ask('GET', '/scanners', undefined, { headers })).body;
  const wait = `/scanners?bootId=${view.bootId}&rev=${view.rev}&waitSeconds=60`;
  const waiting = ask('GET', wait, undefined, { headers }).then(
    () => 'answered',
    () => 'ended',
  );
  expect((await ask('DELETE', `/devices/${id}`)).body).toMatchObject({
    device: { id, revokedAt: expect.any(Number) },
  });
  await until(() => !tablets[0]?.socket.connected, { what: 'its socket has ended' });
  expect(await waiting).toBe('ended');
  expect(tablets[1]?.socket.connected).toBe(true);
  expect(await ask('GET', '/lanes', undefined, { headers })).toMatchObject({
    status: 401,
    body: { code: 'revoked' },
  });
  await expect(connectTablet(till.url, { lane: '1' }, headers)).rejects.toMatchObject({
    data: { code: 'revoked' },
  });
  expect((await ask('GET', '/visitor', undefined, { headers })).body).toEqual({
    kind: 'nobody',
    why: 'revoked',
  });
  expect(acts()).toContain(`This machine revokeDevice ${id}`);
  expect((await ask('DELETE', '/devices/d000000')).status).toBe(404);
});

test('a program is let in with scopes and lanes, its token told once, and its acts are written down in its name', async () => {
  const { ask, paidOrder, acts } = await shop();
  const wish = { name: 'Web shop', scopes: ['refund', 'look'], lanes: ['1'], expiresDays: 30 };
  const answer = await ask('POST', '/programs', wish);
  const { device, token } = answer.body as unknown as WireProgram;
  expect(device).toMatchObject({ role: 'program', scopes: ['refund', 'look'], lanes: ['1'] });
  expect(device.expiresAt).toBe(device.createdAt + 30 * 86_400_000);
  const headers = { ...FAR, authorization: `Bearer ${token}` };
  const orderNo = await paidOrder();
  const refund = { amount: '1.00', reason: 'broken' };
  const done = await ask('POST', `/orders/${orderNo}/refunds`, refund, { headers, key: 'k1' });
  expect(done).toMatchObject({ status: 201, body: { refund: { by: 'Web shop' } } });
  expect((await ask('POST', '/lanes/1/charge', { amount: '1.00' }, { headers })).body.code).toBe('noScope');
  expect(acts()).toEqual(['This machine letProgramIn refund look', `Web shop refund ${orderNo}`]);
  const list = (await ask('GET', '/devices')).body.devices as WireDevice[];
  expect(list).toMatchObject([{ id: device.id, name: 'Web shop', lastSeenAt: expect.any(Number) }]);
  expect(JSON.stringify(list)).not.toMatch(/token/i);
  const renamed = await ask('PUT', `/devices/${device.id}`, { name: 'Orders' });
  expect(renamed.body).toMatchObject({ device: { name: 'Orders' } });
});

test('what cannot be let in is told with what to do', async () => {
  const { ask } = await shop();
  const code = async (wish: object) =>
    (await ask('POST', '/pairing/codes', { ...CASHIER, ...wish })).body.code;
  expect(await code({ lanes: ['9'] })).toBe('noSuchLane');
  expect(await code({ lanes: [] })).toBe('badRequest');
  expect(await code({ role: 'program' })).toBe('badRequest');
  expect(await code({ name: ' ' })).toBe('deviceName');
  expect(await code({ name: '134567890123456789' })).toBe('deviceName');
  expect(await code({ role: 'customer', lanes: 'all' })).toBe('lanesUnfit');
  expect(await code({ role: 'technician' })).toBe('lanesUnfit');
  expect(await code({ role: 'technician', lanes: 'all' })).toMatch(/^\w{4}-\w{4}$/);
  const program = async (wish: object) => (await ask('POST', '/programs', { name: 'P', ...wish })).body.code;
  expect(await program({ scopes: [] })).toBe('badRequest');
  expect(await program({ scopes: ['everything'] })).toBe('badRequest');
  expect(await program({ scopes: ['sell'], name: '' })).toBe('deviceName');
});

test('once people work here a technician or a manager lets others in, and a technician no manager', async () => {
  const { ask, people, ada, mia } = await shop({ asFound: false });
  const console = { person: { id: 'console', name: 'Console' }, place: 'local' };
  await people.add({ name: 'Tim', role: 'technician', pin: '271828' }, console);
  const tim = (await ask('POST', '/sessions', { person: 'p3', pin: '271828' })).body.token;
  const asked = async (path: string, wish: object, session?: string) => {
    const answer = await ask('POST', path, wish, { session });
    return answer.status === 201 ? 'made' : answer.body.code;
  };
  const MANAGER = { ...CASHIER, role: 'manager' };
  for (const session of [undefined, await mia()])
    expect(await asked('/pairing/codes', CASHIER, session)).toBe('technicianNeeded');
  expect(await asked('/pairing/codes', CASHIER, tim)).toBe('made');
  expect(await asked('/pairing/codes', MANAGER, tim)).toBe('managerNeeded');
  expect(await asked('/programs', { name: 'P', scopes: ['sell', 'guns'] }, tim)).toBe('made');
  expect(await asked('/programs', { name: 'P', scopes: ['sell', 'refund'] }, tim)).toBe('managerNeeded');
  const session = await ada();
  expect(await asked('/pairing/codes', MANAGER, session)).toBe('made');
  expect(await asked('/programs', { name: 'P', scopes: ['refund'] }, session)).toBe('made');
  expect((await ask('GET', '/devices')).body.code).toBe('technicianNeeded');
});

test('a manager’s tablet of lane 1 lets nobody in at lane 2', async () => {
  const { ask, device } = await shop();
  const { headers } = await device('manager', ['1']);
  const asked = async (lanes: unknown) =>
    (await ask('POST', '/pairing/codes', { ...CASHIER, lanes }, { headers })).body.code;
  expect(await asked(['1'])).toMatch(/-/);
  expect(await asked(['2'])).toBe('otherLane');
  expect(await asked('all')).toBe('otherLane');
});

test('where the disk takes no line of who did it nobody is let in, and one can be shut out', async () => {
  let isFull = false;
  const { ask, make, redeem, device } = await shop({ isFull: () => isFull });
  const { code } = await make();
  const { id, headers } = await device('cashier');
  isFull = true;
  expect((await ask('POST', '/pairing/codes', CASHIER)).body.code).toBe('notWritten');
  expect((await redeem(code)).body.code).toBe('notWritten');
  expect((await ask('DELETE', `/devices/${id}`)).status).toBe(200);
  expect((await ask('GET', '/lanes', undefined, { headers })).status).toBe(401);
  isFull = false;
  expect((await redeem(code)).status, 'the code is still good').toBe(201);
});

test('no code and no token is in any file, line of the log, or answer but its own', async () => {
  const { ask, make, redeem, folder, log } = await shop();
  const { code } = await make();
  const came = await redeem(code);
  const { token } = (await ask('POST', '/programs', { name: 'P', scopes: ['sell'] })).body;
  await redeem('7777-7777');
  await ask('GET', '/lanes', undefined, { headers: { ...FAR, authorization: `Bearer ${token}` } });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  const written = [
    ...files,
    log(),
    JSON.stringify((await ask('GET', '/devices')).body),
    JSON.stringify(came.body),
  ];
  const secrets = [code, code.replace('-', ''), token, cookieOf(came.headers).split('=')[1] ?? ''];
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(7);
    expect(written.some((text) => text.includes(secret))).toBe(false);
  }
  expect(statSync(join(folder, 'devices.json')).mode & 0o077).toBe(0);
});
