import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { areDevices, Devices, type DevicesDocument } from '../../src/access/index.ts';
import { silentLog } from '../../src/log.ts';
import { openAccess } from '../../src/open-access.ts';
import { systemRandom } from '../../src/random.ts';
import { type HandClock, handClock } from '../support/hand-clock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TABLET = { name: 'Front tablet', role: 'cashier', lanes: ['1'], scopes: [], by: 'Ada' } as const;
const SHOP = {
  name: 'Web shop',
  role: 'program',
  lanes: 'all',
  scopes: ['sell', 'look'],
  by: 'Ada',
} as const;
const DAY = 24 * 60 * 60_000;

async function open(folder: string, clock: HandClock = handClock()): Promise<Devices> {
  const { devices, close } = await openAccess(folder, { clock, random: systemRandom, log: silentLog });
  onTestFinished(close);
  return devices;
}

async function added(devices: Devices, wish: Parameters<Devices['add']>[0] = TABLET) {
  const result = await devices.add(wish);
  if (!result.ok) throw new Error(result.why);
  return result;
}

/** Over a file in memory that can be told to fail. */
function inMemory(clock = handClock()) {
  const file = { writes: 0, isFull: false, document: undefined as DevicesDocument | undefined };
  const devices = new Devices({
    clock,
    random: systemRandom,
    log: silentLog,
    file: {
      read: async () => file.document,
      write: async (document) => {
        file.writes += 1;
        if (file.isFull) throw new Error('no space left');
        file.document = document;
      },
    },
  });
  return { devices, file, clock };
}

test('a token lets its device in, also after a restart, and no other text does', async () => {
  const folder = temporaryFolder();
  const first = await open(folder);
  const { device, token } = await added(first);
  const program = await added(first, SHOP);
  for (const devices of [first, await open(folder)]) {
    expect(devices.find(token)).toEqual({
      visitor: { kind: 'device', id: device.id, name: 'Front tablet', role: 'cashier', lanes: ['1'] },
    });
    expect(devices.find(program.token)).toMatchObject({
      visitor: { kind: 'program', name: 'Web shop', lanes: 'all', scopes: ['sell', 'look'] },
    });
    for (const text of ['', token.slice(1), `${token}=`, token.toLowerCase(), device.tokenHash])
      expect(devices.find(text), text).toBe('unknown');
  }
});

test('the token has 256 bits and is in no file; the file is for the till’s own user alone', async () => {
  const folder = temporaryFolder();
  const { token, device } = await added(await open(folder));
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(texts.join()).toContain(device.tokenHash);
  expect(texts.join()).not.toContain(token);
});

test('one that was revoked is known as that, and what it has open is told to end', async () => {
  const folder = temporaryFolder();
  const devices = await open(folder);
  const gone: string[] = [];
  devices.onGone((id) => gone.push(id));
  const [first, other] = [await added(devices), await added(devices)];
  expect(await devices.revoke(first.device.id)).toMatchObject({ ok: true });
  expect(gone).toEqual([first.device.id]);
  for (const each of [devices, await open(folder)]) {
    expect(each.find(first.token)).toBe('revoked');
    expect(each.find(other.token)).toMatchObject({ visitor: { id: other.device.id } });
  }
  const revokedAt = devices.all[0]?.revokedAt;
  expect(revokedAt).toEqual(expect.any(Number));
  await devices.revoke(first.device.id);
  expect(devices.all[0]?.revokedAt, 'the first time counts').toBe(revokedAt);
  expect(await devices.revoke('d999999')).toEqual({ ok: false, why: 'noSuchDevice' });
});

test('a full disk keeps nobody from being shut out until the next start, and lets nobody in', async () => {
  const { devices, file } = inMemory();
  const { device, token } = await added(devices);
  file.isFull = true;
  await expect(devices.add(SHOP)).rejects.toThrow('no space');
  expect(devices.all).toHaveLength(1);
  const gone: string[] = [];
  devices.onGone((id) => gone.push(id));
  await expect(devices.revoke(device.id)).rejects.toThrow('no space');
  expect(devices.find(token)).toBe('revoked');
  expect(gone).toEqual([device.id]);
});

test('a program’s token ends when it was said to', async () => {
  const { devices, clock } = inMemory();
  const { token } = await added(devices, { ...SHOP, forMs: 90 * DAY });
  await clock.advance(90 * DAY - 1);
  expect(devices.find(token)).toMatchObject({ visitor: { name: 'Web shop' } });
  await clock.advance(1);
  expect(devices.find(token)).toBe('expired');
});

test('when it was seen last is kept to a day, at one write a day', async () => {
  const { devices, file, clock } = inMemory();
  const { token } = await added(devices);
  const seenAt = clock.now();
  for (let at = 0; at < 100; at += 1) devices.find(token);
  await clock.advance(DAY - 1);
  devices.find(token);
  expect(file.writes).toBe(2);
  expect(file.document?.devices[0]?.lastSeenAt).toBe(seenAt);
  await clock.advance(1);
  devices.find(token);
  await devices.rename(devices.all[0]?.id ?? '', 'Front');
  expect(file.document?.devices[0]).toMatchObject({ name: 'Front', lastSeenAt: seenAt + DAY });
});

test('a disk that does not keep the day it was seen on keeps nobody out', async () => {
  const { devices, file } = inMemory();
  const { token } = await added(devices);
  file.isFull = true;
  expect(devices.find(token)).toMatchObject({ visitor: { name: 'Front tablet' } });
  file.isFull = false;
  expect(await devices.rename(devices.all[0]?.id ?? '', 'Front')).toMatchObject({ ok: true });
});

test('a name is some words, and never a code that was scanned into the field', async () => {
  const { devices } = inMemory();
  for (const name of ['', '   ', 'x'.repeat(41), '134567890123456789', 'a\u0000b', 'hQVDUFYwMWE='])
    expect(await devices.add({ ...TABLET, name }), JSON.stringify(name)).toEqual({
      ok: false,
      why: 'deviceName',
    });
  const { device } = await added(devices, { ...TABLET, name: '  Front \n tablet ' });
  expect(device.name).toBe('Front tablet');
  expect(await devices.rename(device.id, '')).toEqual({ ok: false, why: 'deviceName' });
});

test('changes at once all count, and each has an id of its own', async () => {
  const { devices } = inMemory();
  const all = await Promise.all(Array.from({ length: 30 }, () => added(devices)));
  expect(new Set(all.map(({ device }) => device.id)).size).toBe(30);
  await Promise.all(all.map(({ device }) => devices.revoke(device.id)));
  expect(all.every(({ token }) => devices.find(token) === 'revoked')).toBe(true);
});

test('there is room for 500, and the oldest of those that were revoked are forgotten', async () => {
  const { devices } = inMemory();
  for (let at = 0; at < 120; at += 1) await devices.revoke((await added(devices)).device.id);
  expect(devices.all).toHaveLength(100);
  for (let at = 0; at < 500; at += 1) await added(devices);
  expect(await devices.add(TABLET)).toEqual({ ok: false, why: 'tooManyDevices' });
});

test('a damaged file is put aside, and nobody is let in by it', async () => {
  const folder = temporaryFolder();
  const { token } = await added(await open(folder));
  const file = join(folder, 'devices.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"cashier"', '"owner"'));
  const devices = await open(folder);
  expect(devices.find(token)).toBe('unknown');
  expect(readdirSync(join(folder, 'quarantine'))).toEqual(['devices.unreadable']);
  await added(devices);
});

test('a list that says more than devices are is not one', async () => {
  const { devices, file } = inMemory();
  await added(devices);
  await added(devices, SHOP);
  const document = file.document as DevicesDocument;
  const [tablet, program] = document.devices as [object, object];
  expect(areDevices(document)).toBe(true);
  const wrong: unknown[] = [
    { ...document, schema: 2 },
    { ...document, devices: [tablet, tablet] },
    { ...document, devices: [{ ...tablet, scopes: ['sell'] }] },
    { ...document, devices: [{ ...program, scopes: [] }] },
    { ...document, devices: [{ ...program, scopes: ['everything'] }] },
    { ...document, devices: [{ ...tablet, lanes: [] }] },
    { ...document, devices: [{ ...tablet, token: 'x' }] },
  ];
  for (const each of wrong) expect(areDevices(each), JSON.stringify(each)).toBe(false);
});
