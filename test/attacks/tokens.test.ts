import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { attackedTill, onNetwork } from '../support/attacked-till.ts';
import { lettingIn, post, told } from '../support/let-in.ts';
import { connectTablet } from '../support/running-ui.ts';
import { until } from '../support/until.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const cookie = (token: string, name = 'scantill') => ({ cookie: `${name}=${token}` });

onNetwork('what opens nothing, or nothing any more, opens nothing in any place it is shown in', async () => {
  const attacked = await attackedTill();
  const { host, port, sellsDuring } = attacked;
  const url = `http://${host}:${port}`;
  const { tablet, program, shutOut, devices, consoleKey } = lettingIn(attacked);
  const good = await tablet('Good');
  const over = await tablet('Over');
  const look = await program('Looks', ['look', 'sell']);
  const overProgram = await program('Over too', ['look', 'sell']);
  const there = await connectTablet(url, { lane: '2' }, cookie(over));
  for (const { id, name } of devices()) if (name.startsWith('Over')) await shutOut(id);
  const hash = devices()[0]?.tokenHash ?? '';
  expect(hash).toHaveLength(43);
  const shown: Record<string, Record<string, string>> = {
    nothing: {},
    'a made-up cookie': cookie(randomBytes(32).toString('base64url')),
    'a made-up token': bearer(randomBytes(32).toString('base64url')),
    'a cookie that was shut out': cookie(over),
    'a token that was shut out': bearer(overProgram),
    'what is kept of a cookie': cookie(hash),
    'what is kept of a token': bearer(hash),
    'a cookie as a token': bearer(good),
    'a token as a cookie': cookie(look),
    'a cookie under the name it has over TLS': cookie(good, '__Host-scantill'),
    'a cookie under a longer name': cookie(good, 'xscantill'),
    'a cookie in quotes': { cookie: `scantill="${good}"` },
    'a token of another scheme': { authorization: `Basic ${look}` },
    'a token and more': { authorization: `Bearer ${look} x` },
    'the key of the console': { 'scantill-console': consoleKey() },
    'the names of the machine itself': { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' },
  };
  await sellsDuring('tokens that open nothing', async () => {
    for (const [what, headers] of Object.entries(shown)) {
      const looked = await fetch(`${url}/api/v1/lanes/2`, { headers });
      const charged = await post(`${url}/api/v1/lanes/2/charge`, { amount: '1.00' }, headers);
      const metrics = await fetch(`${url}/metrics`, { headers });
      expect([what, looked.status, charged.status, metrics.status]).toEqual([what, 401, 401, 401]);
      const health = (await (await fetch(`${url}/healthz`, { headers })).json()) as object;
      expect(Object.keys(health).toSorted()).toEqual(['status', 'tillId', 'version']);
      await expect(connectTablet(url, { lane: '2' }, headers), what).rejects.toThrow();
    }
    for (const query of [`token=${look}`, `access_token=${look}`, `scantill=${good}`])
      expect((await fetch(`${url}/api/v1/lanes/2?${query}`)).status).toBe(401);
    await expect(connectTablet(url, { lane: '2', token: good })).rejects.toThrow();
    await until(() => !there.socket.connected, { what: 'the socket of what was shut out ends' });
  });
  expect((await fetch(`${url}/api/v1/lanes/2`, { headers: cookie(good) })).status).toBe(200);
  expect((await fetch(`${url}/api/v1/lanes/2`, { headers: bearer(look) })).status).toBe(200);
});

onNetwork('a manager’s session that was stolen counts on no other device, nor on the machine', async () => {
  const attacked = await attackedTill();
  const { till, host, port } = attacked;
  const url = `http://${host}:${port}/api/v1`;
  const { tablet, manager, program } = lettingIn(attacked);
  const person = await manager('314159');
  const [own, other] = [cookie(await tablet('Own')), cookie(await tablet('Other', { role: 'manager' }))];
  const { token } = await told<{ token: string }>(post(`${url}/sessions`, { person, pin: '314159' }, own));
  const enter = (base: string, headers: Record<string, string>) =>
    post(
      `${base}/people`,
      { name: 'Eve', role: 'manager', pin: '271828' },
      { ...headers, 'scantill-session': token },
    );
  const look = bearer(await program('Looks', ['look', 'sell']));
  expect((await enter(url, other)).status).toBe(403);
  expect((await enter(url, look)).status).toBe(403);
  expect((await enter(`${till.url}/api/v1`, {})).status).toBe(403);
  expect((await enter(`${till.url}/api/v1`, { ...look, 'x-forwarded-for': host })).status).toBe(403);
  expect((await enter(url, {})).status).toBe(401);
  expect((await enter(url, own)).status).toBe(201);
});
