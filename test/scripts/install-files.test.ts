import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gunMaker } from '../../src/devices/hid/makers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const FOLDER = 'scripts/install';
const RULES = '70-scantill-scanners.rules';
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** A rule's parts: key, attribute, operator, value. The templates count as rules, and are read without their #. */
function rulesOf(text: string): { key: string; attribute: string; operator: string; value: string }[][] {
  const lines = text.split('\n').map((line) => line.replace(/^#(?=[A-Z]+[=!{])/, ''));
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const parts = line
        .split(', ')
        .map((part) => /^([A-Z]+)(?:\{([\w/]+)\})?(==|!=|\+=|=)"([^"]*)"$/.exec(part));
      if (parts.includes(null)) throw new Error(`not a rule: ${line}`);
      return parts.map((part) => {
        const [, key = '', attribute = '', operator = '', value = ''] = part ?? [];
        return { key, attribute, operator, value };
      });
    });
}

const MATCHES = ['ACTION', 'SUBSYSTEM', 'SUBSYSTEMS', 'KERNEL', 'KERNELS', 'ATTR', 'ATTRS', 'ENV'];
const ASSIGNMENTS = ['MODE', 'GROUP', 'TAG', 'ENV', 'ATTR', 'GOTO', 'LABEL'];

test('each udev rule is made of keys that udev knows, and matches something before it sets something', () => {
  const rules = rulesOf(read(RULES));
  expect(rules.length).toBeGreaterThan(5);
  for (const parts of rules) {
    const isMatch = ({ operator }: { operator: string }) => operator === '==' || operator === '!=';
    const matches = parts.filter(isMatch);
    const sets = parts.filter((part) => !isMatch(part));
    for (const { key } of matches) expect(MATCHES).toContain(key);
    for (const { key } of sets) expect(ASSIGNMENTS).toContain(key);
    expect(sets.length).toBeGreaterThan(0);
    if (sets[0]?.key !== 'LABEL') expect(matches.length).toBeGreaterThan(0);
  }
});

test('no rule lets everybody read a gun, and each gives it to the group that the service is in', () => {
  const groups = /^SupplementaryGroups=(.*)$/m.exec(read('scantill.service'))?.[1]?.split(' ');
  for (const parts of rulesOf(read(RULES))) {
    const givenTo = (wanted: string) => parts.find(({ key }) => key === wanted)?.value;
    const mode = givenTo('MODE');
    expect([undefined, '0660']).toContain(mode);
    if (mode !== undefined) expect(groups).toContain(givenTo('GROUP'));
  }
});

test('the rules know every maker of guns that the till knows, and no other', () => {
  const known = Array.from({ length: 0x10000 }, (_, id) => id).filter((id) => gunMaker(id) !== undefined);
  const lists = rulesOf(read(RULES)).flatMap((parts) =>
    parts
      .filter(({ key, attribute }) => attribute === 'idVendor' || key === 'KERNELS')
      .map(({ value }) => value.split('|').map((each) => each.replace(/^000\[35\]:(\w{4}):\*$/, '$1')))
      .filter((list) => list.length > 1),
  );
  expect(lists).toHaveLength(3);
  for (const list of lists)
    expect(list.map((id) => Number.parseInt(id, 16)).sort((a, b) => a - b)).toEqual(known);
});

test('the rules have the ids in capitals where the kernel has, and else in small letters', () => {
  for (const parts of rulesOf(read(RULES))) {
    for (const { key, attribute, value } of parts) {
      if (key === 'KERNELS') expect(value).toBe(value.toUpperCase());
      if (attribute === 'idVendor' && value !== 'VENDOR') expect(value).toBe(value.toLowerCase());
    }
  }
});

const UNIT_KEYS: Record<string, readonly string[]> = {
  Unit: ['Description', 'Wants', 'After', 'Conflicts', 'StartLimitIntervalSec'],
  Service: [
    ...[
      'User',
      'Group',
      'SupplementaryGroups',
      'WorkingDirectory',
      'Environment',
      'ExecStart',
      'UMask',
      'LimitCORE',
    ],
    ...['Type', 'Nice', 'IOSchedulingClass', 'ReadWritePaths', 'PrivateDevices'],
    ...['Restart', 'RestartSec', 'TimeoutStopSec', 'KillMode'],
    ...['StateDirectory', 'StateDirectoryMode', 'ConfigurationDirectory', 'ConfigurationDirectoryMode'],
    ...['DevicePolicy', 'DeviceAllow', 'NoNewPrivileges', 'CapabilityBoundingSet', 'LockPersonality'],
    ...['ProtectSystem', 'ProtectHome', 'PrivateTmp', 'ProtectControlGroups', 'ProtectHostname'],
    ...['ProtectClock', 'RemoveIPC', 'KeyringMode', 'SystemCallFilter', 'SystemCallErrorNumber'],
    ...['ProtectKernelLogs', 'ProtectKernelModules', 'ProtectKernelTunables', 'SystemCallArchitectures'],
    ...['RestrictNamespaces', 'RestrictRealtime', 'RestrictSUIDSGID', 'RestrictAddressFamilies'],
    ...['PAMName', 'TTYPath', 'StandardInput', 'StandardOutput', 'StandardError'],
    ...['UtmpIdentifier', 'UtmpMode', 'EnvironmentFile'],
  ],
  Timer: ['OnCalendar', 'RandomizedDelaySec', 'Persistent'],
  Install: ['WantedBy'],
};

test.each(['scantill.service', 'scantill-kiosk.service', 'scantill-backup.service', 'scantill-backup.timer'])(
  'systemd would pass over no key of %s',
  (name) => {
    let section = '';
    for (const line of read(name).split('\n')) {
      section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
      const key = /^([A-Za-z]+)=/.exec(line)?.[1];
      if (key !== undefined) expect(UNIT_KEYS[section]).toContain(key);
      else expect(line).toMatch(/^(#.*|\[\w+\]|)$/);
    }
  },
);

test('the service has nothing that keeps Node or the guns from it', () => {
  const unit = read('scantill.service');
  expect(unit).not.toMatch(/^(MemoryDenyWriteExecute|PrivateDevices|ProcSubset)=/m);
  expect(unit).toMatch(/^RestrictAddressFamilies=.*AF_NETLINK/m);
  expect(unit).toMatch(/^Restart=always$/m);
  for (const driver of ['hidraw', 'ttyACM', 'ttyUSB'])
    expect(unit).toContain(`DeviceAllow=char-${driver} rw`);
});

const has = (program: string) => spawnSync(program, ['--version']).status === 0;

test('systemd and udev find nothing wrong with the files, where this machine has them', () => {
  if (has('systemd-analyze')) {
    for (const name of ['scantill.service', 'scantill-kiosk.service', 'scantill-backup.service']) {
      const unit = join(temporaryFolder(), name);
      writeFileSync(unit, read(name).replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`));
      const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
      expect(stderr).not.toContain(`${name}:`);
    }
  }
  if (has('systemd-analyze')) {
    const args = ['security', '--offline=yes', '--no-pager', join(FOLDER, 'scantill.service')];
    const { stdout } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
    const [, exposure] = /Overall exposure level for scantill\.service: ([\d.]+)/.exec(stdout) ?? [];
    expect(Number(exposure), 'of 10; much more than this, and something has been opened').toBeLessThan(2.5);
  }
  // `udevadm verify` came with systemd 254.
  if (
    has('udevadm') &&
    Number(execFileSync('udevadm', ['--version'], { encoding: 'utf8' }).split(/\W/)[0]) >= 254
  )
    execFileSync('udevadm', ['verify', join(FOLDER, RULES)]);
});

test('what the instructions copy is there, and all that is there is in them', () => {
  const readme = read('README.md');
  const files = readdirSync(FOLDER).filter((name) => name !== 'README.md');
  for (const name of files) expect(readme).toContain(`| \`${name}\` |`);
  for (const [, name = ''] of readme.matchAll(/cp (?:scripts\/install\/)?(\S+)/g))
    expect(existsSync(join(FOLDER, name))).toBe(true);
});
