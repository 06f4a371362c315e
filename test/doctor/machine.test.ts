import { chmodSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { thisMachine } from '../../src/doctor/machine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { uid, username } = userInfo();
const machine = thisMachine({ nodeVersion: 'v22.1.0', uid, groupIds: [uid] });

test('this machine tells who asks it, and where and when it is', () => {
  expect(machine).toMatchObject({ nodeVersion: 'v22.1.0', user: { name: username, uid, groupIds: [uid] } });
  expect(() => new Intl.DateTimeFormat('en', { timeZone: machine.timeZone })).not.toThrow();
});

test('a process whose user has no name, as in a container, is told by its number', () => {
  const nobody = thisMachine({ nodeVersion: 'v22.1.0', uid: 54_321, groupIds: [] }, () => {
    throw new Error('uv_os_get_passwd returned ENOENT');
  });
  expect(nobody.user).toEqual({ name: '#54321', uid: 54_321, groupIds: [] });
});

test('a program that is there, one that fails and one that is missing are told apart', async () => {
  expect(await machine.run(process.execPath, ['-p', '6*7'])).toEqual({
    kind: 'ended',
    isGood: true,
    output: '42\n',
  });
  expect(await machine.run(process.execPath, ['-e', 'process.exit(3)'])).toMatchObject({ isGood: false });
  expect(await machine.run('no-such-program-anywhere', [])).toEqual({ kind: 'missing' });
});

test('a file is read, owned and may be opened, or not', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'device');
  writeFileSync(file, 'text');
  expect(await machine.read(file)).toBe('text');
  expect(await machine.ownerOf(file)).toBe(uid);
  expect(await machine.mayOpen(file)).toBe('yes');
  chmodSync(file, 0o000);
  expect(await machine.mayOpen(file)).toBe(uid === 0 ? 'yes' : 'no');
  const missing = join(folder, 'missing');
  expect(await machine.read(missing)).toBeUndefined();
  expect(await machine.ownerOf(missing)).toBeUndefined();
  expect(await machine.mayOpen(missing)).toBe('missing');
});
