import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealFolder } from '../../src/backup/index.ts';
import type { GatewayIdentity } from '../../src/payment/index.ts';
import { dataFolderProblem, openDataFolder } from '../../src/payment/store/data-folder.ts';
import { systemRandom } from '../../src/random.ts';
import { backUp, firstVersionsFolder, restore, SELF } from '../support/backups.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SANDBOX: GatewayIdentity = { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: '', appId: '' };
const open = (folder: string) =>
  openDataFolder({
    folder,
    gateway: SANDBOX,
    self: SELF,
    random: systemRandom,
    keepBefore: async () => {},
  });

test('no till starts on a folder whose till has moved house; the one made of its last backup does', async () => {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  const backup = await backUp(folder, { isLast: true });
  await sealFolder(data, backup);
  const moved = { code: 'DATA_FOLDER_MOVED', message: expect.stringMatching(/has moved house at \d{4}-/) };
  await expect(open(data)).rejects.toMatchObject(moved);
  expect(await dataFolderProblem(data, SANDBOX)).toMatchObject(moved);
  expect(existsSync(join(data, 'lock')), 'the folder is given back').toBe(false);
  const target = join(folder, 'new');
  const { tillId } = await restore(backup.file, target);
  const opened = await open(target);
  expect(opened).toMatchObject({ tillId, restore: { from: { tillId: backup.about.tillId } } });
  await opened.release();
});

test('a mark that says nothing keeps the till from starting all the same', async () => {
  const data = firstVersionsFolder(temporaryFolder());
  writeFileSync(join(data, 'moved.json'), '');
  await expect(open(data)).rejects.toMatchObject({ code: 'DATA_FOLDER_MOVED' });
});

test.each([true, false])('of a folder that is half restored no backup is made (last: %s)', async (isLast) => {
  const folder = temporaryFolder();
  writeFileSync(join(firstVersionsFolder(folder), 'restoring.json'), '{}\n');
  await expect(backUp(folder, { isLast })).rejects.toMatchObject({ code: 'DATA_FOLDER_HALF_RESTORED' });
});
