// npm test: everything that must hold, one step after the other. A failed step does not hide the later ones.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const BROWSER_TESTS = 'test/e2e';
const KERNEL_TEST = 'test/kernel';
const PAGES = ['tablet', 'technician', 'customer', 'pair'];
const args = process.argv.slice(2);
const unknown = args.find((arg) => arg !== '--fast' && arg !== '--help');

if (unknown !== undefined || args.includes('--help')) {
  console.log(
    'npm test [-- --fast]\n\n--fast  leaves out the browser tests and the kernel test, and says so',
  );
  process.exitCode = unknown === undefined ? 0 : 2;
} else if (!existsSync(join(root, 'node_modules'))) {
  console.error('The libraries are missing: run `npm ci` first.');
  process.exitCode = 1;
} else {
  await checkAll(args.includes('--fast'));
}

async function checkAll(isFast) {
  const bin = (path) => join(root, 'node_modules', path);
  const steps = [
    ['lint and format', bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
    ['types', bin('typescript/bin/tsc'), '-p', '.'],
    ...PAGES.map((page) => [`types of the page ${page}`, bin('typescript/bin/tsc'), '-p', `src/ui/${page}`]),
    ['dead code', bin('knip/bin/knip.js'), '--no-progress'],
    ['build', join(root, 'scripts/build.mjs')],
  ];
  const results = [];
  for (const [name, ...command] of steps) {
    const { code, seconds } = await run(name, command);
    results.push({ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], seconds });
  }
  if (!isFast) await run('a browser for the tests', [join(root, 'scripts/get-chromium.mjs')]);
  results.push(await runTests(isFast));
  results.push(isFast ? leftOut(KERNEL_TEST) : await runKernelTest());
  report(results);
}

function leftOut(path) {
  return { name: path, passed: 0, failed: 0, skipped: [`${path} (left out by --fast)`], seconds: 0 };
}

async function runKernelTest() {
  const name = 'the till on a real kernel';
  const folder = mkdtempSync(join(tmpdir(), 'scantill-check-'));
  const file = join(folder, 'results.json');
  try {
    const { seconds } = await run(name, [join(root, KERNEL_TEST, 'run.mjs'), '--results', file]);
    const counts = existsSync(file)
      ? JSON.parse(readFileSync(file, 'utf8'))
      : { passed: 0, failed: 1, skipped: [] };
    return { name, ...counts, seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runTests(isFast) {
  const folder = mkdtempSync(join(tmpdir(), 'scantill-check-'));
  const file = join(folder, 'results.json');
  try {
    const { code, seconds } = await run('tests', [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...(isFast ? ['--exclude', `${BROWSER_TESTS}/**`] : []),
    ]);
    const counts = countTests(
      existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] },
    );
    // An error outside every test fails the run although each test passed.
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    if (isFast) counts.skipped.push(...browserTests().map((path) => `${path} (left out by --fast)`));
    return { name: 'tests', ...counts, seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function countTests({ testResults }) {
  const tests = testResults.flatMap((suite) => suite.assertionResults);
  // Such as one that cannot be loaded, or whose preparation failed: its tests were never tried.
  const brokenFiles = testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.every(({ status }) => status !== 'failed'),
  );
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + brokenFiles.length,
    failures: [
      ...brokenFiles.map(({ name, message }) => `${name}: ${firstLine(message)}`),
      ...tests
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`),
    ],
    skipped: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  };
}

function firstLine(text = '') {
  return text.split('\n', 1)[0].slice(0, 200);
}

function browserTests() {
  const folder = join(root, BROWSER_TESTS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${BROWSER_TESTS}/${name}`);
}

function run(name, command) {
  console.log(`\n=== ${name}`);
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('close', (code) => {
      const seconds = (performance.now() - startedAt) / 1000;
      console.log(`=== ${name}: ${code === 0 ? 'ok' : 'FAILED'} in ${seconds.toFixed(1)} s`);
      resolve({ code, seconds });
    });
  });
}

function report(results) {
  const sum = (pick) => results.reduce((total, result) => total + pick(result), 0);
  const skipped = results.flatMap((result) => result.skipped);
  const failed = sum((result) => result.failed);
  console.log('\n=== summary');
  for (const { name, failed: count, seconds } of results) {
    console.log(`${count === 0 ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
  }
  for (const told of results.flatMap(({ failures = [] }) => failures)) console.log(`FAILED    ${told}`);
  for (const name of skipped) console.log(`SKIPPED   ${name}`);
  const mayNotSkip = process.env.CI === 'true';
  if (mayNotSkip && skipped.length > 0)
    console.log('With CI=true nothing may be skipped: this is a failure.');
  console.log(`${sum((result) => result.passed)} passed, ${failed} failed, ${skipped.length} skipped`);
  process.exitCode = failed > 0 || (mayNotSkip && skipped.length > 0) ? 1 : 0;
}
