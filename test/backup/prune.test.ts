import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prune } from '../../src/backup/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('the newest backups of the till stay, and whatever is not its own', async () => {
  const folder = temporaryFolder();
  const own = [18, 19, 20, 21].map((day) => `scantill-AB12-202611${day}T032000Z.tar.gz`);
  const others = ['scantill-ZZ99-20200101T000000Z.tar.gz', 'scantill-AB12-mine.tar.gz', 'holiday.jpg'];
  for (const name of [...own, ...others]) writeFileSync(join(folder, name), 'x');
  expect(await prune(folder, { tillId: 'AB12', keep: 2 })).toEqual(own.slice(0, 2));
  expect(readdirSync(folder).sort()).toEqual([...own.slice(2), ...others].sort());
  expect(await prune(folder, { tillId: 'AB12', keep: 2 })).toEqual([]);
});
