import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type PermissionQuestion, permissionChecks } from '../../src/doctor/permissions.ts';
import { type MachineFacts, machineOf } from '../support/machine.ts';

const RULE = '/etc/udev/rules.d/70-scantill-scanners.rules';
const shippedRule = readFileSync(
  fileURLToPath(new URL('../../scripts/install/70-scantill-scanners.rules', import.meta.url)),
  'utf8',
);
const BOTH = { hid: true, serial: true };

async function found(facts: MachineFacts, question: Partial<PermissionQuestion> = {}) {
  const checks = await permissionChecks({
    machine: machineOf(facts),
    needed: BOTH,
    shippedRule,
    ...question,
  });
  return Object.fromEntries(checks.map((check) => [check.id, check]));
}

test('a user in both groups, with the rule as it is shipped, lacks nothing', async () => {
  const checks = await found({ files: { [RULE]: shippedRule } });
  expect(Object.values(checks).map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
});

test('a user in no group is told the command, where a gun needs it', async () => {
  const facts = { user: { name: 'eve', uid: 1001, groupIds: [1001] } };
  expect((await found(facts)).groups).toMatchObject({
    outcome: 'warn',
    cure: 'sudo usermod -aG dialout,plugdev eve, then log out and in again.',
  });
  expect((await found(facts, { needed: { hid: false, serial: false } })).groups).toMatchObject({
    outcome: 'ok',
  });
});

test('a group that was given after the login does not count yet', async () => {
  const facts = { user: { name: 'ann', uid: 1000, groupIds: [1000] } };
  expect((await found(facts)).groups).toMatchObject({
    outcome: 'warn',
    detail: expect.stringContaining('this login began before that'),
  });
});

test('a group that does not exist is made first', async () => {
  const facts = { files: { '/etc/group': 'dialout:x:20:till\n' } };
  expect((await found(facts)).groups?.cure).toBe(
    'sudo groupadd --system plugdev && sudo usermod -aG plugdev till, then log out and in again.',
  );
});

test('the groups asked for are those the installed rule names', async () => {
  const rule = shippedRule.replaceAll('GROUP="plugdev"', 'GROUP="guns"');
  expect((await found({ files: { [RULE]: rule } })).groups).toMatchObject({
    outcome: 'warn',
    detail: 'till is not in guns.',
  });
});

test('a missing rule matters where there is a HID gun', async () => {
  expect((await found({})).udevRule).toMatchObject({
    outcome: 'warn',
    cure: expect.stringContaining('sudo cp scripts/install/70-scantill-scanners.rules'),
  });
  expect((await found({}, { needed: { hid: false, serial: true } })).udevRule).toMatchObject({
    outcome: 'ok',
  });
});

test('a rule that lets everybody read codes, and an older one, are told; a comment of it is no rule', async () => {
  const open = 'SUBSYSTEM=="hidraw", MODE="0666"';
  expect((await found({ files: { [RULE]: open } })).udevRule).toMatchObject({
    outcome: 'warn',
    detail: expect.stringContaining('0666'),
  });
  const older = shippedRule.replaceAll('|1eab', '');
  expect((await found({ files: { [RULE]: older } })).udevRule?.detail).toContain('lacks the makers 1eab');
  expect((await found({ files: { [RULE]: `# MODE="0666"\n${shippedRule}` } })).udevRule?.outcome).toBe('ok');
});

test('what root may open says nothing, nor what another user than the till’s may', async () => {
  const root = { name: 'root', uid: 0, groupIds: [0] };
  expect((await found({ user: root })).user).toMatchObject({ outcome: 'warn' });
  const ann = { name: 'ann', uid: 1000, groupIds: [20, 46] };
  const other = await found({ user: ann, owners: { '/proc/4711': 998 } }, { tillPid: 4711 });
  expect(other.user).toMatchObject({ outcome: 'warn', cure: 'Ask as the till: sudo -u till npm run doctor' });
  const same = await found({ owners: { '/proc/4711': 998 } }, { tillPid: 4711 });
  expect(same.user).toMatchObject({ outcome: 'ok' });
});

test('on other systems than Linux there is nothing to say', async () => {
  expect(await found({ system: 'darwin' })).toEqual({});
});
