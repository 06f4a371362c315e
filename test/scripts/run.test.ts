import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the first start builds and says so in one line, the second one starts at once', async () => {
  const project = smallProject();
  expect(await start(project)).toEqual({
    code: 3,
    said: '["prog.js","--a","b"]\n',
    complained: expect.stringMatching(/^Building… done in \d+\.\d s\n$/),
  });
  expect(await start(project)).toEqual({ code: 3, said: '["prog.js","--a","b"]\n', complained: '' });
});

test('a changed source is built before it runs', async () => {
  const project = smallProject();
  await start(project);
  writeProgram(project, "console.log('new');");
  expect(await start(project)).toMatchObject({
    code: 0,
    said: 'new\n',
    complained: expect.stringContaining('Building'),
  });
});

test("a source that does not compile is shown with the compiler's words, and nothing old runs", async () => {
  const project = smallProject();
  await start(project);
  writeProgram(project, 'export const wrong: string = 1;');
  const { code, said, complained } = await start(project);
  expect({ code, said }).toEqual({ code: 1, said: '' });
  expect(complained).toContain(
    "src/prog.ts(1,14): error TS2322: Type 'number' is not assignable to type 'string'.",
  );
});

test('of four starts at once one builds and all run', async () => {
  const project = smallProject();
  const runs = await Promise.all([start(project), start(project), start(project), start(project)]);
  expect(runs.map(({ code }) => code)).toEqual([3, 3, 3, 3]);
  expect(runs.filter(({ complained }) => complained !== '')).toHaveLength(1);
});

test('a build that was killed stands in nobody’s way', async () => {
  const project = smallProject();
  const killed = spawnRun(project);
  await until(() => existsSync(join(project, 'dist.lock')), { what: 'the build has begun' });
  killed.kill('SIGKILL');
  expect(await start(project)).toMatchObject({ code: 3 });
  expect(readdirSync(project)).not.toContain('dist.lock');
});

test('without the libraries it says how to get them', async () => {
  const project = smallProject();
  rmSync(join(project, 'node_modules'));
  expect(await start(project)).toEqual({
    code: 1,
    said: '',
    complained: 'The libraries are missing: run `npm ci` first.\n',
  });
});

/** A project of one file, with this one's tools. */
function smallProject(): string {
  const project = temporaryFolder();
  for (const name of ['build.mjs', 'run.mjs', 'lock.mjs', 'pack.mjs']) {
    cpSync(join(root, 'scripts', name), join(project, 'scripts', name));
  }
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    cpSync(join(root, name), join(project, name));
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  mkdirSync(join(project, 'src'));
  writeProgram(
    project,
    `import { basename } from 'node:path';
const [, program = '', ...args] = process.argv;
console.log(JSON.stringify([basename(program), ...args]));
process.exitCode = 3;`,
  );
  return project;
}

function writeProgram(project: string, text: string): void {
  writeFileSync(join(project, 'src/prog.ts'), text);
}

function spawnRun(project: string): ChildProcess {
  return spawn(process.execPath, [join(project, 'scripts/run.mjs'), 'src/prog', '--a', 'b']);
}

function start(project: string): Promise<{ code: number | null; said: string; complained: string }> {
  const child = spawnRun(project);
  const texts = { said: '', complained: '' };
  child.stdout?.on('data', (chunk) => {
    texts.said += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    texts.complained += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
  });
}
