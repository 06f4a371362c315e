import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { globalFindings, machineFindings, shapeFindings, testFindings } from './support/code-rules.ts';
import { dependencyFindings } from './support/dependency-rules.ts';
import { lockFindings } from './support/lock-rules.ts';
import type { SourceFile } from './support/source-file.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = trackedFiles();
const code = files.filter(({ path }) => /^(src|scripts|test)\/.*\.(ts|tsx|mjs)$/.test(path));
const product = code.filter(({ path }) => /^(src|scripts)\/.*\.tsx?$/.test(path));
const source = product.filter(({ path }) => path.startsWith('src/'));

/** Committed files and those that could be: what is ignored is nobody's business. */
function trackedFiles(): SourceFile[] {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  });
  return list
    .split('\0')
    .filter((path) => path !== '' && existsSync(`${root}${path}`))
    .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}

test('each file imports only what the design lets it know', () => {
  expect(product.length).toBeGreaterThan(10);
  expect(product.flatMap(dependencyFindings)).toEqual([]);
});

test('time, chance and the process are handed over, never reached for', () => {
  expect(source.flatMap(globalFindings)).toEqual([]);
});

test('files of code are short, well named, and silence no check', () => {
  expect(code.flatMap(shapeFindings)).toEqual([]);
});

test('the median source file has fewer than 100 lines', () => {
  const lengths = source.map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100);
});

test('no test is left out, alone, mocked or asleep', () => {
  const tests = code.filter(({ path }) => path.startsWith('test/'));
  expect(tests.flatMap(testFindings)).toEqual([]);
});

test('no tracked file names a place on one machine or a registry', () => {
  expect(files.filter(({ path }) => path !== 'package-lock.json').flatMap(machineFindings)).toEqual([]);
});

test('the lock file installs on every platform, from whichever registry is set', () => {
  const lock = files.find(({ path }) => path === 'package-lock.json');
  expect(lockFindings(lock?.text ?? '{}')).toEqual([]);
});
