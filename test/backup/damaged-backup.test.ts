import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive } from '../../src/backup/archive-reader.ts';
import { verifyBackup } from '../../src/backup/index.ts';
import { backUp, filesBelow, firstVersionsFolder, restore } from '../support/backups.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function backedUp() {
  const folder = temporaryFolder();
  firstVersionsFolder(folder);
  const { file } = await backUp(folder);
  const bytes = readFileSync(file);
  const spoil = (change: (copy: Buffer) => Buffer): string => {
    const spoilt = join(folder, 'spoilt.tar.gz');
    writeFileSync(spoilt, change(Buffer.from(bytes)));
    return spoilt;
  };
  return { folder, file, bytes, spoil };
}

const flipped = (at: number) => (copy: Buffer) => {
  copy.writeUInt8(copy.readUInt8(at) ^ 0x10, at);
  return copy;
};

test('a backup with a byte changed anywhere is called damaged, and never restored as it stands', async () => {
  const { folder, file, bytes, spoil } = await backedUp();
  const target = join(folder, 'new');
  const { sound: all } = await verifyBackup(file);
  let unnoticed = 0;
  let tried = 0;
  // Each member, and within it header, data and checksum.
  for (let at = 0; at < bytes.length; at += 37) {
    const spoilt = spoil(flipped(at));
    const { damage, sound } = await verifyBackup(spoilt);
    tried += 1;
    if (damage.length > 0) {
      await expect(restore(spoilt, target)).rejects.toMatchObject({ code: 'RESTORE_REFUSED' });
      continue;
    }
    // A few bits mean nothing to anybody, such as the name of the system that packed it: then it is whole.
    unnoticed += 1;
    expect(sound).toEqual(all);
  }
  expect(unnoticed).toBeLessThan(tried / 10);
  expect(filesBelow(folder).filter((name) => name.startsWith('new'))).toEqual([]);
}, 60_000);

test('a backup that was cut off anywhere says so', async () => {
  const { bytes, spoil } = await backedUp();
  for (let length = 0; length < bytes.length; length += 101) {
    const spoilt = spoil((copy) => copy.subarray(0, length));
    const verdict = await verifyBackup(spoilt).then(
      ({ damage }) => damage.map(({ path }) => path),
      (error) => [error.code],
    );
    expect([['BACKUP_UNUSABLE'], expect.arrayContaining(['manifest.json'])]).toContainEqual(verdict);
  }
}, 60_000);

test('of a damaged backup the rest is restored where somebody says so, and what is missing is named', async () => {
  const { folder, file, bytes, spoil } = await backedUp();
  const at = await middleOf(bytes, spoil, 'open/');
  const spoilt = spoil(flipped(at));
  const { damage } = await verifyBackup(spoilt);
  expect(damage).toEqual([{ path: expect.stringMatching(/^open\/P\w+\.json$/), why: 'it cannot be read' }]);
  await expect(restore(spoilt, join(folder, 'new'))).rejects.toMatchObject({
    message: expect.stringContaining(damage[0]?.path ?? '?'),
    hint: expect.stringContaining('--damaged-too'),
  });
  const restored = await restore(spoilt, join(folder, 'new'), { damagedToo: true });
  expect(restored.damage).toEqual(damage);
  const lost = new Set(damage.map(({ path }) => path));
  const { sound } = await verifyBackup(file);
  const rest = sound.filter((name) => !lost.has(name)).sort();
  expect(filesBelow(join(folder, 'new'))).toEqual(rest);
});

test('without its stamp a till is made anew of whose backup it is; without that nothing is', async () => {
  const { folder, bytes, spoil } = await backedUp();
  const stampless = spoil(flipped(await middleOf(bytes, spoil, 'till.json')));
  const { tillId } = await restore(stampless, join(folder, 'new'), { damagedToo: true });
  const stamp = JSON.parse(readFileSync(join(folder, 'new', 'till.json'), 'utf8'));
  expect(stamp).toMatchObject({ schema: 2, tillId, gateway: { kind: 'sandbox' }, restores: [{}] });
  const nobodys = spoil(flipped(100));
  await expect(restore(nobodys, join(folder, 'newer'), { damagedToo: true })).rejects.toMatchObject({
    code: 'RESTORE_REFUSED',
    message: expect.stringContaining('whose backup it is'),
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['zeros', Buffer.alloc(4000)],
  ['something else', Buffer.from('PK\u0003\u0004 a zip, perhaps')],
])('a file of %s is no backup, and says so', async (_, content) => {
  const folder = temporaryFolder();
  const file = join(folder, 'b.tar.gz');
  writeFileSync(file, content);
  await expect(verifyBackup(file)).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
  await expect(verifyBackup(join(folder, 'none'))).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
});

test('a backup of a later format of the books is refused, naming who wrote it', async () => {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  const stamp = JSON.parse(readFileSync(join(data, 'till.json'), 'utf8'));
  writeFileSync(join(data, 'till.json'), JSON.stringify({ ...stamp, schema: 99, writtenBy: '9.1.0' }));
  const { file } = await backUp(folder);
  await expect(restore(file, join(folder, 'new'), { damagedToo: true })).rejects.toMatchObject({
    code: 'RESTORE_REFUSED',
    message: expect.stringMatching(/version 9\.1\.0 .* format 99/),
  });
});

/** A byte in the middle of the first file below that path. */
async function middleOf(
  bytes: Buffer,
  spoil: (change: (copy: Buffer) => Buffer) => string,
  path: string,
): Promise<number> {
  const file = spoil((copy) => copy);
  const starts: number[] = [];
  for (let at = bytes.indexOf(MEMBER); at >= 0; at = bytes.indexOf(MEMBER, at + 1)) starts.push(at);
  let index = 0;
  for await (const part of readArchive(file)) {
    if (part.kind === 'file' && part.name.startsWith(path)) {
      return ((starts[index] ?? 0) + (starts[index + 1] ?? 0)) >> 1;
    }
    index += 1;
  }
  throw new Error(`no ${path}`);
}
const MEMBER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
