import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createBackup } from '../../src/backup/index.ts';
import { systemClock } from '../../src/clock.ts';
import { systemRandom } from '../../src/random.ts';
import { CODES, type MarkedTill, openMarkedTill, PAYER, TOKEN } from '../support/marked-till.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { filesBelow, leaksIn, type Secret } from '../support/traces.ts';

const PIN: Secret = { name: 'PIN', text: '92653581' };
/** Behind a proxy, and so from elsewhere: nobody that the till knows. */
const ELSEWHERE = { 'x-forwarded-for': '192.0.2.77' };

/** A manager of the till, signed in. */
async function manager(till: MarkedTill): Promise<{ 'scantill-session': string }> {
  const { key } = JSON.parse(readFileSync(join(till.folder, 'data', 'console.json'), 'utf8'));
  const body = { name: 'Ada', role: 'manager', pin: PIN.text };
  expect(
    (await till.ask('POST', '/api/v1/people', { body, headers: { 'scantill-console': key } })).status,
  ).toBe(201);
  const signedIn = await till.ask('POST', '/api/v1/sessions', {
    body: { person: 'p1', pin: PIN.text },
    isOwn: true,
  });
  return { 'scantill-session': JSON.parse(signedIn.text).token };
}

/** Every place in which a person, a tablet or a program could put a secret by mistake. */
async function misplace({ ask }: MarkedTill, text: string, headers: Record<string, string>): Promise<void> {
  const path = encodeURIComponent(text);
  for (const where of [
    `/api/v1/orders?q=${path}`,
    `/api/v1/orders/${path}`,
    `/${path}`,
    `/healthz?token=${path}`,
    `/api/v1/days/${path}`,
  ])
    await ask('GET', where, { headers, isOwn: true });
  for (const [where, body] of [
    ['/api/v1/sessions', { person: text, pin: text }],
    ['/api/v1/sessions', { person: 'p1', pin: text, [text]: text }],
    ['/api/v1/pairing', { code: text }],
    ['/api/v1/pairing', { code: text, [text]: 1 }],
    ['/api/v1/lanes/1/charge', { amount: text }],
    ['/api/v1/lanes/1/scan', { text, [text]: text }],
    ['/api/v1/people', { name: 'Bo', role: text, pin: text }],
  ] as const) {
    await ask('POST', where, { body, headers, isOwn: true });
    await ask('POST', where, { body, headers: ELSEWHERE, isOwn: true });
  }
  const everywhere = {
    ...ELSEWHERE,
    authorization: `Bearer ${path}`,
    cookie: `scantill=${path}`,
    'scantill-session': path,
    'scantill-console': path,
  };
  await ask('GET', '/api/v1/orders', { headers: everywhere, isOwn: true });
  await ask('GET', '/metrics', { headers: everywhere, isOwn: true });
}

test('PINs, sessions, pairing codes and tokens are found nowhere, wherever somebody has put them', async () => {
  const till = await openMarkedTill();
  const session = await manager(till);
  till.secrets.push(PIN, { name: 'session', text: session['scantill-session'] });

  const wish = { name: 'Front tablet', role: 'cashier', lanes: ['1'] };
  const made = await till.ask('POST', '/api/v1/pairing/codes', { body: wish, headers: session, isOwn: true });
  expect(made.status).toBe(201);
  const { code } = JSON.parse(made.text);
  const paired = await till.ask('POST', '/api/v1/pairing', {
    body: { code },
    headers: ELSEWHERE,
    isOwn: true,
  });
  const deviceToken = /scantill=([\w-]{20,})/.exec(paired.cookie)?.[1] ?? '';
  expect(deviceToken).not.toBe('');
  const program = { name: 'Register', scopes: ['look'] };
  const given = await till.ask('POST', '/api/v1/programs', { body: program, headers: session, isOwn: true });
  const programToken = /"token":"([\w-]{20,})"/.exec(given.text)?.[1] ?? '';
  expect(programToken).not.toBe('');
  const cookie = { ...ELSEWHERE, cookie: `scantill=${deviceToken}` };
  expect((await till.ask('GET', '/api/v1/lanes', { headers: cookie })).status).toBe(200);
  const bearer = { ...ELSEWHERE, authorization: `Bearer ${programToken}` };
  expect((await till.ask('GET', '/api/v1/orders', { headers: bearer })).status).toBe(200);
  till.secrets.push(
    { name: 'pairing code', text: code },
    { name: 'pairing code, as it is typed', text: code.replaceAll('-', '') },
    { name: "tablet's token", text: deviceToken },
    { name: "program's token", text: programToken },
  );

  for (const { text } of till.secrets.filter(({ name }) => !CODES.some((each) => each.name === name)))
    await misplace(till, text, session);
  for (const where of ['/api/v1/people', '/api/v1/devices', '/api/v1/log', '/healthz', '/metrics'])
    await till.ask('GET', where, { headers: session });
  await till.stop();
  expect(existsSync(join(till.folder, 'data', 'audit.jsonl'))).toBe(true);
  expect(till.leaks()).toEqual([]);
});

test('a backup and what is restored of it hold none of them either', async () => {
  const till = await openMarkedTill();
  await manager(till);
  for (const { text } of CODES.slice(0, 2)) {
    await till.ask('POST', '/api/v1/lanes/1/charge', { body: { amount: '12.30', reference: text } });
    await till.ask('POST', '/api/v1/lanes/1/scan', { body: { text } });
  }
  const to = temporaryFolder();
  const place = { addresses: ['192.0.2.7'], folder: '/var/lib/till', machine: 'counter' };
  await createBackup(
    { folder: join(till.folder, 'data'), to, version: '1.2.3', place },
    { clock: systemClock, random: systemRandom },
  );
  const files = filesBelow(to);
  expect([...files.values()].join()).toContain('"codeMask":"28**');
  expect(leaksIn(files, [...till.secrets, PIN, PAYER, TOKEN])).toEqual([]);
});
