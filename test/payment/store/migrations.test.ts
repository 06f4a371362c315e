import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeDisk } from '../../../src/payment/store/disk.ts';
import { type Migration, migrate } from '../../../src/payment/store/migrations.ts';
import { FORMAT } from '../../../src/payment/store/stamp.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stampOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'till.json'), 'utf8'));
const OLD = { schema: 1, tillId: 'OLD1' };

function folderWith(stamp: object): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'till.json'), JSON.stringify(stamp));
  writeFileSync(join(folder, 'notes'), 'a');
  return folder;
}

/** Two steps; the second appends to a file unless that was done already. */
const STEPS: readonly Migration[] = [
  { from: 2, to: 3, stamp: (stamp) => ({ ...stamp, two: true }) },
  {
    from: 1,
    to: 2,
    files: async (folder) => {
      const file = join(folder, 'notes');
      const text = readFileSync(file, 'utf8');
      if (!text.endsWith('b')) writeFileSync(file, `${text}b`);
    },
    stamp: (stamp, { version }) => ({ ...stamp, one: version }),
  },
];
const kept: number[] = [];
const request = (folder: string) => ({
  folder,
  stamp: stampOf(folder),
  version: '7.0.0',
  steps: STEPS,
  format: 3,
  keepBefore: async (_: string, format: number) => void kept.push(format),
});

test('a folder goes through each step in turn, a copy kept before the first', async () => {
  const folder = folderWith(OLD);
  await migrate(request(folder));
  expect(stampOf(folder)).toEqual({ schema: 3, tillId: 'OLD1', one: '7.0.0', two: true });
  expect(readFileSync(join(folder, 'notes'), 'utf8')).toBe('ab');
  expect(kept.splice(0)).toEqual([1]);
  await migrate(request(folder));
  expect(kept).toEqual([]);
});

test('cut off before any operation of the disk, the next start ends where it would have', async () => {
  for (let left = 0; ; left += 1) {
    const folder = folderWith(OLD);
    let operations = 0;
    const counted = <T extends (...args: never[]) => unknown>(run: T): T =>
      ((...args: never[]) => {
        if (operations === left) throw new Error('the power is gone');
        operations += 1;
        return run(...args);
      }) as T;
    const { open, rename } = nodeDisk;
    const disk = { ...nodeDisk, open: counted(open), rename: counted(rename) };
    const isWhole = await migrate({ ...request(folder), disk }).then(
      () => true,
      () => false,
    );
    await migrate(request(folder));
    expect(stampOf(folder)).toEqual({ schema: 3, tillId: 'OLD1', one: '7.0.0', two: true });
    expect(readFileSync(join(folder, 'notes'), 'utf8')).toBe('ab');
    if (!isWhole) continue;
    expect(left).toBeGreaterThan(4);
    return;
  }
});

test('without a copy nothing is changed, and neither is it where the copy fails', async () => {
  const folder = folderWith(OLD);
  const { keepBefore: _, ...without } = request(folder);
  await expect(migrate(without)).rejects.toMatchObject({ code: 'DATA_FOLDER_TOO_OLD' });
  const keepBefore = () => Promise.reject(new Error('the disk is full'));
  await expect(migrate({ ...request(folder), keepBefore })).rejects.toThrow('the disk is full');
  expect(stampOf(folder)).toEqual(OLD);
  expect(readFileSync(join(folder, 'notes'), 'utf8')).toBe('a');
});

test('there is a way from the first format to this one, and each step goes one on', async () => {
  for (let from = 1; from < FORMAT; from += 1) {
    const folder = folderWith({ schema: from, tillId: 'OLD1', writtenBy: '0' });
    await migrate({ folder, stamp: stampOf(folder), version: '7.0.0', keepBefore: async () => {} });
    expect(stampOf(folder)).toMatchObject({ schema: FORMAT, tillId: 'OLD1' });
  }
});
