import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { cutOf } from '../../src/backup/cut.ts';
import { backUp, firstVersionsFolder, restore } from '../support/backups.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const LINE = 'x'.repeat(9).concat('\n');

/** Appends a line to one file and then to another, for ever, in a thread of its own; every so often there is a new day. */
const WRITER = `
  const { appendFileSync } = require('node:fs');
  const { workerData: { folder, line, shared } } = require('node:worker_threads');
  const lines = new Int32Array(shared);
  while (Atomics.load(lines, 1) === 0) {
    const day = Math.floor(lines[0] / 400);
    appendFileSync(folder + '/a-' + day + '.jsonl', line);
    appendFileSync(folder + '/z-' + day + '.jsonl', line);
    Atomics.add(lines, 0, 1);
    if (lines[0] % 7 === 0) Atomics.wait(lines, 1, 0, 2);
  }
`;

test('beside a writer that writes to one file and then to another, the lengths are those of one moment', async () => {
  const folder = temporaryFolder();
  // Between the two by name, so that a look at all of them takes its time.
  for (let cold = 0; cold < 600; cold += 1) writeFileSync(join(folder, `cold-${cold}.jsonl`), LINE);
  const shared = new SharedArrayBuffer(8);
  const lines = new Int32Array(shared);
  const writer = new Worker(WRITER, { eval: true, workerData: { folder, line: LINE, shared } });
  const list = async () => (await readdir(folder)).sort();
  for (let cuts = 0; cuts < 25; cuts += 1) {
    const before = Atomics.load(lines, 0);
    const cut = await cutOf(folder, list);
    const sum = (letter: string) =>
      [...cut].reduce((total, [name, size]) => total + (name.startsWith(letter) ? size / LINE.length : 0), 0);
    expect([0, 1]).toContain(sum('a') - sum('z'));
    expect(sum('z')).toBeGreaterThanOrEqual(before);
    expect(sum('cold')).toBe(600);
  }
  expect(Atomics.load(lines, 0)).toBeGreaterThan(100);
  Atomics.store(lines, 1, 1);
  await once(writer, 'exit');
}, 60_000);

test('of a file that grows a backup holds whole lines alone', async () => {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  const day = join(data, 'days', '2026-11-21.jsonl');
  const whole = readFileSync(day, 'utf8');
  appendFileSync(day, '{"schema":1,"rev":7,"orde');
  appendFileSync(join(data, 'audit.jsonl'), '{"half');
  mkdirSync(join(data, 'receipts'), { recursive: true });
  writeFileSync(join(data, 'receipts', '2026-11-22.jsonl'), '{"a first line that is not whole');
  const { file, contents } = await backUp(folder);
  expect(contents.unreadable).toEqual([]);
  await restore(file, join(folder, 'new'));
  expect(readFileSync(join(folder, 'new', 'days', '2026-11-21.jsonl'), 'utf8')).toBe(whole);
  expect(readFileSync(join(folder, 'new', 'receipts', '2026-11-22.jsonl'), 'utf8')).toBe('');
});

test('lines that come while the files are being read are left to the next backup', async () => {
  const folder = temporaryFolder();
  const data = firstVersionsFolder(folder);
  const day = join(data, 'days', '2026-11-21.jsonl');
  const whole = readFileSync(day, 'utf8');
  const between = async () => appendFileSync(day, whole);
  const quiet = await backUp(folder, { to: join(folder, 'quiet.tar.gz') });
  const { contents, file } = await backUp(folder, { to: join(folder, 'busy.tar.gz'), between });
  expect(contents.unreadable).toEqual(quiet.contents.unreadable);
  await restore(file, join(folder, 'new'));
  const restored = readFileSync(join(folder, 'new', 'days', '2026-11-21.jsonl'), 'utf8');
  expect(restored.length % whole.length).toBe(0);
  expect(restored.length).toBeLessThan(readFileSync(day, 'utf8').length);
});
