import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/ui/languages/tags.ts';
import { builtPages } from '../support/technician-page.ts';

/** Bytes over the wire on a shop's network, where browsers take gzip. */
const LEAST_KB = 20;
const MOST_KB = 100;

test('the first load of the till, with its longest language, stays under 100 KB packed, and holds nothing of the desk', async () => {
  const publicDir = await builtPages();
  const read = (file: string) => readFileSync(join(publicDir, file));
  const packed = (files: Iterable<string>) =>
    [...files].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
  const page = read('tablet/index.html').toString();
  const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].flatMap(([, file]) => file ?? []);
  const files = withImports(read, named);
  const perLanguage = wordsOf(read, files).map((words) =>
    packed([...withImports(read, [words])].filter((file) => !files.has(file))),
  );
  expect([...files].filter((file) => /desk/.test(file))).toEqual([]);
  expect(perLanguage, 'no language is left out').toHaveLength(LANGUAGES.length);
  const bytes = packed(['tablet/index.html', ...files]) + Math.max(...perLanguage);
  expect(bytes / 1000).toBeGreaterThan(LEAST_KB);
  expect(bytes / 1000).toBeLessThan(MOST_KB);
});

/** The files, and all that they import at once. */
function withImports(read: (file: string) => Buffer, named: string[]): Set<string> {
  const files = new Set(named);
  // A set that grows while it is walked is walked to its end.
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    const text = read(file).toString();
    for (const [, other] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
      files.add(`assets/${other}`);
  }
  return files;
}

/** The words of the page in each language, of which a tablet loads one. */
function wordsOf(read: (file: string) => Buffer, files: Set<string>): string[] {
  const lazy = [...files]
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [
      ...read(file)
        .toString()
        .matchAll(/import\(["'`]\.\/(page-[\w-]+\.js)["'`]\)/g),
    ]);
  return [...new Set(lazy.flatMap(([, file]) => (file === undefined ? [] : [`assets/${file}`])))];
}
