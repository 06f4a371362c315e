import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkArchive } from '../../src/backup/check-archive.ts';
import { dataFolderProblem, openDataFolder } from '../../src/payment/index.ts';
import { beginFolder } from '../../src/payment/store/restored-folder.ts';
import { systemRandom } from '../../src/random.ts';
import { backUp, filesBelow, firstVersionsFolder, restore, SELF } from '../support/backups.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SANDBOX = { kind: 'sandbox', baseUrl: 'sandbox', merchantNo: 'sandbox', appId: 'sandbox' } as const;
const open = (folder: string) =>
  openDataFolder({ folder, gateway: SANDBOX, random: systemRandom, self: SELF });

test('a restore that ends after any of its writes leaves a folder that no till takes, and that says why', async () => {
  const folder = temporaryFolder();
  firstVersionsFolder(folder);
  const { file } = await backUp(folder);
  const writes: [string, Buffer][] = [];
  await checkArchive(file, (name, content) => void writes.push([name, content]));
  expect(writes.length).toBeGreaterThan(10);
  for (let done = 0; done <= writes.length; done += 1) {
    const target = join(folder, `cut-${done}`);
    const begun = await beginFolder(target, SELF);
    for (const [name, content] of writes.slice(0, done)) await begun.write(name, content);
    // Half of the next, as a power cut may leave it.
    const [name, content] = writes[done] ?? ['', Buffer.alloc(0)];
    if (name && !name.includes('/'))
      writeFileSync(join(target, name), content.subarray(0, content.length >> 1));
    const before = filesBelow(target);
    await begun.release();
    await expect(open(target)).rejects.toMatchObject({
      code: 'DATA_FOLDER_HALF_RESTORED',
      hint: expect.stringContaining('Delete the folder and restore'),
    });
    expect(await dataFolderProblem(target, SANDBOX)).toMatchObject({ code: 'DATA_FOLDER_HALF_RESTORED' });
    await expect(backUp(folder, { folder: target })).rejects.toMatchObject({
      code: 'DATA_FOLDER_HALF_RESTORED',
    });
    await expect(restore(file, target)).rejects.toMatchObject({
      code: 'RESTORE_REFUSED',
      hint: expect.stringContaining('cut off'),
    });
    const after = filesBelow(target).filter((each) => each !== 'last-backup.json');
    expect(after).toEqual(before.filter((each) => each !== 'lock'));
  }
}, 60_000);

test('a restore that the disk refuses ends with that, and the folder is not used', async () => {
  const folder = temporaryFolder();
  firstVersionsFolder(folder);
  const { file } = await backUp(folder);
  const target = join(folder, 'new');
  const begun = await beginFolder(target, SELF);
  await begun.write('days/a.jsonl', Buffer.from('x\n'));
  await expect(begun.write('days/a.jsonl/b', Buffer.from('x\n'))).rejects.toThrow();
  await expect(begun.write('days/a.jsonl', Buffer.from('y\n'))).rejects.toMatchObject({ code: 'EEXIST' });
  await begun.release();
  await expect(open(target)).rejects.toMatchObject({ code: 'DATA_FOLDER_HALF_RESTORED' });
  chmodSync(target, 0o700);
  await restore(file, join(folder, 'newer'));
  const opened = await open(join(folder, 'newer'));
  expect(opened.restore).toMatchObject({ from: { tillId: 'P2R0' } });
  await opened.release();
});

test('two restores into one folder at once: one makes it, the other is refused', async () => {
  const folder = temporaryFolder();
  firstVersionsFolder(folder);
  const { file } = await backUp(folder);
  const target = join(folder, 'new');
  const self = { pid: process.pid, isAlive: () => true };
  const results = await Promise.allSettled([1, 2, 3].map(() => restore(file, target, { self })));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await (await open(target)).release();
});
