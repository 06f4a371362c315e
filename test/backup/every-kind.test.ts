import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyBackup } from '../../src/backup/index.ts';
import { backUp, restore, textsBelow } from '../support/backups.ts';
import { writeRichFolder } from '../support/rich-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a folder of this version with every kind of document is backed up, verified and restored', async () => {
  const folder = temporaryFolder();
  await writeRichFolder(folder);
  const { file } = await backUp(folder);
  const { damage, contents } = await verifyBackup(file);
  expect(damage).toEqual([]);
  expect(contents.unreadable).toEqual([]);
  expect(contents.periods.map(({ close }) => close)).toEqual(['agrees', 'agrees', 'agrees']);
  await restore(file, join(folder, 'new'));
  const { 'till.json': _, ...restored } = textsBelow(join(folder, 'new'));
  expect(textsBelow(join(folder, 'data'))).toMatchObject(restored);
  expect(Object.keys(restored).length).toBeGreaterThan(15);
}, 60_000);
