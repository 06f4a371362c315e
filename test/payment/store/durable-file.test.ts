import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, replaceFile } from '../../../src/payment/store/durable-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a file is replaced whole, for the till alone, and leaves nothing beside it', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.json');
  writeFileSync(file, 'a much longer old text');
  await replaceFile(file, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(folder)).toEqual(['a.json']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a hundred replacements at once end in one whole text', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.json');
  const texts = Array.from({ length: 100 }, (_, i) => String(i).repeat(1000));
  await Promise.all(texts.map((text) => replaceFile(file, text)));
  expect(texts).toContain(readFileSync(file, 'utf8'));
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('a replacement that fails leaves what was there, and no temporary file', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
  await expect(replaceFile(join(folder, 'taken'), 'new')).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
  expect(readdirSync(join(folder, 'taken'))).toEqual(['inside']);
});

test('a folder that is missing, or a file in its place, is an error and no file', async () => {
  const folder = temporaryFolder();
  await expect(replaceFile(join(folder, 'missing', 'a.json'), 'new')).rejects.toMatchObject({
    code: 'ENOENT',
  });
  writeFileSync(join(folder, 'file'), '');
  await expect(makeFolder(join(folder, 'file', 'data'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test('folders are made for the till alone, however deep, and once', async () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  await makeFolder(folder);
  await makeFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});
