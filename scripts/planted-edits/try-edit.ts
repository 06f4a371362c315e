import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RepositoryCopy } from '../repository-copy.ts';
import { applied, type PlantedEdit } from './edit.ts';

/** The first test that failed, or nothing where all passed. */
export interface Tried {
  failed: { file: string; title: string } | undefined;
  seconds: number;
  /** What the run said, for who wants to know why. */
  output: string;
}

/** Such a run hangs, and proves nothing. */
const LONGEST_RUN_MS = 300_000;

/** Plants an edit in a copy, runs its tests there, and takes it out again. */
export async function tryEdit(edit: PlantedEdit, copy: RepositoryCopy): Promise<Tried> {
  const file = join(copy.folder, edit.file);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, applied(text, edit));
  try {
    return await runTests(edit.tests, copy);
  } finally {
    writeFileSync(file, text);
  }
}

/** Runs test files in a copy up to the first failure. Throws where the run itself does not end. */
export async function runTests(tests: readonly string[], { folder }: RepositoryCopy): Promise<Tried> {
  const startedAt = performance.now();
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const options = ['--bail=1', '--reporter=json', `--outputFile=${report}`];
  const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...options, ...tests], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_RUN_MS,
    killSignal: 'SIGKILL',
  });
  let output = '';
  for (const stream of [vitest.stdout, vitest.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(vitest, 'close')) as [number | null];
  const seconds = (performance.now() - startedAt) / 1000;
  const failed = existsSync(report) ? firstFailure(readFileSync(report, 'utf8'), folder) : undefined;
  if (code !== 0 && failed === undefined) throw new Error(`the tests did not run: ${output.slice(-2000)}`);
  return { failed, seconds, output };
}

interface Report {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

function firstFailure(text: string, folder: string): Tried['failed'] {
  for (const suite of (JSON.parse(text) as Report).testResults) {
    const file = suite.name.replace(`${folder}/`, '');
    const test = suite.assertionResults.find(({ status }) => status === 'failed');
    if (test) return { file, title: test.fullName };
  }
  return undefined;
}
