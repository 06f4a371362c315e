import { expect, test } from 'vitest';
import { timeSyncCheck, timeZoneCheck } from '../../src/doctor/time.ts';
import { machineOf } from '../support/machine.ts';

const CHRONY = 'Reference ID    : C0000207\nLeap status     : Normal\n';

test.each([
  ['timedatectl says yes', { timedatectl: 'yes\n' }, 'ok'],
  ['timedatectl says no', { timedatectl: 'no\n' }, 'warn'],
  ['timedatectl says no, and chrony is in step', { timedatectl: 'no\n', chronyc: CHRONY }, 'ok'],
  ['chrony is not in step', { timedatectl: 'no\n', chronyc: 'Leap status     : Not synchronised\n' }, 'warn'],
  ['timedatectl fails', { timedatectl: { fails: '' } }, 'warn'],
])('network time, where %s', async (_, programs, outcome) => {
  const check = await timeSyncCheck(machineOf({ programs }));
  expect(check.outcome).toBe(outcome);
  expect(check.cure === undefined).toBe(outcome === 'ok');
});

test('on a system that cannot be asked, that is said', async () => {
  expect(await timeSyncCheck(machineOf({ system: 'win32' }))).toMatchObject({
    outcome: 'warn',
    detail: expect.stringContaining('win32'),
  });
});

test('the time zone is the configured one, else the machine’s, and a machine on UTC is doubted', () => {
  expect(timeZoneCheck('Asia/Tokyo', machineOf({ timeZone: 'UTC' }))).toMatchObject({
    outcome: 'ok',
    detail: expect.stringContaining('Asia/Tokyo'),
  });
  expect(timeZoneCheck(undefined, machineOf())).toMatchObject({ outcome: 'ok' });
  for (const timeZone of ['UTC', 'Etc/UTC', 'GMT']) {
    expect(timeZoneCheck(undefined, machineOf({ timeZone }))).toMatchObject({
      outcome: 'warn',
      cure: expect.stringContaining('timeZone'),
    });
  }
});
