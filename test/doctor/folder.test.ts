import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { type FolderFacts, folderFacts } from '../../src/doctor/data-folder.ts';
import { folderChecks, ownerCheck } from '../../src/doctor/folder-checks.ts';
import { systemRandom } from '../../src/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const EXT4 = 0xef53;
const GOOD: FolderFacts = {
  folder: '/var/lib/scantill',
  isThere: true,
  freeBytes: 5e9,
  fileSystemType: EXT4,
  syncs: [1, 2, 3],
};
const found = (facts: Partial<FolderFacts> = {}) =>
  Object.fromEntries(folderChecks({ ...GOOD, ...facts }, 'till').map((check) => [check.id, check]));
const parts = { clock: systemClock, random: systemRandom, measures: true };

test('a folder on a good disk is well', () => {
  expect(Object.values(found()).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
});

test('a folder that cannot be written to is a failure', () => {
  expect(found({ unwritable: 'EACCES: permission denied' }).dataFolder).toMatchObject({
    outcome: 'fail',
    detail: expect.stringContaining('permission denied'),
    cure: expect.stringContaining('-o till /var/lib/scantill;'),
  });
});

test.each([
  [501, 'ok'],
  [100, 'warn'],
  [31, 'fail'],
])('%i MB free: %s', (mb, outcome) => {
  expect(found({ freeBytes: mb * 1024 * 1024 }).diskSpace).toMatchObject({ outcome });
});

test('the time of a save is told at the median and the 99th percentile, and a slow disk is', () => {
  const syncs = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(found({ syncs }).diskSpeed).toMatchObject({
    outcome: 'ok',
    detail: 'A save takes 50 ms at the median, 99 ms at the 99th percentile (100 saves).',
  });
  expect(found({ syncs: [5, 300] }).diskSpeed).toMatchObject({ outcome: 'warn' });
  expect(found({ syncs: [] }).diskSpeed).toBeUndefined();
});

test.each([
  ['tmpfs', 0x01021994],
  ['NFS', 0x6969],
  ['overlayfs', 0x794c7630],
])('a data folder on %s is warned of', (name, fileSystemType) => {
  expect(found({ fileSystemType }).fileSystem).toMatchObject({
    outcome: 'warn',
    detail: expect.stringContaining(name),
  });
});

test('who has the folder is told; a till at the port that has another one is doubted', () => {
  expect(ownerCheck(undefined, false)).toMatchObject({ outcome: 'ok', detail: 'No till has it now.' });
  expect(ownerCheck(4711, true)).toMatchObject({ outcome: 'ok', detail: expect.stringContaining('4711') });
  expect(ownerCheck(4711, false)).toMatchObject({ outcome: 'ok' });
  expect(ownerCheck(undefined, true)).toMatchObject({
    outcome: 'warn',
    cure: expect.stringContaining('--config'),
  });
  expect(ownerCheck('unknown', false)).toMatchObject({ outcome: 'warn' });
});

test('a real folder is measured, and left as it was', async () => {
  const folder = temporaryFolder();
  const facts = await folderFacts({ folder, ...parts });
  expect(facts).toMatchObject({ isThere: true });
  expect(facts.syncs.length).toBeGreaterThan(1);
  expect(facts.freeBytes).toBeGreaterThan(0);
  expect(readdirSync(folder)).toEqual([]);
  expect((await folderFacts({ folder, ...parts, measures: false })).syncs).toEqual([]);
});

test('a folder that is not made yet is not made', async () => {
  const above = temporaryFolder();
  const facts = await folderFacts({ folder: join(above, 'shop', 'data'), ...parts });
  expect(facts).toMatchObject({ isThere: false });
  expect(facts.unwritable).toBeUndefined();
  expect(readdirSync(above)).toEqual([]);
});

test('a folder that is a file, or may not be written to, says why', async () => {
  const above = temporaryFolder();
  writeFileSync(join(above, 'data'), '');
  const facts = await folderFacts({ folder: join(above, 'data'), ...parts });
  expect(facts.unwritable).toMatch(/ENOTDIR/);
  const closed = temporaryFolder();
  chmodSync(closed, 0o500);
  const isRoot = process.getuid?.() === 0;
  const seen = await folderFacts({ folder: closed, ...parts });
  expect(seen.unwritable === undefined).toBe(isRoot);
});
