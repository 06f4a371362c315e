import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { madeUpRelease } from '../support/made-up-release.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A version that stands by itself, as the package has it; installed where `places` are given. */
function version(places?: object): string {
  const folder = madeUpRelease(temporaryFolder(), { version: '1.2.3' });
  if (places) writeFileSync(join(folder, 'till/installed.json'), JSON.stringify(places));
  return join(folder, 'till');
}

/** Runs the command from a folder that has nothing to do with it. */
function scantill(till: string, ...args: string[]) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('SCANTILL_')),
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(till, 'scripts/scantill.mjs'), ...args],
    {
      cwd: temporaryFolder(),
      env,
      encoding: 'utf8',
    },
  );
  return { status, out: stdout, err: stderr };
}

function places(config: object) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'etc'));
  const file = join(folder, 'etc/config.json');
  writeFileSync(file, JSON.stringify(config));
  return {
    config: file,
    configFolder: join(folder, 'etc'),
    data: join(folder, 'books'),
    practice: join(folder, 'practice'),
    backups: join(folder, 'backups'),
  };
}

test('it tells its commands, its exit codes and its version, from any folder', () => {
  const till = version();
  const help = scantill(till, '--help');
  expect(help).toMatchObject({ status: 0, err: '' });
  const source = readFileSync('scripts/scantill.mjs', 'utf8');
  const [, table = ''] = /^const COMMANDS = \{\n(.*?)^\};/ms.exec(source) ?? [];
  const names = [...table.matchAll(/^ {2}(\w+): \[/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(8);
  for (const name of [...names, 'update', 'rollback', 'uninstall', 'version'])
    expect(help.out).toContain(`\n  ${name} `);
  expect(help.out).toContain('Exit: 0 done, 1 not done, 2 wrong arguments');
  expect(JSON.parse(scantill(till, 'version', '--json').out)).toMatchObject({
    version: '1.2.3',
    node: process.versions.node,
  });
});

test.each([
  ['ordes', 'orders'],
  ['Docter', 'doctor'],
  ['strat', 'start'],
  ['rolback', 'rollback'],
])('%s is no command, and it asks whether %s is meant', (wrong, meant) => {
  const { status, out, err } = scantill(version(), wrong);
  expect(err.split('\n', 1)).toEqual([`There is no command "${wrong}". Did you mean "${meant}"?`]);
  expect({ status, out }).toEqual({ status: 2, out: '' });
});

test('a word that is like none gets the list alone, and names of objects are no commands', () => {
  for (const wrong of ['refrigerator', 'constructor', '__proto__'])
    expect(scantill(version(), wrong).err).toMatch(
      new RegExp(`^There is no command "${wrong}"\\.\\n\\nscantill COMMAND`),
    );
});

test('on an installed till a command finds the configuration, the port and the real books by itself', () => {
  const at = places({ gateway: { kind: 'codepay' }, server: { port: 8090 } });
  const told = JSON.parse(scantill(version(at), 'orders', 'list', '--json').out);
  expect(told).toMatchObject({ args: ['list', '--json'], config: at.config, data: at.data, port: '8090' });
});

test('the sandbox has books of its own, and a folder that the configuration names comes before both', () => {
  const practice = places({ gateway: { kind: 'sandbox' } });
  expect(JSON.parse(scantill(version(practice), 'orders').out)).toMatchObject({ data: practice.practice });
  const own = places({ gateway: { kind: 'codepay' }, dataDir: '/srv/books' });
  expect(JSON.parse(scantill(version(own), 'orders').out).data).toBeUndefined();
});

test('a configuration that is no JSON is left to the command, which says so better', () => {
  const at = places({});
  writeFileSync(at.config, '{');
  expect(JSON.parse(scantill(version(at), 'orders').out)).toMatchObject({ config: at.config, data: at.data });
});

test('root gives its rights up for the till’s own before the command runs', () => {
  const isRoot = process.getuid?.() === 0;
  const at = { ...places({ gateway: { kind: 'sandbox' } }), user: 'nobody' };
  const till = version(at);
  spawnSync('chmod', ['-R', 'go+rX', resolve(till, '..'), at.configFolder, resolve(at.configFolder, '..')]);
  const { uid } = JSON.parse(scantill(till, 'orders').out);
  expect(uid).toBe(isRoot ? 65_534 : process.getuid?.());
});

test('without an installer’s note it takes nothing from the machine', () => {
  const told = JSON.parse(scantill(version(), 'orders').out);
  expect([told.config, told.data]).toEqual([undefined, undefined]);
});
