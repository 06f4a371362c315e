import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ADA_PIN, MIA_PIN } from '../support/staff.ts';
import { staffedShop } from '../support/staffed-shop.ts';

test('signing in gives a session, and signing out ends it', async () => {
  const { ask, people } = await staffedShop();
  const answer = await ask('POST', '/sessions', { person: 'p2', pin: MIA_PIN });
  expect(answer).toMatchObject({
    status: 201,
    body: { person: { id: 'p2', name: 'Mia', role: 'cashier' }, until: expect.any(Number) },
  });
  const { token } = answer.body;
  expect(people.personOf(token, 'local')?.name).toBe('Mia');
  expect((await ask('DELETE', '/sessions/current', undefined, { session: token })).status).toBe(204);
  expect(people.personOf(token, 'local')).toBeUndefined();
  expect((await ask('DELETE', '/sessions/current')).status, 'nobody was in').toBe(204);
});

test('a wrong PIN is told, and from the third on for how long nothing is looked at', async () => {
  const { ask } = await staffedShop();
  const guess = () => ask('POST', '/sessions', { person: 'p2', pin: '5050' });
  expect(await guess()).toMatchObject({ status: 403, body: { code: 'wrongPin' } });
  await guess();
  const third = await guess();
  expect(third).toMatchObject({ status: 403 });
  expect(Number(third.headers.get('retry-after'))).toBe(2);
  expect(await guess()).toMatchObject({ status: 429, body: { code: 'pinWait' } });
  expect((await ask('POST', '/sessions', { person: 'p1', pin: ADA_PIN })).status, 'nobody else waits').toBe(
    201,
  );
  expect((await ask('POST', '/sessions', { person: 'p2' })).body.detail).toContain('pin: ');
});

test('a manager adds and changes people; a cashier only their own PIN, by the one they have', async () => {
  const { ask, ada, mia, acts } = await staffedShop();
  const [manager, cashier] = [await ada(), await mia()];
  const bo = { name: 'Bo', role: 'cashier', pin: '4071' };
  expect(await ask('POST', '/people', bo)).toMatchObject({ status: 403, body: { code: 'managerNeeded' } });
  expect(await ask('POST', '/people', bo, { session: cashier })).toMatchObject({
    status: 403,
    body: { code: 'managerNeeded' },
  });
  expect(await ask('POST', '/people', bo, { session: manager })).toMatchObject({
    status: 201,
    body: { person: { id: 'p3', name: 'Bo' } },
  });
  expect(await ask('PUT', '/people/p3', { name: 'Bob' }, { session: cashier })).toMatchObject({
    status: 403,
  });
  expect(await ask('PUT', '/people/p3', { name: 'Bob' }, { session: manager })).toMatchObject({
    status: 200,
    body: { person: { name: 'Bob' } },
  });
  const own = (body: object) => ask('PUT', '/people/p2', body, { session: cashier });
  expect(await own({ pin: '6180' })).toMatchObject({ status: 400, body: { code: 'oldPinNeeded' } });
  expect(await own({ pin: '6180', oldPin: MIA_PIN, role: 'manager' })).toMatchObject({ status: 400 });
  expect(await own({ pin: '6180', oldPin: '9990' })).toMatchObject({
    status: 403,
    body: { code: 'wrongPin' },
  });
  expect(await own({ pin: '6180', oldPin: MIA_PIN })).toMatchObject({ status: 200 });
  expect(await own({ pin: '7391', oldPin: '6180' }), 'that session is over').toMatchObject({ status: 403 });
  expect(acts()).toEqual(
    expect.arrayContaining(['Ada addPerson p3', 'Ada changePerson p3', 'Mia changePin p2']),
  );
});

test('what cannot be done is told by its own code, with what to do', async () => {
  const { ask, ada } = await staffedShop();
  const session = await ada();
  const add = (more: object) =>
    ask('POST', '/people', { name: 'Bo', role: 'cashier', pin: '4071', ...more }, { session });
  const refused: [object, number, string][] = [
    [{ pin: '407' }, 422, 'pinLength'],
    [{ pin: '4444' }, 422, 'pinSameDigits'],
    [{ pin: '4567' }, 422, 'pinRun'],
    [{ pin: '4545' }, 422, 'pinRepeated'],
    [{ name: ' ' }, 422, 'nameUnfit'],
    [{ name: 'mia' }, 409, 'nameTaken'],
    [{ role: 'owner' }, 400, 'badRequest'],
    [{ hash: 'x' }, 400, 'badRequest'],
  ];
  for (const [more, status, code] of refused) {
    const { body, ...answer } = await add(more);
    expect({ ...answer, code: body.code }, JSON.stringify(more)).toMatchObject({ status, code });
    expect(body.detail.length).toBeGreaterThan(20);
  }
  const change = (id: string, body: object) => ask('PUT', `/people/${id}`, body, { session });
  expect(await change('p1', { state: 'left' })).toMatchObject({ status: 409, body: { code: 'lastManager' } });
  expect(await change('p9', { name: 'X' })).toMatchObject({ status: 404, body: { code: 'noSuchPerson' } });
  expect(await change('p2', { role: 'manager' })).toMatchObject({ status: 422, body: { code: 'pinNeeded' } });
});

test('the console is let in by its key of this start, kept where only the till’s user reads it', async () => {
  const { ask, folder } = await staffedShop({ asFound: true });
  const file = join(folder, 'console.json');
  const { key } = JSON.parse(readFileSync(file, 'utf8')) as { key: string };
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const eve = { name: 'Eve', role: 'manager', pin: '161803' };
  for (const wrong of ['', 'x', `${key}x`])
    expect(await ask('POST', '/people', eve, { console: wrong })).toMatchObject({
      status: 403,
      body: { code: 'consoleNeeded' },
    });
  expect(await ask('POST', '/people', eve, { console: key })).toMatchObject({
    status: 201,
    body: { person: { id: 'p1' } },
  });
  expect((await ask('PUT', '/people/p1', { pin: '271828' }, { console: key })).status).toBe(200);
  expect(
    (await ask('POST', '/days/2026-01-01/close', undefined, { console: key })).body.code,
    'as a manager',
  ).toBe('beforeTheBooks');
});

test('no PIN and no token is in any file, line of the log, or answer but its own', async () => {
  const { ask, ada, folder, log, signIn } = await staffedShop();
  const session = await ada();
  await signIn('p2', '86420');
  await ask('POST', '/sessions', { person: 'p2', pin: '86420', extra: 1 });
  await ask('POST', '/people', { name: 'Bo', role: 'cashier', pin: '59713' }, { session });
  await ask('PUT', '/people/p3', { pin: '95317', oldPin: '59713' }, { session });
  const list = JSON.stringify((await ask('GET', '/people', undefined, { session })).body);
  expect(list).not.toMatch(/hash|salt|pin/);
  const files = readdirSync(folder).filter((name) => name !== 'console.json');
  expect(files).toEqual(expect.arrayContaining(['people.json', 'audit.jsonl', 'pin-misses.json']));
  const texts = [list, log(), ...files.map((name) => readFileSync(join(folder, name), 'utf8'))];
  for (const secret of [ADA_PIN, '86420', '59713', '95317', session])
    expect(
      texts.some((text) => text.includes(secret)),
      'a secret was written',
    ).toBe(false);
});
