import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLastBackup, verifyBackup } from '../../src/backup/index.ts';
import { backUp, filesBelow, firstVersionsFolder, modeOf, restore, textsBelow } from '../support/backups.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const read = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

test('a backup restored is the folder as it was, under a new till’s number and marked', async () => {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  const { file, contents } = await backUp(folder);
  expect(contents).toMatchObject({ orders: 9, open: 2, days: 2, firstDay: '2026-11-20', unreadable: [] });
  expect(contents.periods.map(({ period, z, close }) => [period, z, close])).toEqual([
    ['2026-11-20', 1, 'agrees'],
    ['2026-11-20.2', 2, 'agrees'],
    ['2026-11-21', 3, 'agrees'],
  ]);

  const target = join(folder, 'new');
  const { tillId } = await restore(file, target, { oldTill: ['http://old.example:8080'] });
  const before = textsBelow(data);
  const after = textsBelow(target);
  const isCopied = (name: string) => !name.startsWith('index/') && name !== 'last-backup.json';
  expect(Object.keys(after)).toEqual(Object.keys(before).filter(isCopied));
  for (const name of Object.keys(after)) if (name !== 'till.json') expect(after[name]).toBe(before[name]);
  const old = read(data, 'till.json');
  const stamp = read(target, 'till.json');
  expect(stamp).toMatchObject({ schema: 2, tillId, codeKey: old.codeKey, gateway: old.gateway });
  expect(tillId).not.toBe(old.tillId);
  expect(stamp.restores).toEqual([
    {
      at: expect.any(Number),
      from: { tillId: old.tillId, madeAt: expect.any(Number), version: '1.2.3' },
      oldTill: { addresses: ['http://old.example:8080'], folder: data },
    },
  ]);
});

test('only its owner reads a backup and what is restored of it; closes stay read-only', async () => {
  const folder = temporaryFolder();
  firstVersionsFolder(folder);
  const { file } = await backUp(folder);
  await restore(file, join(folder, 'new'));
  expect(modeOf(file)).toBe(0o600);
  expect(modeOf(join(folder, 'new'))).toBe(0o700);
  for (const name of filesBelow(join(folder, 'new'))) {
    expect(modeOf(join(folder, 'new', name))).toBe(name.startsWith('books/z/') ? 0o400 : 0o600);
  }
  expect(modeOf(join(folder, 'new', 'open'))).toBe(0o700);
});

test('no key, token, password, lock, way in or other backup gets into a backup; what later parts keep does', async () => {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  const left = [
    'console.json',
    'lock',
    'lock.turn',
    '.lock.12',
    'moved.json',
    'sandbox/keys/merchant.pem',
    'keys/x.json',
    'api-token.json',
    'backups/a.tar.gz',
    'open/.P1.json.1.tmp',
    'gateway.pem',
    'Client-Secret.txt',
  ];
  const taken = ['devices.json', 'outbox/cursors.json', 'outbox/2026-11-21.jsonl', 'sandbox/ledger.jsonl'];
  for (const name of [...left, ...taken]) {
    mkdirSync(join(data, name, '..'), { recursive: true });
    writeFileSync(join(data, name), '{}\n');
  }
  const { file } = await backUp(folder);
  const { sound } = await verifyBackup(file);
  expect(sound).toEqual(expect.arrayContaining(taken));
  expect(sound.filter((name) => left.includes(name))).toEqual([]);
});

test('what came of a backup is noted in the folder; a failed one keeps the last good one in mind', async () => {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  expect(await readLastBackup(data)).toBeUndefined();
  const { file, size } = await backUp(folder);
  const good = { at: expect.any(Number), file, size };
  expect(await readLastBackup(data)).toEqual({ schema: 1, at: expect.any(Number), ok: true, good });
  await expect(backUp(folder, { to: file })).rejects.toMatchObject({
    code: 'BACKUP_FAILED',
    message: expect.stringContaining('is there already'),
  });
  expect(await readLastBackup(data)).toMatchObject({ ok: false, why: expect.stringContaining(file), good });
  const stick = join(folder, 'stick');
  await expect(backUp(folder, { to: stick }), 'a stick that is not mounted').rejects.toMatchObject({
    message: expect.stringContaining(`${stick} is no folder that is there`),
  });
  writeFileSync(join(data, 'last-backup.json'), 'x');
  expect(await readLastBackup(data)).toBeUndefined();
});

test('a backup is not put among the books, and none is made of a folder that is no till’s', async () => {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  await expect(backUp(folder, { to: join(data, 'days', 'b.tar.gz') })).rejects.toMatchObject({
    message: expect.stringContaining('lies in the data folder itself'),
  });
  await expect(backUp(folder, { folder: join(folder, 'nowhere') })).rejects.toMatchObject({
    message: expect.stringContaining('no data folder of a till'),
  });
  expect(readdirSync(folder)).toEqual(['data', 'sandbox']);
});

test('a backup is restored into an empty folder only', async () => {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  const { file } = await backUp(folder);
  const before = textsBelow(data);
  await expect(restore(file, data)).rejects.toMatchObject({ code: 'RESTORE_REFUSED' });
  expect(textsBelow(data)).toEqual(before);
  mkdirSync(join(folder, 'empty'));
  await restore(file, join(folder, 'empty'));
  await expect(restore(file, join(folder, 'empty'))).rejects.toMatchObject({ code: 'RESTORE_REFUSED' });
});
