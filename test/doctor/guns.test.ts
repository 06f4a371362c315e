import { expect, test } from 'vitest';
import type { Candidate } from '../../src/devices/candidate.ts';
import { deviceCheck, gunCheck, listingCheck, type SeenGun } from '../../src/doctor/guns.ts';

const GUN: SeenGun = {
  id: 'front',
  lane: '1',
  name: 'Front',
  state: 'up',
  isConfigured: true,
  seen: 'opened',
};
const finding = { code: 'NOT_FOUND' as const, message: 'It is not there.', cure: 'Plug it in.' };

test.each<[string, Partial<SeenGun>, string]>([
  ['up', {}, 'ok'],
  ['up, with something to know', { finding }, 'warn'],
  ['configured, and not there', { state: 'down', finding }, 'fail'],
  ['configured, and did not open in time', { state: 'starting' }, 'fail'],
  ['being opened by the till', { state: 'starting', seen: 'byTill' }, 'warn'],
  ['looked for, and none found', { state: 'absent', isConfigured: false, finding }, 'warn'],
  ['switched off by a person', { state: 'disabled' }, 'ok'],
])('a gun that is %s', (_, facts, outcome) => {
  const check = gunCheck({ ...GUN, ...facts });
  expect(check.outcome).toBe(outcome);
  expect(check.cure === undefined).toBe(outcome === 'ok');
  if (facts.finding) expect(check).toMatchObject({ detail: 'It is not there.', cure: 'Plug it in.' });
});

const DEVICE: Candidate = {
  ...{ transport: 'hid' as const },
  key: 'hid 0c2e:1007',
  name: 'Some scanner',
  place: '/dev/hidraw0',
  identity: { path: '/dev/hidraw0' },
  certainty: 'certain',
  why: ['Its ids are those of a scanner.'],
  entry: { transport: 'hid', vendorId: '0c2e', productId: '1007' },
};
const free = { isUsed: false, mayOpen: 'yes' as const };

test('a device is told with its place, what it is taken for, and why', () => {
  expect(deviceCheck(DEVICE, free)).toEqual({
    id: 'device hid 0c2e:1007',
    title: 'Device Some scanner',
    outcome: 'ok',
    detail: '/dev/hidraw0. A scanner. Its ids are those of a scanner.',
  });
});

test('a scanner that may not be opened is a failure; a keyboard that may not is none', () => {
  expect(deviceCheck(DEVICE, { ...free, mayOpen: 'no' })).toMatchObject({ outcome: 'fail' });
  expect(deviceCheck({ ...DEVICE, certainty: 'other' }, { ...free, mayOpen: 'no' })).toMatchObject({
    outcome: 'ok',
  });
});

test('a doubtful device comes with what to write to use it', () => {
  const check = deviceCheck({ ...DEVICE, certainty: 'doubtful' }, free);
  expect(check).toMatchObject({ outcome: 'ok', cure: expect.stringContaining('"vendorId":"0c2e"') });
  expect(deviceCheck({ ...DEVICE, certainty: 'doubtful' }, { isUsed: true }).cure).toBeUndefined();
});

test('a scanner in a mode that cannot be read is a warning with its cure', () => {
  const { entry: _, ...unreadable } = DEVICE;
  expect(deviceCheck({ ...unreadable, certainty: 'wrongMode', finding }, free)).toMatchObject({
    outcome: 'warn',
    detail: expect.stringContaining('It is not there.'),
    cure: 'Plug it in.',
  });
});

test('what keeps devices from being listed is told', () => {
  expect(listingCheck(finding)).toMatchObject({ outcome: 'warn', cure: 'Plug it in.' });
});
