import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealFolder } from '../../scripts/release/archive.mjs';
import { type MadeUpRelease, madeUpRelease } from '../support/made-up-release.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A machine's root, and what a technician does with releases on it. Into a folder nothing is started. */
function machine() {
  const root = temporaryFolder();
  const run = (script: string, args: string[]) => {
    const { status, stdout, stderr } = spawnSync('sh', [script, '--root', root, ...args], {
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };
  const at = (path: string) => join(root, path);
  return {
    at,
    release: (facts: MadeUpRelease) => madeUpRelease(temporaryFolder(), facts),
    install: (release: string, ...args: string[]) => run(join(release, 'install.sh'), args),
    /** By the version that is in place. */
    again: (...args: string[]) => run(at('opt/scantill/current/scripts/install/install.sh'), args),
    current: () => readlinkSync(at('opt/scantill/current')),
    read: (path: string) => readFileSync(at(path), 'utf8'),
    modeOf: (path: string) => (statSync(at(path)).mode & 0o777).toString(8),
  };
}

test('a release is put beside others, with its command, its unit and a configuration for the sandbox', () => {
  const { release, install, at, current, read, modeOf } = machine();
  const { status, said } = install(release({ version: '1.0.0' }));
  expect(said).toContain('1.0.0 is in place, and not started');
  expect(status).toBe(0);
  expect(current()).toBe('versions/1.0.0');
  expect(JSON.parse(read('etc/scantill/config.json'))).toEqual({ gateway: { kind: 'sandbox' } });
  for (const [name, to] of [
    ['scantill.service', 'etc/systemd/system/scantill.service'],
    ['70-scantill-scanners.rules', 'etc/udev/rules.d/70-scantill-scanners.rules'],
    ['scantill-users.conf', 'etc/sysusers.d/scantill.conf'],
    ['scantill-modules.conf', 'etc/modules-load.d/scantill.conf'],
  ] as const)
    expect(read(to)).toBe(readFileSync(join('scripts/install', name), 'utf8'));
  expect(
    ['etc/scantill', 'etc/scantill/config.json', 'var/lib/scantill', 'var/backups/scantill'].map(modeOf),
  ).toEqual(['750', '640', '700', '750']);
  expect(modeOf('usr/local/bin/scantill')).toBe('755');
  expect(existsSync(at('opt/scantill/install.lock'))).toBe(false);
});

test('what the unit starts is where the installer puts it', () => {
  const unit = readFileSync('scripts/install/scantill.service', 'utf8');
  const [, node = '', program = ''] = /^ExecStart=(\S+) (\S+) start$/m.exec(unit) ?? [];
  const { release, install, at } = machine();
  install(release({ version: '1.0.0' }));
  expect(existsSync(at(node))).toBe(true);
  expect(existsSync(at(program))).toBe(true);
});

test('the same again changes nothing; another build of the same number gets a place of its own', () => {
  const { release, install, current } = machine();
  const first = release({ version: '1.0.0' });
  install(first);
  expect(install(first)).toMatchObject({ status: 0, said: expect.stringContaining('was in place already') });
  expect(current()).toBe('versions/1.0.0');
  expect(install(release({ version: '1.0.0', build: 'other' })).status).toBe(0);
  expect(current()).toMatch(/^versions\/1\.0\.0-[0-9a-f]{8}$/);
});

test('a configuration that somebody has written is kept, and checked by the new version before it is put in place', () => {
  const { release, install, at, current, read } = machine();
  install(release({ version: '1.0.0' }));
  const own = '{"gateway":{"kind":"codepay"},"refused":true}';
  writeFileSync(at('etc/scantill/config.json'), own);
  const { status, said } = install(release({ version: '1.1.0' }));
  expect(status).toBe(1);
  expect(said).toContain('1.0.0 stays in place');
  expect(said).toContain('CONFIG_INVALID: refused');
  expect(current()).toBe('versions/1.0.0');
  expect(existsSync(at('opt/scantill/versions/1.1.0'))).toBe(false);
  expect(read('etc/scantill/config.json')).toBe(own);
});

test('it goes back to the version before and forward again, and keeps no third one', () => {
  const { release, install, again, current, at } = machine();
  expect(again('--rollback').status).not.toBe(0);
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) expect(install(release({ version })).status).toBe(0);
  expect(existsSync(at('opt/scantill/versions/1.0.0'))).toBe(false);
  expect(again('--rollback').status).toBe(0);
  expect(current()).toBe('versions/1.1.0');
  expect(again('--rollback').status).toBe(0);
  expect(current()).toBe('versions/1.2.0');
});

test('books that the version before does not understand keep it from coming back', () => {
  const { release, install, again, at, current } = machine();
  for (const version of ['1.0.0', '1.1.0']) install(release({ version }));
  writeFileSync(
    at('opt/scantill/versions/1.0.0/dist/scripts/check-till.js'),
    'console.error("too new"); process.exit(2);',
  );
  const { status, said } = again('--rollback');
  expect(status).toBe(1);
  expect(said).toContain('1.0.0 would not start on what is here now');
  expect(said).toContain('too new');
  expect(current()).toBe('versions/1.1.0');
});

test('an archive is unpacked and installed by what it brings; a damaged one is not', () => {
  const { release, install, again, current } = machine();
  install(release({ version: '1.0.0' }));
  const folder = temporaryFolder();
  const top = join(folder, 'scantill-1.1.0-linux-x64');
  mkdirSync(top);
  madeUpRelease(top, { version: '1.1.0' });
  const archive = join(folder, 'next.tar.gz');
  const pack = () => spawnSync('tar', ['-czf', archive, '-C', folder, 'scantill-1.1.0-linux-x64']);
  appendFileSync(join(top, 'till/dist/scripts/orders.js'), ' ');
  pack();
  const damaged = again('--update', archive);
  expect(damaged.status).toBe(1);
  expect(damaged.said).toMatch(/came damaged.*\n\s+\.\/till\/dist\/scripts\/orders\.js/);
  expect(current()).toBe('versions/1.0.0');
  writeFileSync(join(folder, 'SHA256SUMS'), `${'0'.repeat(64)}  next.tar.gz\n`);
  expect(again('--update', archive).said).toContain('its sum is not that of SHA256SUMS');
  sealFolder(top);
  pack();
  writeFileSync(join(folder, 'SHA256SUMS'), '');
  expect(again('--update', archive).said).toContain('1.1.0 is in place');
  expect(current()).toBe('versions/1.1.0');
});

test('a release for another machine, or one that lacks a library of the system, is refused before anything is done', () => {
  const { release, install, at } = machine();
  const foreign = install(release({ version: '1.0.0', arch: 'riscv64' }));
  expect(foreign).toMatchObject({ status: 1, said: expect.stringContaining('riscv64') });
  const bare = release({ version: '1.0.0' });
  writeFileSync(
    join(bare, 'till/node_modules/node-hid/index.js'),
    'throw new Error("libusb-1.0.so.0: cannot open shared object file")',
  );
  sealFolder(bare);
  const { status, said } = install(bare);
  expect(said).toContain('libusb-1.0.so.0');
  expect(said).toContain('apt-get install libusb-1.0-0 udev');
  expect(status).toBe(1);
  expect(existsSync(at('etc/scantill'))).toBe(false);
});

test('a rule that was changed on the machine is kept over an update, and taken away by nobody', () => {
  const { release, install, again, at, read } = machine();
  install(release({ version: '1.0.0' }));
  const rules = 'etc/udev/rules.d/70-scantill-scanners.rules';
  appendFileSync(at(rules), '# ours\n');
  const { said } = install(release({ version: '1.1.0' }));
  expect(said).toContain(`${at(rules)} was changed here and stays as it is`);
  expect(read(rules)).toMatch(/# ours\n$/);
  expect(read(`${rules}.new`)).toBe(readFileSync('scripts/install/70-scantill-scanners.rules', 'utf8'));
  expect(again('--uninstall')).toMatchObject({ status: 0, said: expect.stringContaining('and stays') });
  expect(existsSync(at(rules))).toBe(true);
  expect(existsSync(at('etc/systemd/system/scantill.service'))).toBe(false);
});

test('taking the till away leaves its configuration, its books and its backups', () => {
  const { release, install, again, at } = machine();
  install(release({ version: '1.0.0' }));
  writeFileSync(at('var/lib/scantill/till.json'), '{}');
  expect(again('--uninstall').status).toBe(0);
  expect(['opt/scantill', 'usr/local/bin/scantill'].map((path) => existsSync(at(path)))).toEqual([
    false,
    false,
  ]);
  for (const path of ['etc/scantill/config.json', 'var/lib/scantill/till.json', 'var/backups/scantill'])
    expect(lstatSync(at(path))).toBeTruthy();
});

test.each([
  [['--rollback', '--uninstall'], 'expected one thing to do'],
  [['--wait', 'soon'], '--wait: expected seconds; got "soon"'],
  [['sideways'], 'cannot "sideways"'],
  [['update'], 'update: expected a FILE'],
])('the arguments %j are refused with the reason', (args, reason) => {
  const { release, install } = machine();
  expect(install(release({ version: '1.0.0' }), ...args)).toMatchObject({
    status: 2,
    said: expect.stringContaining(reason),
  });
});
