import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceFile } from '../../src/payment/store/durable-file.ts';
import { lockFolder } from '../../src/payment/store/folder-lock.ts';
import { madeUpRelease } from '../support/made-up-release.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A file that is none of the till's, and a folder of the till's user, who may lay links in it. */
function attacked() {
  const folder = temporaryFolder();
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'of the system', { mode: 0o644 });
  const data = join(folder, 'data');
  mkdirSync(data);
  return { victim, data, isUnharmed: () => readFileSync(victim, 'utf8') === 'of the system' };
}

test('a link in the place of a temporary file leads no write of root out of the data folder', async () => {
  const { victim, data, isUnharmed } = attacked();
  for (let count = 1; count <= 500; count += 1)
    symlinkSync(victim, join(data, `.last-backup.json.${count}.tmp`));
  await expect(replaceFile(join(data, 'last-backup.json'), 'forged')).rejects.toMatchObject({
    code: 'ELOOP',
  });
  expect(isUnharmed()).toBe(true);
  expect(readdirSync(data)).not.toContain('last-backup.json');
});

test('a link in the place of a lock does not either', async () => {
  const { victim, data, isUnharmed } = attacked();
  symlinkSync(victim, join(data, '.lock.900000001'));
  await lockFolder(data, { pid: 900_000_001, isAlive: () => false });
  expect(isUnharmed()).toBe(true);
  expect(lstatSync(join(data, 'lock')).isFile()).toBe(true);
});

test('the installer gives nothing away through a link that lies among the backups', () => {
  const root = temporaryFolder();
  const script = join(madeUpRelease(temporaryFolder(), { version: '1.0.0' }), 'install.sh');
  const install = () => spawnSync('sh', [script, '--root', root, '--no-start'], { encoding: 'utf8' });
  expect(install().status).toBe(0);
  const etc = join(root, 'etc');
  const mode = statSync(etc).mode;
  const folder = join(root, 'var/backups/scantill/before-updates');
  renameSync(folder, `${folder}-away`);
  symlinkSync(etc, folder);
  const { status, stderr, stdout } = install();
  expect(stdout + stderr).toContain(`${folder} is a link`);
  expect(status).not.toBe(0);
  expect(statSync(etc).mode).toBe(mode);
});
