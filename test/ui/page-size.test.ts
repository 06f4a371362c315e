import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { builtPages } from '../support/technician-page.ts';

/** Bytes over the wire on a shop's network, where browsers take gzip. */
const LEAST_KB = 20;
const MOST_KB = 100;

test('the first load of the till, with its longest language, stays under 100 KB packed, and holds nothing of the desk', async () => {
  const publicDir = await builtPages();
  const read = (file: string) => readFileSync(join(publicDir, file));
  const page = read('tablet/index.html').toString();
  const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].flatMap(([, file]) => file ?? []);
  const files = new Set(named);
  // A set that grows while it is walked is walked to its end.
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    const text = read(file).toString();
    for (const [, other] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
      files.add(`assets/${other}`);
  }
  const packed = (file: string) => gzipSync(read(file), { level: 9 }).length;
  const words = wordsOf(read, [...files]).map(packed);
  const bytes =
    packed('tablet/index.html') +
    [...files].reduce((sum, file) => sum + packed(file), 0) +
    Math.max(0, ...words);
  expect([...files].filter((file) => /desk/.test(file))).toEqual([]);
  expect(words.length).toBeGreaterThan(0);
  expect(bytes / 1000).toBeGreaterThan(LEAST_KB);
  expect(bytes / 1000).toBeLessThan(MOST_KB);
});

/** The words of the page in each language, of which a tablet loads one. */
function wordsOf(read: (file: string) => Buffer, files: string[]): string[] {
  const lazy = files
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [
      ...read(file)
        .toString()
        .matchAll(/import\(["'`]\.\/(page-[\w-]+\.js)["'`]\)/g),
    ]);
  return [...new Set(lazy.flatMap(([, file]) => (file === undefined ? [] : [`assets/${file}`])))];
}
