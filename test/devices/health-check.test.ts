import { expect, test } from 'vitest';
import { NO_COUNTS } from '../../src/devices/gun.ts';
import { checkHealth } from '../../src/devices/health-check.ts';
import type { ScannerStatus, ScanTrace } from '../../src/devices/scan.ts';

const GUN: ScannerStatus = {
  id: 'front',
  transport: 'serial',
  name: 'Front gun',
  state: 'up',
  since: 0,
  isConfigured: true,
  counters: NO_COUNTS,
};
const scanned = (outcome: ScanTrace['outcome'], length: number): ScanTrace => ({
  at: 0,
  outcome,
  mask: '',
  length,
  pieces: [],
});

const healthOf = (more: Partial<ScannerStatus>) =>
  checkHealth({ ...GUN, ...more }).map(({ health }) => health);

test('of an open gun that read nothing yet only the line is known to be good', () => {
  expect(checkHealth(GUN)).toEqual([
    { level: 'internal', health: 'good', says: 'Front gun is open.' },
    {
      level: 'external',
      health: 'unknown',
      says: 'It cannot be told to sound. Its own beep says that it has read something, and no more.',
    },
    { level: 'interactive', health: 'unknown', says: 'It has read nothing yet. Make a test scan.' },
  ]);
});

test('a gun that is not open is bad, with what was found and its cure', () => {
  const finding = { code: 'LOST' as const, message: 'It is gone.', cure: 'Plug it in.' };
  const [internal] = checkHealth({ ...GUN, state: 'down', finding });
  expect(internal).toEqual({
    level: 'internal',
    health: 'bad',
    says: 'Front gun is not open. It is gone. Plug it in.',
  });
  expect(healthOf({ state: 'down', finding })).toEqual(['bad', 'unknown', 'unknown']);
});

test('a gun that is open and has a finding all the same is not good', () => {
  expect(healthOf({ finding: { code: 'NOT_REDIRECTED', message: 'Odd.', cure: 'Look.' } })[0]).toBe('bad');
});

test('a gun that is switched off, or being opened, is neither good nor bad', () => {
  expect(healthOf({ state: 'disabled' })[0]).toBe('unknown');
  expect(healthOf({ state: 'starting' })[0]).toBe('unknown');
});

test('one that can sound is to be listened to', () => {
  expect(checkHealth({ ...GUN, canSound: true })[1]?.says).toContain('listen');
});

test.each<[ScanTrace['outcome'], string]>([
  ['taken', 'good'],
  ['test', 'good'],
  ['refused', 'good'],
  ['malformed', 'bad'],
])('after something that was %s the reading is %s', (outcome, health) => {
  expect(healthOf({ lastScan: scanned(outcome, 18) })[2]).toBe(health);
});
