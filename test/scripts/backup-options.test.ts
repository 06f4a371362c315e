import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { contentsText } from '../../scripts/backup/contents-text.ts';
import { parseBackupOptions } from '../../scripts/backup/options.ts';
import { verifyBackup } from '../../src/backup/index.ts';
import { backUp, firstVersionsFolder } from '../support/backups.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('where a backup goes is said, or known of the installed till', () => {
  const installed = {
    SCANTILL_BACKUPS: '/var/backups/scantill',
    SCANTILL_CONFIG: '/etc/scantill/config.json',
  };
  expect(parseBackupOptions([], installed)).toEqual({
    do: 'make',
    place: { config: '/etc/scantill/config.json' },
    to: '/var/backups/scantill/',
    isLast: false,
    json: false,
  });
  expect(parseBackupOptions(['--to', '/mnt', '--keep', '3', '--last', '--json'], installed)).toMatchObject({
    to: '/mnt',
    keep: 3,
    isLast: true,
    json: true,
  });
  expect(parseBackupOptions([], {})).not.toHaveProperty('to');
  expect(parseBackupOptions(['--verify', '/mnt/b.tar.gz'], {})).toEqual({
    do: 'verify',
    file: '/mnt/b.tar.gz',
    json: false,
  });
});

test.each([['--keep', '0'], ['--keep', 'all'], ['--keep', '-1'], ['--nonsense'], ['--to']])(
  '%s %s is refused',
  (...argv) => {
    expect(() => parseBackupOptions(argv, {})).toThrow(CommanderError);
  },
);

test('a person reads how much is in a backup, and whether its closes hold', async () => {
  const folder = temporaryFolder();
  firstVersionsFolder(folder);
  const { file } = await backUp(folder);
  const { contents } = await verifyBackup(file);
  expect(contentsText(contents)).toEqual([
    '9 orders on 2 days (2026-11-20 to 2026-11-21); 2 of them still open. Last money moved: 2026-11-21T17:00:07.789Z.',
    '3 closes, 3 of which come to what the orders say.',
  ]);
  const [first, ...rest] = contents.periods;
  if (!first) throw new Error('no period');
  const periods = [
    { ...first, close: 'differs' as const },
    ...rest,
    { ...first, period: '2026-11-22', close: 'none' as const },
  ];
  const { z: _, ...unclosed } = periods.at(-1) ?? first;
  const spoilt = {
    ...contents,
    periods: [...periods.slice(0, -1), unclosed],
    unreadable: [{ path: 'a', why: 'b' }],
  };
  expect(contentsText(spoilt).slice(1)).toEqual([
    '3 closes, 2 of which come to what the orders say.',
    'CLOSE 1 OF 2026-11-20 SAYS SOMETHING ELSE THAN THE ORDERS.',
    'Not closed yet: 2026-11-22: 2 paid 24.60 USD',
    'Was damaged already when the backup was made: a: b',
  ]);
});
