import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

let packed = new Set<string>();

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'ignore' });
  const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ files = [] } = {}] = JSON.parse(said) as { files?: { path: string }[] }[];
  packed = new Set(files.map(({ path }) => path));
}, 120_000);

/** The built programs that the command runs, as it names them itself. */
function commandEntries(): string[] {
  const source = readFileSync(join(root, 'scripts/scantill.mjs'), 'utf8');
  const [, table = ''] = /^const COMMANDS = \{\n(.*?)^\};/ms.exec(source) ?? [];
  return [...table.matchAll(/\[\s*'([\w/-]+)'/g)].map(([, entry]) => `dist/${entry}.js`);
}

/** Files that these need, through their imports; and the libraries, by name. */
function neededBy(entries: readonly string[]) {
  const files = new Set<string>();
  const libraries = new Set<string>();
  const queue = [...entries];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    if (!existsSync(join(root, path))) continue;
    const text = readFileSync(join(root, path), 'utf8');
    const imports = text.matchAll(
      /(?:^import |^export .* |^\} )(?:.* )?from '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm,
    );
    for (const [, from, lazy, bare] of imports) {
      const wanted = from ?? lazy ?? bare ?? '';
      if (wanted.startsWith('.')) queue.push(normalize(join(dirname(path), wanted)));
      else if (!wanted.startsWith('node:'))
        libraries.add(
          wanted
            .split('/')
            .slice(0, wanted.startsWith('@') ? 2 : 1)
            .join('/'),
        );
    }
  }
  return { files, libraries };
}

test('each command of an installed till has all its files in the package, and needs no library of development', () => {
  const entries = commandEntries();
  expect(entries.length).toBeGreaterThan(8);
  const { files, libraries } = neededBy([
    ...entries,
    'scripts/scantill.mjs',
    'scripts/install/steps/installer.mjs',
  ]);
  // Only in the repository: it builds what an installed till has built.
  files.delete('scripts/build.mjs');
  files.delete('scripts/pack.mjs');
  expect(files.size).toBeGreaterThan(200);
  expect([...files].filter((path) => !packed.has(path))).toEqual([]);
  expect(libraries.size).toBeGreaterThan(5);
  expect([...libraries].filter((name) => !(name in dependencies))).toEqual([]);
});

test('no built program is in the package that no command runs', () => {
  const { files } = neededBy(commandEntries());
  expect([...packed].filter((path) => path.startsWith('dist/scripts/') && !files.has(path))).toEqual([]);
});

test('the package has the pages, what the installer puts in place, and what a technician reads', () => {
  for (const path of [
    'LICENSE',
    'README.md',
    'CHANGELOG.md',
    'docs/operations.md',
    'docs/supported.md',
    'docs/configuration.md',
    'scripts/install/install.sh',
    'scripts/install/scantill.service',
    'scripts/install/70-scantill-scanners.rules',
    'dist/public/tablet/index.html',
    'dist/public.br/tablet/index.html',
  ])
    expect(packed, path).toContain(path);
});

test('the package has no sources, tests, keys, maps or books', () => {
  const odd = [...packed].filter(
    (path) =>
      /^(src|test|data|keys|dist\/test|node_modules)\//.test(path) ||
      (/\.(map|tsx?|pem|png)$/.test(path) && !path.startsWith('dist/public')),
  );
  expect(odd).toEqual([]);
});
