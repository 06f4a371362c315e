import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../repository-copy.ts';
import type { MutationReport } from './scores.ts';

/** Where the tool is kept: inside `node_modules`, so that it finds the repository's own vitest above it. */
const TOOL = join(REPOSITORY, 'node_modules', '.cache', 'mutation');
/** Its own manifest: whoever runs a till does not get a hundred and sixty more packages. */
const MANIFEST = join(REPOSITORY, 'scripts', 'mutation');
const PARTS = ['package.json', 'package-lock.json', '.npmrc'] as const;

/** Installs the tool where it is not there in the version of the manifest. Returns its folder. */
export async function installedTool(): Promise<string> {
  const isFresh =
    existsSync(join(TOOL, 'installed')) &&
    PARTS.every((part) => textOf(TOOL, part) === textOf(MANIFEST, part));
  if (isFresh) return TOOL;
  console.error('Installing the mutation tester…');
  mkdirSync(TOOL, { recursive: true });
  for (const part of PARTS) copyFileSync(join(MANIFEST, part), join(TOOL, part));
  await run('npm', ['ci', '--no-audit', '--no-fund'], TOOL);
  writeFileSync(join(TOOL, 'installed'), '');
  return TOOL;
}

export interface ToolRun {
  /** A copy of the repository: the tool changes the files in it. */
  folder: string;
  files: readonly string[];
  atOnce: number;
}

export async function runTool(tool: string, { folder, files, atOnce }: ToolRun): Promise<MutationReport> {
  const report = join(folder, 'mutation.json');
  const config = {
    testRunner: 'vitest',
    plugins: [join(tool, 'node_modules/@stryker-mutator/vitest-runner/dist/src/index.js')],
    vitest: { configFile: 'vitest.mutation.config.ts', related: false },
    coverageAnalysis: 'perTest',
    mutate: files,
    concurrency: atOnce,
    inPlace: true,
    // TypeScript 7 has no interface for it; types are checked elsewhere, and a mutant needs none.
    checkers: [],
    tsconfigFile: 'none.json',
    reporters: ['json', 'progress'],
    jsonReporter: { fileName: 'mutation.json' },
    allowEmpty: false,
  };
  writeFileSync(join(folder, 'stryker.config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'vitest.mutation.config.ts'), VITEST_CONFIG);
  const program = join(tool, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  await run(process.execPath, [program, 'run', 'stryker.config.json'], folder);
  return JSON.parse(readFileSync(report, 'utf8')) as MutationReport;
}

/**
 * Tests that take seconds, for they try thousands of ways or run a whole till: for each of some thousand changes that
 * is too long. What only they notice has to be noticed by a plain test too.
 */
const SLOW = [
  'after-sales',
  'day-book*',
  'gateway-watch',
  'lane',
  'notices*',
  'order-diagram',
  'order-machine-explored',
];

const VITEST_CONFIG = `import { defineConfig } from 'vitest/config';
export default defineConfig({
  test: {
    include: ['test/payment/*.test.ts', 'test/money.test.ts'],
    exclude: [${SLOW.map((name) => `'test/payment/${name}.test.ts'`).join(', ')}],
    testTimeout: 20_000,
  },
});
`;

function textOf(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** What it says goes to standard error; throws where it fails. */
async function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.pipe(process.stderr, { end: false });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with exit code ${code}`);
}
