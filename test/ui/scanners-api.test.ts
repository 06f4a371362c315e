import { expect, test } from 'vitest';
import { scaledClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/codes.ts';
import { tcpGun } from '../support/tcp-gun.ts';
import { formsOf, openTechnicianShop, paidCode, type TechnicianShop } from '../support/technician-shop.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ordersOf, screenOf } from '../support/till-api.ts';
import { until } from '../support/until.ts';

const TCP = [{ id: '1', scanners: [{ id: 'front', transport: 'tcp', listen: '127.0.0.1:0' }] }];

/** Puts a sale on the lane, once it can sell. */
async function charge(shop: TechnicianShop, lane = '1'): Promise<void> {
  await until(
    async () => (await shop.ask('POST', `/lanes/${lane}/charge`, { amount: '12.30' })).status === 201,
    { what: `lane ${lane} can sell` },
  );
}

test('a found gun waits for a lane, is bound by a person, and sells there at once', async () => {
  const shop = await openTechnicianShop();
  const found = await shop.shown('A', ({ state }) => state === 'up');
  expect(found).toMatchObject({ isConfigured: false, state: 'up' });
  expect(found).not.toHaveProperty('lane');

  await charge(shop);
  expect((await shop.ask('POST', `/scanners/${found.id}/bind`, { lane: '1' })).body.code).toBe('laneBusy');
  const { body } = await shop.ask('GET', '/lanes/1');
  const { saleId } = body.screen as { saleId: string };
  await shop.ask('POST', '/lanes/1/cancel', { saleId });

  const bound = await shop.ask('POST', `/scanners/${found.id}/bind`, { lane: '1' });
  expect(bound).toMatchObject({ status: 200, body: { scanner: { id: found.id, lane: '1' } } });
  await charge(shop);
  shop.gun('A').scan(paidCode());
  await until(async () => (await ordersOf(shop.url)).length === 1, { what: 'it was charged' });

  await until(async () => (await screenOf(shop.url)).mode === 'paid', { what: 'it is paid' });
  const none = await shop.ask('POST', `/scanners/${found.id}/bind`, { lane: null });
  expect(none.body.scanner).not.toHaveProperty('lane');
});

test('the gun that scans is the one that is bound, and its code charges nobody', async () => {
  const shop = await openTechnicianShop();
  await shop.shown('B', ({ state }) => state === 'up');
  await charge(shop);
  const begun = await shop.ask('POST', '/lanes/2/bind-by-scan');
  expect(begun).toMatchObject({ status: 202, body: { binding: { lane: '2', until: expect.any(Number) } } });
  expect((await shop.view()).binding?.lane).toBe('2');

  shop.gun('B').scan(paidCode());
  const bound = await shop.shown('B', ({ lane }) => lane === '2');
  expect(bound.lastScan).toMatchObject({
    outcome: 'bound',
    text: expect.stringContaining('Nobody was charged'),
  });
  expect(await shop.shown('A')).not.toHaveProperty('lane');
  expect((await shop.view()).binding).toBeUndefined();
  expect(await ordersOf(shop.url)).toEqual([]);
});

test('waiting for a scan that binds can be called off, by the lane that waits', async () => {
  const shop = await openTechnicianShop();
  await shop.ask('POST', '/lanes/1/bind-by-scan');
  await shop.ask('POST', '/lanes/2/bind-by-scan/cancel');
  expect((await shop.view()).binding?.lane).toBe('1');
  await shop.ask('POST', '/lanes/1/bind-by-scan/cancel');
  expect((await shop.view()).binding).toBeUndefined();
});

test('a test scan charges nobody, the tablets say so, and a charge ends it', async () => {
  const shop = await openTechnicianShop();
  const { id } = await shop.shown('A', ({ state }) => state === 'up');
  await shop.ask('POST', `/scanners/${id}/bind`, { lane: '1' });
  const begun = await shop.ask('POST', `/scanners/${id}/test`);
  expect(begun).toMatchObject({ status: 200, body: { scanner: { testUntil: expect.any(Number) } } });
  await until(async () => (await screenOf(shop.url)).mode === 'test', { what: 'the tablet says so' });
  expect(await screenOf(shop.url, '2')).toMatchObject({ mode: expect.not.stringMatching('test') });

  const code = paidCode();
  shop.gun('A').scan(code);
  const tried = await shop.shown('A', ({ lastScan }) => lastScan !== undefined);
  expect(tried.lastScan).toMatchObject({ outcome: 'test', length: code.length });
  expect(await ordersOf(shop.url)).toEqual([]);

  await charge(shop);
  expect(await shop.shown('A')).not.toHaveProperty('testUntil');
  expect(await shop.ask('POST', `/scanners/${id}/test`)).toMatchObject({
    status: 409,
    body: { code: 'laneBusy', detail: expect.stringContaining('A sale is on this lane') },
  });
  shop.gun('A').scan(paidCode());
  await until(async () => (await ordersOf(shop.url)).length === 1, { what: 'it sells again' });
});

test('a test scan ends by itself after a minute, or when somebody ends it', async () => {
  const shop = await openTechnicianShop({ clock: scaledClock(60) });
  const { id } = await shop.shown('A', ({ state }) => state === 'up');
  await shop.ask('POST', `/scanners/${id}/test`);
  await shop.shown('A', ({ testUntil }) => testUntil !== undefined);
  await shop.shown('A', ({ testUntil }) => testUntil === undefined);
  await shop.ask('POST', `/scanners/${id}/test`);
  expect((await shop.ask('POST', `/scanners/${id}/test/end`)).body.scanner).not.toHaveProperty('testUntil');
});

test('name, lane and being switched off are kept over a restart', async () => {
  const folder = temporaryFolder();
  const before = await openTechnicianShop({ folder });
  const { id, name } = await before.shown('A', ({ state }) => state === 'up');
  expect((await before.ask('POST', `/scanners/${id}/name`, { name: ' Left gun ' })).body.scanner?.name).toBe(
    'Left gun',
  );
  await before.ask('POST', `/scanners/${id}/bind`, { lane: '2' });
  const off = await before.ask('POST', `/scanners/${id}/disable`);
  expect(off.body.scanner?.state).toBe('disabled');
  await before.stop();

  const after = await openTechnicianShop({ folder });
  expect(await after.shown('A')).toMatchObject({ id, name: 'Left gun', lane: '2', state: 'disabled' });
  await after.ask('POST', `/scanners/${id}/enable`);
  await after.shown('A', ({ state }) => state === 'up');
  expect((await after.ask('POST', `/scanners/${id}/name`, { name: '' })).body.scanner?.name).toBe(name);
});

test('what the configuration file says is changed there alone; switching off is not among it', async () => {
  const shop = await openTechnicianShop({ lanes: [...TCP, { id: '2' }] });
  const refused = async (path: string, body?: object) => {
    const { status, body: problem } = await shop.ask('POST', path, body);
    expect(problem.detail, path).toContain('configuration file');
    return `${status} ${problem.code}`;
  };
  expect(await refused('/scanners/front/name', { name: 'x' })).toBe('422 configured');
  expect(await refused('/scanners/front/bind', { lane: '2' })).toBe('422 configured');
  expect(await refused('/lanes/1/bind-by-scan')).toBe('422 configured');
  const { lanes } = await shop.view();
  expect(lanes.map(({ id, isFixed }) => `${id} ${isFixed}`)).toEqual(['1 true', '2 false']);
  expect((await shop.ask('POST', '/scanners/front/disable')).body.scanner?.state).toBe('disabled');
});

test('a code that a gun typed into the field of the name is refused, repeated nowhere and not kept', async () => {
  const shop = await openTechnicianShop();
  const { id, name } = await shop.shown('A', ({ state }) => state === 'up');
  for (const code of [paidCode(), makeCode({ wallet: 'emv' }, systemRandom)]) {
    const asked = await shop.ask('POST', `/scanners/${id}/name`, { name: `Counter gun${code}`.slice(0, 60) });
    expect(asked).toMatchObject({ status: 400, body: { code: 'badRequest' } });
    expect(asked.body.detail).toContain('expected a name, not a code that was scanned');
    expect(`${JSON.stringify(asked.body)}${shop.log()}`).not.toContain(code.slice(2, 10));
  }
  expect((await shop.shown('A')).name).toBe(name);
  const good = await shop.ask('POST', `/scanners/${id}/name`, { name: 'Gun 20260512000123' });
  expect(good.status).toBe(200);
});

test('what is not there, not up or not understood is refused with a sentence', async () => {
  const shop = await openTechnicianShop();
  const { id } = await shop.shown('A', ({ state }) => state === 'up');
  await shop.ask('POST', `/scanners/${id}/bind`, { lane: '1' });
  const refusal = async (path: string, body?: object) => {
    const asked = await shop.ask('POST', path, body);
    expect(asked.body.detail, path).toMatch(/^\S.{8,}$/);
    return `${asked.status} ${asked.body.code}`;
  };
  expect(await refusal('/scanners/none/test')).toBe('404 noSuchScanner');
  expect(await refusal('/candidates/adopt', { key: 'none', lane: '1' })).toBe('404 noSuchScanner');
  expect(await refusal('/lanes/9/bind-by-scan')).toBe('404 noSuchLane');
  expect(await refusal(`/scanners/${id}/bind`, { lane: '9' })).toBe('404 noSuchLane');
  expect(await refusal(`/scanners/${id}/bind`, {})).toBe('400 badRequest');
  expect(await refusal(`/scanners/${id}/name`, { name: 'x'.repeat(61) })).toBe('400 badRequest');
  expect(await refusal(`/scanners/${id}/sound`, { sound: 'loud' })).toBe('400 badRequest');
  expect(await refusal(`/scanners/${id}/test`, { minutes: 5 })).toBe('400 badRequest');
  shop.gun('A').unplug();
  await shop.shown('A', ({ state }) => state === 'down');
  expect(await refusal(`/scanners/${id}/test`)).toBe('409 notUp');
  expect(await refusal(`/scanners/${id}/sound`, { sound: 'good' })).toBe('409 notUp');
});

test('a gun on the network scans, and its code is in no answer and no line of the log', async () => {
  const shop = await openTechnicianShop({ lanes: TCP });
  const { address = '' } = await shop.shown('front', ({ state }) => state === 'up');
  const gun = await tcpGun(address);
  const code = paidCode();
  gun.write(`\u0002${code}\r\n`);
  const { lastScan, counters } = await shop.shown('front', (scanner) => scanner.lastScan !== undefined);
  expect(lastScan).toMatchObject({ outcome: 'ignored', why: 'closed', length: code.length });
  expect(lastScan?.text).toBe('Ignored: no sale was waiting for a code.');
  expect(counters).toMatchObject({ ignored: 1, taken: 0, bytes: code.length + 3 });
  const seen = JSON.stringify([
    await shop.ask('GET', '/scanners'),
    await shop.ask('GET', '/log'),
    shop.log(),
  ]);
  expect(seen).toContain(code.slice(-4));
  expect(formsOf(code).filter((form) => seen.includes(form))).toEqual([]);
  gun.destroy();
});

test('the health of a gun is told at the three levels, of one that is not there nothing', async () => {
  const shop = await openTechnicianShop();
  const { id } = await shop.shown('A', ({ state }) => state === 'up');
  shop.gun('A').scan(paidCode());
  const { status, body } = await shop.ask('GET', `/scanners/${id}/health`);
  expect(status).toBe(200);
  expect(body.checks).toMatchObject([
    { level: 'internal', health: 'good' },
    { level: 'external', health: 'unknown', says: expect.stringContaining('listen') },
    { level: 'interactive', health: 'good', says: expect.stringContaining('18 characters') },
  ]);
  expect(await shop.ask('GET', '/scanners/nobody/health')).toMatchObject({
    status: 404,
    body: { code: 'noSuchScanner' },
  });
});

test('where a gun can be reached is shown to who sits at the machine, and to nobody behind a proxy or a token', async () => {
  const shop = await openTechnicianShop({ lanes: TCP, token: 'a-token-of-sixteen' });
  const { address } = await shop.shown('front', ({ state }) => state === 'up');
  expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
  const name = { name: 'Front gun' };
  const here = await shop.ask('POST', '/scanners/front/test/end');
  expect(here.body.scanner?.address).toBe(address);
  const far = { authorization: 'Bearer a-token-of-sixteen', 'x-forwarded-for': '192.0.2.9' };
  const list = await shop.ask('GET', '/scanners', undefined, far);
  const one = await shop.ask('POST', '/scanners/front/test/end', undefined, far);
  expect([list.status, one.status]).toEqual([200, 200]);
  expect(JSON.stringify([list.body, one.body])).not.toContain(`${address}`);
  expect(
    (await shop.ask('POST', '/scanners/front/name', name, { 'x-forwarded-for': '192.0.2.9' })).status,
  ).toBe(401);
});
