import { expect, test } from 'vitest';
import { backupChecks } from '../../src/doctor/backups.ts';

const HOUR = 3_600_000;
const NOW = 1_800_000_000_000;
const good = (hours: number) => ({
  at: NOW - hours * HOUR,
  file: '/var/backups/scantill/b.tar.gz',
  size: 5000,
});
const look = (last: Parameters<typeof backupChecks>[0], isSandbox = false) =>
  backupChecks(last, { now: NOW, isSandbox });

test('a backup of last night is good; one of three days ago, or none, is a warning with its cure', () => {
  expect(look({ schema: 1, at: NOW, ok: true, good: good(10) })).toEqual([
    {
      id: 'backup',
      title: 'Backup',
      outcome: 'ok',
      detail: expect.stringContaining('10 h old: /var/backups'),
    },
  ]);
  expect(look({ schema: 1, at: NOW, ok: true, good: good(72) })).toMatchObject([
    {
      outcome: 'warn',
      detail: expect.stringContaining('3 days old'),
      cure: expect.stringContaining('scantill backup'),
    },
  ]);
  expect(look(undefined)).toMatchObject([{ outcome: 'warn', detail: 'There is no backup.' }]);
});

test('a try that failed is told, however young the one before is', () => {
  const last = { schema: 1, at: NOW - 2 * HOUR, ok: false, why: 'ENOSPC', good: good(20) } as const;
  expect(look(last)).toMatchObject([
    { outcome: 'warn', detail: expect.stringMatching(/20 h old.*2 h ago, failed: ENOSPC/) },
  ]);
});

test('practice needs no backup', () => {
  expect(look(undefined, true)).toEqual([]);
});
