import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
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
  const options = ['--bail=1', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
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
  const suites = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report).testResults : [];
  const broken = suites.find(({ assertionResults, message }) => assertionResults.length === 0 && message);
  // Code that cannot even be loaded is no wrong edit that a test has caught.
  if (broken) throw new Error(`${broken.name} cannot be loaded: ${broken.message}`);
  const failed = firstFailure(suites, folder) ?? (code === 0 ? undefined : unexpectedError(output));
  if (code !== 0 && failed === undefined) throw new Error(`the tests did not run: ${output.slice(-2000)}`);
  return { failed, seconds, output };
}

interface Report {
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

function firstFailure(suites: Report['testResults'], folder: string): Tried['failed'] {
  for (const suite of suites) {
    const test = suite.assertionResults.find(({ status }) => status === 'failed');
    if (test) return { file: suite.name.replace(`${folder}/`, ''), title: test.fullName };
  }
  return undefined;
}

/** Vitest fails a run in which something was rejected and nobody listened. */
function unexpectedError(output: string): Tried['failed'] {
  const text = stripVTControlCharacters(output);
  const error = /Unhandled (?:Rejection|Error)[\s\S]*?\n(\w*Error: .*)/.exec(text)?.[1];
  const file = /originated in "(\S+)" test file/.exec(text)?.[1];
  return error === undefined
    ? undefined
    : { file: file ?? '?', title: `(an error outside every test) ${error}` };
}
